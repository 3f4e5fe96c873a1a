from __future__ import annotations

import pytest

from quotes.detection.marks import find_marks


def shapes(text: str) -> str:
    """Return a letter a mark: o opens, c closes, b both."""
    return "".join(
        "b" if mark.can_open and mark.can_close else "o" if mark.can_open else "c" for mark in find_marks(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "“We open,” she said.",
        '"We open," she said.',
        "''We open,'' she said.",
        "``We open,'' she said.",
        "«We open», she said.",
        "»We open«, she said.",
        "« We open », she said.",
        "(«\u202fWe open.\u202f»)",
        "‹We open›, she said.",
        "„We open“, she said.",
        "„We open”, she said.",
        "”We open”, she said.",
        "「We open」, she said.",
        "＂We open＂, she said.",
        "‘We open,’ she said.",
        "'We open,' she said.",
        "`We open,' she said.",
        '“We open," she said.',
        '"We open,” she said.',
        '("We open")',
        'open—"we"—and',
    ],
)
def test_one_mark_opens_and_one_closes(text: str) -> None:
    assert shapes(text) == "oc"


@pytest.mark.parametrize(
    "text",
    [
        "It's the harbor's, isn't it?",
        "It’s the harbor’s, isn’t it?",
        "music of the '90s and the ’80s",
        "rock 'n' roll and rock ’n’ roll",
        "'Tis early; get 'em, 'cause it's late.",
        "He is 6'2\" tall and she 5’10” or 5' 9\".",
        "O'Hara and D’Angelo",
    ],
)
def test_apostrophes_years_feet_and_inches_are_no_marks(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in find_marks(text) if mark.can_open or mark.firm] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We open,”she said.", "ob"),
        ('"We open."She left.', "ob"),
        ('She said,"We open."', "bc"),
        ("‘We open,’she said.", "oc"),
        ("“We open”-style", "oc"),
    ],
)
def test_a_mark_between_a_stop_and_a_word_may_belong_to_either(text: str, expected: str) -> None:
    assert shapes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<embed author=\"@orr\" id='7'>", ""),
        ('<a href="/a" title="Our story">the "big" one</a>', "oc"),
        ("[caption id=”orr” align=“right”]", ""),
        ('They wrote = "We open" on it.', "oc"),
        ('width="12 and "so"', "oc"),
    ],
)
def test_the_values_of_attributes_have_no_marks(text: str, expected: str) -> None:
    assert shapes(text) == expected


def test_what_may_be_a_possessive_or_inches_is_not_firm() -> None:
    text = "The boys' 12\" pie, “so” it's said."
    assert [(text[mark.start : mark.end], mark.firm) for mark in find_marks(text)] == [
        ("'", False),
        ('"', False),
        ("“", True),
        ("”", True),
    ]


def test_offsets_index_the_whole_text() -> None:
    text = "“No,” he said. “We open.” “Yes.”"
    assert [mark.start for mark in find_marks(text, 15, 25)] == [15, 24]
