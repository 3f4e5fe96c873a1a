#!/usr/bin/env bash
# warcio and FastWARC: pages sent in ways that HTTP allows come short, with headers in their text, or end the archive.
#
# A crawler stores responses as they came: gzip of several members, as servers write that compress part by part; chunks
# with an extension or with trailing fields; the name x-gzip; an unknown encoding such as utf-8, which browsers pass
# over. One expects the page, or an error for it alone.
# warcio gives the first member and no word of the rest, takes trailing fields for text, and leaves x-gzip packed.
# FastWARC raises an OSError at the extension, x-gzip and utf-8 while it looks for the next record: no later page comes.
# Why it matters: the quotations behind the first member are missing without a trace, and one page costs all after it.
# Seen in warcio 1.8.1, FastWARC 2.0.1. Instead: take the bytes as they were sent (raw_stream; auto_decode="none"), and
# undo chunks and encodings by one's own hand.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='warcio==1.8.1 FastWARC==2.0.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
two members     warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
two members     FastWARC: “We wait,” said Orr. “It rains.” / “Next page.”
x-gzip          warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
x-gzip          FastWARC: “We wait,” said Orr. “It rains.” / “Next page.”
utf-8           warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
utf-8           FastWARC: “We wait,” said Orr. “It rains.” / “Next page.”
extension       warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
extension       FastWARC: “We wait,” said Orr. “It rains.” / “Next page.”
trailing field  warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
trailing field  FastWARC: “We wait,” said Orr. “It rains.” / “Next page.”
END
cat > recorded <<'END'
two members     warcio:   “We wait,” said Orr.  / “Next page.”
two members     FastWARC: “We wait,” said Orr. “It rains.” / “Next page.”
x-gzip          warcio:   packed / “Next page.”
x-gzip          FastWARC: OSError: Unsupported Transfer-Encoding: x-gzip
utf-8           warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
utf-8           FastWARC: OSError: Unsupported Transfer-Encoding: utf-8
extension       warcio:   “We wait,” said Orr. “It rains.” / “Next page.”
extension       FastWARC: OSError: Invalid chunk header: '28;part=1'
trailing field  warcio:   “We wait,” said Orr. “It rains.”0<CRLF>Took: 9 ms<CRLF><CRLF> / “Next page.”
trailing field  FastWARC: “We wait,” said Orr. “It rains.” / OSError: Invalid chunk header: 'Took: 9 ms'
END
venv/bin/python - > seen <<'END'
import gzip
import io

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

FIRST, SECOND = "“We wait,” said Orr. ".encode(), "“It rains.”".encode()


def chunks(data, extension=b"", fields=b""):
    return b"%x%s\r\n%s\r\n0\r\n%s\r\n" % (len(data), extension, data, fields)


def record(name, body, field):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n%s\r\n%s" % (field, body)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
        f"WARC-Target-URI: http://example.org/{name}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def slow(archive):
    for one in ArchiveIterator(io.BytesIO(archive)):
        yield one.content_stream().read()


def fast(archive):
    for one in FastIterator(io.BytesIO(archive), auto_decode="all"):
        yield one.reader.read()


def told(pages):
    found = []
    try:
        for page in pages:
            text = "packed" if page[:2] == b"\x1f\x8b" else page.decode()
            found.append(text.replace("\r\n", "<CRLF>"))
    except Exception as error:
        found.append(f"{type(error).__name__}: {error}")
    return " / ".join(found)


CASES = {
    "two members": (gzip.compress(FIRST) + gzip.compress(SECOND), b"Content-Encoding: gzip\r\n"),
    "x-gzip": (gzip.compress(FIRST + SECOND), b"Content-Encoding: x-gzip\r\n"),
    "utf-8": (FIRST + SECOND, b"Content-Encoding: utf-8\r\n"),
    "extension": (chunks(FIRST + SECOND, extension=b";part=1"), b"Transfer-Encoding: chunked\r\n"),
    "trailing field": (chunks(FIRST + SECOND, fields=b"X-Took: 9 ms\r\n"), b"Transfer-Encoding: chunked\r\n"),
}
for name, (body, field) in CASES.items():
    archive = record("a", body, field) + record("b", "“Next page.”".encode(), b"")
    print(f"{name:15} warcio:   {told(slow(archive))}")
    print(f"{name:15} FastWARC: {told(fast(archive))}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
