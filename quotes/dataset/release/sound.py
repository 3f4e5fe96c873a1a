"""Read rows that keep their schema, and stop at the first that does not."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.release.jsonl import Line, read_lines
from quotes.errors import RecordError


def sound_rows(path: Path, record_type: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file; the first that is no sound record of the type raises a RecordError."""
    return (row for _, row in sound_lines(path, record_type))


def sound_lines(path: Path, record_type: str) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Yield the lines of a JSON Lines file, each with its row.

    A file that cannot be read, or a line that holds no sound record of the type, raises a RecordError.
    """
    with closing(readable_lines(path)) as lines:
        for line in lines:
            if line.row is None:
                raise RecordError(f"{path}:{line.number}: {line.error}")
            unknown = schema.unknown_major(line.row.get("schema_version"))
            if unknown:
                raise RecordError(f"{path}:{line.number} $.schema_version: {unknown}")
            for place, message in schema.problems(record_type, line.row):
                raise RecordError(f"{path}:{line.number} {place}: {message}")
            yield line, line.row


def readable_lines(path: Path) -> Generator[Line, None, None]:
    """Yield every line of a JSON Lines file; a file that cannot be read raises a RecordError."""
    try:
        yield from read_lines(path)
    except FileNotFoundError as error:
        raise RecordError(f"{path}: no such file") from error
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from error
