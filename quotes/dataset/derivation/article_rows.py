"""Read the rows of a release article by article, and turn them into records again."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from quotes import schema
from quotes.dataset.release import (
    ARTICLES,
    FULL,
    QUOTES,
    RECORD_TYPES,
    REJECTED,
    LineRow,
    by_article,
    check_published,
    read_rows_at,
    whole_lines,
)
from quotes.dataset.validation import check_apart, check_article, check_quotes, check_rejected
from quotes.errors import RecordError
from quotes.records import Article, Detection, Quote, Rejection
from quotes.storage import DiskMapping

Row = dict[str, Any]

_OF_THE_RELEASE = ("$.cluster_id", "$.split")


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleRows:
    """An article and its records, of any schema version; ``places`` has the file and line where they begin."""

    article: Row
    quotes: Sequence[Row]
    rejected: Sequence[Row]
    places: Mapping[str, tuple[Path, int]]

    def of(self, file: str) -> Sequence[Row]:
        """Return the rows that stand in "articles.jsonl", "quotes.jsonl" or "rejected.jsonl"."""
        return {ARTICLES: [self.article], QUOTES: self.quotes, REJECTED: self.rejected}[file]

    def where(self, file: str, index: int) -> str:
        """Return the place of a row for a message."""
        path, first = self.places[file]
        return f"{path}:{first + index}"


def read_article_rows(paths: Mapping[str, Path]) -> Generator[ArticleRows, None, None]:
    """Return an iterator over the articles with their rows; ``paths`` are the three files by their names.

    Whoever stops early closes it.

    The records of an article stand together, in any order of the articles. A file that is not there, a row that
    belongs to no article or stands apart raises a RecordError.
    """
    for path in paths.values():
        if not path.is_file():
            raise RecordError(f"{path}: {'not a regular file' if path.exists() else 'no such file'}")
    return _article_rows(paths)


def _article_rows(paths: Mapping[str, Path]) -> Generator[ArticleRows, None, None]:
    with ExitStack() as stack:
        known, quotes, rejected = (stack.enter_context(DiskMapping()) for _ in range(3))
        quote_file, rejected_file = (stack.enter_context(paths[file].open("rb")) for file in (QUOTES, REJECTED))
        for line, row in _rows(paths[ARTICLES], "id"):
            if not known.add(row["id"], ""):
                raise RecordError(f"{paths[ARTICLES]}:{line.number} $.id: an earlier article has this id")
        _index(paths[QUOTES], known, quotes)
        _index(paths[REJECTED], known, rejected)
        for line, article in _rows(paths[ARTICLES], "id"):
            quote_line, its_quotes = _group(quote_file, quotes.get(article["id"]))
            rejected_line, its_rejected = _group(rejected_file, rejected.get(article["id"]))
            numbers = {ARTICLES: line.number, QUOTES: quote_line, REJECTED: rejected_line}
            places = {file: (paths[file], number) for file, number in numbers.items()}
            yield ArticleRows(article=article, quotes=its_quotes, rejected=its_rejected, places=places)


def to_detection(rows: ArticleRows) -> Detection:
    """Return the records of an article; the first row that is not sound raises a RecordError.

    Clusters and splits are not checked: whoever writes a release decides them anew.
    """
    for file, record_type in RECORD_TYPES.items():
        for index, row in enumerate(rows.of(file)):
            for place, message in schema.problems(record_type, row):
                raise RecordError(f"{rows.where(file, index)} {place}: {message}")
            for place, _ in check_published(file, row, FULL):
                message = "is null; a release is made from whole texts, and `quotes restore` fills them in"
                raise RecordError(f"{rows.where(file, index)} {place}: {message}")
    for place, message in check_article(rows.article):
        raise RecordError(f"{rows.where(ARTICLES, 0)} {place}: {message}")
    for file, check in ((QUOTES, check_quotes), (REJECTED, check_rejected)):
        for index, place, message in check(rows.article, rows.of(file)):
            if place not in _OF_THE_RELEASE:
                raise RecordError(f"{rows.where(file, index)} {place}: {message}")
    for index, place, message in check_apart(rows.quotes, rows.rejected):
        raise RecordError(f"{rows.where(REJECTED, index)} {place}: {message}")
    return Detection(
        article=Article.from_dict(rows.article),
        quotes=tuple(map(Quote.from_dict, rows.quotes)),
        rejected=tuple(map(Rejection.from_dict, rows.rejected)),
    )


def _rows(path: Path, key: str) -> Iterator[LineRow]:
    with closing(whole_lines(path)) as lines:
        for line, row in lines:
            if not isinstance(row.get(key), str):
                raise RecordError(f"{path}:{line.number} $.{key}: is no string")
            yield line, row


def _index(path: Path, known: DiskMapping, groups: DiskMapping) -> None:
    """Keep for each article the number, the place and the count of its rows in the file."""
    for article_id, group in by_article(_rows(path, "article_id")):
        (first, _), *others = group
        where = f"{path}:{first.number} $.article_id"
        if known.get(article_id) is None:
            raise RecordError(f"{where}: {article_id!r} is the id of no article")
        if not groups.add(article_id, f"{first.number} {first.offset} {1 + len(others)}"):
            raise RecordError(f"{where}: {article_id!r} has rows further up; the rows of an article stand together")


def _group(file: IO[bytes], place: str | None) -> tuple[int, list[Row]]:
    if place is None:
        return 0, []
    number, offset, count = map(int, place.split())
    return number, read_rows_at(file, offset, count)
