"""A mapping that lies on disk, so that ten million keys take no more memory than ten."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self


class DiskMapping:
    """Text keys to text values, in a temporary file that goes when it is closed."""

    def __init__(self) -> None:
        # An empty name is SQLite's private temporary database: it spills to disk and is deleted on close.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;"
            "CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID; BEGIN;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, key: str, value: str) -> bool:
        """Keep ``value`` unless the key is there already; say whether it was kept."""
        done = self._database.execute("INSERT OR IGNORE INTO entries VALUES (?, ?)", (_bytes(key), _bytes(value)))
        return done.rowcount == 1

    def get(self, key: str) -> str | None:
        """Return the key's value, or None."""
        row = self._database.execute("SELECT value FROM entries WHERE key = ?", (_bytes(key),)).fetchone()
        return None if row is None else bytes(row[0]).decode("utf-8", "surrogatepass")

    def pop(self, key: str) -> str | None:
        """Return the key's value and forget it, or return None."""
        value = self.get(key)
        self._database.execute("DELETE FROM entries WHERE key = ?", (_bytes(key),))
        return value


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
