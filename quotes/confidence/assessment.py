"""Turn the evidence on a quotation into its confidence, and share out the rest among the other answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from quotes.confidence.evidence import evidence_of, is_lent, is_untied
from quotes.coreference import Quotation
from quotes.detection import QuotedSpan
from quotes.model import Model
from quotes.speakers import Decision, Mention

UNTIED = 0.94
"""The most that a mention is worth that nothing ties to the very words: no cue, no label, only a cue of other words,
or nobody else to weigh it against. Chosen by hand below .95, where people filter: what such a guess is worth differs
most from page to page. Above it would be 11 records of the strangers and the seeds that have the cue of another
quotation, of which 6 are right, and 73 that have one of the paragraph before, of which 65 are."""
_MOST = 4
_LEAST = 0.005
"""Alternatives of a record, and the probability that makes one."""
_DIGITS, _STEPS = 4, 10_000
"""Of the probabilities of a record; alternatives are rounded down, so that all sum to no more than one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Confidence:
    """The parts of a confidence, each a probability.

    ``speech``: the words were said; ``mention``: the mention is who said them, if they were; ``identity``: the name is
    that one's, if so; ``again``: another mention, of the same person, is who said them, if they were; ``elsewhere``:
    none of the other mentions is right, if neither is so.
    """

    speech: float
    mention: float
    identity: float
    again: float
    elsewhere: float

    @property
    def whole(self) -> float:
        """Return the probability that these words were said by this person."""
        return round(self.speech * (self.mention * self.identity + self.again), _DIGITS)


class Guess(NamedTuple):
    """Another answer to who said it: a mention, or None for nobody here, its name, and the probability."""

    mention: Mention | None
    name: str | None
    probability: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessed:
    """A quotation, how sure it is, and who else it may have been, the likeliest first."""

    quotation: Quotation
    confidence: Confidence
    alternatives: tuple[Guess, ...]

    @property
    def span(self) -> QuotedSpan:
        """Return the span."""
        return self.quotation.span


def assess(quotations: Sequence[Quotation], model: Model, *, surest: float = 1.0) -> list[Assessed]:
    """Return how sure each quotation of an article is, none of them surer than ``surest``; they come in text order.

    Of quotations that carry on one speaker without a cue, none is surer than the one before.
    """
    found: list[Assessed] = []
    for quotation in quotations:
        most = min(surest, UNTIED) if _is_guess(quotation.decision) else surest
        confidence = _no_surer(_confidence(quotation, model), most)
        if found and is_untied(quotation.decision) and _is_one(found[-1].quotation, quotation):
            confidence = _no_surer(confidence, found[-1].confidence.whole)
        alternatives = tuple(_alternatives(quotation, confidence))
        found.append(Assessed(quotation=quotation, confidence=confidence, alternatives=alternatives))
    return found


def _confidence(quotation: Quotation, model: Model) -> Confidence:
    decision, evidence = quotation.decision, evidence_of(quotation)
    if decision.mention is None:
        speech = round(model.part("speech", evidence["speech"]), _DIGITS)
        return Confidence(speech=speech, mention=0.0, identity=0.0, again=0.0, elsewhere=1.0)
    parts = {name: round(model.part(name, signals), _DIGITS) for name, signals in evidence.items()}
    if _is_guess(decision):
        parts["mention"] = min(parts["mention"], UNTIED)
    parts["again"] = _rounded_down(parts["again"] * (1 - parts["mention"]))
    return Confidence(**parts)


def _is_guess(decision: Decision) -> bool:
    """Tell whether nothing ties these very words to the speaker, whatever ties others to him."""
    return is_untied(decision) or is_lent(decision)


def _no_surer(confidence: Confidence, whole: float) -> Confidence:
    """Return a confidence in a mention that is worth so much less that the whole is at most this."""
    if confidence.whole <= whole:
        return confidence
    share = whole / confidence.whole
    mention, again = (_rounded_down(part * share) for part in (confidence.mention, confidence.again))
    return replace(confidence, mention=mention, again=again)


def _rounded_down(probability: float) -> float:
    return math.floor(probability * _STEPS) / _STEPS


def _is_one(before: Quotation, quotation: Quotation) -> bool:
    """Tell whether two quotations are given to one person: by the same mention, or by name."""
    name = quotation.identity.name
    same = before.decision.mention == quotation.decision.mention
    return same or (name is not None and before.identity.name == name)


def _alternatives(quotation: Quotation, confidence: Confidence) -> Iterator[Guess]:
    """Yield the likeliest other answers; with the confidence, their probabilities sum to no more than one.

    Nobody else is likelier than the speaker: where what is left for one other would be more, the speaker was right in
    34 of 60 records of strangers' articles, the other in 13.
    """
    if quotation.decision.mention is None:
        return
    answers: dict[tuple[tuple[int, int] | None, str | None], Guess] = {}
    for guess in _guesses(quotation, confidence):
        key = guess.mention.place if guess.mention else None, guess.name
        known = answers.get(key)
        answers[key] = guess if known is None else guess._replace(probability=guess.probability + known.probability)
    bounded = [
        one if one.mention is None else one._replace(probability=min(one.probability, confidence.whole))
        for one in answers.values()
    ]
    for mention, name, probability in sorted(bounded, key=lambda guess: -guess.probability)[:_MOST]:
        if probability >= _LEAST:
            yield Guess(mention, name, _rounded_down(probability))


def _guesses(quotation: Quotation, confidence: Confidence) -> Iterator[Guess]:
    mention, identity = quotation.decision.mention, quotation.identity
    wrong = confidence.speech * (1 - confidence.mention - confidence.again)
    rivals = [one for one in quotation.rivals if one.name is None or one.name != identity.name]
    shares = sum(rival.share for rival in rivals)
    others = wrong * (1 - confidence.elsewhere) if shares else 0.0
    yield Guess(None, None, 1 - confidence.speech + wrong - others)
    by_name = confidence.speech * confidence.mention * (1 - confidence.identity)
    rest = sum(share for _, share in identity.others)
    for name, share in identity.others:
        if name != identity.name:
            yield Guess(mention, name, by_name * share / rest)
    for rival in rivals:
        yield Guess(rival.mention, rival.name, others * rival.share / shares)
