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
from quotes.dataset.corrections import Correction, append_corrections
from quotes.errors import ArticleError, RecordError
from quotes.evaluation import evaluate
from quotes.gold import read_gold, reviewed_rows
from quotes.model import Model

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


def test_a_release_is_judged_by_gold_and_by_decisions(release: Release, tmp_path: Path) -> None:
    detected = write(tmp_path / "detected", [detection(f"a{n}") for n in range(1, 5)])
    gold, made = tmp_path / "gold.jsonl", tmp_path / "made.jsonl"
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in reviewed_rows(release)), encoding="utf-8")
    append_corrections(made, [decide("a1", "changed", speaker="She"), decide("a4", "no_quotation")])
    by_gold = evaluate(detected.path, gold).to_dict()
    assert by_gold == evaluate(gold, detected.path).to_dict() == evaluate(detected.path, release.path).to_dict()
    assert by_gold["speaker_end_to_end"]["all"] == 0.5
    by_decisions = evaluate(detected.path, made).to_dict()
    assert (by_decisions["articles"], by_decisions["speaker_end_to_end"]["all"]) == (2, 0)
    assert by_decisions["scare_leak"] == 1


def test_a_release_of_other_texts_is_not_judged(release: Release, tmp_path: Path) -> None:
    other = write(tmp_path / "other", [detection("a1", "We close at nine")])
    with pytest.raises(RecordError, match="article 'a1' has another text than in gold"):
        evaluate(other.path, release.path)


def test_more_decisions_count_beside_those_that_a_release_keeps(release: Release, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("jo.jsonl", "kim.jsonl", "far.jsonl")]
    append_corrections(files[0], [decide("a4", "changed", speaker="She"), decide("a2", "no_quotation")])
    append_corrections(files[1], [decide("a1", "changed", speaker="Mira Okafor", reviewer="kim")])
    append_corrections(files[2], [decide("b1", "no_quotation", text="Long")])
    options = [part for file in files for part in ("--corrections", str(file))]
    done = CliRunner().invoke(main, ["gold", str(release.path), *options])
    rows = by_article(map(json.loads, done.stdout.splitlines()))
    assert {id: [quote["speaker"]["text"] for quote in row["quotes"]] for id, row in rows.items()} == {
        "a1": [],  # jo and kim disagree
        "a2": [],
        "a3": [],
        "a4": ["She"],
    }
    told = done.stderr.splitlines()
    assert "kim disagrees with jo" in told[0]
    assert told[1].startswith("Warning: 1 decisions are on articles not in ")


def test_weights_are_learnt_from_a_release_and_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("dist"), [detection(f"a{n}") for n in range(10)])
    made = [decide(f"a{n}", "changed", speaker="Mira Okafor") for n in range(10)]
    append_corrections("jo.jsonl", [*made, decide("a1", "no_quotation", text="The Long Wall", reason="title")])
    options = ["--corrections", "jo.jsonl", "-o", "model.json"]
    done = CliRunner().invoke(main, ["train", "dist/eastbrook", *options])
    assert done.stderr.startswith("learnt from 10 quotations and 1 spans that nobody said")
    assert list(Model.load("model.json").about["gold"]) == ["eastbrook@1.0.0", "jo.jsonl"]
    done = CliRunner().invoke(main, ["evaluate", "dist/eastbrook", *options[:2], "--json"])
    assert json.loads(done.stdout)["speaker_end_to_end"]["all"] == 1


def test_decisions_without_their_release_are_no_gold(release: Release, tmp_path: Path) -> None:
    gold, made = tmp_path / "gold.jsonl", tmp_path / "made.jsonl"
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in reviewed_rows(release)), encoding="utf-8")
    append_corrections(made, [decide("a1", "no_quotation")])
    done = CliRunner().invoke(main, ["train", str(gold), "--corrections", str(made), "-o", str(tmp_path / "m.json")])
    assert done.exit_code == 1
    assert done.stderr.endswith("made.jsonl: decisions alone have no texts; give the release they are on, too\n")


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
