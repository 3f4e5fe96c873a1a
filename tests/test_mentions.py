from __future__ import annotations

import pytest
from spacy.language import Language

from quotes.detection.scanner import scan
from quotes.parsing import align, cut_all, cut_windows
from quotes.speakers.mentions import find_mentions


def mentions(nlp: Language, text: str) -> list[tuple[str, str]]:
    """Return (words, kind) of the mentions in the paragraphs with quotations."""
    seen = scan(text)
    cuts = cut_all(text, cut_windows(text, seen.paragraphs, seen.spans))
    passages = [align(cut, nlp(cut.text) if cut.text else None) for cut in cuts]
    found = [one for passage in passages for one in find_mentions(text, passage)]
    assert all(text[one.start : one.end] == one.words for one in found)
    return [(one.words, one.form) for one in found]


@pytest.mark.parametrize(
    "name",
    [
        "Ingrid Brandt",
        "Seo Min-ja",
        "Maria de la Cruz",
        "Ludwig van der Meer",
        "Omar al-Farsi",
        "J. R. Okafor",
        "Mary-Kate O’Donnell",
        "Zoë D’Angelo",
        "Łukasz Żak",
    ],
)
@pytest.mark.parametrize("frame", ["“We open at noon,” said {}.", "{} told reporters: “We open at noon.”"])
def test_a_whole_name_is_one_mention(nlp: Language, frame: str, name: str) -> None:
    assert (name, "name") in mentions(nlp, frame.format(name))


@pytest.mark.parametrize(
    "title", ["Mayor", "Dr.", "US Secretary of State", "Harbor Commissioner", "Sen.", "Foreign Minister", "Sir"]
)
def test_titles_are_no_part_of_the_name(nlp: Language, title: str) -> None:
    assert ("Ingrid Brandt", "name") in mentions(nlp, f"“We open at noon,” said {title} Ingrid Brandt.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We open at noon,” she said.", ("she", "pronoun")),
        ("“We open at noon,” a spokeswoman said.", ("a spokeswoman", "description")),
        ("“We open at noon,” the Harbor Authority said.", ("Harbor Authority", "organization")),
        ("“We open at noon,” the Ministry of Fisheries said.", ("Ministry of Fisheries", "organization")),
        ("“We open at noon,” HTA said.", ("HTA", "organization")),
    ],
)
def test_forms(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    assert expected in mentions(nlp, text)


def test_nobody_in_the_quoted_words_is_a_mention(nlp: Language) -> None:
    assert mentions(nlp, "“Ask Pedro Oduya, he knows,” said Ingrid Brandt.") == [("Ingrid Brandt", "name")]


def test_some_and_others_may_speak(nlp: Language) -> None:
    found = mentions(nlp, "Some chanted “Open the gate!” Another said he would “swim across” if he had to.")
    assert ("Some", "description") in found
    assert ("Another", "description") in found


def test_a_hyphened_description_is_whole(nlp: Language) -> None:
    assert ("the two-term mayor", "description") in mentions(nlp, "“We open at noon,” the two-term mayor said.")
    found = mentions(nlp, "The mayor walked out after vice-chairman called the ferry 'a floating disgrace'.")
    assert ("vice-chairman", "description") in found
    assert ("vice", "description") not in found


def test_one_before_a_noun_is_nobody(nlp: Language) -> None:
    found = mentions(nlp, "Brandt stood up, at one point calling the ferry “a floating disgrace”.")
    assert "one" not in [words for words, _ in found]
