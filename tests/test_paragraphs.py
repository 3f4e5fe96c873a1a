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
        ("One.\n• Two\n• Three", ["One.", "Two", "Three"]),
        (f"* {WRAPPED}\n* Two.", [WRAPPED, "Two."]),
        (
            "▪ The harbor opens at noon on every day but\n▪ not on Monday",
            ["The harbor opens at noon on every day but", "not on Monday"],
        ),
        ("*Two* stars\n- One", ["*Two* stars", "- One"]),
        (f"One.\n\n{WRAPPED}\n\nTwo.", ["One.", WRAPPED, "Two."]),
    ],
)
def test_text_is_cut_at_line_breaks_unless_wrapped(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ("The harbor opens at noon on every day of the week but Monday,", "when the pilots rest.", True),
        ("The wall was late, said the clerk, and it was dear. Ilse", "Brandt was angry.", True),
        ("“We will not pay for a wall that nobody wants here,” said Ilse", "Brandt, who left.", True),
        ("“We will not pay for a wall that nobody wants here,” said the", "Harbor Authority.", True),
        ("Harbor to open at noon on every day of the week but Monday", "The harbor opens at noon.", False),
        ("“We will not pay for a wall that nobody wants here,” says clerk", "Ilse Brandt is angry.", False),
        ("The harbor opens at noon on every day of the week but Monday.", "The pilots rest.", False),
        ("The harbor opens", "at noon.", False),
    ],
)
def test_a_long_line_that_breaks_off_goes_on_in_the_next(first: str, second: str, *, broken: bool) -> None:
    both = f"{first}\n{second}"
    assert paragraphs(both) == ([both] if broken else [first, second])
