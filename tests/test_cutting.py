"""What goes to the parser: no more than a decision needs."""

from __future__ import annotations

import pytest

from quotes.attribution.cutting import cut, cut_windows
from quotes.detection.scanner import scan
from quotes.detection.speech import is_partial

LONG = "The ferry opens at noon and closes at nine on every day of the week but Sunday"


def parsed(text: str) -> list[str]:
    """Return what the parser gets of each paragraph with a quotation."""
    found = scan(text)
    partial = [is_partial(text, found, index) for index in range(len(found.stretches))]
    return [cut(text, window, partial).text.strip() for window in cut_windows(text, found)]


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
    ],
)
def test_only_sentences_that_a_decision_needs_are_parsed(text: str, given: list[str]) -> None:
    assert parsed(text) == given
