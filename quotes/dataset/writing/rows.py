"""The rows of a release: checked, and written as JSON Lines."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.release import ARTICLES, FULL, QUOTES, RECORD_TYPES, REJECTED, check_published, line_of
from quotes.dataset.validation import check_apart, check_article, check_quotes, check_rejected
from quotes.errors import ArticleError, QuotesError, RecordError
from quotes.records import Detection
from quotes.storage import DiskMapping

_MESSAGES_KEPT = 100
"""As many as the manifest's schema allows: their number is counted, whatever it is."""
_ABSOLUTE_FOLDER = re.compile(r"(?<!\S)/(?:[^/\s:]+/)+")


@dataclass(kw_only=True, slots=True)
class Skipped:
    """The articles left out of a build because of an error: all are counted and told, the first hundred kept.

    Those that cannot be read come first: how far reading is ahead of the rest is a matter of chance.
    """

    tell: Callable[[QuotesError], object] | None = None
    count: int = 0
    unread: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def messages(self) -> list[str]:
        """Return what a manifest says of them."""
        return [*self.unread, *self.failed][:_MESSAGES_KEPT]

    def add(self, error: QuotesError) -> None:
        """Count one article left out."""
        self.count += 1
        if self.tell is not None:
            self.tell(error)
        kept = self.unread if isinstance(error, ArticleError) else self.failed
        if len(kept) < _MESSAGES_KEPT:
            # A manifest is the same wherever it is built, so it names no folder of this machine.
            folder = os.path.dirname(getattr(error, "where", ""))
            message = str(error).replace(f"{folder}{os.sep}", "") if os.path.isabs(folder) else str(error)
            kept.append(_ABSOLUTE_FOLDER.sub("", message))

    def include(self, count: int, unread: Sequence[str], failed: Sequence[str]) -> None:
        """Count articles that were left out elsewhere, with the messages that were kept there; they are not told."""
        self.count += count
        self.unread += unread[: _MESSAGES_KEPT - len(self.unread)]
        self.failed += failed[: _MESSAGES_KEPT - len(self.failed)]

    def taken(self) -> Skipped:
        """Return what was added so far, and begin anew."""
        so_far = replace(self)
        self.count, self.unread, self.failed = 0, [], []
        return so_far


@dataclass(kw_only=True, slots=True)
class Tally:
    """What was written: counts, and a digest over the digests of the articles."""

    articles: int = 0
    not_english: int = 0
    quotes: int = 0
    reviewed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    inputs: Any = field(default_factory=hashlib.sha256)


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleLines:
    """The checked lines of an article and its records, by file, and what is counted of them.

    ``found`` is what was found in it, where somebody asks for it.
    """

    id: str
    digest: str
    english: bool | None
    quotes: int
    reviewed: int
    reasons: Sequence[str]
    lines: Mapping[str, bytes]
    found: Detection | None = None


def with_license(detection: Detection, license: str | None) -> Detection:
    """Return what was found in an article, with this licence if it names none."""
    if detection.article.license is not None or license is None:
        return detection
    return replace(detection, article=replace(detection.article, license=license))


def article_lines(detection: Detection, found: Detection | None = None) -> ArticleLines:
    """Return what was found in an article as lines; the first unsound record raises a RecordError."""
    rows = _rows(detection)
    for words, place, message in _breaches(rows):
        raise RecordError(f"{_where(detection.article.id)}{words} {place}: {message}")
    return ArticleLines(
        id=rows.article["id"],
        digest=rows.article["digest"],
        english=detection.english,
        quotes=len(rows.quotes),
        reviewed=sum(row["review"] is not None for row in rows.quotes),
        reasons=[row["reason"] for row in rows.rejected],
        lines={file: b"".join(map(line_of, of_file)) for file, of_file in rows.by_file()},
        found=found,
    )


def write_rows(
    detections: Iterable[Detection | ArticleLines | RecordError], folder: Path, skipped: Skipped | None
) -> Tally:
    """Write articles.jsonl, quotes.jsonl and rejected.jsonl, one article in memory at a time.

    What does not validate is never released: it raises its RecordError, or is skipped.
    """
    tally = Tally()
    with ExitStack() as stack:
        files = {file: stack.enter_context((folder / file).open("wb")) for file in RECORD_TYPES}
        ids = stack.enter_context(DiskMapping())
        for detection in detections:
            try:
                if isinstance(detection, RecordError):
                    raise detection
                article = article_lines(detection) if isinstance(detection, Detection) else detection
                if not ids.add(article.id, ""):
                    raise RecordError(f"{_where(article.id)} $.id: an earlier article has this id")
            except RecordError as error:
                if skipped is None:
                    raise
                skipped.add(error)
                continue
            for file, lines in article.lines.items():
                files[file].write(lines)
            tally.articles += 1
            tally.not_english += article.english is False
            tally.quotes += article.quotes
            tally.reviewed += article.reviewed
            tally.reasons.update(article.reasons)
            tally.inputs.update(f"{article.digest}\n".encode())
    return tally


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rows:
    article: dict[str, Any]
    quotes: list[dict[str, Any]]
    rejected: list[dict[str, Any]]

    def by_file(self) -> Iterable[tuple[str, list[dict[str, Any]]]]:
        return (ARTICLES, [self.article]), (QUOTES, self.quotes), (REJECTED, self.rejected)


def _rows(detection: Detection) -> _Rows:
    return _Rows(
        article={**detection.article.to_dict(), "english": detection.english},
        quotes=[quote.to_dict() for quote in detection.quotes],
        rejected=[span.to_dict() for span in detection.rejected],
    )


def _where(article_id: str) -> str:
    return f"article {article_id!r}"


def _breaches(rows: _Rows) -> Iterator[tuple[str, str, str]]:
    for file, group in rows.by_file():
        record_type = RECORD_TYPES[file]
        for index, row in enumerate(group):
            for place, message in chain(schema.problems(record_type, row), check_published(file, row, FULL)):
                yield _words(record_type, index), place, message
            if row.get("article_id", rows.article["id"]) != rows.article["id"]:
                yield _words(record_type, index), "$.article_id", f"{row['article_id']!r} is another article's id"
    for place, message in check_article(rows.article):
        yield "", place, message
    for index, place, message in check_quotes(rows.article, rows.quotes):
        yield _words("quote", index), place, message
    apart = check_apart(rows.quotes, rows.rejected)
    for index, place, message in chain(check_rejected(rows.article, rows.rejected), apart):
        yield _words("rejection", index), place, message


def _words(record_type: str, index: int) -> str:
    return "" if record_type == "article" else f", {record_type} {index + 1}"
