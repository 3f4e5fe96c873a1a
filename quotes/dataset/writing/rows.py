"""The rows of a release: checked, and written as JSON Lines."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.release import ARTICLES, FULL, QUOTES, RECORD_TYPES, REJECTED, check_published, writer
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


def write_rows(detections: Iterable[Detection], folder: Path, skipped: Skipped | None) -> Tally:
    """Write articles.jsonl, quotes.jsonl and rejected.jsonl, one article in memory at a time."""
    tally = Tally()
    with (
        writer(folder / ARTICLES) as articles,
        writer(folder / QUOTES) as quotes,
        writer(folder / REJECTED) as rejected,
        DiskMapping() as ids,
    ):
        for detection in detections:
            rows = _rows(detection)
            try:
                _check(rows, ids)
            except RecordError as error:
                if skipped is None:
                    raise
                skipped.add(error)
                continue
            articles.write(rows.article)
            quotes.write_all(rows.quotes)
            rejected.write_all(rows.rejected)
            tally.articles += 1
            tally.not_english += detection.english is False
            tally.quotes += len(rows.quotes)
            tally.reviewed += sum(row["review"] is not None for row in rows.quotes)
            tally.reasons.update(row["reason"] for row in rows.rejected)
            tally.inputs.update(f"{rows.article['digest']}\n".encode())
    return tally


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rows:
    article: dict[str, Any]
    quotes: list[dict[str, Any]]
    rejected: list[dict[str, Any]]


def _rows(detection: Detection) -> _Rows:
    return _Rows(
        article={**detection.article.to_dict(), "english": detection.english},
        quotes=[quote.to_dict() for quote in detection.quotes],
        rejected=[span.to_dict() for span in detection.rejected],
    )


def _check(rows: _Rows, ids: DiskMapping) -> None:
    """Raise a RecordError for the first unsound record: what does not validate is never released."""
    where = f"article {rows.article['id']!r}"
    for words, place, message in _breaches(rows):
        raise RecordError(f"{where}{words} {place}: {message}")
    if not ids.add(rows.article["id"], ""):
        raise RecordError(f"{where} $.id: an earlier article has this id")


def _breaches(rows: _Rows) -> Iterator[tuple[str, str, str]]:
    groups = ((ARTICLES, [rows.article]), (QUOTES, rows.quotes), (REJECTED, rows.rejected))
    for file, group in groups:
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
