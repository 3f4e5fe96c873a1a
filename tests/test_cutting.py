"""What goes to the parser: no more than a decision needs."""

from __future__ import annotations

import pytest

from quotes.detection.scanner import scan
from quotes.detector import Detector
from quotes.parsing import cutting
from quotes.parsing.cutting import cut, cut_windows

LONG = "The ferry opens at noon and closes at nine on every day of the week but Sunday"


def parsed(text: str) -> list[str]:
    """Return what the parser gets of each paragraph with a quotation."""
    found = scan(text)
    return [cut(text, window).text.strip() for window in cut_windows(text, found.paragraphs, found.spans)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Nothing here.\n\nNor “there.”", ['Nor "there."']),
        (f"“{LONG},” said Ingrid Brandt. “{LONG}.” She left. He stayed.", [""]),
        (f"“{LONG}.”", [""]),
        (f"It rained. Brandt disagreed. “{LONG}.” She left. He stayed.", ["Brandt disagreed. She left."]),
        ("It rained. She called it “a mess.” He left.", ['She called it "a mess."']),
        ("It rained. It was “a mess.” He left.", ['It rained. It was "a mess." He left.']),
        (f"“{LONG},” said Brandt. She called it “a mess.” He left.", ['She called it "a mess."']),
        (
            f"“{LONG},” said a man whose name, he said, was Orr.",
            ['"That is so," said a man whose name, he said, was Orr.'],
        ),
        (f"It rained. Of it Brandt says this:\n\n“{LONG}.”", ['Of it Brandt says this: "That is so."']),
        (
            f"It rained.\nBrandt, of all people:\n“{LONG},” she wrote.",
            ['Brandt, of all people: "That is so," she wrote.'],
        ),
        (f"It rained. Brandt came\n\n“{LONG}.”", ["It rained. Brandt came"]),
        (f"It rained. Brandt came.\n\n“{LONG},” said Orr.", [""]),
        (f"“{LONG},” said Orr.\n\n“{LONG}.”", ["", ""]),
    ],
)
def test_only_sentences_that_a_decision_needs_are_parsed(text: str, given: list[str]) -> None:
    assert parsed(text) == given


@pytest.mark.parametrize("run", ["!", "?!", "—", "’s"])
def test_of_a_long_run_of_marks_only_the_ends_are_parsed(run: str) -> None:
    (given,) = parsed(f"She {run * 100}and called it “a mess.”")
    marks = (run * 100)[:20], (run * 100)[-20:]
    assert given == f'She {"".join(marks)}and called it "a mess."'


def test_offsets_hold_behind_a_long_run_of_marks(detector: Detector) -> None:
    text = f"It leaks {'!' * 3000} Ingrid Brandt called it “a mess.”"
    (quote,) = detector.detect(text)
    assert quote.speaker
    assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.text == "Ingrid Brandt"


def test_what_is_beyond_the_words_that_are_parsed_is_read_as_printed(
    detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Nobody knew on Monday whether, said Ingrid Brandt, “the ferry opens at noon.”"
    text = f"{said}\n\n{said.replace('Ingrid Brandt', 'Pedro Oduya')}"
    whole = detector.detect(text)
    monkeypatch.setattr(cutting, "_MOST_PARSED", 10)
    by_print = detector.detect(text)
    assert [quote.speaker and quote.speaker.name for quote in by_print] == ["Ingrid Brandt", "Pedro Oduya"]
    assert [quote.text for quote in by_print] == [quote.text for quote in whole]
    assert [quote.attribution for quote in by_print] != [quote.attribution for quote in whole]
