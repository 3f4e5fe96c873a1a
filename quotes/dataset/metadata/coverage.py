"""What a release is: what of its articles is counted, and the words that card, citation and Croissant share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from quotes.dataset.release import Counts, Manifest
from quotes.language import language_tag
from quotes.storage import DiskCounter

KEYWORDS = ("quotation", "quote attribution", "news")

_BY_PROGRAM = (
    "Labels are the output of a program. Use the confidence to weigh them, and a sample checked by hand to judge them."
)
_BY_PEOPLE = "People decided on every quotation here, and may have erred; one that was not found is not in it."
_LIMITS = (
    "Made for direct quotations in English text; reported speech without quotation marks is not in it.",
    "Speaker, name and role are what the article itself says; nothing is linked to people outside it, and the same "
    "person may bear different names in two articles.",
    "A quotation inside another is part of the outer one's text and has no row of its own.",
    "Who is quoted, and in which role, mirrors the choice of the articles.",
    "The people named are real where the articles are: names, roles and words of living people are personal data in "
    "many jurisdictions, and a wrong attribution puts words into somebody's mouth.",
)

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#$~&])")

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


@dataclass(kw_only=True, slots=True)
class ArticleTally:
    """Counts of articles, on disk."""

    licences: DiskCounter
    languages: DiskCounter
    sources: DiskCounter
    days: tuple[str, str] | None = None

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one article, of which `counted_article` is enough."""
        self.licences.add(row["license"] or "")
        if (language := language_tag(row["language"] or "")) is not None:
            self.languages.add(language)
        if row["source"]:
            self.sources.add(row["source"])
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


def counted_article(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return of an article what is counted: less to send from one process to another."""
    return {name: row[name] for name in ("license", "language", "source", "published")}


@contextmanager
def tally_articles() -> Iterator[ArticleTally]:
    """Begin to count articles, in memory that does not grow with them."""
    with DiskCounter() as licences, DiskCounter() as languages, DiskCounter() as sources:
        yield ArticleTally(licences=licences, languages=languages, sources=sources)


def summary(manifest: Manifest) -> str:
    """Return one sentence that says what a release holds."""
    counts = manifest.counts
    return (
        f"{plural(counts.quotes, 'direct quotation')} from {plural(counts.articles, 'news article')}, each with "
        "its place in the article and, where the article says so, its speaker, the speaker's role, the words that tie "
        "the two, and the probability that the speaker is right."
    )


def headline(manifest: Manifest) -> str:
    """Return a title: how much of what, and which version of which dataset."""
    counts = manifest.counts
    amounts = f"{plural(counts.quotes, 'quotation')} from {plural(counts.articles, 'article')}"
    return f"{amounts} · {manifest.name} {manifest.version}"


def plural(number: int, noun: str) -> str:
    """Return "1 row", "1,200 rows"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _ranking(counter: DiskCounter) -> Ranking:
    return Ranking(top=counter.most_common(_LISTED), different=len(counter), rows=counter.total())


def limits_of(counts: Counts) -> list[str]:
    """Return what users must know before they trust the rows."""
    return [_BY_PEOPLE if counts.quotes and counts.reviewed >= counts.quotes else _BY_PROGRAM, *_LIMITS]


def inline(text: str) -> str:
    """Return text from an article as it is, in one line: none of it is Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
