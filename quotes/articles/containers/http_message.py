"""The answer of a web server, as a WARC holds it: status, headers, body without its encodings."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\S+\s+(\d{3})")
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_ARROW_CODECS = {"gzip": "gzip", "x-gzip": "gzip", "br": "brotli", "zstd": "zstd"}
_BEGINS = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


class HttpError(ValueError):
    """A message that cannot be decoded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpMessage:
    """A response: its status, its headers by names in small letters, its body as it was sent."""

    status: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def media_type(self) -> str:
        """Return the type without parameters, such as ``text/html``; "" where none is stated."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def body(self, longest: int) -> bytes:
        """Return the body without chunks and compression, of ``longest`` bytes at most; an HttpError if it is broken.

        Crawlers keep the headers of bodies that they have unpacked, and servers name encodings that are none: what does
        not begin like its encoding, or begins like a page, is plain.
        """
        data = self.raw
        if "chunked" in self.headers.get("transfer-encoding", "").lower() and _CHUNK_SIZE.match(data):
            data = _without_chunks(data)
        codings = [coding.strip().lower() for coding in self.headers.get("content-encoding", "").split(",")]
        for coding in reversed(codings):
            data = _decoded(data, coding, longest)
        return data

    def charset(self, body: bytes) -> str | None:
        """Return the encoding that the headers state, or else the page; None where neither does."""
        stated = _CHARSET.search(self.headers.get("content-type", ""))
        if stated:
            return stated[1]
        return stated_charset(body)


def parse_http(block: bytes) -> HttpMessage:
    """Return the message in a block; an HttpError if it does not begin as one."""
    status = _STATUS.match(block)
    if status is None:
        raise HttpError("no HTTP response in it")
    end = _HEAD_END.search(block)
    head, raw = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return HttpMessage(status=int(status[1]), headers=headers, raw=raw)


def stated_charset(page: bytes) -> str | None:
    """Return the encoding that a page states: by its byte order mark, its XML declaration, or a meta element."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if page.startswith(mark):
            return name
    stated = _XML_ENCODING.match(page[:256]) or _META_CHARSET.search(page[:4096])
    return stated[1].decode("ascii") if stated else None


def _without_chunks(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while True:
        size = _CHUNK_SIZE.match(data, at)
        if size is None:
            raise HttpError("broken chunks: no size where one must be")
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        part = data[size.end() : size.end() + length]
        if len(part) < length:
            raise HttpError("broken chunks: the last is cut short")
        parts.append(part)
        at = size.end() + length


def _decoded(data: bytes, coding: str, longest: int) -> bytes:
    begins = _BEGINS.get(coding, b"")
    if coding in {"", "identity"} or not data.startswith(begins) or data.lstrip()[:1] == b"<":
        return data
    if coding == "deflate":
        return _inflated(data, longest)
    if coding not in _ARROW_CODECS:
        raise HttpError(f"a body encoded as {coding!r}; gzip, deflate, br and zstd are read")
    import pyarrow as pa

    try:
        with pa.CompressedInputStream(pa.BufferReader(data), _ARROW_CODECS[coding]) as stream:
            body: bytes = stream.read(longest + 1)
    except OSError as error:
        raise HttpError(f"a body that is broken {coding}: {error}") from error
    return _of_a_size(body, longest)


def _inflated(data: bytes, longest: int) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # with the header that it should have, and as servers send it
        inflater = zlib.decompressobj(window)
        try:
            body = inflater.decompress(data, longest + 1)
        except zlib.error:
            continue
        if not inflater.eof and len(body) <= longest:
            raise HttpError("a body that is broken deflate: it is cut short")
        return _of_a_size(body, longest)
    raise HttpError("a body that is broken deflate")


def _of_a_size(body: bytes, longest: int) -> bytes:
    if len(body) > longest:
        raise HttpError(f"more than {longest:,} bytes when unpacked, which are not read")
    return body
