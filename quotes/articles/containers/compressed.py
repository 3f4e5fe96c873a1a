"""Unpack .gz and .zst while they are read; what is cut short or broken is told, once."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO

from quotes.errors import ArticleError

_BLOCK = 1 << 16
_ERRORS = (EOFError, OSError, zlib.error)


_Read = Callable[[int], bytes]
"""Returns up to so many of the bytes that come next."""


def without_packing(name: str) -> str:
    """Return the name of a file without the suffix of its compression: ``press.jsonl`` for ``press.jsonl.gz``."""
    path = PurePath(name)
    return str(path.with_suffix("")) if is_packed(name) else name


def is_packed(name: str) -> bool:
    """Tell whether a file of that name is compressed."""
    return PurePath(name).suffix.lower() in _UNPACKERS


def unpacked(stream: BinaryIO, *, name: str, where: str) -> BinaryIO:
    """Return the stream, unpacked where the name says that it is compressed.

    Data that end early or are broken raise an ArticleError when they are reached; reading on gives the end.
    """
    unpacker = _UNPACKERS.get(PurePath(name).suffix.lower())
    if unpacker is None:
        return stream
    return io.BufferedReader(_Unpacked(stream, unpacker, where), _BLOCK)


class _Unpacked(io.RawIOBase):
    """Bytes as they are unpacked; the errors of all unpackers are one, and come behind all that could be unpacked."""

    def __init__(self, stream: BinaryIO, unpacker: Callable[[BinaryIO], _Read], where: str) -> None:
        self._stream = stream
        self._unpacker = unpacker
        self._read = unpacker(stream)
        self._where = where
        self._given = 0
        self._ended = False
        self._error: ArticleError | None = None

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; return how many bytes that is."""
        if self._error:
            error, self._error = self._error, None
            raise error
        data = b"" if self._ended else self._next(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        return len(data)

    def _next(self, size: int) -> bytes:
        try:
            return self._read(size)
        except _ERRORS as error:
            self._ended = True
            data = self._before_the_error()
            self._error = ArticleError(self._where, _problem(error, self._given + len(data)))
            if data:
                return data
            raised, self._error = self._error, None
            raise raised from error

    def _before_the_error(self) -> bytes:
        """Return what a reader loses that fails in the middle of what it was asked for."""
        self._stream.seek(0)
        read = self._unpacker(self._stream)
        passed = 0
        found = bytearray()
        try:
            while passed < self._given:
                passed += len(read(min(_BLOCK, self._given - passed)))
            while byte := read(1):
                found += byte
        except _ERRORS:
            pass
        return bytes(found)


def _problem(error: Exception, unpacked_size: int) -> str:
    if "too much memory" in str(error):  # which stands for the window, of whatever size the file is
        return "compressed with a window of more than 128 MB (zstd --long=28 and up); compress it with --long=27"
    cut = isinstance(error, EOFError) or "Truncated" in str(error)
    what = "the compressed data are cut short" if cut else f"the compressed data are broken ({error})"
    return f"{what} after {unpacked_size:,} bytes unpacked; what came behind is lost"


def _zstd(stream: BinaryIO) -> _Read:
    import pyarrow as pa

    return pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd").read  # type: ignore[no-any-return]


def _gzip(stream: BinaryIO) -> _Read:
    return gzip.GzipFile(fileobj=stream, mode="rb").read


_UNPACKERS: Mapping[str, Callable[[BinaryIO], _Read]] = MappingProxyType({".gz": _gzip, ".zst": _zstd})
