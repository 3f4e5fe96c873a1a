from __future__ import annotations

import pytest

from quotes.detection.paragraphs import find_paragraphs

WRAPPED = (
    "The harbor opens at noon on every day of the week but Monday,\n"
    "when the pilots rest and nobody but the gulls goes in or out\n"
    "of it."
)


def paragraphs(text: str) -> list[str]:
    return [text[paragraph.start : paragraph.end] for paragraph in find_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\nThree.", ["One.", "Two.", "Three."]),
        ("One.\n \t\n\u00a0\nTwo.", ["One.", "Two."]),
        ("One.\fTwo.", ["One.", "Two."]),
        ("  One.  \n\n\n\n  Two.  ", ["One.", "Two."]),
        ("One.", ["One."]),
        ("", []),
        (" \n\n\t\n ", []),
        (WRAPPED, [WRAPPED]),
        (f"One.\n\n{WRAPPED}\n\nTwo.", ["One.", WRAPPED, "Two."]),
    ],
)
def test_text_is_cut_at_line_breaks_unless_wrapped(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_two_long_lines_are_two_paragraphs() -> None:
    first, second, _ = WRAPPED.split("\n")
    assert paragraphs(f"{first}\n{second}") == [first, second]
