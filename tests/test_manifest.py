"""The manifest in Python says what manifest.json says, and is written as it was read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import many, write

from quotes.dataset import Release, migrate, open_release
from quotes.dataset.release.manifest import manifest_bytes
from quotes.errors import QuotesWarning, ReleaseError

Entries = dict[str, Any]


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> Release:
    out = tmp_path_factory.mktemp("dist")
    write(out, many(2))
    return write(out, many(3), version="1.1.0", authors=["Orr, Ann"], released="2025-01-31", level="none")


def changed(release: Release, folder: Path, change: Callable[[Entries], object]) -> Path:
    """Copy a release, and write into its manifest.json what a change makes of it."""
    path = Path(shutil.copytree(release.path, folder / "there")) / "manifest.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    change(entries)
    path.write_text(f"{json.dumps(entries, indent=2)}\n", encoding="utf-8")
    return path


def test_what_is_read_is_written_byte_for_byte(cited: Release) -> None:
    text = (cited.path / "manifest.json").read_bytes()
    assert manifest_bytes(open_release(cited.path).manifest) == text
    assert cited.manifest.to_dict() == json.loads(text)


def newer(entries: Entries) -> None:
    entries["schema_version"] = "1.7.0"
    for place in (entries, entries["counts"], entries["citation"], entries["previous"], entries["files"]["README.md"]):
        place |= {"mood": "calm", "unknown": [{"of": "which"}]}


def test_what_a_newer_minor_schema_adds_is_kept(cited: Release, tmp_path: Path) -> None:
    path = changed(cited, tmp_path, newer)
    with pytest.warns(QuotesWarning):
        manifest = open_release(path.parent).manifest
    assert manifest_bytes(manifest) == path.read_bytes()
    assert manifest.counts.unknown["mood"] == "calm"


def earlier(entries: Entries) -> None:
    del entries["citation"], entries["full_rows_digest"], entries["settings"]["articles"]


def test_what_earlier_tools_do_not_say_is_none(cited: Release, tmp_path: Path) -> None:
    manifest = open_release(changed(cited, tmp_path, earlier).parent).manifest
    assert (manifest.citation, manifest.authors, manifest.released) == (None, (), None)
    assert manifest.full_rows_digest is None
    assert "citation" not in json.loads(manifest_bytes(manifest))


def older(**other: object) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        for name in ("tools", "inputs", "schemas", "previous"):
            entries[name] = ["of another form"]
        entries |= {"schema_version": "0.4.0", **other}

    return change


def test_of_another_major_schema_is_read_what_is_the_same_in_all(cited: Release, tmp_path: Path) -> None:
    path = changed(cited, tmp_path, older(citation={"authors": "Orr, Ann"}))
    with pytest.raises(ReleaseError) as caught:
        migrate(path.parent)
    assert str(caught.value).startswith(f'{path} $.citation: "released" is a required property')
    shutil.rmtree(path.parent)
    path = changed(cited, tmp_path, older())
    with pytest.raises(ReleaseError) as caught:
        migrate(path.parent)
    assert str(caught.value).endswith("0.4.0 has major version 0; there is no step from 0 to 1")
