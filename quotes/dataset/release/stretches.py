"""The rows of a release in parts that are found without parsing a line, so that several processes may share them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from quotes.dataset.release.lines import ARTICLES, QUOTES, RECORD_TYPES, LineRow, Part, sound_lines, with_quotes

_BYTES = 2**19
"""Of JSON in a stretch: so much work that handing it out does not count, and little to wait for."""
# In a string, a quotation mark has a backslash before it: these are keys, and no other objects in the rows have them.
_ID = re.compile(rb'"id": ("(?:[^"\\]|\\.)*")')
_ARTICLE_ID = re.compile(rb'"article_id": ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Articles that stand together, and their quotations and rejected spans."""

    folder: Path
    articles: Part
    quotes: Part
    rejected: Part

    def rows(self) -> Iterator[tuple[LineRow, list[LineRow]]]:
        """Yield every article with its quotations; a row that is no sound record raises a RecordError."""
        articles = sound_lines(self.folder / ARTICLES, "article", self.articles)
        return with_quotes(articles, sound_lines(self.folder / QUOTES, "quote", self.quotes))


def stretches_of(folder: Path) -> Iterator[Stretch]:
    """Yield all articles with their records, which are in the same order; others come last, without an article."""
    with ExitStack() as stack:
        articles, quotes, rejected = (_Cutter(stack.enter_context((folder / file).open("rb"))) for file in RECORD_TYPES)

        def cut() -> Stretch:
            return Stretch(folder=folder, articles=articles.part(), quotes=quotes.part(), rejected=rejected.part())

        for article in iter(articles.take, b""):
            for records in (quotes, rejected):
                article_id = _found(_ID, article)
                while article_id and _found(_ARTICLE_ID, records.following) == article_id:
                    records.take()
            if articles.size + quotes.size + rejected.size >= _BYTES and articles.following:
                yield cut()
        yield cut()
        while quotes.take() or rejected.take():
            pass
        if quotes.size or rejected.size:
            yield cut()


def parts(path: Path) -> Iterator[Part]:
    """Yield all lines of a file in parts of some size."""
    with path.open("rb") as file:
        cut = _Cutter(file)
        while cut.take():
            if cut.size >= _BYTES and cut.following:
                yield cut.part()
        yield cut.part()


class _Cutter:
    """A file that is cut into parts: the line that follows, and what was taken since the last cut."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.following = file.readline()
        self._number, self._offset = 1, 0
        self._count = self.size = 0

    def take(self) -> bytes:
        taken, self.following = self.following, self._file.readline()
        self._count += bool(taken)
        self.size += len(taken)
        return taken

    def part(self) -> Part:
        """Return what was taken since the last cut."""
        part = Part(number=self._number, offset=self._offset, count=self._count)
        self._number, self._offset = self._number + self._count, self._offset + self.size
        self._count = self.size = 0
        return part


def _found(key: re.Pattern[bytes], line: bytes) -> bytes:
    found = key.search(line)
    return found[1] if found else b""
