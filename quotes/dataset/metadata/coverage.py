"""What the articles of a release are: licences, languages, sources, days."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quotes.dataset.release import read_rows
from quotes.storage import DiskCounter

# A card lists no more of each; the rest is counted.
_LISTED = 20
"""Sources, licences and languages that a card names, the most frequent: a screen of its table."""


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


def read_coverage(articles: Path) -> Coverage:
    """Count the articles of one file, in memory that does not grow with it."""
    days: tuple[str, str] | None = None
    with DiskCounter() as licences, DiskCounter() as languages, DiskCounter() as sources:
        for row in read_rows(articles):
            licences.add(row["license"] or "")
            for counter, value in ((languages, row["language"]), (sources, row["source"])):
                if value:
                    counter.add(value)
            if day := row["published"]:
                days = (min(day, days[0]), max(day, days[1])) if days else (day, day)
        return Coverage(
            licences=_ranking(licences),
            languages=_ranking(languages),
            sources=_ranking(sources),
            first=days[0] if days else None,
            last=days[1] if days else None,
        )


def _ranking(counter: DiskCounter) -> Ranking:
    return Ranking(top=counter.most_common(_LISTED), different=len(counter), rows=counter.total())
