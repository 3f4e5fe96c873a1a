"""What people decided on a release, as gold that evaluation and training read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from invented import detection, many, write

from quotes import schema
from quotes.cli import main
from quotes.correcting import Corrections
from quotes.dataset import Release
from quotes.dataset.corrections import Correction
from quotes.errors import ArticleError
from quotes.evaluation import evaluate
from quotes.gold import read_gold, reviewed_rows

WORDS = "We open at nine,"


def decide(id: str, decision: str, **fields: Any) -> Correction:
    of = detection(id).article
    return Correction.from_dict({"digest": of.digest, "text": WORDS, "reviewer": "jo", "decision": decision, **fields})


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Of four articles, one decided on in all its spans, one in part, one where the words are no quotation, one not."""
    decided = Corrections(
        [
            decide("a1", "changed", speaker="She", name="Mira Okafor"),
            decide("a1", "no_quotation", text="The Long Wall", reason="title"),
            decide("a2", "changed", role=None),
            decide("a3", "no_quotation"),
        ]
    )
    return write(tmp_path, decided.apply([detection(f"a{n}") for n in range(1, 5)]), corrections=decided.kept)


def by_article(rows: Any) -> Mapping[str, Any]:
    return {row["article_id"]: row for row in rows}


def test_gold_holds_what_was_decided_and_nothing_else(release: Release) -> None:
    rows = by_article(reviewed_rows(release))
    assert [problem for row in rows.values() for problem in schema.problems("gold", row)] == []
    assert {name: row["whole"] for name, row in rows.items()} == {"a1": True, "a2": False, "a3": False}
    (quote,) = rows["a1"]["quotes"]
    assert (quote["text"], quote["kind"], quote["reviewer"]) == (WORDS, "full", "jo")
    assert (quote["speaker"]["text"], quote["speaker"]["name"]) == ("She", "Mira Okafor")
    assert [span["text"] for span in rows["a1"]["rejected"]] == ["The Long Wall"]
    assert [span["text"] for span in rows["a3"]["rejected"]] == [WORDS]
    assert list(by_article(reviewed_rows(release, whole=True))) == ["a1"]


def test_what_was_withdrawn_is_no_gold(tmp_path: Path) -> None:
    title: dict[str, Any] = {"text": "The Long Wall"}
    decided = Corrections([decide("a1", "no_quotation", **title), decide("a1", "withdrawn", **title)])
    made = write(tmp_path, decided.apply([detection("a1")]), corrections=decided.kept)
    assert list(reviewed_rows(made)) == []


def test_a_release_and_its_gold_read_alike(release: Release, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    done = CliRunner().invoke(main, ["gold", str(release.path), "-o", str(gold)])
    assert (done.exit_code, done.stderr) == (0, "2 quotations in 3 articles\n")
    ours, theirs = (list(read_gold(place)) for place in (release.path, gold))
    assert [(one.id, one.quotes, one.unsaid, one.whole) for one in ours] == [
        (one.id, one.quotes, one.unsaid, one.whole) for one in theirs
    ]
    assert ours[0].quotes[0].name == "Mira Okafor"
    assert ours[1].quotes[0].roles == ()


def test_a_reviewed_release_judges_records(release: Release, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    rows = [quote.to_dict() for n in range(1, 5) for quote in detection(f"a{n}").quotes]
    records.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    report = evaluate(release.path, records).to_dict()
    assert report["speaker_end_to_end"]["all"] == 0.5  # "She" spoke in a1
    assert report["recall"]["all"] == 1


def test_a_release_on_which_nobody_decided_is_no_gold(tmp_path: Path) -> None:
    release = write(tmp_path, many(3))
    with pytest.raises(ArticleError, match=r"1.0.0: nobody has decided on its quotations; `quotes correct` prints"):
        list(read_gold(release.path))


def test_a_row_of_gold_that_breaks_its_schema_is_told_with_its_place(release: Release, tmp_path: Path) -> None:
    row = next(reviewed_rows(release))
    row["quotes"][0]["kind"] = "direct"
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ArticleError, match=r"gold.jsonl:1 \$.quotes\[0\].kind: \"direct\" is not one of"):
        list(read_gold(path))
