"""Sources in, articles out: one at a time, in the order of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from os import PathLike, fspath
from typing import BinaryIO

from quotes.articles.containers import Remarks
from quotes.articles.fields import check_fields
from quotes.articles.formats import FEEDS, SUFFIXES, reader_for
from quotes.articles.reader import File, ReadingSettings
from quotes.articles.sources import files_of, is_named, size_of
from quotes.errors import ArticleError, DuplicateIdError
from quotes.records import Article
from quotes.storage import DiskMapping


def read_articles(
    sources: Iterable[str | PathLike[str]],
    *,
    fields: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    on_skip: Callable[[ArticleError], object] | None = None,
    expected: Callable[[int], object] | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders and globs; ``-`` is JSON Lines on standard input.

    ``fields`` says under which name a row keeps a field: ``{"text": "body"}``; ``{"id": ":row"}`` calls rows by file
    and number, as rows without an id are. The first input that is no article raises its ArticleError; with ``on_skip``,
    that is called with each such error and reading goes on. What should be known of a file that was read is a
    QuotesWarning. Ids are unique in one call; those seen are kept in a temporary file, so memory does not grow with the
    articles. Where all are in files on disk, ``expected`` is called, again and again, with how many articles more or,
    below 0, fewer there will be than was estimated before.
    """
    settings = ReadingSettings(fields=dict(fields or {}), encoding=encoding, remarks=Remarks())
    _check(settings)
    paths = [fspath(source) for source in sources]
    return _articles(paths, settings, _Errors(on_skip), _Expectation(paths, expected))


def _check(settings: ReadingSettings) -> None:
    check_fields(settings.fields)
    try:
        b"a".decode(settings.encoding, "replace")
    except LookupError as error:
        problem = f"{settings.encoding!r} is no text encoding that Python knows; utf-8 and cp1252 are two that are"
        raise ArticleError("encoding", problem) from error


@dataclass(slots=True)
class _Errors:
    """Raise an error, or count it and hand it to ``on_skip``."""

    on_skip: Callable[[ArticleError], object] | None
    count: int = 0

    def __call__(self, error: ArticleError) -> None:
        if self.on_skip is None:
            raise error
        self.count += 1
        self.on_skip(error)


class _Expectation:
    """Estimates how many articles there are by the share of the bytes of all files that has been read, and tells it."""

    def __init__(self, sources: list[str], tell: Callable[[int], object] | None) -> None:
        self._tell = tell
        self._size = size_of(sources) if tell else 0
        self._before = self._of_this = 0  # bytes of the files read to their ends, and of the one that is read now
        self._stream: BinaryIO | None = None
        self._read = self._told = 0

    def followed(self, file: File) -> File:
        """Return a file that is read next; the one before has been read."""
        if not self._size:
            return file
        self._before += self._of_this
        self._of_this, self._stream = file.size, None

        def opened() -> BinaryIO:
            self._stream = file.opener()
            return self._stream

        return replace(file, opener=opened)

    def count(self) -> None:
        """Take in that one more article has been read."""
        self._read += 1
        if self._size:
            is_open = self._stream is not None and not self._stream.closed
            position = self._stream.tell() if self._stream is not None and is_open else self._of_this
            self._tell_of(round(self._read * self._size / max(1, self._before + position)))

    def end(self) -> None:
        """Take in that there is no other article."""
        if self._size:
            self._tell_of(self._read)

    def _tell_of(self, articles: int) -> None:
        if articles != self._told and self._tell is not None:
            self._tell(articles - self._told)
            self._told = articles


def _articles(
    sources: list[str], settings: ReadingSettings, report: _Errors, expectation: _Expectation
) -> Iterator[Article]:
    with DiskMapping() as files, DiskMapping() as known:
        ids = _ArticleIds(known)
        for source in sources:
            skipped, repeated, found = report.count, ids.repeated, False
            try:
                for file in files_of(source, report):
                    if not files.add(file.identity, file.where):
                        found = True
                        continue
                    for article in _unique_articles(expectation.followed(file), settings, report, ids):
                        found = True
                        expectation.count()
                        yield article
                if not found and (report.count, ids.repeated) == (skipped, repeated) and source != "-":
                    raise ArticleError(source, _nothing_in(source))
            except ArticleError as error:
                report(error)
            except OSError as error:
                report(ArticleError(source, f"cannot be read: {error.strerror or error}"))
    expectation.end()


class _ArticleIds:
    """The ids of the articles read so far, where they stand, and of the entries of feeds what their text was."""

    def __init__(self, known: DiskMapping) -> None:
        self._known = known
        self.repeated = 0

    def is_new(self, article: Article, where: str, *, feed: str | None, remarks: Remarks) -> bool:
        """Tell whether the article is to be used; a DuplicateIdError where its id is that of another.

        Whoever keeps a feed day by day has each entry many times: one that was read before is passed over, and told.
        ``feed`` is the place of the feed that the article is an entry of.
        """
        digest = article.digest if feed else ""
        if self._known.add(article.id, f"{where}\0{digest}"):
            return True
        first, _, its_digest = (self._known.get(article.id) or "").partition("\0")
        if digest and its_digest == digest:
            remarks.note("passed over: entries that were read before", where)
        elif digest and its_digest and not first.startswith(f"{feed}:"):
            remarks.note("passed over: entries that were read before, in another file and with another text", where)
        else:
            raise DuplicateIdError(where, f"id {article.id!r} is already that of {first}")
        self.repeated += 1
        return False


def _unique_articles(file: File, settings: ReadingSettings, report: _Errors, ids: _ArticleIds) -> Iterator[Article]:
    feed = file.where if file.suffix in FEEDS else None
    try:
        for where, article in reader_for(file)(file, settings, report):
            try:
                new = ids.is_new(article, where, feed=feed, remarks=settings.remarks)
            except DuplicateIdError as error:
                report(error)
            else:
                if new:
                    yield article
    except ArticleError as error:
        report(error)
    except OSError as error:
        report(ArticleError(file.where, f"cannot be read: {error.strerror or error}"))
    settings.remarks.tell(file.where)


def _nothing_in(source: str) -> str:
    return "no article in it" if is_named(source) else f"no article found; {', '.join(SUFFIXES)} files are read"
