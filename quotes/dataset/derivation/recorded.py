"""Read back what was detected: of the articles of a release, or of articles with a file of their records."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from difflib import SequenceMatcher
from os import PathLike
from pathlib import Path
from typing import Any

from quotes.articles import spooled
from quotes.dataset.derivation.article_rows import (
    ArticleRows,
    RowGroups,
    check_file,
    read_article_rows,
    to_detection,
)
from quotes.dataset.derivation.lookup import check_whole
from quotes.dataset.release import ARTICLES, QUOTES, RECORD_TYPES, REJECTED, open_release, read_lines
from quotes.errors import RecordError, ReleaseError
from quotes.records import Article, Detection, record_id
from quotes.storage import DiskMapping

_NEAR = 0.6
"""How like an id is to one that is there to be taken for it in writing, from 0 to 1; difflib's own default."""


def read_release(path: str | PathLike[str], *, article: str | None = None) -> Generator[Detection, None, None]:
    """Yield what a release says of each article, or of the one with that id; whoever stops early closes it.

    A ReleaseError says that it is none, that it does not publish its texts, or has no such article; a RecordError names
    the first row that is not sound. One article is in memory at a time.
    """
    release = open_release(path)
    check_whole(release)
    with closing(read_article_rows({file: release.path / file for file in RECORD_TYPES})) as rows:
        picked = (one for one in rows if one.article["id"] == article) if article is not None else rows
        found = False
        for one in picked:
            found = True
            yield to_detection(one)
            if article is not None:
                return
        if article is not None and not found:
            ids = (str(row["id"]) for row in release.rows(ARTICLES))
            raise ReleaseError(f"{release.path}: {_no_such(article, ids)}")


def read_records(
    path: str | PathLike[str], articles: Iterable[Article], *, article: str | None = None
) -> Generator[Detection, None, None]:
    """Yield the articles with their records in the file at ``path``, or the one with that id.

    A RecordError names the first row that is not sound, whose article is not given, or whose article has another text
    now, and tells that no article has that id. All articles are read before the first is given, and one is in memory
    at a time. Whoever stops early closes it.
    """
    file = Path(path)
    check_file(file)
    with ExitStack() as stack:
        known = stack.enter_context(DiskMapping())
        given = stack.enter_context(spooled(_noted(articles, known)))
        groups = stack.enter_context(RowGroups(file, known))
        if article is not None and known.get(article) is None:
            raise RecordError(f"{file}: {_no_such(article, (one.id for one in given))}")
        for one in given:
            if article is None or one.id == article:
                yield _with_records(one, groups)


def holds_records(path: str | PathLike[str]) -> bool:
    """Say whether a file has records of quotations rather than articles, by its first line."""
    with closing(read_lines(Path(path))) as lines:
        row = next((line.row for line in lines), None) or {}
    return {"article_id", "start", "end", "attribution"} <= row.keys()


def _noted(articles: Iterable[Article], known: DiskMapping) -> Iterator[Article]:
    for article in articles:
        known.add(article.id, "")
        yield article


def _with_records(article: Article, groups: RowGroups) -> Detection:
    first, quotes = groups.of(article.id)
    row = article.to_dict()
    for number, quote in enumerate(quotes, first):
        if _is_of_another_text(quote, row["digest"]):
            message = f"article {article.id!r} has another text now than the one in which this was found"
            raise RecordError(f"{groups.path}:{number} $.id: {message}")
    places = dict.fromkeys((ARTICLES, QUOTES, REJECTED), (groups.path, first))
    return to_detection(ArticleRows(article=row, quotes=quotes, rejected=[], places=places))


def _is_of_another_text(quote: dict[str, Any], digest: str) -> bool:
    """Tell by the id; what is no record at all is for its schema to say."""
    start, end = quote.get("start"), quote.get("end")
    return isinstance(start, int) and isinstance(end, int) and quote.get("id") != record_id(digest, start, end)


def _no_such(wanted: str, ids: Iterable[str]) -> str:
    """Say that there is no article with this id, and which id is most like it if one is like it at all."""
    likeness, near = max(((SequenceMatcher(None, wanted, other).ratio(), other) for other in ids), default=(0.0, ""))
    return f"has no article {wanted!r}" + (f"; it has {near!r}" if likeness >= _NEAR else "")
