#!/usr/bin/env bash
# warcio: with the brotli package installed, brotli pages fail; without it, they are passed on undecoded.
#
# A crawler stores responses as they came, today often with Content-Encoding: br. content_stream() decodes gzip by
# itself and brotli if the package brotli is there; but it sets an attribute on that package's decompressor, which
# takes none, and every such record raises AttributeError. Without brotli the compressed bytes come, with no warning:
# the page has no quotation then.
# Why it matters: the records that fail are those of the large news sites; advice to "install brotli" makes it worse.
# Seen in warcio 1.8.1 with brotli 1.2.1. Instead: raw_stream and brotli.decompress, or FastWARC with
# auto_decode="all".
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='warcio==1.8.1 brotli==1.2.1 FastWARC==2.0.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
warcio:         “No,” said Brink.
raw_stream:     “No,” said Brink.
FastWARC:       “No,” said Brink.
without brotli: “No,” said Brink.
END
cat > recorded <<'END'
warcio:         AttributeError: 'brotli.Decompressor' object has no attribute 'unused_data'
raw_stream:     “No,” said Brink.
FastWARC:       “No,” said Brink.
without brotli: the compressed bytes
END
venv/bin/python - > seen <<'END'
import io
import subprocess
import sys

import brotli
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = "“No,” said Brink.".encode()
headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain"), ("Content-Encoding", "br")], protocol="HTTP/1.1")
archive = io.BytesIO()
writer = WARCWriter(archive, gzip=True)
page = io.BytesIO(brotli.compress(PAGE))
writer.write_record(writer.create_warc_record("http://example.org/a", "response", payload=page, http_headers=headers))


def record():
    return next(iter(ArchiveIterator(io.BytesIO(archive.getvalue()))))


try:
    print("warcio:        ", record().content_stream().read().decode())
except AttributeError as error:
    print("warcio:        ", "AttributeError:", error)
print("raw_stream:    ", brotli.decompress(record().raw_stream.read()).decode())
fast = next(iter(FastIterator(io.BytesIO(archive.getvalue()), auto_decode="all")))
print("FastWARC:      ", fast.reader.read().decode())
with open("a.warc.gz", "wb") as file:
    file.write(archive.getvalue())
WITHOUT = """import sys
sys.modules["brotli"] = None
from warcio.archiveiterator import ArchiveIterator
sys.stdout.buffer.write(next(iter(ArchiveIterator(open("a.warc.gz", "rb")))).content_stream().read())"""
given = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, check=True).stdout
print("without brotli:", "the compressed bytes" if given == brotli.compress(PAGE) else given.decode())
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
