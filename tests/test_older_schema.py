"""A release of schema 1.0.0, without `status` of roles or parts of the confidence, is read and worked with as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tampering import edit, problems, rows_digest, without_metadata

import quotes
from quotes import revise
from quotes.dataset import Release, changes, open_release, restore
from quotes.dataset.release.manifest import write_manifest
from quotes.records import SCHEMA_VERSION

TEXT = "The council met in the drafty hall.\n\n“We open the bridge at nine,” said Mira Okafor, former mayor of Osk."
FILES = ("articles.jsonl", "quotes.jsonl", "rejected.jsonl")


def as_before(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["schema_version"] = "1.0.0"
        if row.get("role"):
            del row["role"]["status"]
        if "attribution" in row:
            for name in ("speech", "mention", "identity", "alternatives"):
                del row["attribution"][name]
        for later in ("english", "author", "link", "review", "detected"):
            row.pop(later, None)


def make_older(release: Release, **manifest: Any) -> Release:
    for file in FILES:
        edit(release.path, file, as_before)
    manifest |= {"schema_version": "1.0.0"}
    write_manifest(replace(open_release(release.path).manifest, **manifest), release.path)
    return open_release(without_metadata(release.path))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "source": "Osk Post"}) + "\n", encoding="utf-8")
    return path


def build(sources: Path, out: Path, **options: Any) -> Release:
    return quotes.build([sources], name="osk", version="1.0.0", out=out, **options)


@pytest.fixture
def older(sources: Path, tmp_path: Path) -> Release:
    return make_older(build(sources, tmp_path / "older"))


def test_it_is_sound_and_loads(older: Release) -> None:
    assert problems(older.path) == []
    loaded = quotes.load(older.path)
    (split,) = loaded
    assert loaded[split][0]["role"] == {
        "text": "former mayor of Osk",
        "start": TEXT.index("former"),
        "end": len(TEXT) - 1,
        "title": "mayor",
        "organization": "Osk",
        "category": "executive",
        "status": None,
    }
    assert loaded[split][0]["attribution"]["identity"] is None


def test_what_only_one_schema_has_is_no_difference(older: Release, sources: Path, tmp_path: Path) -> None:
    newer = build(sources, tmp_path / "newer")
    assert [row["role"]["status"] for row in newer.rows("quotes.jsonl")] == ["former"]
    assert list(changes(older, newer)) == []


def test_it_is_restored_as_it_was(older: Release, sources: Path, tmp_path: Path) -> None:
    context = build(sources, tmp_path / "context", publish="context")
    context = make_older(context, full_rows_digest=older.manifest.rows_digest)
    restored = restore(context, [sources], out=tmp_path / "restored")
    assert rows_digest(restored.path) == older.manifest.rows_digest
    assert problems(restored.path) == []


def test_a_revision_of_it_has_the_present_schema(older: Release, tmp_path: Path) -> None:
    (row,) = older.rows("quotes.jsonl")
    row["role"]["category"] = "official"
    corrected = tmp_path / "quotes.jsonl"
    corrected.write_text(json.dumps(row) + "\n", encoding="utf-8")
    revised = revise(older, quotes=corrected, out=tmp_path / "revised")
    assert revised.manifest.schema_version == SCHEMA_VERSION
    assert [row["role"]["status"] for row in revised.rows("quotes.jsonl")] == [None]
    assert [row["attribution"]["alternatives"] for row in revised.rows("quotes.jsonl")] == [[]]
    assert problems(revised.path) == []
