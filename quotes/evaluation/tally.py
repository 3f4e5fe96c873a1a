"""Count what was right: every measure of an article as shares, so that articles add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quotes.evaluation.judging import Judged, Outcome, is_long

FOUND = "recall"
END_TO_END = "speaker_end_to_end"
OF_FOUND = "speaker_matched"
PRECISION = "precision_long"
LEAK = "scare_leak"
NAME = "name"
PERSON = "person"
ROLE = "role"
ROLE_UNASKED = "role_emitted_without_gold"

SIZES = ("direct", "mixed", "long", "short", "all")
ALL = "all"
BREAKDOWNS = ("kind", "form", "distance")


class Key(NamedTuple):
    """What a share is of: a measure, and the part of the quotations it is counted over.

    ``by`` is empty for the parts of ``SIZES``, else one of ``BREAKDOWNS``.
    """

    measure: str
    part: str = ALL
    by: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """Return the share to four digits; None of nothing."""
        return round(self.right / self.total, 4) if self.total else None

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.total + other.total)


def tally(judged: Judged) -> dict[Key, Share]:
    """Return every measure of an article."""
    total: Counter[Key] = Counter()
    right: Counter[Key] = Counter()
    for key, hit in _hits(judged):
        total[key] += 1
        right[key] += hit
    return {key: Share(right[key], count) for key, count in total.items()}


def add_up(tallies: list[dict[Key, Share]]) -> Mapping[Key, Share]:
    """Return the measures of all articles together."""
    sums: dict[Key, Share] = {}
    for one in tallies:
        for key, share in one.items():
            sums[key] = sums.get(key, Share(0, 0)) + share
    return sums


def _hits(judged: Judged) -> Iterator[tuple[Key, bool]]:
    for outcome in judged.outcomes:
        yield from _of_quotation(outcome)
    for _, leaked in judged.unsaid:
        yield Key(LEAK), leaked
    for record, right in judged.emitted:
        if is_long(record):
            yield Key(PRECISION), right


def _of_quotation(outcome: Outcome) -> Iterator[tuple[Key, bool]]:
    gold, where = outcome.gold, outcome.circumstances
    for part in (gold.kind, "long" if gold.long else "short", ALL):
        yield Key(FOUND, part), outcome.found
        yield from _of_speaker(outcome, part, "")
    for by, part in (("kind", gold.kind), ("form", where.form), ("distance", where.distance)):
        if outcome.speaker is not None:
            yield Key(FOUND, part, by), outcome.found
        yield from _of_speaker(outcome, part, by)
    if outcome.name is not None:
        yield Key(NAME), outcome.name
    if outcome.person is not None:
        yield Key(PERSON), outcome.person
    if outcome.role is not None:
        yield Key(ROLE), outcome.role
    elif outcome.speaker and outcome.record:
        yield Key(ROLE_UNASKED), outcome.record.role is not None


def _of_speaker(outcome: Outcome, part: str, by: str) -> Iterator[tuple[Key, bool]]:
    if outcome.speaker is not None:
        yield Key(END_TO_END, part, by), outcome.speaker
        if outcome.found:
            yield Key(OF_FOUND, part, by), outcome.speaker
