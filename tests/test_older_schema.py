"""A release of schema 1.0.0, without `status` of roles or parts of the confidence, is read and worked with as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tampering import edit, problems, rows_digest, set_at, without_metadata

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


LISTED = "\n".join(
    [
        "The council met in the drafty hall.",
        "• “We open the bridge at nine,” said Mira Okafor, former mayor of Osk.",
        *(
            f"• The warden of the {number}th lock has gone home, and nobody knows why that is so."
            for number in range(40)
        ),
    ]
)
"""More tokens than two rows have, with bullets, of which a row had held some."""


def by_blank_lines(text: str) -> list[tuple[int, int]]:
    """Return paragraphs by an older rule: a blank line ends one, and whatever is between is part of it."""
    return [(0, len(text))]


@pytest.fixture
def cut_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    path = tmp_path / "news.jsonl"
    rows = [{"id": "a", "text": LISTED}, {"id": "b", "text": TEXT}]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("quotes.dataset.tables.tokens.find_paragraphs", by_blank_lines)
        return make_older(build(path, tmp_path / "older"))


def test_rows_of_tokens_may_be_cut_by_an_older_rule(cut_otherwise: Release) -> None:
    rows = [row for split in ("train", "validation", "test") for row in tokens(cut_otherwise.path, split).to_pylist()]
    assert len(rows) == sum(cut_otherwise.manifest.counts.splits["tokens"].values())
    assert any("•" in row["tokens"] for row in rows)
    assert problems(cut_otherwise.path) == []


CHANGED: dict[str, tuple[Any, str]] = {
    "a tag": (set_at(0, "tags", to=[0] * 200), "$.tags: "),
    "a token": (set_at(0, "tokens", to=["A"] * 200), "$.tokens: "),
    "an offset": (set_at(0, "starts", to=[None] * 200), "$.starts: "),
    "a row lost": (lambda rows: rows.pop(0), "$.id: "),
}


@pytest.mark.parametrize(("change", "told"), CHANGED.values(), ids=CHANGED)
def test_what_they_hold_is_still_checked(cut_otherwise: Release, change: Any, told: str) -> None:
    article = next(row for row in cut_otherwise.rows("articles.jsonl") if row["id"] == "a")
    table = tokens(cut_otherwise.path, article["split"])
    rows = sorted(table.to_pylist(), key=lambda row: row["article_id"] != "a")
    change(rows)
    (path,) = (cut_otherwise.path / "data" / "tokens").glob(f"{article['split']}-*")
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    write_manifest(cut_otherwise.manifest, cut_otherwise.path)
    assert any(told in problem for problem in problems(cut_otherwise.path))


def tokens(release: Path, split: str) -> pa.Table:
    files = (release / "data" / "tokens").glob(f"{split}-*")
    return pa.concat_tables([pa.table({}), *map(pq.read_table, files)], promote_options="default")
