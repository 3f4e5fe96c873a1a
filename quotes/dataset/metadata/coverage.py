"""What the articles of a release are: licences, languages, sources, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from quotes.storage import DiskCounter

# A card lists no more of each; the rest is counted.
_LISTED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """The most frequent values with their counts, the largest first; how many different ones, in how many rows."""

    top: dict[str, int]
    different: int
    rows: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """Counts over the articles of a release; ``first`` and ``last`` are the earliest and latest day of publication.

    A licence that is not given counts as "".
    """

    licences: Ranking
    languages: Ranking
    sources: Ranking
    first: str | None
    last: str | None

    @property
    def licence(self) -> str | None:
        """Return the one licence that all articles name, or None."""
        return next(iter(self.licences.top)) or None if self.licences.different == 1 else None


@dataclass(kw_only=True, slots=True)
class ArticleTally:
    """Counts of articles, on disk."""

    licences: DiskCounter
    languages: DiskCounter
    sources: DiskCounter
    days: tuple[str, str] | None = None

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one article."""
        self.licences.add(row["license"] or "")
        for counter, value in ((self.languages, row["language"]), (self.sources, row["source"])):
            if value:
                counter.add(value)
        if day := row["published"]:
            self.days = (min(day, self.days[0]), max(day, self.days[1])) if self.days else (day, day)

    def coverage(self) -> Coverage:
        """Return what the articles so far come to."""
        return Coverage(
            licences=_ranking(self.licences),
            languages=_ranking(self.languages),
            sources=_ranking(self.sources),
            first=self.days[0] if self.days else None,
            last=self.days[1] if self.days else None,
        )


@contextmanager
def tally_articles() -> Iterator[ArticleTally]:
    """Begin to count articles, in memory that does not grow with them."""
    with DiskCounter() as licences, DiskCounter() as languages, DiskCounter() as sources:
        yield ArticleTally(licences=licences, languages=languages, sources=sources)


def _ranking(counter: DiskCounter) -> Ranking:
    return Ranking(top=counter.most_common(_LISTED), different=len(counter), rows=counter.total())
