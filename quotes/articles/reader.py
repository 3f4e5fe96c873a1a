"""What a reader of one format gets, and what it gives."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path
from typing import BinaryIO

from quotes.articles.containers import Remarks, is_packed, unpacked, without_packing
from quotes.errors import ArticleError
from quotes.records import Article


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """One input: bytes, wherever they come from, and the name that says what they are.

    ``path`` is None for what is no file of this machine: standard input, a page of an archive, a file on the Hub.
    """

    where: str
    """The name that errors give this input."""
    id: str
    name: str
    """A file name, whose suffixes tell format and compression."""
    identity: str
    """What tells two ways to the same file apart from two files."""
    opener: Callable[[], BinaryIO]
    path: Path | None = None
    found: bool = False
    """True when a folder or a glob led here, False when the user named it."""

    @property
    def suffix(self) -> str:
        """Return the suffix that tells the format, in small letters: ``.jsonl`` for ``press.JSONL.gz``."""
        return Path(without_packing(self.name)).suffix.lower()

    @property
    def packed(self) -> bool:
        """Tell whether the bytes are compressed."""
        return is_packed(self.name)

    @property
    def size(self) -> int:
        """Return how many bytes it has on the disk of this machine."""
        with suppress(OSError):  # whoever opens it tells
            return self.path.stat().st_size if self.path is not None else 0
        return 0

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the bytes for reading, unpacked; standard input stays open."""
        stream = self.opener()
        try:
            yield unpacked(stream, name=self.name, where=self.where)
        finally:
            if stream is not sys.stdin.buffer:
                stream.close()


def file_on_disk(path: Path, *, id: str, found: bool = False) -> File:
    """Return a file of this machine."""
    return File(
        where=str(path),
        id=id,
        name=path.name,
        identity=realpath(path),
        opener=lambda: path.open("rb"),
        path=path,
        found=found,
    )


def standard_input() -> File:
    """Return standard input, which is JSON Lines."""
    return File(where="standard input", id="-", name="-.jsonl", identity="-", opener=lambda: sys.stdin.buffer)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingSettings:
    """How to read: the encoding of text, under which name a row keeps each field, and where remarks are noted."""

    fields: Mapping[str, str]
    encoding: str
    remarks: Remarks


OnError = Callable[[ArticleError], object]
"""Called with each error; it raises the error, or counts it and returns."""

Reader = Callable[[File, ReadingSettings, OnError], Iterator[tuple[str, Article]]]
"""Yields each article with its place, such as ``file.jsonl:17``; raises what ends the file, reports what ends a row."""
