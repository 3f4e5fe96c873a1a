"""What a person decided stands in place of what was detected, in every later version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from invented import article, detection, write

import quotes
from quotes.cli import main
from quotes.correcting import Corrections, to_decide
from quotes.dataset import Release, validate
from quotes.dataset.corrections import (
    Correction,
    CorrectionsTail,
    append_corrections,
    kept_corrections,
    read_corrections,
)
from quotes.errors import QuotesWarning, RecordError
from quotes.records import Article, Detection

HARBOR = """Harbor gates stay shut

“They had all winter,” said Ilse Brandt, who chairs the Kell Harbor Commission. The union called it a “mess”.

“We asked for a “mess” of nets,” its president, Tomas Herrera, told reporters. “We got a mess.”
"""
WORDS = "We open at nine,"


def correction(of: Article, decision: str = "changed", **fields: Any) -> Correction:
    row = {"digest": of.digest, "article_id": of.id, "text": WORDS, "reviewer": "jo", "decision": decision, **fields}
    return Correction.from_dict(row, "c.jsonl:1")


def corrected(given: Iterable[Correction], *detections: Detection) -> list[Detection]:
    return list(Corrections(given).apply(detections))


def put(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_a_speaker_brings_the_name_and_role_given_and_the_detectors_answer_stays_beside_it() -> None:
    made = detection("a1")
    (one,) = corrected([correction(made.article, speaker="She", name="Mira Okafor")], made)[0].quotes
    assert one.speaker is not None
    assert (one.speaker.text, one.speaker.form, one.speaker.name) == (
        "She",
        "pronoun",
        "Mira Okafor",
    )
    assert one.role == made.quotes[0].role
    assert (one.attribution.method, one.attribution.confidence) == ("reviewed", 1.0)
    assert one.review is not None
    assert one.detected is not None
    assert (one.review.reviewer, one.review.decision) == ("jo", "changed")
    assert (one.detected.speaker, one.detected.method, one.detected.confidence) == (
        "Mira Okafor",
        "cue",
        0.9731,
    )


def test_somebody_else_does_not_keep_the_role() -> None:
    made = detection("a1")
    (one,) = corrected([correction(made.article, speaker="Eastbrook")], made)[0].quotes
    assert one.speaker is not None
    assert one.speaker.name == "Eastbrook"
    assert one.role is None


def test_nobody_speaks() -> None:
    made = detection("a1")
    (one,) = corrected([correction(made.article, speaker=None, cue=None)], made)[0].quotes
    assert (one.speaker, one.role, one.cue) == (None, None, None)


def test_a_quotation_is_set_aside_and_a_span_set_aside_is_a_quotation() -> None:
    made = detection("a1")
    given = [
        correction(made.article, "no_quotation", reason="term"),
        correction(made.article, "missed", text="The Long Wall", kind="partial", speaker="Mira Okafor"),
    ]
    (after,) = corrected(given, made)
    assert [(span.text, span.reason, span.detail) for span in after.rejected] == [(WORDS, "term", "decided by jo")]
    (one,) = after.quotes
    assert (one.text, one.kind, one.speaker and one.speaker.name) == ("The Long Wall", "partial", "Mira Okafor")
    assert one.role == made.quotes[0].role  # that of the same person elsewhere
    assert one.review is not None
    assert one.detected is None


def test_spans_said_to_be_one_utterance_are_one() -> None:
    detector = quotes.Detector()
    made = next(detector.pipe([Article(id="h", text=HARBOR)]))
    words = [quote.text for quote in made.quotes]
    assert {"We got a mess.", "They had all winter,"} <= set(words)
    given = [correction(made.article, text="We got a mess.", same_as="They had all winter,")]
    utterances = {quote.text: quote.utterance_id for quote in corrected(given, made)[0].quotes}
    assert utterances["We got a mess."] == utterances["They had all winter,"] == made.quotes[0].id


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "mess"}, "$.text: 'mess' stands 3 times in the article; occurrence says which, from 1 to 3"),
        ({"text": "mess", "occurrence": 4}, "$.occurrence: is 4, but 'mess' stands 3 times in the article"),
        ({"text": "no such words"}, "$.text: 'no such words' does not stand in the article"),
        ({"text": "We got a mess.", "speaker": "Orr"}, "$.speaker: 'Orr' does not stand in the article"),
        ({"text": "We got a mess.", "name": "Ann Orr"}, "$.name: 'Ann Orr' does not stand in the article"),
        (
            {"text": "We got a mess.", "cue": "told", "cue_occurrence": 2},
            "$.cue_occurrence: is 2, but 'told' stands 1 time in the article",
        ),
        ({"text": "mess", "start": 0, "end": 4}, "$.start: the article has 'Harb' at 0:4, not 'mess'"),
    ],
)
def test_what_cannot_be_told_is_asked_in_a_line_and_changes_nothing(fields: dict[str, Any], message: str) -> None:
    made = Detection(article=Article(id="h", text=HARBOR), quotes=(), rejected=())
    with pytest.warns(QuotesWarning) as told:
        assert corrected([correction(made.article, **{"role": None, **fields})], made) == [made]
    assert [str(one.message) for one in told] == [f"c.jsonl:1 {message}"]


def test_a_decision_whose_text_is_gone_is_told_and_kept() -> None:
    decided = Corrections([correction(article("gone"), role=None)])
    with pytest.warns(QuotesWarning, match=r"c.jsonl:1: article 'gone' is not among the articles, or its text has"):
        assert list(decided.apply([detection("a1")])) == [detection("a1")]
    assert len(decided.kept) == 1


def test_of_one_reviewer_the_last_decision_counts() -> None:
    made = detection("a1")
    given = [correction(made.article, "no_quotation"), correction(made.article, role=None)]
    (after,) = corrected(given, made)
    assert [quote.role for quote in after.quotes] == [None]


def test_what_two_reviewers_disagree_on_stays_until_somebody_settles_it() -> None:
    made = detection("a1")
    given = [correction(made.article, role=None), correction(made.article, "no_quotation", reviewer="kim")]
    with pytest.warns(QuotesWarning, match=r"kim disagrees with jo \(c.jsonl:1\) on 'We open at nine,'"):
        assert corrected(given, made) == [made]
    settled = correction(made.article, "no_quotation", reviewer="lee", settles=True)
    assert corrected([*given, settled], made)[0].quotes == ()


def test_what_is_withdrawn_counts_no_more_and_the_one_before_does_again() -> None:
    made = detection("a1")
    first, second = correction(made.article, role=None), correction(made.article, "no_quotation")
    withdrawn = correction(made.article, "withdrawn")
    (one,) = corrected([first, second, withdrawn], made)[0].quotes
    assert (one.role, one.review and one.review.decision) == (None, "changed")
    assert corrected([first, second, withdrawn, withdrawn], made) == [made]
    assert corrected([first, correction(made.article, "withdrawn", reviewer="kim")], made)[0].quotes == (one,)


def test_a_withdrawn_settlement_settles_nothing() -> None:
    made = detection("a1")
    given = [correction(made.article, role=None), correction(made.article, "no_quotation", reviewer="kim")]
    settled = correction(made.article, "no_quotation", reviewer="lee", settles=True)
    with pytest.warns(QuotesWarning, match="disagrees"):
        assert corrected([*given, settled, correction(made.article, "withdrawn", reviewer="lee")], made) == [made]


def test_corrections_outlive_builds(tmp_path: Path) -> None:
    made = detection("a1")
    decided = Corrections([correction(made.article, role=None)])
    first = write(tmp_path, decided.apply([made]), corrections=decided.kept)
    assert list(validate(first.path)) == []
    assert first.counts.reviewed == 1
    assert [one.given for one in kept_corrections(first)] == [{"role": None}]
    assert "decided on 1 of 1 quotation:" in (first.path / "README.md").read_text(encoding="utf-8")
    shown = article("a1")
    text = tmp_path / "a1.txt"
    text.write_text(shown.text, encoding="utf-8")
    for version, options in (("1.1.0", {}), ("1.2.0", {"carry_corrections": False})):
        built = quotes.build([text], name="eastbrook", version=version, out=tmp_path, **options)
        (row,) = [row for row in built.rows("quotes.jsonl") if row["text"] == WORDS]
        assert (row["review"] is None) is ("carry_corrections" in options)
        assert (row["role"] is None) is ("carry_corrections" not in options)
        assert ("corrections.jsonl" in built.manifest.files) is ("carry_corrections" not in options)


def _released(tmp_path: Path, level: str) -> Release:
    made = detection("a1")
    decided = Corrections([correction(made.article, "no_quotation")])
    return write(tmp_path, decided.apply([made, detection("a2")]), corrections=decided.kept, level=level)


def test_words_that_a_release_withholds_stand_in_no_correction_either(tmp_path: Path) -> None:
    release = _released(tmp_path, "none")
    assert list(validate(release.path)) == []
    assert WORDS not in (release.path / "corrections.jsonl").read_text(encoding="utf-8")
    (one,) = kept_corrections(release)
    assert corrected([one], detection("a1"))[0].quotes == ()


def test_a_kept_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    release = _released(tmp_path, "full")
    with (release.path / "corrections.jsonl").open("a", encoding="utf-8") as file:
        file.write("{}\n")
    with pytest.raises(quotes.errors.ReleaseError, match=r"corrections.jsonl: not what the manifest says"):
        kept_corrections(release)


def test_a_template_decides_nothing_until_it_is_filled_in(tmp_path: Path) -> None:
    made = detection("a1")
    rows = list(to_decide(made, reviewer="jo", release="eastbrook@1.0.0"))
    assert [row["text"] for row in rows] == [WORDS, "The Long Wall"]
    path = put(tmp_path / "c.jsonl", *rows)
    assert list(read_corrections(path)) == []
    (one,) = read_corrections(put(path, {**rows[0], "decision": "right"}, rows[1]))
    (after,) = corrected([one], made)[0].quotes
    before = made.quotes[0]
    assert (after.speaker, after.role, after.cue, after.kind) == (before.speaker, before.role, before.cue, before.kind)
    assert after.review is not None
    assert after.review.decision == "right"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"decision": "maybe"}, r"c.jsonl:1 \$.decision: \"maybe\" is not one of"),
        ({"decision": "changed"}, r"c.jsonl:1 \$: "),
        ({"decision": "right"}, r"c.jsonl:1 \$: \"kind\" is a required property"),
        ({"digest": "0"}, r"c.jsonl:1 \$.digest: "),
        ({"text": None}, r"c.jsonl:1 \$: \"start\" is a required property"),
    ],
)
def test_a_line_that_is_no_correction_is_told_with_its_place(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    row = {"digest": "a" * 64, "text": "words", "decision": "no_quotation", "reviewer": "jo", **change}
    with pytest.raises(RecordError, match=message):
        list(read_corrections(put(tmp_path / "c.jsonl", row)))


def _append(path: str, reviewer: str) -> None:
    for number in range(50):
        append_corrections(path, [correction(article(f"a{number}"), "no_quotation", reviewer=reviewer)])


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'{"half')  # what a writer left that died
    # Not by multiprocessing: of that a process stays which other tests would find.
    command = [sys.executable, "-c", "from test_corrections import _append; import sys; _append(*sys.argv[1:])"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [subprocess.Popen([*command, str(path), name], env=environment) for name in ("jo", "kim")]
    assert [writer.wait() for writer in writers] == [0, 0]
    half, *lines = path.read_text(encoding="utf-8").splitlines()
    assert half == '{"half'
    rows = [json.loads(line) for line in lines]
    assert [row["article_id"] for row in rows if row["reviewer"] == "jo"] == [f"a{number}" for number in range(50)]
    assert [row["article_id"] for row in rows if row["reviewer"] == "kim"] == [f"a{number}" for number in range(50)]


def test_what_a_writer_left_that_was_killed_decides_nothing_and_hinders_nobody(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    append_corrections(path, [correction(article("a1"), "no_quotation")])
    with path.open("ab") as file:
        file.write(path.read_bytes()[:100])
    append_corrections(path, [correction(article("a2"), "no_quotation")])
    for read in (lambda: list(read_corrections(path)), CorrectionsTail(path).new):
        with pytest.warns(QuotesWarning, match=r"c\.jsonl:2: cut short by the end of who wrote it; decides nothing$"):
            assert [one.article_id for one in read()] == ["a1", "a2"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").symlink_to("/dev/full")
    with pytest.raises(RecordError, match=r"c.jsonl: cannot be written: "):
        append_corrections(tmp_path / "c.jsonl", [correction(article("a1"), "no_quotation")])


def test_the_command_prints_lines_that_a_build_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("harbor.txt").write_text(HARBOR, encoding="utf-8")
    run = CliRunner()
    build = ["build", "harbor.txt", "--name", "harbor", "--version", "auto"]
    assert run.invoke(main, build).exit_code == 0
    printed = run.invoke(main, ["correct", "dist/harbor", "--article", "harbor", "--reviewer", "jo"])
    assert printed.exit_code == 0
    rows = [json.loads(line) for line in printed.stdout.splitlines()]
    for row in rows:
        if row["text"] == "We got a mess.":
            row.update(decision="changed", speaker="Ilse Brandt", name="Ilse Brandt", role=None)
    put(Path("c.jsonl"), *rows)
    assert run.invoke(main, [*build, "--corrections", "c.jsonl"]).exit_code == 0
    shown = run.invoke(main, ["stats", "dist/harbor", "--json"])
    assert json.loads(shown.stdout)["methods"]["reviewed"] == 1
    missing = run.invoke(main, ["correct", "dist/harbor", "--article", "habor", "--reviewer", "jo"])
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "'habor'" in missing.stderr


def test_the_same_words_in_two_places_are_two_decisions_and_a_line_given_again_is_one(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("“No,” said Ann Orr.\n\n“No,” said Tom Vale.", encoding="utf-8")
    digest = Article(id="a", text=text.read_text(encoding="utf-8")).digest
    rows = [
        {
            "digest": digest,
            "text": "No,",
            "start": start,
            "end": start + 3,
            "decision": "no_quotation",
            "reviewer": "jo",
        }
        for start in (1, 22)
    ]
    given = put(tmp_path / "c.jsonl", *rows)
    for version in ("1.0.0", "1.1.0"):
        built = quotes.build([text], name="a", version=version, out=tmp_path, corrections=[given])
        assert (built.counts.quotes, len(kept_corrections(built))) == (0, 2)
