from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import quotes
from quotes.errors import QuotesWarning, StorageError
from quotes.storage import scratch_folder, warn_of_little_room
from quotes.storage.disk import DiskCounter, DiskMapping
from quotes.storage.room import in_units


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
from quotes.clusters import reposts
from quotes.storage.disk import DiskMapping
from quotes.errors import StorageError
from quotes.records import Article

def add(number):
    with DiskMapping() as mapping:
        for key in range(number):
            mapping.add(str(key), "x" * 200_000)

def stories(number):
    list(reposts.stories(" ".join(f"{one}x{word}" for word in range(2000)) for one in range(number)))

def spool(number):
    with spooled(Article(id=str(key), text="x" * 200_000) for key in range(number)):
        pass

resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    {"add": add, "spool": spool, "stories": stories}[sys.argv[1]](100)
except StorageError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be given so little disk")
@pytest.mark.parametrize(
    ("what", "problem"), [("add", "disk I/O error"), ("spool", "File too large"), ("stories", "File too large")]
)
def test_a_full_temporary_folder_is_named(tmp_path: Path, what: str, problem: str) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("SQLITE_TMPDIR", None)
    done = subprocess.run(
        [sys.executable, "-c", FULL, what], check=False, capture_output=True, text=True, env=environment
    )
    told = f"{tmp_path}: temporary files cannot be written: {problem}; TMPDIR can name another folder\n"
    assert (done.stdout, done.stderr) == (told, "")


@pytest.mark.parametrize(("name", "problem"), [("none", "there is no such folder"), ("file", "it is no folder")])
def test_a_temporary_folder_that_is_none_is_told(
    name: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TMPDIR", str(tmp_path / name))
    text = tmp_path / "a.txt"
    text.write_text("The bridge opens at nine.", encoding="utf-8")
    told = f"{tmp_path / name}: temporary files cannot be written: {problem}; TMPDIR can name another folder"
    with pytest.raises(StorageError, match=f"^{re.escape(told)}"):
        quotes.build([text], name="a", version="1.0.0", out=tmp_path)
    with pytest.raises(StorageError, match=f"^{re.escape(told)}$"):
        DiskMapping()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may write everywhere is not refused")
def test_a_temporary_folder_in_which_nobody_may_write_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(StorageError, match="nobody may write there"):
        scratch_folder()


def test_a_build_tells_that_there_is_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "a.txt"
    text.write_text("The bridge opens at nine.\n" * 1000, encoding="utf-8")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=24_000))
    told = "24.0 kB are free, and the release takes some 338.0 kB, as is estimated: the disk will be full before"
    with pytest.warns(QuotesWarning, match=f"^{re.escape(str(tmp_path / 'dist'))}: {re.escape(told)}"):
        quotes.build([text], name="a", version="1.0.0", out=tmp_path / "dist")


def test_the_disk_of_temporary_files_is_looked_at_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk")
    monkeypatch.setenv("TMPDIR", str(other))
    monkeypatch.setattr("shutil.disk_usage", lambda one: SimpleNamespace(free=900 if one == other else 10**6))
    with pytest.warns(QuotesWarning) as warned:
        warn_of_little_room(tmp_path, 10**6, "the release", temporary=2_500_000)
    assert [str(one.message) for one in warned] == [
        "/dev/shm: 900 bytes are free, and what is put aside for the release takes some 2.5 MB, as is estimated: "
        "the disk will be full before it is done; TMPDIR can name another folder"
    ]


@pytest.mark.parametrize(
    ("size", "told"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (999_960, "1.0 MB"), (3e15, "3.0 PB")]
)
def test_sizes_are_told_in_the_unit_that_fits(size: float, told: str) -> None:
    assert in_units(size) == told
