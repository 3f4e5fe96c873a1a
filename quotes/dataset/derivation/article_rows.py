"""Read the rows of a release article by article, and turn them into records again."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from quotes import schema
from quotes.dataset.release import (
    ARTICLES,
    FULL,
    MANIFEST,
    QUOTES,
    RECORD_TYPES,
    REJECTED,
    WHOLE,
    LineRow,
    Part,
    Release,
    Stretch,
    by_article,
    check_published,
    read_rows_at,
    whole_lines,
    with_quotes,
)
from quotes.dataset.validation import check_apart, check_article, check_quotes, check_rejected
from quotes.errors import RecordError, ReleaseError
from quotes.records import Article, Detection, Quote, Rejection
from quotes.storage import DiskMapping

Row = dict[str, Any]


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


class RowGroups:
    """The rows of a file of records by article, read when asked for; the rows of an article stand together.

    The articles may come in any order. A row of an article that is not ``known`` or has rows further up raises a
    RecordError.
    """

    def __init__(self, path: Path, known: DiskMapping) -> None:
        self.path = path
        self._places = DiskMapping()
        with ExitStack() as stack:
            stack.enter_context(self._places)
            self._index(known)
            self._file = stack.enter_context(path.open("rb"))
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def of(self, article_id: str) -> tuple[int, list[Row]]:
        """Return the rows of an article and the number of the line where they begin; 0 where there are none."""
        place = self._places.get(article_id)
        if place is None:
            return 0, []
        number, offset, count = map(int, place.split())
        return number, read_rows_at(self._file, offset, count)

    def _index(self, known: DiskMapping) -> None:
        """Keep for each article the number, the place and the count of its rows."""
        for article_id, group in by_article(_rows(self.path, "article_id")):
            (first, _), *others = group
            where = f"{self.path}:{first.number} $.article_id"
            if known.get(article_id) is None:
                raise RecordError(f"{where}: {article_id!r} is the id of no article")
            if not self._places.add(article_id, f"{first.number} {first.offset} {1 + len(others)}"):
                raise RecordError(f"{where}: {article_id!r} has rows further up; the rows of an article stand together")


def read_article_rows(paths: Mapping[str, Path]) -> Generator[ArticleRows, None, None]:
    """Return an iterator over the articles with their rows; ``paths`` are the three files by their names.

    Whoever stops early closes it.

    The records of an article stand together, in any order of the articles. A file that is not there, a row that
    belongs to no article or stands apart raises a RecordError.
    """
    for path in paths.values():
        check_file(path)
    return _article_rows(paths)


def check_file(path: Path) -> None:
    """Raise a RecordError unless there is such a file."""
    if not path.is_file():
        raise RecordError(f"{path}: {'not a regular file' if path.exists() else 'no such file'}")


def check_no_newer(release: Release) -> None:
    """Raise a ReleaseError if the rows of a release may have fields that records of this package do not."""
    version = release.manifest.schema_version
    if schema.is_newer(version):
        message = f"{version} has fields that this package would drop; install a newer"
        raise ReleaseError(f"{release.path / MANIFEST} $.schema_version: {message}")


def _article_rows(paths: Mapping[str, Path]) -> Generator[ArticleRows, None, None]:
    with ExitStack() as stack:
        known = stack.enter_context(DiskMapping())
        for line, row in _rows(paths[ARTICLES], "id"):
            if not known.add(row["id"], ""):
                raise RecordError(f"{paths[ARTICLES]}:{line.number} $.id: an earlier article has this id")
        quotes, rejected = (stack.enter_context(RowGroups(paths[file], known)) for file in (QUOTES, REJECTED))
        for line, article in _rows(paths[ARTICLES], "id"):
            quote_line, its_quotes = quotes.of(article["id"])
            rejected_line, its_rejected = rejected.of(article["id"])
            numbers = {ARTICLES: line.number, QUOTES: quote_line, REJECTED: rejected_line}
            places = {file: (paths[file], number) for file, number in numbers.items()}
            yield ArticleRows(article=article, quotes=its_quotes, rejected=its_rejected, places=places)


def rows_of_stretch(stretch: Stretch) -> Iterator[ArticleRows]:
    """Yield the articles of a stretch with their rows, which are all in the same order."""
    paths = {file: stretch.folder / file for file in RECORD_TYPES}
    articles = list(_rows(paths[ARTICLES], "id", stretch.articles))
    quotes = with_quotes(articles, _rows(paths[QUOTES], "article_id", stretch.quotes))
    rejected = with_quotes(articles, _rows(paths[REJECTED], "article_id", stretch.rejected), REJECTED)
    for (article, its_quotes), (_, its_rejected) in zip(quotes, rejected, strict=True):
        lines = {ARTICLES: [article], QUOTES: its_quotes, REJECTED: its_rejected}
        yield ArticleRows(
            article=article[1],
            quotes=[row for _, row in its_quotes],
            rejected=[row for _, row in its_rejected],
            places={file: (paths[file], of_file[0][0].number if of_file else 0) for file, of_file in lines.items()},
        )


def to_detection(rows: ArticleRows) -> Detection:
    """Return the records of an article; the first row that is not sound raises a RecordError.

    Clusters and splits are not checked: whoever writes a release decides them anew.
    """
    for file, record_type in RECORD_TYPES.items():
        for index, row in enumerate(rows.of(file)):
            for place, message in schema.problems(record_type, row):
                raise RecordError(f"{rows.where(file, index)} {place}: {message}")
            for place, _ in check_published(file, row, FULL):
                message = "is null, but whole texts are needed; `quotes restore` fills them in"
                raise RecordError(f"{rows.where(file, index)} {place}: {message}")
    for place, message in check_article(rows.article):
        raise RecordError(f"{rows.where(ARTICLES, 0)} {place}: {message}")
    for file, check in ((QUOTES, check_quotes), (REJECTED, check_rejected)):
        for index, place, message in check(rows.article, rows.of(file)):
            raise RecordError(f"{rows.where(file, index)} {place}: {message}")
    for index, place, message in check_apart(rows.quotes, rows.rejected):
        raise RecordError(f"{rows.where(REJECTED, index)} {place}: {message}")
    return Detection(
        article=Article.from_dict(rows.article),
        quotes=tuple(map(Quote.from_dict, rows.quotes)),
        rejected=tuple(map(Rejection.from_dict, rows.rejected)),
        english=rows.article.get("english"),
    )


def _rows(path: Path, key: str, part: Part = WHOLE) -> Iterator[LineRow]:
    with closing(whole_lines(path, part)) as lines:
        for line, row in lines:
            if not isinstance(row.get(key), str):
                raise RecordError(f"{path}:{line.number} $.{key}: is no string")
            yield line, row
