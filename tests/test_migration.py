"""A release of an invented earlier schema, 0, is brought to 1 by a step as a later schema would have one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import many, silent, write
from tampering import rows_digest

from quotes.dataset import Release, migrate, validate
from quotes.dataset.derivation.article_rows import ArticleRows
from quotes.dataset.release.lines import read_rows
from quotes.dataset.release.manifest import write_manifest
from quotes.errors import RecordError, ReleaseError
from quotes.records import SCHEMA_VERSION


def to_v0(row: dict[str, Any]) -> dict[str, Any]:
    """In schema 0 a quotation had its speaker in flat columns, and no context; other rows were the same."""
    flat = {**row, "schema_version": "0.4.0"}
    speaker = flat.pop("speaker", None)
    if flat.pop("context", None):
        flat |= {f"speaker_{key}": (speaker or {}).get(key) for key in SPEAKER}
    return flat


SPEAKER = ("text", "start", "end", "form", "name", "name_start", "name_end")


def v0_to_v1(rows: ArticleRows) -> ArticleRows:
    text = rows.article["text"]

    def quote(row: dict[str, Any]) -> dict[str, Any]:
        speaker = {key: row[f"speaker_{key}"] for key in SPEAKER}
        kept = {key: value for key, value in row.items() if not key.startswith("speaker_")}
        new = {"speaker": speaker if speaker["text"] else None, "context": {"text": text, "start": 0, "end": len(text)}}
        return {**kept, "schema_version": SCHEMA_VERSION, **new}

    return replace(
        rows,
        article={**rows.article, "schema_version": SCHEMA_VERSION},
        quotes=[quote(row) for row in rows.quotes],
        rejected=[{**row, "schema_version": SCHEMA_VERSION} for row in rows.rejected],
    )


@pytest.fixture
def old(tmp_path: Path) -> Release:
    made = write(tmp_path, [*many(3), silent("silence")], version="0.3.0")
    for file in ("articles.jsonl", "quotes.jsonl", "rejected.jsonl"):
        rows = [to_v0(row) for row in made.rows(file)]
        (made.path / file).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    write_manifest(replace(made.manifest, schema_version="0.4.0", rows_digest=rows_digest(made.path)), made.path)
    return made


def test_a_step_brings_an_old_release_to_the_current_schema(old: Release, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in old.path.rglob("*") if path.is_file()}
    new = migrate(old.path, out=tmp_path, steps={0: v0_to_v1})
    assert (new.version, new.manifest.schema_version) == ("1.0.0", SCHEMA_VERSION)
    assert new.manifest.settings["migrated_from"] == "0.3.0"
    assert list(validate(new.path)) == []
    assert [(row["id"], row["speaker"]["name"]) for row in new.rows("quotes.jsonl")] == [
        (made.quotes[0].id, "Mira Okafor") for made in many(3)
    ]
    assert [row["id"] for row in read_rows(old.path / "quotes.jsonl")] == [
        row["id"] for row in new.rows("quotes.jsonl")
    ]
    assert (new.path / "CHANGES.md").read_text(encoding="utf-8") == (
        "# Changes in eastbrook 1.0.0\n\n"
        f"Against 0.3.0. Its rows have schema 0.4.0, these {SCHEMA_VERSION}; they are not compared.\n"
    )
    assert {path: path.read_bytes() for path in old.path.rglob("*") if path.is_file()} == before


def test_a_current_release_is_left_alone(tmp_path: Path) -> None:
    release = write(tmp_path, many(2))
    assert migrate(release.path, out=tmp_path, steps={0: v0_to_v1}) == release
    assert [path.name for path in release.path.parent.iterdir()] == ["1.0.0"]


def test_where_no_step_leads_on_it_is_said(old: Release, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        migrate(old.path, out=tmp_path)
    assert str(caught.value) == (
        f"{old.path}/manifest.json $.schema_version: 0.4.0 has major version 0; there is no step from 0 to 1"
    )


def test_rows_that_a_step_leaves_unsound_are_named(old: Release, tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        migrate(old.path, out=tmp_path, steps={0: lambda rows: replace(v0_to_v1(rows), quotes=rows.quotes)})
    assert str(caught.value).startswith(f"{old.path}/quotes.jsonl:1 $")
    assert [path.name for path in old.path.parent.iterdir()] == ["0.3.0"]


def test_a_newer_major_version_is_refused(tmp_path: Path) -> None:
    release = write(tmp_path, many(1))
    write_manifest(replace(release.manifest, schema_version="2.0.0"), release.path)
    with pytest.raises(ReleaseError, match=r"2\.0\.0 has major version 2; this package reads 1"):
        migrate(release.path, out=tmp_path)
