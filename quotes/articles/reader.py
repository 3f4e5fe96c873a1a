"""What a reader of one format gets, and what it gives."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path
from typing import BinaryIO

from quotes.errors import ArticleError
from quotes.records import Article


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """One input: a file, or standard input when ``path`` is None."""

    path: Path | None
    id: str
    found: bool = False
    """True when a folder or a glob led here, False when the user named it."""

    @property
    def where(self) -> str:
        """Return the name that errors give this input."""
        return "standard input" if self.path is None else str(self.path)

    @property
    def identity(self) -> str:
        """Return what tells two ways to the same file apart from two files."""
        return "-" if self.path is None else realpath(self.path)

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the bytes for reading; standard input stays open."""
        return nullcontext(sys.stdin.buffer) if self.path is None else self.path.open("rb")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingSettings:
    """How to read: the encoding of text, and under which name a row keeps each field."""

    fields: Mapping[str, str]
    encoding: str


OnError = Callable[[ArticleError], object]
"""Called with each error; it raises the error, or counts it and returns."""

Reader = Callable[[File, ReadingSettings, OnError], Iterator[tuple[str, Article]]]
"""Yields each article with its place, such as ``file.jsonl:17``; raises what ends the file, reports what ends a row."""
