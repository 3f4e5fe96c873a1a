"""Read rows that keep their schema, and stop at the first that does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.jsonl import Line, read_lines
from quotes.errors import RecordError


def sound_lines(path: Path, record_type: str) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Yield the lines of a JSON Lines file, each with its row.

    A file that is not there, or a line that holds no sound record of the type, raises a RecordError.
    """
    if not path.is_file():
        raise RecordError(f"{path}: no such file")
    for line in read_lines(path):
        if line.row is None:
            raise RecordError(f"{path}:{line.number}: {line.error}")
        unknown = schema.unknown_major(line.row.get("schema_version"))
        if unknown:
            raise RecordError(f"{path}:{line.number} $.schema_version: {unknown}")
        for place, message in schema.problems(record_type, line.row):
            raise RecordError(f"{path}:{line.number} {place}: {message}")
        yield line, line.row
