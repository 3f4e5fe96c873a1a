"""WARC files for tests, written by hand: what a crawler writes, and what is left of it when it is cut."""

import gzip
from collections.abc import Iterable

PAGE = (
    "<!doctype html><html><head><title>Pier {0}</title></head><body><article><p>Pier {0} stays shut for a week, the "
    "town said on Monday in a statement.</p><p>“We wait at pier {0},” said Ada Quill.</p></article></body></html>"
)


def page_text(number: int) -> str:
    shut = f"Pier {number} stays shut for a week, the town said on Monday in a statement."
    return f"{shut}\n“We wait at pier {number},” said Ada Quill."


def record(kind: str, number: int, block: bytes, content_type: str = "application/http", extra: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-11-13T10:00:00Z\r\n{extra}"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(number: int, body: bytes | None = None, headers: str = "", status: str = "200 OK", **more: str) -> bytes:
    body = PAGE.format(number).encode() if body is None else body
    if "Content-Type" not in headers:
        headers += "Content-Type: text/html; charset=utf-8\r\n"
    return record("response", number, f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body, **more)


def crawl(pages: int) -> Iterable[bytes]:
    """Yield the records of a crawl: what it is, and a request, a response and metadata for each page."""
    yield record("warcinfo", 0, b"software: by hand\r\n", "application/warc-fields")
    for number in range(pages):
        yield record("request", number, b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")
        yield response(number)
        yield record("metadata", number, b"fetchTimeMs: 9\r\n", "application/warc-fields")


def packed(records: Iterable[bytes]) -> bytes:
    """Return the records as .warc.gz holds them: a gzip member each."""
    return b"".join(map(gzip.compress, records))
