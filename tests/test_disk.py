from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.storage.disk import DiskCounter, DiskMapping


def test_a_mapping_keeps_the_first_value() -> None:
    with DiskMapping() as mapping:
        assert [mapping.add("key", "first"), mapping.add("key", "second")] == [True, False]
        assert (mapping.get("key"), mapping.get("other")) == ("first", None)


def test_a_counter_ranks_by_count_and_then_by_code_point() -> None:
    with DiskCounter() as counter:
        for key in ("b", "ä", "a", "\ud83d", "c", "c"):
            counter.add(key)
        assert counter.most_common(4) == {"c": 2, "a": 1, "b": 1, "ä": 1}
        assert counter.most_common(9)["\ud83d"] == 1
        assert (len(counter), counter.total(), counter.most_common(0)) == (5, 6, {})


def test_an_empty_counter() -> None:
    with DiskCounter() as counter:
        assert (len(counter), counter.total(), counter.most_common(3)) == (0, 0, {})


FULL = """
import resource, sys
from quotes.articles import spooled
from quotes.storage.disk import DiskMapping
from quotes.errors import StorageError
from quotes.records import Article

def add(number):
    with DiskMapping() as mapping:
        for key in range(number):
            mapping.add(str(key), "x" * 200_000)

def spool(number):
    with spooled(Article(id=str(key), text="x" * 200_000) for key in range(number)):
        pass

resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    {"add": add, "spool": spool}[sys.argv[1]](100)
except StorageError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be given so little disk")
@pytest.mark.parametrize(("what", "problem"), [("add", "disk I/O error"), ("spool", "File too large")])
def test_a_full_temporary_folder_is_named(tmp_path: Path, what: str, problem: str) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("SQLITE_TMPDIR", None)
    done = subprocess.run(
        [sys.executable, "-c", FULL, what], check=False, capture_output=True, text=True, env=environment
    )
    told = f"{tmp_path}: temporary files cannot be written: {problem}; TMPDIR names another folder\n"
    assert (done.stdout, done.stderr) == (told, "")
