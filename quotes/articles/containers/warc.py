"""The records of a WARC, every one of them: what is cut short or is no record is reported with its place.

Own code, because a page is a quotation's evidence: WARC libraries give the cut last record as if it were whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from quotes.errors import ArticleError

_VERSION = re.compile(rb"WARC/\d")
_LONGEST_LINE = 1 << 16
_MOST_HEADERS = 1000
_CHUNK = 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class WarcRecord:
    """One record: its number in the file from 1, its headers by names in small letters, its block still to be read."""

    number: int
    headers: Mapping[str, str]
    read: Callable[[], bytes]
    """Returns the block; raises ArticleError where the file ends first. Call it before the next record is asked for."""

    @property
    def type(self) -> str:
        """Return what the record is: ``response``, ``conversion``, …."""
        return self.headers.get("warc-type", "of no type")

    @property
    def id(self) -> str:
        """Return its id without the brackets, and without ``urn:uuid:``."""
        return self.headers.get("warc-record-id", "").strip("<>").removeprefix("urn:uuid:")


def warc_records(
    stream: BinaryIO, *, where: str, longest: int, report: Callable[[ArticleError], object]
) -> Iterator[WarcRecord]:
    """Yield the records of an unpacked WARC; report what is no record, and go on behind it.

    Memory holds one block, of ``longest`` bytes at most; a longer one raises when it is read.
    """
    source = _WarcBytes(stream)
    number = 0
    while (line := source.line_that_is_not_blank()) is not None:
        number += 1
        place = f"{where}:{number}"
        begins = source.at - len(line)
        if not _VERSION.match(line):
            report(ArticleError(place, f"no WARC record at byte {begins:,}; read on behind it"))
            if not source.go_to_record():
                return
            continue
        try:
            headers, length = _head(source, place)
        except ArticleError as error:
            report(error)
            continue
        block = _RecordBlock(source, length, longest, place, headers.get("warc-type", ""))
        yield WarcRecord(number=number, headers=headers, read=block.read)
        try:
            block.pass_over()
        except ArticleError as error:
            report(error)


def _head(source: _WarcBytes, place: str) -> tuple[Mapping[str, str], int]:
    headers: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_HEADERS):
        line = source.line()
        if line is None or not line.endswith(b"\n"):
            raise ArticleError(place, "cut short: the file ends in the head of this record")
        if not line.strip():
            break
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t":
            headers[name] = f"{headers.get(name, '')} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        headers.setdefault(name, value.strip())
    length = headers.get("content-length", "")
    if not length.isdecimal():
        raise ArticleError(place, f"a WARC record without its length (Content-Length: {length or 'none'})")
    return headers, int(length)


class _RecordBlock:
    def __init__(self, source: _WarcBytes, length: int, longest: int, place: str, kind: str) -> None:
        self._source = source
        self._left = length
        self._length = length
        self._longest = longest
        self._place = place
        self._kind = kind

    def read(self) -> bytes:
        """Return the block, which must be there whole."""
        if self._length > self._longest:
            raise ArticleError(
                self._place, f"{self._length:,} bytes; pages of more than {self._longest:,} are not read"
            )
        wanted, self._left = self._left, 0  # whatever happens: an error of the bytes is told once
        data = self._source.read(wanted)
        self._left = wanted - len(data)
        self._check()
        return data

    def pass_over(self) -> None:
        """Go behind the block."""
        while self._left and (data := self._source.read(min(self._left, _CHUNK))):
            self._left -= len(data)
        self._check()

    def _check(self) -> None:
        missing, self._left = self._left, 0
        if missing:
            there = f"{self._length - missing:,} of {self._length:,} bytes are there"
            raise ArticleError(self._place, f"cut short: {there}, the last of the file (a {self._kind} record)")


class _WarcBytes:
    """The bytes, and how many were read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._line: bytes | None = None
        self.at = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.at += len(data)
        return data

    def line(self) -> bytes | None:
        if self._line is not None:
            line, self._line = self._line, None
        else:
            line = self._stream.readline(_LONGEST_LINE)
        self.at += len(line)
        return line or None

    def line_that_is_not_blank(self) -> bytes | None:
        while (line := self.line()) is not None:
            if line.strip():
                return line
        return None

    def go_to_record(self) -> bool:
        """Go to the next line that begins a record; tell whether there is one."""
        while (line := self.line()) is not None:
            if _VERSION.match(line):
                self._line = line
                self.at -= len(line)
                return True
        return False
