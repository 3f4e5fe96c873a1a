"""The articles of a release by their ids, each read when it is asked for."""

from __future__ import annotations

from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import Self

from quotes.dataset.derivation.article_rows import ArticleRows, RowGroups, check_file, check_no_newer, to_detection
from quotes.dataset.release import (
    ARTICLES,
    FULL,
    QUOTES,
    REJECTED,
    Release,
    level_of,
    open_release,
    read_rows_at,
    sound_lines,
)
from quotes.errors import RecordError, ReleaseError
from quotes.records import Detection
from quotes.storage import DiskMapping


class ArticleLookup:
    """The articles of a release with their records; where they stand lies on disk, so any number may be.

    A ReleaseError says that it is none, or does not publish its texts; a RecordError names a row that is not sound.
    """

    def __init__(self, release: Release | str | PathLike[str]) -> None:
        self.release = release if isinstance(release, Release) else open_release(release)
        check_whole(self.release)
        path = self.release.path
        with ExitStack() as stack:
            self._places = stack.enter_context(DiskMapping())
            self._ids = stack.enter_context(DiskMapping())
            self._index(path / ARTICLES)
            groups = (stack.enter_context(RowGroups(path / file, self._places)) for file in (QUOTES, REJECTED))
            self._quotes, self._rejected = groups
            self._articles = stack.enter_context((path / ARTICLES).open("rb"))
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def of(self, article_id: str) -> Detection | None:
        """Return an article with its records; None where the release has none of that id."""
        place = self._places.get(article_id)
        if place is None:
            return None
        number, offset = map(int, place.split())
        (row,) = read_rows_at(self._articles, offset, 1)
        (quote_line, quotes), (rejected_line, rejected) = self._quotes.of(article_id), self._rejected.of(article_id)
        numbers = {ARTICLES: number, QUOTES: quote_line, REJECTED: rejected_line}
        places = {file: (self.release.path / file, line) for file, line in numbers.items()}
        return to_detection(ArticleRows(article=row, quotes=quotes, rejected=rejected, places=places))

    def id_of(self, digest: str) -> str | None:
        """Return the id of the first article with that text, by its digest; None where there is none."""
        return self._ids.get(digest)

    def _index(self, articles: Path) -> None:
        for file in (ARTICLES, QUOTES, REJECTED):
            check_file(articles.parent / file)
        for line, row in sound_lines(articles, "article"):
            if not self._places.add(row["id"], f"{line.number} {line.offset}"):
                raise RecordError(f"{articles}:{line.number} $.id: an earlier article has this id")
            self._ids.add(row["digest"], row["id"])


def check_whole(release: Release) -> None:
    """Raise a ReleaseError if a release has fields that this package does not know, or does not publish its texts."""
    check_no_newer(release)
    level = level_of(release.manifest)
    if level != FULL:
        message = f"its {release.counts.articles} articles have no text, for it publishes {level!r} of them"
        raise ReleaseError(f"{release.path}: {message}; `quotes restore` fills all texts in")
