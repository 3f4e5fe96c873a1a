"""Sources in, articles out: one at a time, in the order of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike, fspath

from quotes.articles.containers import Remarks
from quotes.articles.fields import FIELDS
from quotes.articles.formats import SUFFIXES, reader_for
from quotes.articles.reader import File, ReadingSettings
from quotes.articles.sources import files_of, is_named
from quotes.errors import ArticleError, DuplicateIdError
from quotes.records import Article
from quotes.storage import DiskMapping


def read_articles(
    sources: Iterable[str | PathLike[str]],
    *,
    fields: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    on_skip: Callable[[ArticleError], object] | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders and globs; ``-`` is JSON Lines on standard input.

    ``fields`` says under which name a row keeps a field: ``{"text": "body"}``. The first input that is no article
    raises its ArticleError; with ``on_skip``, that is called with each such error and reading goes on. What should be
    known of a file that was read is a QuotesWarning. Ids are unique in one call; those seen are kept in a temporary
    file, so memory does not grow with the articles.
    """
    settings = ReadingSettings(fields=dict(fields or {}), encoding=encoding, remarks=Remarks())
    _check(settings)
    return _articles([fspath(source) for source in sources], settings, _Errors(on_skip))


def _check(settings: ReadingSettings) -> None:
    for name in settings.fields:
        if name not in FIELDS:
            raise ArticleError("fields", f"an article has no field {name!r}; it has {', '.join(FIELDS)}")
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


def _articles(sources: list[str], settings: ReadingSettings, report: _Errors) -> Iterator[Article]:
    with DiskMapping() as files, DiskMapping() as ids:
        for source in sources:
            skipped, found = report.count, False
            try:
                for file in files_of(source, report):
                    if not files.add(file.identity, file.where):
                        found = True
                        continue
                    for article in _unique_articles(file, settings, report, ids):
                        found = True
                        yield article
                if not found and report.count == skipped and source != "-":
                    raise ArticleError(source, _nothing_in(source))
            except ArticleError as error:
                report(error)
            except OSError as error:
                report(ArticleError(source, f"cannot be read: {error.strerror or error}"))


def _unique_articles(file: File, settings: ReadingSettings, report: _Errors, ids: DiskMapping) -> Iterator[Article]:
    try:
        for where, article in reader_for(file)(file, settings, report):
            if ids.add(article.id, where):
                yield article
            else:
                report(DuplicateIdError(where, f"id {article.id!r} is already that of {ids.get(article.id)}"))
    except ArticleError as error:
        report(error)
    except OSError as error:
        report(ArticleError(file.where, f"cannot be read: {error.strerror or error}"))
    settings.remarks.tell(file.where)


def _nothing_in(source: str) -> str:
    return "no article in it" if is_named(source) else f"no article found; {', '.join(SUFFIXES)} files are read"
