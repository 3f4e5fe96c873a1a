"""Write the rows of a release with what it publishes of their texts, and tell what vouches for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.dataset.release.lines import RECORD_TYPES, canonical_line, canonical_lines, line_of
from quotes.dataset.release.manifest import FileEntries, FileEntry
from quotes.dataset.release.redaction import FULL, redact
from quotes.records import Level

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """The digest of the rows as published, that of the whole rows, and the manifest's entries of the three files."""

    rows_digest: str
    whole_digest: str
    files: FileEntries


class RowsDigest:
    """The identity of a version: the SHA-256 over the canonical JSON of all rows, one a line.

    Articles come first, then quotations, then rejected spans, each in the order of its file.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, row: Row) -> None:
        """Take in the next row."""
        self._digest.update(canonical_line(row))

    def add_lines(self, lines: bytes) -> None:
        """Take in the canonical lines of the next rows."""
        self._digest.update(lines)

    def hexdigest(self) -> str:
        """Return the digest of the rows so far."""
        return self._digest.hexdigest()


def digest_of(rows: Iterable[Row]) -> str:
    """Return the digest of all rows of a version."""
    digest = RowsDigest()
    for row in rows:
        digest.add(row)
    return digest.hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """Rows of a file as they are published, and the canonical JSON of that and, if it is other, of the whole rows."""

    published: bytes
    canonical: bytes
    whole: bytes | None = None


def as_lines(file: str, rows: Iterable[Row], articles: Level) -> Lines:
    """Return rows of a file without the texts that are not published."""
    whole = list(rows)
    given = [redact(file, row, articles) for row in whole]
    return Lines(
        published=b"".join(map(line_of, given)),
        canonical=canonical_lines(given),
        whole=None if articles == FULL else canonical_lines(whole),
    )


def publish_lines(lines: Mapping[str, Iterable[Lines]], folder: Path) -> Published:
    """Write the lines of each file. They may be made of rows that are read from the very file."""
    published = hashlib.sha256()
    whole = None
    files = {}
    for file in RECORD_TYPES:
        checksum, size = hashlib.sha256(), 0
        staged = (folder / file).with_suffix(".published")
        with staged.open("wb") as out:
            for some in lines[file]:
                if some.whole is not None:
                    whole = whole or hashlib.sha256()
                    whole.update(some.whole)
                published.update(some.canonical)
                checksum.update(some.published)
                size += out.write(some.published)
        staged.replace(folder / file)
        files[file] = FileEntry(bytes=size, sha256=checksum.hexdigest())
    return Published(rows_digest=published.hexdigest(), whole_digest=(whole or published).hexdigest(), files=files)
