"""Put together what was said in one breath: spans broken only by the cue, or by paragraph breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from quotes import english
from quotes.detection import QuotedSpan
from quotes.speakers.decision import Decision

_MOST_WORDS_BETWEEN = 14
"""Words of a cue that breaks an utterance: “…,” said the head of the harbor board, Ann Orr, on Monday, “…”."""
_SENTENCE_END = re.compile(english.SENTENCE_END)
_OTHER_CLAUSE = re.compile(rf",\s+(?:{english.one_of(english.JOINING_CLAUSES)})\s+(.+)", re.DOTALL)


class HasSpan(Protocol):
    """Whatever is known of a quoted span."""

    @property
    def span(self) -> QuotedSpan:
        """Return the span."""
        ...


Quoted = TypeVar("Quoted", bound=HasSpan)


def unite(text: str, decisions: Sequence[Decision]) -> list[Decision]:
    """Give the spans of one utterance one speaker: the surest decision among them."""
    return [united for utterance in utterances(text, decisions) for united in _agree(utterance)]


def _agree(utterance: Sequence[Decision]) -> Iterable[Decision]:
    best = max(utterance, key=_sureness)
    for one in utterance:
        # Words of the reporter's own sentence have their speaker there: Orr said he had to “go. / “Now,” he said.
        told = one.span.partial and one.span.continues and one.cue is not None
        if told or one is best or one.mention == best.mention:
            yield one
        else:
            reasons = ("part of the same utterance", *best.reasons)
            yield replace(best, span=one.span, speech=one.speech, method="utterance", reasons=reasons)


def _sureness(decision: Decision) -> tuple[bool, bool, float]:
    """Return what ranks the decisions on one utterance: a signature below it is for all its paragraphs."""
    return decision.method == "signature", decision.cue is not None, decision.confidence


def utterances(text: str, quoted: Iterable[Quoted]) -> list[list[Quoted]]:
    """Group by utterance what is known of each span, in text order."""
    groups: list[list[Quoted]] = []
    for one in quoted:
        if groups and _carries_on(text, groups[-1][-1].span, one.span):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _carries_on(text: str, first: QuotedSpan, second: QuotedSpan) -> bool:
    if first.in_heading or second.in_heading:
        return False
    if first.continues and second.paragraph == first.paragraph + 1:
        return True
    if first.paragraph != second.paragraph or first.partial or first.last_of(text) in ".!?":
        return False
    gap = text[first.outer_end : second.outer_start].rstrip()
    if not gap.endswith((",", "—", "–", ":")) or _SENTENCE_END.search(gap):
        return False
    other = _OTHER_CLAUSE.search(gap)
    if other is not None and (
        gap.endswith(":")
        or any(english.reporting_strength(word.strip(",")) == "speech" for word in other.group(1).split())
    ):
        return False  # “…,” said Oduya, before Roe cut in: “…”
    return len(gap.split()) <= _MOST_WORDS_BETWEEN
