"""Files of corrections: lines are only ever added, each on disk before the next is asked for."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.corrections.correction import Correction
from quotes.dataset.release import FULL, Line, Release, file_entry, lines_of, readable_lines
from quotes.errors import QuotesWarning, RecordError, ReleaseError
from quotes.records import Level
from quotes.storage import appended

CORRECTIONS = "corrections.jsonl"
"""The file of a release that keeps the corrections it was made with."""


def read_corrections(path: str | PathLike[str]) -> Iterator[Correction]:
    """Yield the corrections of a file, in order.

    A line whose decision is null, as in a template, is none yet; one that ends in the midst, as a writer leaves it that
    is killed, decides nothing, and is a QuotesWarning. Any other line that is no sound correction raises a RecordError
    with file, line and field.
    """
    with closing(readable_lines(Path(path))) as lines:
        for line in lines:
            yield from _sound(line, f"{path}:{line.number}")


class CorrectionsTail:
    """A file of corrections that grows, whoever adds to it; where there is none, nothing has been added yet."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)
        self._bytes = self._lines = 0

    def new(self) -> list[Correction]:
        """Return what has been added since the last call: whole lines only; errors are those of `read_corrections`."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._bytes)
                added = file.read()
        except FileNotFoundError:
            return []
        added = added[: added.rfind(b"\n") + 1]
        with closing(lines_of(BytesIO(added))) as lines:
            found = [one for line in lines for one in _sound(line, f"{self.path}:{self._lines + line.number}")]
        self._bytes += len(added)
        self._lines += added.count(b"\n")
        return found


def write_corrections(path: Path, corrections: Iterable[Correction], level: Level) -> None:
    """Write the corrections that a release keeps; what is no quotation stands there without words, if texts do not."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in corrections:
            withheld = level != FULL and one.decision == "no_quotation" and one.start is not None
            file.write(f"{_line((replace(one, text=None, occurrence=None) if withheld else one).to_dict())}\n")


def kept_corrections(release: Release) -> list[Correction]:
    """Return the corrections that a release keeps, in their order.

    Raises ReleaseError where the file is not what the manifest says, RecordError where it is not sound.
    """
    entry, path = release.manifest.files.get(CORRECTIONS), release.path / CORRECTIONS
    if entry is None:
        return []
    if not path.is_file() or file_entry(path) != entry:
        raise ReleaseError(f"{path}: not what the manifest says; `quotes validate {release.path}` tells more")
    return list(read_corrections(path))


def append_corrections(path: str | PathLike[str], corrections: Iterable[Correction]) -> None:
    """Add corrections at the end of a file, which is made if it is not there; they are on disk when this returns.

    Several processes may add to one file. Where the disk is full, the file is as before. Raises RecordError for a
    correction that breaks the schema, or where the file cannot be written.
    """
    lines = []
    for correction in corrections:
        row = correction.to_dict()
        for place, message in schema.problems("correction", row):
            raise RecordError(f"correction of {correction.text!r} {place}: {message}")
        lines.append(f"{_line(row)}\n")
    try:
        appended(Path(os.fspath(path)), "".join(lines).encode())
    except OSError as error:
        raise RecordError(f"{path}: cannot be written: {error.strerror or error}") from error


def _sound(line: Line, where: str) -> Iterator[Correction]:
    """Yield the correction of a line; none of one that a template left to decide, or that is cut short."""
    if line.cut:
        warnings.warn(f"{where}: cut short by the end of who wrote it; decides nothing", QuotesWarning, stacklevel=2)
        return
    if line.row is None:
        raise RecordError(f"{where}: {line.error}")
    if line.row.get("decision", "") is None:
        return
    for place, message in schema.problems("correction", line.row):
        raise RecordError(f"{where} {place}: {message}")
    yield Correction.from_dict(line.row, where)


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
