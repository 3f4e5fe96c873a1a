"""Unpack .gz and .zst while they are read; what is cut short or broken is told, once."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Protocol

from quotes.errors import ArticleError

_BLOCK = 1 << 16


class _Unpacker(Protocol):
    def read(self, size: int, /) -> bytes: ...


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
    return io.BufferedReader(_Unpacked(unpacker(stream), where), _BLOCK)


class _Unpacked(io.RawIOBase):
    """Bytes as they are unpacked; the errors of all unpackers are one."""

    def __init__(self, source: _Unpacker, where: str) -> None:
        self._source = source
        self._where = where
        self._given = 0
        self._failed = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; return how many bytes that is."""
        if self._failed:
            return 0
        try:
            data = self._source.read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            self._failed = True
            raise ArticleError(self._where, self._problem(error)) from error
        buffer[: len(data)] = data
        self._given += len(data)
        return len(data)

    def _problem(self, error: Exception) -> str:
        cut = isinstance(error, EOFError) or "Truncated" in str(error)
        what = "the compressed data are cut short" if cut else f"the compressed data are broken ({error})"
        return f"{what} after {self._given:,} bytes unpacked; what came behind is lost"


def _zstd(stream: BinaryIO) -> _Unpacker:
    import pyarrow as pa

    source: _Unpacker = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")
    return source


def _gzip(stream: BinaryIO) -> _Unpacker:
    return gzip.GzipFile(fileobj=stream, mode="rb")


_UNPACKERS: Mapping[str, Callable[[BinaryIO], _Unpacker]] = MappingProxyType({".gz": _gzip, ".zst": _zstd})
