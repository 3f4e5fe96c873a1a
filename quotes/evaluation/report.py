"""What an evaluation found, as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotes.evaluation.bootstrap import (
    F1,
    OF_MENTIONS,
    OF_PERSONS,
    SURENESS,
    Interval,
    intervals,
)
from quotes.evaluation.circumstances import DISTANCES, FORMS
from quotes.evaluation.confidence import Bin, rank, rank_mentions, rank_records, reliability, sure
from quotes.evaluation.judging import Judged
from quotes.evaluation.misses import Miss, list_misses
from quotes.evaluation.tally import (
    BREAKDOWNS,
    END_TO_END,
    FOUND,
    LEAK,
    NAME,
    OF_FOUND,
    PERSON,
    PRECISION,
    ROLE,
    ROLE_UNASKED,
    SIZES,
    Key,
    Share,
    add_up,
    tally,
)

PARTS = {"kind": ("direct", "mixed"), "form": FORMS, "distance": DISTANCES}
_BY_SIZE = {FOUND: SIZES, END_TO_END: SIZES, OF_FOUND: tuple(size for size in SIZES if size != "short")}
_SINGLE = (PRECISION, LEAK, NAME, PERSON, ROLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """The scores of records against gold.

    ``shares`` holds every measure that is a share, with its counts, ``intervals`` the 95 % intervals; ``f1`` and
    ``sureness`` are no shares of quotations. The latter judges the confidence: with "person_" before, that of the
    records by whether the person is right; with "mention_", the part that is of the mention; without, the confidence as
    if it were of the mention. ``sure`` is the share of the records that are sure, and how much of that is the right
    person. ``misses`` is all that is wrong.
    """

    articles: int
    records: int
    shares: Mapping[Key, Share]
    f1: float
    sureness: Mapping[str, float | None]
    sure: tuple[float, float] | None
    intervals: Mapping[Key, Interval]
    reliability: tuple[Bin, ...]
    misses: tuple[Miss, ...]

    def share(self, measure: str, part: str = "all", by: str = "") -> Share:
        """Return a measure; 0 of 0 where there was nothing to measure."""
        return self.shares.get(Key(measure, part, by), Share(0, 0))

    def parts(self, by: str) -> list[str]:
        """Return the parts of a breakdown that gold has speakers in."""
        return [part for part in PARTS[by] if self.share(END_TO_END, part, by).total]

    def first_misses(self, number: int) -> Iterator[Miss]:
        """Yield the first misses of each sort."""
        seen: Counter[str] = Counter()
        for miss in self.misses:
            seen[miss.sort] += 1
            if seen[miss.sort] <= number:
                yield miss

    def to_dict(self, *, misses: int = 0, by: Sequence[str] = BREAKDOWNS) -> dict[str, Any]:
        """Return the report as a JSON object, with so many misses of each sort."""
        sized = {measure: {part: self.share(measure, part).value for part in _BY_SIZE[measure]} for measure in _BY_SIZE}
        return {
            "articles": self.articles,
            **sized,
            **{measure: self.share(measure).value for measure in _SINGLE},
            F1.measure: self.f1,
            **self.sureness,
            "sure": self.sure and {"share": self.sure[0], "right": self.sure[1]},
            "counts": self._counts(),
            "intervals": self._intervals(),
            "speaker_by": {name: self._breakdown(name) for name in by},
            "reliability": [asdict(one) for one in self.reliability],
            "misses": [asdict(miss) for miss in self.first_misses(misses)],
        }

    def _counts(self) -> dict[str, int]:
        return {
            "gold_long": self.share(FOUND, "long").total,
            "gold_all": self.share(FOUND).total,
            "records": self.records,
            "names": self.share(NAME).total,
            "persons": self.share(PERSON).total,
            "roles": self.share(ROLE).total,
            "scare": self.share(LEAK).total,
            ROLE_UNASKED: self.share(ROLE_UNASKED).right,
        }

    def _intervals(self) -> dict[str, Any]:
        sized = {
            measure: {part: self.intervals.get(Key(measure, part)) for part in parts}
            for measure, parts in _BY_SIZE.items()
        }
        single = (*map(Key, _SINGLE), F1, *map(Key, self.sureness))
        return {**sized, **{key.measure: self.intervals.get(key) for key in single}}

    def _breakdown(self, by: str) -> dict[str, dict[str, Any]]:
        return {
            part: {
                "quotations": self.share(END_TO_END, part, by).total,
                **{measure: self.share(measure, part, by).value for measure in (FOUND, END_TO_END, OF_FOUND)},
                "interval": self.intervals.get(Key(END_TO_END, part, by)),
            }
            for part in self.parts(by)
        }


def summarize(judged: Sequence[Judged], *, records: int) -> Report:
    """Return the report on judged articles; ``records`` is how many records there were."""
    tallies = [tally(one) for one in judged]
    shares = add_up(tallies)
    found = rank_records(judged)
    ranked = {"": rank(judged), OF_MENTIONS: rank_mentions(judged), OF_PERSONS: found}
    certain = sure(found)
    return Report(
        articles=len(judged),
        records=records,
        shares=shares,
        f1=_f1(shares.get(Key(PRECISION)), shares.get(Key(FOUND, "long"))),
        sureness={
            f"{what}{name}": _rounded(measure(one))
            for what, one in ranked.items()
            for name, measure in SURENESS.items()
        },
        sure=certain and (round(certain[0], 4), round(certain[1], 4)),
        intervals=intervals(tallies, ranked),
        reliability=reliability(found),
        misses=list_misses(judged),
    )


def _f1(precision: Share | None, recall: Share | None) -> float:
    """Return the harmonic mean of the two as they are printed, to four digits."""
    one, other = precision and precision.value, recall and recall.value
    return round(2 * one * other / (one + other), 4) if one and other else 0.0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
