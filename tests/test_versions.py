"""Which number a release gets, and which builds are refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from invented import SETTINGS, detection, many, write
from tampering import rows_digest

from quotes.dataset import Release, changes, diff, open_release, stats, validate, write_release
from quotes.dataset.release.manifest import write_manifest
from quotes.dataset.release.versions import bumped
from quotes.errors import QuotesWarning, ReleaseError
from quotes.records import SCHEMA_VERSION, Detection


def auto(out: Path, detections: list[Detection], **options: Any) -> Release:
    return write(out, detections, version="auto", **options)


def corrected() -> list[Detection]:
    first, *others = many(3)
    return [replace(first, quotes=(replace(first.quotes[0], cue=None),)), *others]


def test_the_first_version(tmp_path: Path) -> None:
    release = auto(tmp_path, list(many(3)))
    assert (release.version, release.path) == ("1.0.0", tmp_path / "eastbrook" / "1.0.0")
    assert list(validate(release.path)) == []


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    write(out, many(5), version="1.0.0")
    write(out, many(3), version="1.4.2")
    return out


@pytest.mark.parametrize(
    ("detections", "version"),
    [(list(many(3)), "1.4.2"), (list(many(4)), "1.5.0"), (list(many(2)), "1.5.0"), (corrected(), "1.5.0")],
    ids=["the same", "added", "removed", "a label"],
)
def test_rows_and_labels_ask_for_a_minor_version(
    two_versions: Path, tmp_path: Path, detections: list[Detection], version: str
) -> None:
    release = auto(Path(shutil.copytree(two_versions, tmp_path / "dist")), detections)
    assert release.version == version
    assert sorted(path.name for path in release.path.parent.iterdir()) == sorted({"1.0.0", "1.4.2", version})
    assert list(validate(release.path)) == []
    assert f"version: {version}" in (release.path / "README.md").read_text(encoding="utf-8")


def test_another_card_or_manifest_asks_for_a_patch(tmp_path: Path) -> None:
    first = write(tmp_path, many(3))
    settings = {**SETTINGS, "spacy_model_version": "3.8.1"}
    second = write_release(many(3), name="eastbrook", version="auto", out=tmp_path, settings=settings)
    assert (second.version, second.manifest.rows_digest) == ("1.0.1", first.manifest.rows_digest)
    assert (
        (second.path / "CHANGES.md")
        .read_text(encoding="utf-8")
        .endswith("## Made with\n\n- `settings.spacy_model_version`: 3.8.0 → 3.8.1\n")
    )
    card = second.path / "README.md"
    card.write_text(f"{card.read_text(encoding='utf-8')}\nCorrected.\n", encoding="utf-8")
    write_manifest(second.manifest, second.path)
    third = write_release(many(3), name="eastbrook", version="auto", out=tmp_path, settings=settings)
    assert third.version == "1.0.2"
    assert diff(second, third).files == ("CITATION.cff", "README.md", "chart.png", "croissant.json")


def test_another_major_schema_version_asks_for_a_major_version(tmp_path: Path) -> None:
    old = write(tmp_path, many(3), version="1.2.3")
    write_manifest(replace(old.manifest, schema_version="0.9.0"), old.path)
    new = auto(tmp_path, list(many(3)))
    assert new.version == "2.0.0"
    assert (new.path / "CHANGES.md").read_text(encoding="utf-8") == (
        "# Changes in eastbrook 2.0.0\n\n"
        f"Against 1.2.3. Its rows have schema 0.9.0, these {SCHEMA_VERSION}; they are not compared.\n"
    )


def test_a_newer_major_schema_version_is_not_built_upon(tmp_path: Path) -> None:
    old = write(tmp_path, many(3))
    write_manifest(replace(old.manifest, schema_version="2.0.0"), old.path)
    for version in ("auto", "1.0.0"):
        with pytest.raises(ReleaseError) as caught:
            write(tmp_path, many(3), version=version)
        assert str(caught.value) == (
            f"{old.path}/manifest.json $.schema_version: 2.0.0 has major version 2; this package reads 1: install a "
            "release of it that reads 2"
        )


def test_what_cannot_be_built_upon_is_told_before_the_work(tmp_path: Path) -> None:
    def never() -> Iterator[Detection]:
        raise AssertionError("begun")
        yield

    (tmp_path / "eastbrook" / "1.4.2").mkdir(parents=True)
    for version in ("auto", "1.4.2"):
        with pytest.raises(ReleaseError) as caught:
            write(tmp_path, never(), version=version)
        assert str(caught.value) == f"{tmp_path}/eastbrook/1.4.2: no release: it holds no manifest.json"


@pytest.mark.parametrize(
    ("version", "part", "following"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.9", "patch", "1.2.10"),
        ("0.0.0", "minor", "0.1.0"),
    ],
)
def test_numbers_are_counted_not_spelt(version: str, part: str, following: str) -> None:
    assert bumped(version, part) == following


def test_a_refused_build_names_what_differs(tmp_path: Path) -> None:
    release = write(tmp_path, many(3))
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, [*corrected()[:2], detection("new")])
    assert str(caught.value) == (
        f"{release.path}: this version exists with other content, and a version never changes; "
        "articles.jsonl (1 added, 1 removed), quotes.jsonl (1 added, 1 changed, 1 removed), rejected.jsonl (1 added, "
        "1 removed) and 7 made from them differ; build it as 1.1.0"
    )
    assert [path.name for path in release.path.parent.iterdir()] == ["1.0.0"]


def test_of_two_builds_at_once_each_gets_a_number(tmp_path: Path) -> None:
    write(tmp_path, many(1))
    both_begun = threading.Barrier(2, timeout=60)
    versions = []

    def meeting(number: int) -> Iterator[Detection]:
        both_begun.wait()
        yield from many(number)

    def build(number: int) -> None:
        versions.append(write(tmp_path, meeting(number), version="auto").version)

    threads = [threading.Thread(target=build, args=(number,)) for number in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == ["1.1.0", "1.2.0"]
    assert [list(validate(tmp_path / "eastbrook" / version)) for version in versions] == [[], []]


def test_a_killed_build_loses_nothing(tmp_path: Path) -> None:
    first = write(tmp_path, many(3))
    before = {path: path.read_bytes() for path in first.path.rglob("*") if path.is_file()}
    script = (
        "import sys, itertools; from pathlib import Path; from invented import detection, write\n"
        "def endless():\n"
        "    for number in itertools.count():\n"
        "        yield detection(f'a{number}')\n"
        "        if number == 200: print('half-way', flush=True)\n"
        "write(Path(sys.argv[1]), endless(), version='auto')"
    )
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])}
    program = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(program, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half-way\n"
        process.send_signal(signal.SIGKILL)
    assert {path: path.read_bytes() for path in first.path.rglob("*") if path.is_file()} == before
    assert [path.name for path in first.path.parent.iterdir() if not path.name.startswith(".tmp-")] == ["1.0.0"]
    second = write(tmp_path, many(4), version="1.1.0")
    assert sorted(path.name for path in first.path.parent.iterdir()) == ["1.0.0", "1.1.0"]
    assert list(validate(second.path)) == []


NEW = {"schema_version": "1.7.0", "mood": "calm", "kind": "sung"}


@pytest.fixture
def newer(tmp_path: Path) -> Release:
    """A release of a later minor schema version: a new field, and a new value of an enumeration."""
    release = write(tmp_path / "newer", many(3))
    for file in ("articles.jsonl", "quotes.jsonl", "rejected.jsonl"):
        rows = [
            {**row, **{name: new for name, new in NEW.items() if name != "kind" or name in row}}
            for row in release.rows(file)
        ]
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        (release.path / file).write_text(text, encoding="utf-8")
    for parquet in (path for name in ("quotes", "articles") for path in (release.path / "data" / name).iterdir()):
        columns = pq.read_table(parquet).to_pydict()
        changed = {name: [new] * len(columns["id"]) for name, new in NEW.items() if name != "kind" or name in columns}
        pq.write_table(pa.table({**columns, **changed}), parquet)
    for made_from_rows in ("croissant.json", "CITATION.cff"):
        (release.path / made_from_rows).unlink()
    manifest = replace(
        release.manifest, schema_version="1.7.0", rows_digest=rows_digest(release.path), unknown={"mood": "calm"}
    )
    write_manifest(manifest, release.path)
    return Release(path=release.path, manifest=manifest)


def test_a_newer_minor_schema_version_is_read_with_a_warning(newer: Release, tmp_path: Path) -> None:
    message = (
        f"{newer.path}/manifest.json $.schema_version: 1.7.0 is newer than {SCHEMA_VERSION}, which this package knows: "
        "what is new in it is not checked"
    )
    older = write(tmp_path, many(3))
    for read in (open_release, stats, validate):
        with pytest.warns(QuotesWarning) as caught:
            read(newer.path)
        assert {str(warning.message) for warning in caught} == {message}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", QuotesWarning)
        assert stats(newer.path).kinds == {"sung": 3}
        problems = [str(problem) for problem in validate(newer.path)]
        fields = {field.field for change in changes(older, newer.path) for field in change.fields}
    assert fields == {"mood", "kind"}
    assert problems == []


@pytest.mark.parametrize("version", ["2.0.0", "0.3.0", "10.0.0"])
def test_an_unknown_major_schema_version_is_refused_by_every_reader(tmp_path: Path, version: str) -> None:
    release = write(tmp_path, many(1))
    sound = write(tmp_path, many(1), version="1.0.1")
    write_manifest(replace(release.manifest, schema_version=version), release.path)
    major = version.split(".", maxsplit=1)[0]
    for read in (
        open_release,
        validate,
        stats,
        lambda path: diff(path, sound),
        lambda path: diff(sound, path),
        lambda path: changes(sound, path),
    ):
        with pytest.raises(ReleaseError) as caught:
            read(release.path)
        assert str(caught.value) == (
            f"{release.path}/manifest.json $.schema_version: {version} has major version {major}; this package reads "
            f"1: install a release of it that reads {major}"
        )
