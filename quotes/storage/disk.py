"""Mappings that lie on disk, so that ten million keys take no more memory than ten."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from types import TracebackType
from typing import Any, ClassVar, Self

from quotes.errors import StorageError
from quotes.storage.scratch import scratch_folder


class _Table:
    """A table of text keys and their values."""

    _VALUE: ClassVar[str]

    def __init__(self) -> None:
        self._folder = _folder()
        self._database = _table(f"value {self._VALUE}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def _execute(self, statement: str, values: Iterable[Any] = (), *, many: bool = False) -> sqlite3.Cursor:
        try:
            execute = self._database.executemany if many else self._database.execute
            return execute(statement, values)  # type: ignore[arg-type]
        except sqlite3.OperationalError as error:
            raise StorageError(self._folder, str(error)) from error


class DiskMapping(_Table):
    """Text keys to text values, in a temporary file that goes when it is closed."""

    _VALUE = "BLOB"

    def add(self, key: str, value: str) -> bool:
        """Keep ``value`` unless the key is there already; say whether it was kept."""
        done = self._execute("INSERT OR IGNORE INTO entries VALUES (?, ?)", (_bytes(key), _bytes(value)))
        return done.rowcount == 1

    def add_all(self, keys: Iterable[str], value: str = "") -> int:
        """Keep each key that is not there yet, all with one value; return how many were kept."""
        kept = _bytes(value)
        values = ((_bytes(key), kept) for key in keys)
        return self._execute("INSERT OR IGNORE INTO entries VALUES (?, ?)", values, many=True).rowcount

    def get(self, key: str) -> str | None:
        """Return the key's value, or None."""
        row = self._execute("SELECT value FROM entries WHERE key = ?", (_bytes(key),)).fetchone()
        return None if row is None else bytes(row[0]).decode("utf-8", "surrogatepass")

    def pop(self, key: str) -> str | None:
        """Return the key's value and forget it, or return None."""
        value = self.get(key)
        self._execute("DELETE FROM entries WHERE key = ?", (_bytes(key),))
        return value


class DiskCounter(_Table):
    """How often each text was seen, in a temporary file that goes when it is closed."""

    _VALUE = "INTEGER"

    def __len__(self) -> int:
        return int(self._execute("SELECT COUNT(*) FROM entries").fetchone()[0])

    def total(self) -> int:
        """Return how many were counted."""
        return int(self._execute("SELECT COALESCE(SUM(value), 0) FROM entries").fetchone()[0])

    def add(self, key: str) -> None:
        """Count one more of ``key``."""
        upsert = "INSERT INTO entries VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET value = value + 1"
        self._execute(upsert, (_bytes(key),))

    def most_common(self, number: int) -> dict[str, int]:
        """Return the ``number`` most frequent keys with their counts, the largest first, then by code point."""
        rows = self._execute("SELECT key, value FROM entries ORDER BY value DESC, key LIMIT ?", (number,))
        return {bytes(key).decode("utf-8", "surrogatepass"): count for key, count in rows}


def _table(value: str) -> sqlite3.Connection:
    # An empty name is SQLite's private temporary database: it spills to disk and is deleted on close.
    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    database.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2048;"
        f"CREATE TABLE entries (key BLOB PRIMARY KEY, {value}) WITHOUT ROWID; BEGIN;"
    )
    return database


def _folder() -> str:
    """Return where SQLite puts a temporary database: https://sqlite.org/tempfiles.html, section 5."""
    checked = scratch_folder()
    asked = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp")
    folders = (folder for folder in asked if folder and os.access(folder, os.W_OK | os.X_OK))
    return next(folders, checked)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
