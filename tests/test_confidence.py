"""How sure a record is: its parts, its alternatives, what is never sure, the precision that a confidence promises."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from quotes.dataset.tables.extractive import extractive_rows
from quotes.dataset.validation.checks import check_quotes
from quotes.detector import Detector
from quotes.errors import ModelError
from quotes.model import Model
from quotes.records import Alternative, Article, Quote
from quotes.show.segments import second_guess

TEXT = """Council shuts the lido

“The water is cold,” said Ilse Brandt, who chairs the Kell Lido Trust. Her deputy, Tomas Herrera, disagreed.

“Nobody asked the swimmers,” he told reporters. The mayor called it a “quiet disaster”.

“We will be back in May.”

Mira Okafor runs the kiosk. Brandt, she said, had promised her “a summer of queues”.
"""
CHAIN = """The skipper told the inquiry of the night. “The alarm was broken since Easter,” Rasmus Tveitane said.

“I wrote it in the book each morning.”

“By the time Jonas came up the ladder his boots were full.”

“We had one raft, and it opened upside down.”

“I have told my sons to be plumbers.”
"""
LENT = {
    "the same words in a headline": (
        "‘We never asked the ferrymen’\n\nThe ferry is to go in May, and Ilse Brandt of the council is glad of it.\n\n"
        "“We never asked the ferrymen about it at all,” said the engineer, Jonas Weld, on Monday."
    ),
    "a paragraph that the next one carries on": (
        "Ilse Brandt of the council is glad that the ferry is to go in May. The ferrymen are not.\n\n"
        "“I saw the boat go down. The bell went last.\n\n"
        "“My daughter can read the timetable to me now,” said Jonas Weld, a ferryman."
    ),
}
ALONE = "“Nobody asked the ferrymen about it at all,” said Jonas Weld."


@pytest.fixture(scope="module")
def quotes(detector: Detector) -> list[Quote]:
    return detector.detect(TEXT)


def test_the_confidence_is_of_its_parts_and_of_other_mentions_of_the_same_person() -> None:
    for odds, again in ((-20.0, 0.0), (-1.0, 0.26894)):
        quotes = where_another_mention_is_right(odds).detect(TEXT)
        assert len(quotes) == 5
        for one in (quote.attribution for quote in quotes):
            assert one.speech is not None
            assert one.mention is not None
            assert one.identity is not None
            whole = one.speech * (one.mention * one.identity + (1 - one.mention) * again)
            # Without a cue, nothing is surer than the quotation before it, so it may be less.
            assert one.confidence <= whole + 2e-4
            assert one.method != "cue" or one.confidence == pytest.approx(whole, abs=2e-4)
            assert one.confidence + sum(other.probability for other in one.alternatives) <= 1


def test_another_mention_of_the_same_person_is_no_alternative() -> None:
    text = "Ilse Brandt came late. “The gates stay shut,” she said, and Brandt left with Tomas Herrera."
    (quote,) = where_another_mention_is_right(0.0).detect(text)
    assert quote.speaker is not None
    assert quote.speaker.name == "Ilse Brandt"
    assert "Ilse Brandt" not in [one.name for one in quote.attribution.alternatives]


def where_another_mention_is_right(log_odds: float) -> Detector:
    """Return a detector that is so sure of another mention of the same person wherever the first one is wrong."""
    model = Model.load()
    return Detector(model=replace(model, confidence={**model.confidence, "again": {"bias": log_odds}}))


def test_alternatives_are_other_answers_and_all_sum_to_no_more_than_one(quotes: list[Quote]) -> None:
    assert any(quote.attribution.alternatives for quote in quotes)
    for quote in quotes:
        alternatives = quote.attribution.alternatives
        assert len(alternatives) <= 4
        assert quote.attribution.confidence + sum(one.probability for one in alternatives) <= 1
        assert [one.probability for one in alternatives] == sorted(
            (one.probability for one in alternatives), reverse=True
        )
        answers = [(one.start, one.end, one.name) for one in alternatives]
        assert len(set(answers)) == len(answers)
        assert quote.speaker
        assert (quote.speaker.start, quote.speaker.end, quote.speaker.name) not in answers
        for one in alternatives:
            assert one.text == (None if one.start is None else TEXT[one.start : one.end])


def test_nobody_else_is_likelier_than_the_speaker() -> None:
    model = Model.load()
    doubts = {"mention": {"bias": -3.0}, "again": {"bias": -20.0}, "elsewhere": {"bias": -20.0}}
    found = Detector(model=replace(model, confidence={**model.confidence, **doubts})).detect(TEXT)
    others = [[one.probability for one in quote.attribution.alternatives if one.text] for quote in found]
    assert any(others)
    for quote, probabilities in zip(found, others, strict=True):
        assert all(probability <= quote.attribution.confidence < 0.1 for probability in probabilities)


def test_nobody_here_is_an_alternative(quotes: list[Quote]) -> None:
    carried = next(quote for quote in quotes if quote.text == "We will be back in May.")
    assert any(one.text is one.name is None for one in carried.attribution.alternatives)


@pytest.mark.parametrize("log_odds", [-20.0, 20.0])
def test_of_a_chain_no_link_is_surer_than_the_one_before_and_none_is_sure(log_odds: float) -> None:
    found = [quote.attribution for quote in where_another_mention_is_right(log_odds).detect(CHAIN)]
    assert [one.method for one in found] == ["cue", *["continued"] * 4]
    assert all(later.confidence <= sooner.confidence for sooner, later in pairwise(found))
    assert all(one.confidence < 0.95 for one in found[1:])


@pytest.mark.parametrize("log_odds", [-20.0, 20.0])
def test_who_has_no_rival_is_not_sure(log_odds: float) -> None:
    (quote,) = where_another_mention_is_right(log_odds).detect(ALONE)
    assert quote.speaker is not None
    assert quote.speaker.name == "Jonas Weld"
    assert quote.attribution.confidence < 0.95


@pytest.mark.parametrize("case", LENT)
def test_who_is_tied_to_another_quotation_alone_is_not_sure(case: str) -> None:
    first, second = where_another_mention_is_right(20.0).detect(LENT[case])
    assert [first.attribution.method, second.attribution.method] == ["utterance", "cue"]
    assert [one.speaker.name for one in (first, second) if one.speaker] == ["Jonas Weld"] * 2
    assert first.attribution.confidence < 0.95 <= second.attribution.confidence


@pytest.mark.parametrize(("end", "sure"), [(".", False), (":", True)])
def test_a_cue_of_the_paragraph_before_makes_nobody_sure_but_before_a_colon(end: str, sure: bool) -> None:
    lead = f"Jonas Weld, a ferryman, said on Monday that he was not{end}"
    text = f"Ilse Brandt was glad.\n\n{lead}\n\n“The bell went last.”"
    (quote,) = where_another_mention_is_right(20.0).detect(text)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.cue and quote.cue.text) == ("Jonas Weld", "said")
    assert (quote.attribution.confidence >= 0.95) is sure


def test_both_parts_of_an_utterance_that_its_cue_breaks_may_be_sure() -> None:
    text = (
        "Ilse Brandt, who runs the kiosk, was glad.\n\n“We rang the council about it,” said Jonas Weld, “and nobody "
        "there had heard of it.” The mayor, Tomas Herrera, was not at home."
    )
    found = where_another_mention_is_right(20.0).detect(text)
    assert len({quote.utterance_id for quote in found}) == 1
    assert [quote.attribution.method for quote in found] == ["cue"] * 2
    assert all(quote.attribution.confidence >= 0.95 for quote in found)


def test_a_wanted_precision_is_a_least_confidence_that_was_measured() -> None:
    model = Model.load()
    promises = list(model.precision)
    assert promises
    assert promises == sorted(promises)
    for (precision, least, kept), (higher, surer, fewer) in pairwise(promises):
        assert precision < higher
        assert least <= surer
        assert kept >= fewer
        assert model.least_confidence((precision + higher) / 2) == surer
    detector = Detector(model=model, min_precision=0.95)
    assert detector.settings.min_confidence == model.least_confidence(0.95)
    kept_quotes = next(detector.pipe([Article(id="a", text=TEXT)])).quotes
    assert all(quote.attribution.confidence >= detector.settings.min_confidence for quote in kept_quotes)


def test_a_precision_that_no_confidence_promises_is_refused() -> None:
    model = replace(Model.load(), precision=[(0.8, 0.5, 0.9), (0.9, 0.7, 0.5)])
    with pytest.raises(
        ModelError, match=r"^no confidence promises a precision of 0\.95: the surest are right in 0\.9$"
    ):
        Detector(model=model, min_precision=0.95)
    with pytest.raises(ModelError, match="the model was trained on too little to say"):
        Detector(model=replace(model, precision=()), min_precision=0.95)


@pytest.mark.parametrize("wanted", [-0.1, 95.0])
def test_a_precision_that_is_none(wanted: float) -> None:
    with pytest.raises(ValueError, match=r"^min_precision is .*; a share of right quotations is a number from 0 to 1$"):
        Detector(min_precision=wanted)


NOBODY = Alternative(text=None, start=None, end=None, name=None, probability=0.25)


@pytest.mark.parametrize(
    ("alternative", "message"),
    [
        (replace(NOBODY, probability=0.9), "with the confidence, their probabilities sum to 1.4000, above 1"),
        (replace(NOBODY, name="Ann Orr"), "is given without a mention"),
        (replace(NOBODY, text="Ann"), "text, start and end are all given or all null"),
        (replace(NOBODY, text="Ann", start=0, end=3), "the article's text has 'Cou' at 0:3, not 'Ann'"),
    ],
)
def test_alternatives_that_cannot_be(quotes: list[Quote], alternative: Alternative, message: str) -> None:
    made = replace(quotes[0], attribution=replace(quotes[0].attribution, confidence=0.5, alternatives=(alternative,)))
    article = {**Article(id=made.article_id, text=TEXT).to_dict(), "split": None}
    assert [found for _, _, found in check_quotes(article, [made.to_dict()])] == [message]


def test_soft_labels_are_the_answer_and_the_alternatives_in_the_context(quotes: list[Quote]) -> None:
    first = quotes[0]
    speaker = first.speaker
    assert speaker is not None
    start = TEXT.index("Tomas Herrera")
    rival = Alternative(text="Tomas Herrera", start=start, end=start + 13, name="Tomas Herrera", probability=0.125)
    away = Alternative(text="Council", start=0, end=7, name=None, probability=0.0625)
    made = replace(first, attribution=replace(first.attribution, confidence=0.5, alternatives=(NOBODY, rival, away)))
    (row,) = extractive_rows({"title": None}, [made.to_dict()])
    assert row["alternatives"] == {
        "text": ["Ilse Brandt", "", "Tomas Herrera"],
        "answer_start": [speaker.start - first.context.start, -1, start - first.context.start],
        "probability": [0.5, 0.25, 0.125],
    }


@pytest.mark.parametrize(
    ("alternative", "shown"),
    [
        (replace(NOBODY, probability=0.24), None),
        (NOBODY, "or nobody here, 25%"),
        (Alternative(text="she", start=1, end=4, name="Ann Orr", probability=0.4), "or Ann Orr (“she”), 40%"),
        (Alternative(text="a clerk", start=1, end=8, name=None, probability=0.4), "or a clerk, 40%"),
    ],
)
def test_a_second_guess_is_shown_where_it_is_near(
    quotes: list[Quote], alternative: Alternative, shown: str | None
) -> None:
    sure = replace(quotes[0].attribution, confidence=0.5, alternatives=(alternative,))
    assert second_guess(replace(quotes[0], attribution=sure)) == shown
