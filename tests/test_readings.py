"""How often a build reads the rows that it writes, and validation those of a release."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

MOST = 5
# Checksums, rows, quotations and rejected stretches against them, what is the same twice, Parquet, two views.
MOST_TO_VALIDATE = 9
# Counted is what lies in the folder of the release that is being built.
BUILDS = """
import collections, json, pathlib, sys
from invented import detection, write
from quotes import validate

opened = collections.defaultdict(collections.Counter)

def count(event, arguments):
    if event == "open" and "r" in (arguments[1] or "r") and isinstance(arguments[0], (str, pathlib.Path)):
        path = pathlib.Path(arguments[0])
        if path.suffix == ".jsonl" and (build == "validate" or path.parent.name.startswith(".tmp-")):
            opened[build][path.name] += 1

def articles(words):
    return [detection(name, words, source=name, published="2024-05-01") for name in ("a", "b")]

out, versions = pathlib.Path(sys.argv[1]), []
sys.addaudithook(count)
for build, words, options in [
    ("the first", "We open at nine", {"version": "1.0.0", "split_by": "source"}),
    ("other rows", "We close at ten", {"version": "auto", "level": "none"}),
    ("the same rows", "We close at ten", {"version": "auto", "level": "none", "authors": ["Orr, Ann"]}),
    ("whole texts", "We open at nine", {"version": "2.0.0"}),
]:
    release = write(out, articles(words), **options)
    versions.append(release.version)
build = "validate"
problems = list(map(str, validate(release.path)))
print(json.dumps([versions, problems, opened]))
"""


def test_each_file_of_rows_is_read_few_times(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILDS, str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    versions, problems, builds = json.loads(done.stdout)
    assert (versions, problems) == (["1.0.0", "1.1.0", "1.1.1", "2.0.0"], [])
    validated = builds.pop("validate")
    assert max(validated.values()) <= MOST_TO_VALIDATE, validated
    assert len(builds) == 4
    for opened in builds.values():
        assert sorted(opened) == ["articles.jsonl", "quotes.jsonl", "rejected.jsonl"]
        assert max(opened.values()) <= MOST, builds
