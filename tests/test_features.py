"""What decisions, reasons and the said model read of a quotation is produced: none hangs on a name nobody gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from spacy.language import Language

from quotes.engine import ByModel, attribute, parse, prepare
from quotes.model import Model
from quotes.records import Article
from quotes.speakers import Contender, Decision, SpanContext, describe_said
from quotes.speakers.reasons import GRAMMAR_PHRASES, PLACE_PHRASES

WORDS = "“The ferry leaks on every single day”"
QUOTE = f"{WORDS[:-1]},”"
TEXTS = (
    f"{QUOTE} Ingrid Brandt said on Monday.",
    f"{QUOTE} said Ingrid Brandt.",
    f"{QUOTE} said Carlos Weld’s aide, Ingrid Brandt.",
    f"Ingrid Brandt told reporters: {WORDS}",
    f"Ingrid Brandt shot back on Monday, {WORDS}",
    f"{QUOTE} Ingrid Brandt beamed.",
    f"{QUOTE} according to Ingrid Brandt.",
    "The ferry was described by Ingrid Brandt as “a floating disgrace to the whole town.”",
    "Ingrid Brandt said on Monday that she would “try again” soon.",
    "Ingrid Brandt said on Monday that a critic had described the ferry as “a floating disgrace to the whole town.”",
    "“A disgrace to the whole town,” she told Ingrid Brandt, “if not to the whole coast.”",
    f"{QUOTE} the Harbor Authority said.",
    f"{QUOTE} a spokeswoman said.",
    f"{QUOTE} a letter said.",
    f"{QUOTE} the company said.",
    f"{QUOTE} the parrot said.",
    "Brandt called Carlos Weld “a floating disgrace to the whole town.”",
    f"{QUOTE} said Ingrid Brandt. {WORDS}\n\n{WORDS}\n\n{QUOTE} said Brandt.",
    f"Ingrid Brandt came on Monday. Then this: {WORDS}",
    f"Ingrid Brandt: {WORDS}",
    f"{WORDS}\n— Ingrid Brandt, harbor commissioner",
    f"{WORDS} — Ingrid Brandt",
    f"Ingrid Brandt came on Monday.\n\n{WORDS}",
    "The ferry opened to “a floating disgrace to the whole town,” papers show.",
    f"Carlos Weld was calm. Ingrid Brandt was blunter: {WORDS}",
    f"“Does it leak?” asked Carlos Weld.\n\n{QUOTE} said Ingrid Brandt.\n\n“And in the bow?”\n\n{WORDS}",
    "The paper quoted Ingrid Brandt as saying the ferry was “a floating disgrace to the whole town.”",
)


@dataclass(frozen=True)
class Listening(ByModel):
    """A model that keeps who was considered for each quotation."""

    heard: list[tuple[SpanContext, Contender]] = field(default_factory=list)

    def speaker(self, text: str, here: SpanContext, rivals: Sequence[Contender]) -> Decision:
        self.heard.extend((here, rival) for rival in rivals)
        return super().speaker(text, here, rivals)


@pytest.fixture(scope="module")
def considered(nlp: Language) -> list[tuple[SpanContext, Contender]]:
    judge = Listening(Model.load())
    batch = [prepare(Article(id=text, text=text), judge) for text in TEXTS]
    for prepared, passages in parse(nlp, batch):
        attribute(prepared, passages, judge)
    return judge.heard


def test_every_feature_that_gives_a_reason_is_produced(considered: list[tuple[SpanContext, Contender]]) -> None:
    produced = {name for _, contender in considered for name in contender.features}
    read = [prefix for prefix, _ in (*GRAMMAR_PHRASES, *PLACE_PHRASES)]
    assert [prefix for prefix in read if not any(name.startswith(prefix) for name in produced)] == []


def test_whatever_of_the_speaker_tells_said_from_unsaid_is_produced(
    considered: list[tuple[SpanContext, Contender]],
) -> None:
    produced = {name for here, contender in considered for name in describe_said(here, contender.standing)}
    read = {name for name in Model.load().said if name.startswith("said:winner:")}
    assert len(read) == 14
    assert read - produced == set()
