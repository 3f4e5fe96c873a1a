"""Small cases of one construction each, invented: who speaks, by which name and role; some that are no quotation.

A line of ``cases/NAME.jsonl``: id, kind, text, expect (text, speaker, name and role of each quotation, of some roles
title, organization, category and status), not_quotes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from quotes.detector import Detector
from quotes.records import Quote

CASES = Path(__file__).parent / "cases"
# How many come right with the weights that ship; a change may raise a number, never lower it.
LEAST = {
    "news": 120,
    "pages": 164,
    "marks": 32,
    "names": 345,
    "reference": 192,
    "roles": 403,
    "speech": 21,
    "speakers": 188,
}
PARTS = ("title", "organization", "category", "status")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_as_many_cases_as_ever_come_right(path: Path, detector: Detector) -> None:
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [name for name, count in Counter(case["id"] for case in cases).items() if count > 1]
    wrong = {case["id"]: problem for case in cases if (problem := _wrong(case, detector.detect(case["text"])))}
    assert len(cases) - len(wrong) >= LEAST[path.stem], wrong


def _wrong(case: dict[str, Any], quotes: Sequence[Quote]) -> str:
    """Return what is wrong first of a case, or nothing."""
    left = list(quotes)
    for expected in case["expect"]:
        quote = next((quote for quote in left if quote.text == expected["text"]), None)
        if quote is None:
            return f"no record of {expected['text']!r}"
        left.remove(quote)
        speaker = quote.speaker
        if not _fits(speaker and speaker.text, expected["speaker"]):
            return f"speaker {speaker and speaker.text!r}"
        if expected["speaker"] is None:
            continue
        if _bare(speaker and speaker.name) != _bare(expected["name"]):
            return f"name {speaker and speaker.name!r}"
        if _bare(quote.role and quote.role.text) != _bare(expected["role"]):
            return f"role {quote.role and quote.role.text!r}"
        parts = {part: getattr(quote.role, part, None) for part in PARTS if part in expected}
        if any(parts[part] != expected[part] for part in parts):
            return f"role {parts}"
    said = next((words for words in case["not_quotes"] if any(quote.text == words for quote in left)), None)
    return f"a record of {said!r}" if said else ""


def _fits(found: str | None, expected: str | None) -> bool:
    """Tell whether a mention is the expected one, or at least half of it, or at most twice as long."""
    one, other = _bare(found), _bare(expected)
    if one is None or other is None:
        return one is other
    short, long = sorted((one, other), key=len)
    return short in long and 2 * len(short) >= len(long)


def _bare(words: str | None) -> str | None:
    """Return words without an article before them."""
    if words is None:
        return None
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} else words
