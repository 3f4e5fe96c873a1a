from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from invented import detection, many, silent, write
from tampering import rows_digest

from quotes import build, revise
from quotes.dataset import Release, changes, diff, open_release, validate
from quotes.dataset.release.manifest import write_manifest
from quotes.errors import ArticleError, RecordError, ReleaseError

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("dist"), [*many(3), silent("silence")]).path


@pytest.fixture
def base(written: Path, tmp_path: Path) -> Release:
    return open_release(shutil.copytree(written, tmp_path / "dist" / "eastbrook" / "1.0.0"))


def corrected(release: Release, tmp_path: Path, correct: Callable[[Rows], object], file: str = "quotes.jsonl") -> Path:
    """Write a copy of a release's rows, corrected."""
    rows = list(release.rows(file))
    correct(rows)
    path = tmp_path / f"fixed-{file}"
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


DECIDED = ["attribution.method", "attribution.confidence", "attribution.reasons", "review", "detected"]
"""What says that a person decided."""


def relabel(rows: Rows) -> None:
    rows[1]["role"]["category"] = "official"
    rows[2]["speaker"] = rows[2]["role"] = None
    rows[2]["attribution"] = {"method": "none", "confidence": 1.0, "reasons": ["checked by hand"]}


def test_corrected_labels_become_the_next_version(base: Release, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in base.path.rglob("*") if path.is_file()}
    release = revise(base.path, quotes=corrected(base, tmp_path, relabel), out=tmp_path / "dist")
    assert (release.version, release.path) == ("1.1.0", tmp_path / "dist" / "eastbrook" / "1.1.0")
    assert list(validate(release.path)) == []
    assert [
        (change.kind, change.article_id, [field.field for field in change.fields]) for change in changes(base, release)
    ] == [
        ("changed", "a1", ["role.category", *DECIDED]),
        ("changed", "a2", ["speaker", "role", *DECIDED]),
    ]
    assert release.manifest.settings == {**base.manifest.settings, "revised_from": "1.0.0"}
    assert "then a person corrected rows of version 1.0.0" in (release.path / "README.md").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in base.path.rglob("*") if path.is_file()} == before
    page = (release.path / "CHANGES.md").read_text(encoding="utf-8")
    assert "0 added, 0 removed, 2 changed." in page
    assert "- a2 " in page
    assert "`speaker`: Mira Okafor → null" in page


def test_rows_may_go_and_come_back(base: Release, tmp_path: Path) -> None:
    fewer = revise(base, quotes=corrected(base, tmp_path, lambda rows: rows.pop(1)), out=tmp_path / "dist")
    assert str(diff(base, fewer).rows["quotes.jsonl"]) == "0 added, 1 removed, 0 changed"
    again = revise(fewer, quotes=base.path / "quotes.jsonl", out=tmp_path / "dist")
    assert again.version == "1.2.0"
    rows, before = (list(release.rows("quotes.jsonl")) for release in (again, base))
    assert [(row["id"], row["cluster_id"], row["split"]) for row in rows] == [
        (row["id"], row["cluster_id"], row["split"]) for row in before
    ]
    assert [row["review"] and row["review"]["decision"] for row in rows] == [None, "missed", None]


def test_articles_may_come_in_another_order(base: Release, tmp_path: Path) -> None:
    release = revise(base, quotes=corrected(base, tmp_path, lambda rows: (rows.reverse(), relabel(rows))), out=tmp_path)
    assert [row["article_id"] for row in release.rows("quotes.jsonl")] == ["a0", "a1", "a2"]


def test_the_number_follows_the_base_wherever_it_is_written(base: Release, tmp_path: Path) -> None:
    release = revise(base, quotes=corrected(base, tmp_path, relabel), out=tmp_path / "elsewhere")
    assert release.path == tmp_path / "elsewhere" / "eastbrook" / "1.1.0"
    assert "Against 1.0.0." in (release.path / "CHANGES.md").read_text(encoding="utf-8")
    named = revise(base, quotes=corrected(base, tmp_path, relabel), version="3.0.0", out=tmp_path / "elsewhere")
    assert named.version == "3.0.0"


def test_what_was_skipped_stays_counted(tmp_path: Path) -> None:
    from quotes.dataset import Skipped

    skipped = Skipped()
    skipped.add(ArticleError("news.jsonl:2", "no text"))
    base = write(tmp_path / "dist", many(3), skipped=skipped)
    release = revise(base, quotes=corrected(base, tmp_path, relabel), out=tmp_path / "dist")
    assert (release.counts.skipped, release.manifest.skipped) == (1, ("news.jsonl:2: no text",))


