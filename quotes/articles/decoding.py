"""Turn bytes into text exactly: no line ending is changed, only a byte order mark goes."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from quotes.errors import ArticleError

BOM = "\ufeff"
_CHUNK = 1 << 16
_NUL = "a NUL character in it: a binary file, or one in another encoding"


def decode(data: bytes, *, where: str, encoding: str, at: int = 0) -> str:
    """Return the text of ``data``, whose first byte is byte ``at`` of the file; an ArticleError names the bad byte."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _other_encoding(where, _bad_byte(error, encoding, at), ", such as cp1252") from error
    except UnicodeError as error:
        raise _other_encoding(where, f"not {encoding.upper()} ({error})") from error
    if "\0" in text:
        raise _other_encoding(where, _NUL)
    return text.removeprefix(BOM) if at == 0 else text


def decoded_chunks(stream: BinaryIO, *, where: str, encoding: str) -> Iterator[str]:
    """Yield the text piece by piece; an ArticleError names the bad byte and ends it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    given, at = 0, 0
    while data := stream.read(_CHUNK):
        at += len(data)
        yield from _chunk(decoder, data, at, where, encoding, first=not given)
        given += len(data)
    yield from _chunk(decoder, b"", at, where, encoding, first=not given)


def _chunk(
    decoder: codecs.IncrementalDecoder, data: bytes, at: int, where: str, encoding: str, *, first: bool
) -> Iterator[str]:
    try:
        text = decoder.decode(data, final=not data)
    except UnicodeDecodeError as error:
        raise _other_encoding(where, _bad_byte(error, encoding, at - len(error.object)), ", such as cp1252") from error
    except UnicodeError as error:
        raise _other_encoding(where, f"not {encoding.upper()} ({error})") from error
    if "\0" in text:
        raise _other_encoding(where, _NUL)
    text = text.removeprefix(BOM) if first else text
    if text:
        yield text


def decoded_lines(stream: BinaryIO, *, where: str, encoding: str) -> Iterator[tuple[int, str | ArticleError]]:
    r"""Yield (line number from 1, line with its ending or what is wrong with it); only ``\n`` ends a line."""
    if "\n".encode(encoding) != b"\n":
        yield from _wide_lines(stream, where, encoding)
        return
    at = 0
    for number, line in enumerate(stream, 1):
        try:
            yield number, decode(line, where=f"{where}:{number}", encoding=encoding, at=at)
        except ArticleError as error:
            yield number, error
        at += len(line)


def _wide_lines(stream: BinaryIO, where: str, encoding: str) -> Iterator[tuple[int, str | ArticleError]]:
    r"""Yield the lines of UTF-16 and UTF-32, where the byte of ``\n`` does not end a line; an error ends the file."""
    number = 0
    wrapper = io.TextIOWrapper(stream, encoding=encoding, newline="\n")
    try:
        for number, line in enumerate(wrapper, 1):
            yield number, line.removeprefix(BOM) if number == 1 else line
    except UnicodeError:
        yield number + 1, _other_encoding(f"{where}:{number + 1}", f"not {encoding.upper()}")
    finally:
        wrapper.detach()


def _bad_byte(error: UnicodeDecodeError, encoding: str, at: int) -> str:
    byte = error.object[error.start]
    return f"byte {at + error.start} (0x{byte:02x}) is not {encoding.upper()}"


def _other_encoding(where: str, problem: str, example: str = "") -> ArticleError:
    return ArticleError(where, problem, remedy=f"; {{}} names another{example}", argument="encoding")
