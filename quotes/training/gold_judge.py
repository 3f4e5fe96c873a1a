"""Let gold decide where a model does, and keep what it was asked: the lessons of one article."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quotes.coreference import Candidate, Reference
from quotes.detection import QuotedSpan
from quotes.gold import Answer, GoldArticle, GoldQuote, GoldSpan, NamedSpeaker
from quotes.names import Entity
from quotes.speakers import Contender, Decision, Mention, SpanContext
from quotes.training.fit import Group

_Gold = TypeVar("_Gold", bound=GoldSpan)
_NEAR = 3
"""Spans from the first that ends behind a gold quotation's start: marks that annotators saw otherwise split it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One quoted span of gold: what is seen of it, and the truth.

    ``here`` is its place in the parse, ``rivals`` are who could have spoken it, ``right`` tells which of them did.
    ``said`` is False for what nobody said; ``speaker`` tells whether gold names a speaker,
    and ``antecedents`` hold whom its mention may stand for, where it is no name, and whom a description in its place.
    """

    here: SpanContext
    rivals: Sequence[Contender]
    right: Sequence[bool]
    said: bool
    speaker: bool
    antecedents: tuple[Group, ...] = ()

    @property
    def span(self) -> QuotedSpan:
        """Return the span."""
        return self.here.span

    @property
    def group(self) -> Group:
        """Return the features of the rivals, and which of them are right."""
        return Group([rival.features for rival in self.rivals], self.right)


class ByGold:
    """The judgements of a gold article; each one on a speaker leaves a lesson, in ``lessons``."""

    def __init__(self, article: GoldArticle) -> None:
        self._article = article
        self._gold: dict[QuotedSpan, GoldQuote] = {}
        self._lessons: dict[QuotedSpan, Lesson] = {}
        self._remembered: Mention | None = None

    @property
    def lessons(self) -> list[Lesson]:
        """Return the lessons, in text order."""
        return list(self._lessons.values())

    def likely(self, spans: Sequence[QuotedSpan]) -> Collection[QuotedSpan]:
        """Return the spans that gold knows.

        Long ones that gold gives to nobody are often misses of the annotators; they teach nothing.
        """
        self._gold = match(spans, self._article.quotes)
        unsaid = match(spans, self._article.unsaid)
        return {*self._gold, *(span for span, gold in unsaid.items() if gold.brief)}

    def speaker(self, text: str, here: SpanContext, rivals: Sequence[Contender]) -> Decision:
        """Take the rival that shares most with gold's speaker."""
        gold = self._gold.get(here.span)
        answer = gold.answer if gold else None
        right = [answer is not None and answer.accepts(_named(rival.mention, text)) for rival in rivals]
        named = [rival.mention for rival, is_right in zip(rivals, right, strict=True) if is_right]
        self._lessons[here.span] = Lesson(
            here=here, rivals=rivals, right=right, said=gold is not None, speaker=answer is not None
        )
        if named and self._remembered not in named:
            self._remembered = named[0]
        mention = _fitting(named, answer) if answer is not None and named else None
        return Decision(span=here.span, mention=mention, said=gold is not None, remembered=self._remembered)

    def unite(self, text: str, decisions: Sequence[Decision]) -> Sequence[Decision]:
        """Leave the decisions as they are: gold names the speaker of each span."""
        return decisions

    def antecedents(self, reference: Reference, candidates: Sequence[Candidate]) -> Sequence[float]:
        """Take the first candidate of gold's name, or nobody."""
        gold = self._gold[reference.span]
        right = [_is_meant(candidate, gold) for candidate in candidates]
        if gold.tells_name and not self._article.dialogue:
            group = Group([candidate.features for candidate in candidates], right)
            lesson = self._lessons[reference.span]
            self._lessons[reference.span] = replace(lesson, antecedents=(*lesson.antecedents, group))
        chosen = right.index(True) if any(right) else len(right) - 1
        return [float(place == chosen) for place in range(len(right))]


def match(spans: Sequence[QuotedSpan], gold: Sequence[_Gold]) -> dict[QuotedSpan, _Gold]:
    """Return span -> the gold span that it is."""
    found: dict[QuotedSpan, _Gold] = {}
    position = 0
    for one in sorted(gold, key=lambda one: one.span[0]):
        while position < len(spans) and spans[position].end <= one.span[0]:
            position += 1
        for span in spans[position : position + _NEAR]:
            if span not in found and one.covered_by((span.start, span.end)):
                found[span] = one
                break
    return found


def _named(mention: Mention, text: str) -> NamedSpeaker:
    return NamedSpeaker(text=text[mention.start : mention.end], span=(mention.start, mention.end))


def _fitting(mentions: Sequence[Mention], answer: Answer) -> Mention:
    """Return the mention that shares most with the speaker's."""
    return max(mentions, key=lambda mention: answer.shared((mention.start, mention.end)))


def _is_meant(candidate: Candidate, gold: GoldQuote) -> bool:
    """Tell whether a candidate is gold's speaker: by name, or, who comes in without one, as what gold says of them."""
    if candidate.introduced is None or not gold.roles or gold.names:
        return is_called(candidate.entity, gold.names)
    return any(candidate.introduced.noun in role.lower().split() for role in gold.roles)


def is_called(entity: Entity | None, names: Sequence[str]) -> bool:
    """Tell whether an entity has one of some names; nobody has none."""
    if entity is None or not names:
        return entity is None and not names
    called = {_bare(entity.full.words), *(_bare(one.words) for one in entity.names)}
    return any(_bare(name) in called for name in names)


def _bare(name: str) -> str:
    """Return a name without case, typography and an article; unlike ``plain``, it keeps a full stop: "Orr Jr."."""
    words = unicodedata.normalize("NFKC", name).replace("’", "'").casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
