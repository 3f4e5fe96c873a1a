"""The rules by which an evaluation sorts quotations, and by which an answer is right."""

from __future__ import annotations

import pytest

from quotes.detection.paragraphs import find_paragraphs
from quotes.evaluation.circumstances import distance_of, form_of
from quotes.gold.answers import is_role, plain
from quotes.gold.overlap import nearest_mention


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Okafor", "name"),
        ("Mira Okafor, who chairs the board", "name"),
        ("Harbor Office press secretary Mira Okafor", "name"),
        ("Weld of the Ferry Union", "name"),
        ("he", "pronoun"),
        ("They", "pronoun"),
        ("his brother", "description"),
        ("a spokesman for the Ferry Union", "description"),
        ("the Mayor", "description"),
        ("two officials", "description"),
        ("the Harbor Commission", "organization"),
        ("Eastbrook Times", "organization"),
        ("CEO of the line", "name"),
        ("", "unknown"),
        ("the", "description"),
        (" , ", "unknown"),
    ],
)
def test_form_of_a_mention(words: str, form: str) -> None:
    assert form_of(words) == form


@pytest.mark.parametrize(
    ("text", "distance"),
    [
        ("“We open at nine,” said *Okafor*.", "same sentence"),
        ("*Okafor* said: “We open at nine.”", "same sentence"),
        ("*Okafor*, who is from St. Ives, said: “We open at nine.”", "same sentence"),
        ("*Okafor* stood up. She said: “We open at nine.”", "same paragraph"),
        ("“Why?” asked *Okafor*.", "same sentence"),
        ("“We open at nine.” *Okafor* sat down.", "same paragraph"),
        ("“We open at nine,” she said. So *Okafor* sat down.", "same paragraph"),
        ("*Okafor* stood up.\n\n“We open at nine.”", "earlier paragraph"),
        ("“We open at nine.”\n\n*Okafor* stood up.", "later paragraph"),
        ("“*Okafor* and I open at nine,” she said.", "same sentence"),
    ],
)
def test_distance_of_a_mention(text: str, distance: str) -> None:
    start = text.index("*")
    plain_text = text.replace("*", "")
    quotation = (plain_text.index("“"), plain_text.index("”") + 1)
    speaker = (start, start + len("Okafor"))
    assert distance_of(plain_text, find_paragraphs(plain_text), quotation, speaker) == distance


def test_the_nearest_mention_stands_outside() -> None:
    assert nearest_mention([(0, 5), (12, 14), (33, 38)], (10, 30)) == (33, 38)
    assert nearest_mention([(0, 5), (35, 38)], (10, 30)) == (0, 5)
    assert nearest_mention([(12, 14)], (10, 30)) is None


@pytest.mark.parametrize(
    ("words", "bare"),
    [("The Ferry Union’s", "ferry union"), ("a  miser.", " miser"), ("ﬁne,", "fine"), ("'s", ""), ("anna", "anna")],
)
def test_plain(words: str, bare: str) -> None:
    assert plain(words) == bare


@pytest.mark.parametrize(
    ("role", "right"),
    [
        ("The Mayor", True),
        ("mayor of E", True),
        ("may", True),
        ("ma", False),
        ("", False),
        ("mayor’s ma", False),
        ("mayors’ ma", False),
        ("E’s mayor", True),
    ],
)
def test_a_role_shares_half_of_the_longer_and_is_not_its_owner(role: str, right: bool) -> None:
    assert is_role(role, ["mayor"]) is right
