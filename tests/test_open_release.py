"""A manifest is held against its schema before anything in it is used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from invented import many, write

from quotes import ReleaseError, load, revise
from quotes.dataset import Release, diff, migrate, open_release, restore, stats
from quotes.dataset.release.manifest import FileEntry, manifest_bytes
from quotes.dataset.release.release import open_any_schema

EVERY_COMMAND: dict[str, Callable[[Path], object]] = {
    "open": open_release,
    "stats": stats,
    "diff": lambda path: diff(path, path),
    "revise": lambda path: revise(path, out=path / "out"),
    "restore": lambda path: restore(path, [], out=path / "out"),
    "migrate": lambda path: migrate(path, out=path / "out"),
    "build": lambda path: write(path.parent.parent, many(3), version="1.1.0"),
    "load": load,
}
ENTRY = {"bytes": 0, "sha256": "0" * 64}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("dist"), many(2))


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_every_command_holds_the_manifest_against_its_schema(one: Release, command: str, tmp_path: Path) -> None:
    path = Path(shutil.copytree(one.path, tmp_path / "eastbrook" / "1.0.0"))
    manifest = {key: value for key, value in one.manifest.to_dict().items() if key != "counts"}
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ReleaseError) as caught:
        EVERY_COMMAND[command](path)
    assert str(caught.value) == f'{path}/manifest.json $: "counts" is a required property'
    assert list(tmp_path.iterdir()) == [path.parent]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("schema_version", ["1.0.0", "1.7.0", "0.4.0"])
@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        *((("name",), name, "$.name: ") for name in ("../../x", "/tmp/x", "", "a\\b", "x" * 97, "a\n", "é", 7)),
        *((("version",), v, "$.version: ") for v in ("..", "1.0.0/..", "1.0", "01.0.0", "1.0.0\n", f"1.{10**9}.0")),
        *(
            (("files", file), ENTRY, "$.files: ")
            for file in ("", "/etc/hosts", "../x", "data/../../x", "./x", "a//b", "a\\b", "C:x", "a\nb", "data/..")
        ),
        (("files", "quotes.jsonl"), {"bytes": -1, "sha256": "0" * 64}, "$.files.quotes.jsonl.bytes: "),
        (("files",), {"README.md": ENTRY}, '$.files: "articles.jsonl" is a required property'),
        (("rows_digest",), "0", "$.rows_digest: "),
        (("settings",), {"splits": {"by": "source"}}, '$.settings.splits: "sources" is a required property'),
        (("counts", "skipped"), None, "$.counts.skipped: "),
        (("skipped",), [7], "$.skipped[0]: "),
        (("name",), "é" * 10**6, "$.name: "),
    ],
)
def test_what_leads_elsewhere_or_is_missing_is_refused(
    one: Release, tmp_path: Path, schema_version: str, place: tuple[str, ...], value: object, told: str
) -> None:
    manifest = {**one.manifest.to_dict(), "schema_version": schema_version}
    holder = manifest
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ReleaseError) as caught:
        open_any_schema(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/manifest.json {told}")
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"files"', '"x": NaN, "files"', "no JSON: NaN is no JSON number"),
        ('"files"', '"x": "\\ud800", "files"', "no JSON: half a character (U+D800)"),
        ('"files"', f'"x": {"1" * 5000}, "files"', "no JSON: 11111111111111111111 is too large"),
        ('"files"', f'"x": {"[" * 9999}{"]" * 9999}, "files"', "no JSON: nested more than 64 deep"),
        ('"schema_version": "1.', '"schema_version": "' + "1" * 5000 + ".", "$.schema_version: "),
    ],
)
def test_what_a_manifest_cannot_hold(one: Release, tmp_path: Path, old: str, new: str, told: str) -> None:
    text = manifest_bytes(one.manifest).decode()
    assert text.count(old) == 1
    (tmp_path / "manifest.json").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ReleaseError) as caught:
        open_release(tmp_path)
    words = str(caught.value).replace("manifest.json:", "manifest.json")
    assert words.startswith(f"{tmp_path}/manifest.json {told}")


def test_a_release_of_very_many_files_is_opened(one: Release, tmp_path: Path) -> None:
    files = {f"data/{number}": FileEntry(**ENTRY) for number in range(20_000)}
    manifest = replace(one.manifest, files={**one.manifest.files, **files})
    (tmp_path / "manifest.json").write_bytes(manifest_bytes(manifest))
    assert len(open_release(tmp_path).manifest.files) > 20_000
