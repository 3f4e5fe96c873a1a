"""The bytes of a feed as XML has them: without blanks before the declaration, with HTML's entities as numbers."""

from __future__ import annotations

import re
from html.entities import html5
from typing import BinaryIO

_SIGN = re.compile(rb"<!\[CDATA\[|\]\]>|&(?:(#?)(\w{1,31});)?")
_MAY_GO_ON = re.compile(rb"[&<\]]")
_LONGEST_SIGN = 40
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_CHUNK = 1 << 16


class FeedBytes:
    """Reads a feed for a parser of XML; what is marked as CDATA, and UTF-16, is left as it is.

    Feeds are full of ``&nbsp;``, which only HTML knows, and of ``&`` that is meant as it stands: “AT&T”.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._ended = False
        self._in_cdata = False
        self._begun = False
        self._wide = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, some at least before the end, whatever the ``size``."""
        while not self._ended:
            data = self._stream.read(_CHUNK)
            self._ended = not data
            if not self._begun:
                self._wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:4]
                mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
                data = data if self._wide else mark + data[len(mark) :].lstrip()
                self._begun = data not in {b"", mark}
            if given := data if self._wide else self._repaired(data):
                return given
        return b""

    def _repaired(self, data: bytes) -> bytes:
        data = self._held + data
        tail = max(0, len(data) - _LONGEST_SIGN)
        cut = None if self._ended else _MAY_GO_ON.search(data, tail)
        end = cut.start() if cut else len(data)
        data, self._held = data[:end], data[end:]
        return _SIGN.sub(self._as_xml, data)

    def _as_xml(self, sign: re.Match[bytes]) -> bytes:
        if not sign[0].startswith(b"&"):
            self._in_cdata = sign[0].startswith(b"<")
            return sign[0]
        if self._in_cdata or sign[1] or sign[2] in _OF_XML:
            return sign[0]
        if sign[2] is None:
            return b"&amp;"
        known = html5.get(f"{sign[2].decode('latin-1')};")
        return b"".join(b"&#%d;" % ord(one) for one in known) if known else sign[0]