def test_nothing_corrected_is_nothing_to_release(base: Release, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        revise(base, quotes=base.path / "quotes.jsonl", out=tmp_path / "dist")
    assert str(caught.value) == f"{base.path}: no row differs from it, so there is nothing to release"
    assert [path.name for path in base.path.parent.iterdir()] == ["1.0.0"]


def test_what_pandas_writes_is_taken(base: Release, tmp_path: Path) -> None:
    path = corrected(base, tmp_path, relabel)
    release = revise(base, quotes=path, out=tmp_path / "one")
    # With one speaker missing, pandas makes floats of the places of all the others.
    pd.read_json(path, lines=True).to_parquet(tmp_path / "fixed.parquet")
    frame = pd.read_parquet(tmp_path / "fixed.parquet").astype({"start": float})
    frame.to_json(path, orient="records", lines=True)
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert [type(value) for value in (first["start"], first["speaker"]["name_start"])] == [float, float]
    again = revise(base, quotes=path, out=tmp_path / "other")
    assert again.manifest.rows_digest == release.manifest.rows_digest


def test_a_span_is_quoted_or_set_aside(base: Release, tmp_path: Path) -> None:
    quote = list(base.rows("quotes.jsonl"))[1]
    both = {name: quote[name] for name in ("id", "text", "start", "end")}
    path = corrected(base, tmp_path, lambda rows: rows[1].update(both), "rejected.jsonl")
    with pytest.raises(RecordError) as caught:
        revise(base, rejected=path, out=tmp_path / "dist")
    assert str(caught.value) == f"{path}:2 $.start: 17:30 is a quotation, too; a span is one or is set aside"


def set_in(index: int, *keys: str, to: Any) -> Callable[[Rows], None]:
    def correct(rows: Rows) -> None:
        place: Any = rows[index]
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = to

    return correct


UNSOUND: dict[str, tuple[Callable[[Rows], object], str]] = {
    "schema": (set_in(1, "kind", to="whole"), '2 $.kind: "whole" is not one of "full" or "partial"'),
    "offset": (
        set_in(1, "speaker", "text", to="Jonas Weld"),
        "2 $.speaker.start: the article's text has 'Mira Okafor' at 37:48, not 'Jonas Weld'",
    ),
    "article": (set_in(2, "article_id", to="gone"), "3 $.article_id: 'gone' is the id of no article"),
    "apart": (
        lambda rows: rows.append({**rows[0], "id": "0" * 16}),
        "4 $.article_id: 'a0' has rows further up; the rows of an article stand together",
    ),
    "no number": (
        set_in(1, "speaker", "end", to=1e17),
        "2 $.speaker.end: 1e+17 is an integer and must be written as 100000000000000000",
    ),
    "no id": (lambda rows: rows[0].pop("article_id"), "1 $.article_id: is no string"),
}


@pytest.mark.parametrize(("correct", "message"), UNSOUND.values(), ids=UNSOUND)
def test_a_row_that_is_not_sound_is_named(
    base: Release, tmp_path: Path, correct: Callable[[Rows], object], message: str
) -> None:
    path = corrected(base, tmp_path, correct)
    with pytest.raises(RecordError) as caught:
        revise(base, quotes=path, out=tmp_path / "dist")
    assert str(caught.value) == f"{path}:{message}"
    assert [path.name for path in base.path.parent.iterdir()] == ["1.0.0"]


@pytest.mark.parametrize(
    ("correct", "message"),
    [
        (set_in(1, "text", to="Else."), "2 $.digest: is not the SHA-256 of the text, "),
        (lambda rows: rows.append(rows[0]), "5 $.id: an earlier article has this id"),
    ],
)
def test_an_article_that_is_not_sound_is_named(
    base: Release, tmp_path: Path, correct: Callable[[Rows], object], message: str
) -> None:
    path = corrected(base, tmp_path, correct, "articles.jsonl")
    with pytest.raises(RecordError) as caught:
        revise(base, articles=path, out=tmp_path / "dist")
    assert str(caught.value).startswith(f"{path}:{message}")


def test_a_release_that_is_not_sound_is_named(base: Release, tmp_path: Path) -> None:
    """Its own rows are read, too, to see what was edited."""
    whole = shutil.copy(base.path / "articles.jsonl", tmp_path / "articles.jsonl")
    rows = [json.loads(line) for line in (base.path / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    del rows[0]["digest"]
    (base.path / "articles.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with pytest.raises(RecordError, match=r"1\.0\.0/articles\.jsonl:1 .*digest"):
        revise(base, articles=whole, out=tmp_path / "out")


def test_a_newer_schema_is_not_cut_down(base: Release, tmp_path: Path) -> None:
    write_manifest(replace(base.manifest, schema_version="1.7.0", rows_digest=rows_digest(base.path)), base.path)
    with pytest.warns(UserWarning, match=r"1\.7\.0 is newer"), pytest.raises(ReleaseError) as caught:
        revise(base.path, quotes=base.path / "quotes.jsonl", out=tmp_path)
    assert str(caught.value) == (
        f"{base.path}/manifest.json $.schema_version: 1.7.0 has fields that this package would drop; install a newer"
    )


def test_an_article_may_be_left_out(base: Release, tmp_path: Path) -> None:
    without = detection("a1").article.id
    paths = {
        file: corrected(base, tmp_path, lambda rows: rows.__delitem__(1), f"{file}.jsonl")
        for file in ("articles", "quotes", "rejected")
    }
    release = revise(base, **paths, out=tmp_path / "dist")
    assert without not in [row["id"] for row in release.rows("articles.jsonl")]
    assert list(validate(release.path)) == []


def test_what_a_person_edited_holds_in_the_next_build(base: Release, tmp_path: Path) -> None:
    revise(base, quotes=corrected(base, tmp_path, relabel), reviewer="jo", out=tmp_path / "dist")
    texts = tmp_path / "texts.jsonl"
    rows = [{"id": row["id"], "text": row["text"]} for row in base.rows("articles.jsonl")]
    texts.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    built = build([texts], name="eastbrook", version="auto", out=tmp_path / "dist")
    by_article = {row["article_id"]: row for row in built.rows("quotes.jsonl")}
    assert built.counts.reviewed == 2
    assert by_article["a1"]["role"]["category"] == "official"
    assert by_article["a2"]["speaker"] is None
    assert by_article["a2"]["review"]["reviewer"] == "jo"
    assert by_article["a2"]["detected"]["speaker"] == "Mira Okafor"
