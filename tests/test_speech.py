from __future__ import annotations

import pytest

from quotes.detection.scanner import scan
from quotes.detector import Detector
from quotes.records import Article, Rejection


def rejected(detector: Detector, text: str) -> list[Rejection]:
    (found,) = detector.pipe([Article(id="text", text=text)])
    assert found.quotes == ()
    return list(found.rejected)


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("Oduya saw the film “The Long Wall” twice.", "The Long Wall", "title"),
        ("Her first novel, “Salt and Rope” (1998), sold well.", "Salt and Rope", "title"),
        ("Pedro “Duke” Oduya won the race on Sunday.", "Duke", "nickname"),
        ("By clicking “Register” you accept the terms.", "Register", "interface"),
        ("Read more: “The night the valley filled”", "The night the valley filled", "title"),
        ("READ MORE ABOUT THE FLOOD | ‘We had an hour,’ say neighbors", "We had an hour,", "title"),
        ("The so-called “experts” were wrong about the ferry.", "experts", "scare"),
        ("The word “ferry” is older than the town.", "ferry", "term"),
    ],
)
def test_what_is_no_speech_is_set_aside_with_its_reason(detector: Detector, text: str, words: str, reason: str) -> None:
    (rejection,) = rejected(detector, text)
    assert (rejection.text, rejection.reason) == (words, reason)
    assert rejection.detail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Hm ” and ” a stray mark.", [("”", "unpaired", "the other mark of the pair is missing")]),
        ("An empty pair “…” of marks.", [("“…”", "empty", "no word stands between the marks")]),
    ],
)
def test_stray_and_empty_marks_are_set_aside(
    detector: Detector, text: str, expected: list[tuple[str, str, str]]
) -> None:
    (found,) = detector.pipe([Article(id="text", text=text)])
    rows = [(one.text, one.reason, one.detail) for one in found.rejected]
    assert [row for row in rows if row[1] in {"unpaired", "empty"}] == expected


def test_a_quotation_in_a_quotation_is_set_aside(detector: Detector) -> None:
    text = "“He told me “never again” and left us here,” said Ingrid Brandt."
    (found,) = detector.pipe([Article(id="text", text=text)])
    assert [quote.text for quote in found.quotes] == ["He told me “never again” and left us here,"]
    assert [(one.text, one.reason, one.detail) for one in found.rejected] == [
        ("never again", "nested", "stands inside another quotation")
    ]


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("“We open at noon,” said Brandt.", False),
        ("Brandt said: “We open at noon.”", False),
        ("Brandt said, “We open at noon.”", False),
        ("“No.”", False),
        ("Brandt called it “a floating disgrace.”", True),
        ("It is “a disgrace to the town” and “a joke,” Brandt said.", True),
        ("Brandt said the ferry was “too small for any town.”", True),
    ],
)
def test_an_utterance_is_full_and_words_in_the_reporters_sentence_partial(text: str, partial: bool) -> None:
    assert {span.partial for span in scan(text).spans} == {partial}
