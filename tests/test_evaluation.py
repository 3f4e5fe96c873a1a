from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import judged
import pytest

from quotes.detector import Detector
from quotes.errors import ArticleError, ModelError, QuotesError, RecordError
from quotes.evaluation import Report, evaluate
from quotes.evaluation.bootstrap import COVERAGE
from quotes.records import Article

SEEDS = Path(__file__).parent.parent / "seeds" / "gold.jsonl"
FIGURES = {
    "articles": 4,
    "recall": {"direct": 0.9375, "mixed": 0.3333, "long": 0.8824, "short": 0.5, "all": 0.8421},
    "precision_long": 0.8125,
    "scare_leak": 0.6667,
    "speaker_end_to_end": {"direct": 0.6, "mixed": 0.3333, "long": 0.5625, "short": 0.5, "all": 0.5556},
    "speaker_matched": {"direct": 0.6429, "mixed": 1.0, "long": 0.6429, "all": 0.6667},
    "name": 0.7143,
    "person": 0.4444,
    "role": 0.4,
    "counts": {
        "gold_long": 17,
        "gold_all": 19,
        "records": 26,
        "names": 7,
        "persons": 9,
        "roles": 5,
        "scare": 3,
        "role_emitted_without_gold": 1,
    },
    "f1_long": 0.846,
    "coverage_at_95_precision": 0.3571,
    "calibration_error": 0.24,
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return judged.write(tmp_path / "gold.jsonl", judged.gold())


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return judged.write(tmp_path / "records.jsonl", judged.records())


@pytest.fixture
def report(gold: Path, records: Path) -> Report:
    return evaluate(gold, records)


def test_every_figure(report: Report) -> None:
    found = report.to_dict()
    assert {name: found[name] for name in FIGURES} == FIGURES


def test_no_record_is_all_wrong_and_nothing_is_certain(gold: Path, tmp_path: Path) -> None:
    found = evaluate(gold, judged.write(tmp_path / "none.jsonl", [])).to_dict()
    assert found["recall"]["all"] == found["speaker_end_to_end"]["all"] == found["name"] == found["f1_long"] == 0.0
    assert found["precision_long"] is found["speaker_matched"]["all"] is None
    assert found["coverage_at_95_precision"] is found["calibration_error"] is None
    assert found["intervals"]["speaker_end_to_end"]["all"] == (0.0, 0.0)
    assert found["intervals"]["f1_long"] is found["intervals"]["calibration_error"] is None


def theirs(gold: Path, records: Path) -> dict[str, Any]:
    program = [sys.executable, os.environ["QUOTES_SCORE"], str(gold), str(records), "--json"]
    return json.loads(subprocess.run(program, capture_output=True, check=True).stdout)


@pytest.mark.skipif("QUOTES_SCORE" not in os.environ, reason="QUOTES_SCORE names the script to agree with")
def test_the_figures_are_those_of_the_script(gold: Path, records: Path, detector: Detector, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines()]
    detections = detector.pipe(Article(id=line["doc_id"], text=line["text"]) for line in lines)
    detected = [quote.to_dict() for detection in detections for quote in detection.quotes]
    for given in ((gold, records), (SEEDS, judged.write(tmp_path / "detected.jsonl", detected))):
        right, found = theirs(*given), evaluate(*given).to_dict()
        assert {name: found[name] for name in right} == right
        assert set(right) == set(FIGURES)


def test_the_speaker_score_is_broken_down(report: Report) -> None:
    parts = {
        (by, part): (row["quotations"], row["recall"], row["speaker_end_to_end"], row["speaker_matched"])
        for by, rows in report.to_dict()["speaker_by"].items()
        for part, row in rows.items()
    }
    assert parts == {
        ("kind", "direct"): (15, 0.9333, 0.6, 0.6429),
        ("kind", "mixed"): (3, 0.3333, 0.3333, 1.0),
        ("form", "name"): (7, 0.8571, 0.4286, 0.5),
        ("form", "pronoun"): (8, 0.75, 0.625, 0.8333),
        ("form", "description"): (3, 1.0, 0.6667, 0.6667),
        ("distance", "same sentence"): (12, 0.9167, 0.5833, 0.6364),
        ("distance", "same paragraph"): (3, 0.6667, 0.6667, 1.0),
        ("distance", "unknown"): (3, 0.6667, 0.3333, 0.5),
    }


def test_reliability(report: Report) -> None:
    bins = [(one.low, one.high, one.count, one.confidence, one.right) for one in report.reliability]
    assert len(bins) == 10
    assert [one for one in bins if one[2]] == [
        (0.2, 0.3, 1, 0.2, 0.0),
        (0.3, 0.4, 1, 0.3, 0.0),
        (0.4, 0.5, 1, 0.4, 0.0),
        (0.5, 0.6, 1, 0.55, 0.0),
        (0.6, 0.7, 1, 0.61, 0.0),
        (0.7, 0.8, 3, 0.7133, 0.0),
        (0.8, 0.9, 2, 0.84, 1.0),
        (0.9, 1.0, 10, 0.951, 0.6),
    ]
    assert bins[0] == (0.0, 0.1, 0, None, None)


def test_misses(report: Report) -> None:
    assert [(miss.sort, miss.article, miss.text, miss.gold, miss.got) for miss in report.misses] == [
        ("missed", "council", "“a floating disgrace to us all”", "She called", ""),
        ("missed", "tale", "“I am cooking.”", "she", ""),
        (
            "speaker",
            "council",
            "“Nobody asked the ferrymen,”",
            "Jonas Weld, spokesman for the Ferry Union",
            "the Ferry Union",
        ),
        ("speaker", "council", "“It leaks,”", "the neighbour", ""),
        (
            "speaker",
            "council",
            "“He told me ‘go home to bed’ and left,”",
            "Ada Lund of the Harbor Office",
            "the Harbor Office",
        ),
        ("speaker", "tale", "“Then shut it yourself,”", "she", "His sis"),
        ("speaker", "wire", "“we have no more salt to give”", "Falk", "Falkland"),
        ("name", "council", "“a miser.”", "Mira Okafor", "the Ferry Union"),
        ("name", "dock", "“I only came to watch,”", "", "Petra Voss"),
        ("role", "council", "“Nobody asked the ferrymen,”", "spokesman for the Ferry Union", "spokesman"),
        ("role", "wire", "“we have no more sand to give”", "deputy head of the Sand Board", "deputy head"),
        ("role", "dock", "“The dock is open,”", "minister’s wife", "minister"),
        ("false", "council", "a floating disgrace to", "", ""),
        ("false", "council", "He told me ‘go home to bed’ and left,", "", ""),
        ("false", "tale", "Shut the door,” said he", "", ""),
        ("scare", "council", "“The Long Wall”", "", ""),
        ("scare", "wire", "“Dune Queen”", "", ""),
    ]
    assert [miss.text for miss in report.first_misses(1) if miss.sort == "speaker"] == ["“Nobody asked the ferrymen,”"]


def test_intervals_are_the_same_every_time_and_hold_the_figure(gold: Path, records: Path, report: Report) -> None:
    assert evaluate(gold, records).intervals == report.intervals
    found = report.to_dict()
    for name, interval in found["intervals"].items():
        parts = [(found[name][part], one) for part, one in interval.items()] if isinstance(interval, dict) else []
        for value, (low, high) in parts or [(found[name], interval)]:
            assert 0 <= low <= value <= high <= 1


@pytest.mark.parametrize(
    ("utterances", "found"),
    [
        pytest.param(("crane", "crane"), 1, id="one utterance"),
        pytest.param(("crane", "sale"), 0, id="two utterances"),
        pytest.param((None, None), 0, id="no utterance told"),
    ],
)
def test_stretches_of_one_utterance_together_are_a_quotation(
    tmp_path: Path, utterances: tuple[str | None, ...], found: int
) -> None:
    gold = {**judged.gold()[-1], "quotes": judged.gold()[-1]["quotes"][:1]}
    stretches = zip(judged.dock_records(), utterances, strict=False)
    records = [{**record, "utterance_id": utterance} for record, utterance in stretches]
    report = evaluate(judged.write(tmp_path / "g.jsonl", [gold]), judged.write(tmp_path / "r.jsonl", records))
    assert report.share("recall").right == report.share("speaker_end_to_end").right == found
    assert report.share("precision_long").right == 2 * found


@pytest.mark.parametrize(
    ("gold", "speaker", "right"),
    [
        pytest.param({"speaker_name": "Petra Voss"}, {"name": "Petra Voss"}, 1, id="the name"),
        pytest.param(
            {"speaker_name": "P. Voss", "name_alternatives": ["Petra Voss"]}, {"name": "Petra Voss"}, 1, id="other"
        ),
        pytest.param({"speaker_name": "Petra Voss"}, {"name": None}, 0, id="no name"),
        pytest.param({"speaker_name": None}, {"name": None}, 1, id="unnamed"),
        pytest.param({"speaker_name": None}, {"name": "Petra Voss"}, 0, id="a name for the unnamed"),
        pytest.param(
            {"speaker_name": "Petra Voss"}, {"name": "Petra Voss", "start": 0, "end": 9}, 0, id="wrong speaker"
        ),
        pytest.param({}, {"name": "Petra Voss"}, None, id="not told"),
        pytest.param({"speaker_name": "Petra Voss", "speaker": None}, {"name": "Petra Voss"}, None, id="no speaker"),
    ],
)
def test_the_person_is_right_where_mention_and_name_are(
    tmp_path: Path, gold: dict[str, Any], speaker: dict[str, Any], right: int | None
) -> None:
    said, mention = "“The dock is open,”", judged.span(judged.DOCK, "Petra Voss")
    line = {"doc_id": "dock", "text": judged.DOCK}
    line["quotes"] = [judged.said(judged.DOCK, said, **{"speaker": mention, **gold})]
    record = judged.record("dock", judged.span(judged.DOCK, said), {**mention, **speaker}, 0.5)
    report = evaluate(judged.write(tmp_path / "g.jsonl", [line]), judged.write(tmp_path / "r.jsonl", [record]))
    assert report.to_dict()["person"] == right


def many(tmp_path: Path, articles: int, right: Callable[[int], bool]) -> Report:
    """Return the report on articles of one quotation each, whose speaker is right in some."""
    text = "“We open at nine,” said Mira Okafor. Jonas Weld left."
    place, speaker = judged.span(text, "“We open at nine,”"), judged.span(text, "Mira Okafor")
    wrong = judged.span(text, "Jonas Weld")
    lines = [
        {"doc_id": str(number), "text": text, "quotes": [{**place, "kind": "direct", "speaker": speaker}]}
        for number in range(articles)
    ]
    found = [judged.record(str(n), place, speaker if right(n) else wrong, 0.5) for n in range(articles)]
    return evaluate(judged.write(tmp_path / "g.jsonl", lines), judged.write(tmp_path / "r.jsonl", found))


def test_intervals_are_as_wide_as_articles_are_few(tmp_path: Path) -> None:
    few, more = (many(tmp_path, number, lambda n: n % 2 == 0).to_dict()["intervals"] for number in (10, 400))
    assert few["recall"]["all"] == more["recall"]["all"] == (1.0, 1.0)
    low, high = few["speaker_end_to_end"]["all"]
    assert (low, high) == pytest.approx((0.2, 0.8))
    low, high = more["speaker_end_to_end"]["all"]
    assert (low, high) == pytest.approx((0.45, 0.55), abs=0.01)


def test_one_article_has_no_intervals(tmp_path: Path) -> None:
    assert many(tmp_path, 1, lambda _: True).intervals == {}


def test_coverage_counts_the_surest_as_long_as_95_percent_are_right(tmp_path: Path) -> None:
    assert many(tmp_path, 40, lambda n: n >= 2).sureness[COVERAGE] == 1.0
    assert many(tmp_path, 40, lambda n: n >= 4).sureness[COVERAGE] == 0.925  # 36 of 37, with right ones first
    assert many(tmp_path, 40, lambda _: False).sureness[COVERAGE] == 0.0


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            '{"doc_id": so}',
            ": no JSON: Expecting value: line 1 column 12 (char 11); a line is an article with doc_id, text and quotes",
        ),
        ('{"quotes": []}', ' $: "doc_id" is a required property'),
        ('{"doc_id": "a", "quotes": [{"start": 1, "end": 5}]}', ' $.quotes[0]: "kind" is a required property'),
        (
            '{"doc_id": "a", "quotes": [{"start": 1, "end": 5, "kind": "direct", "role_spans": [[1]]}]}',
            " $.quotes[0].role_spans[0]: [1] has less than 2 items",
        ),
        (
            '{"doc_id": "a", "quotes": [{"start": 1, "end": 5, "kind": "direct", "name_alternatives": "Okafor"}]}',
            ' $.quotes[0].name_alternatives: "Okafor" is not of types "null", "array"',
        ),
        (
            '{"doc_id": "a", "text": "Nobody.", "quotes": [{"start": 1, "end": 40, "kind": "direct"}]}',
            ": 2:39 is no span of the text, which has 7 characters",
        ),
    ],
)
def test_broken_gold_is_named(gold: Path, records: Path, line: str, problem: str) -> None:
    gold.write_text(f"{gold.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(ArticleError) as caught:
        evaluate(gold, records)
    assert str(caught.value) == f"{gold}:5{problem}"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1]", ": no JSON object; a line is a record, as `quotes detect` writes it"),
        ('{"article_id": "council", "start": 1}', ' $: "end" is a required property'),
        (
            '{"article_id": "council", "start": 1, "end": 9, "speaker": {"text": "he", "start": "one", "end": 2}}',
            ' $.speaker.start: "one" is not of type "integer"',
        ),
        (
            '{"article_id": "a", "start": 1, "end": 9, "utterance_id": 7}',
            ' $.utterance_id: 7 is not of types "null", "string"',
        ),
        (
            '{"article_id": "council", "start": 1, "end": 9, "attribution": {"confidence": 2}}',
            " $.attribution.confidence: 2 is greater than the maximum of 1",
        ),
    ],
)
def test_a_broken_record_is_named(gold: Path, tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        evaluate(gold, path)
    assert str(caught.value) == f"{path}:1{problem}"


def message_of(*given: Path) -> str:
    with pytest.raises(QuotesError) as caught:
        evaluate(*given)
    return str(caught.value)


def test_what_cannot_be_compared_is_told(gold: Path, tmp_path: Path) -> None:
    other = judged.write(tmp_path / "other.jsonl", [judged.records()[-1]])
    nothing = judged.write(tmp_path / "nothing.jsonl", [])
    assert message_of(gold, other) == f"{other}: no record is of an article of {gold}, such as council"
    assert message_of(nothing, other) == f"{nothing}: no article; a gold file has one a line"
    assert message_of(gold) == f"{gold}:3: gold gives no text to run on; give the RECORDS of the articles instead"


def test_without_records_the_detector_runs(tmp_path: Path, detector: Detector) -> None:
    lines = judged.gold()[:2]
    gold = judged.write(tmp_path / "gold.jsonl", lines)
    found = detector.pipe(Article(id=line["doc_id"], text=line["text"]) for line in lines)
    rows = [quote.to_dict() for detection in found for quote in detection.quotes]
    done: list[int] = []
    report = evaluate(gold, progress=done.append)
    assert report == evaluate(gold, judged.write(tmp_path / "records.jsonl", rows))
    assert report.share("recall").right > 8
    assert done == [1, 1]


def test_a_model_that_is_not_there(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        evaluate(gold, model=tmp_path / "none.json")
    assert str(caught.value).startswith(f"{tmp_path / 'none.json'}: not a model file")
