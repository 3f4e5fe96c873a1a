"""What separates the cells of a CSV: read off its header, by the names that are looked for."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass

_SEPARATORS = ",;\t|"
_STATED = re.compile(r"sep=(.)\r?\n?")


@dataclass(frozen=True, kw_only=True, slots=True)
class CsvDialect:
    """The separator of a table, and whether blanks behind it are none of the cell's."""

    separator: str
    blanks_between: bool = False


def stated_separator(line: str) -> str | None:
    """Return the separator that a first line such as ``sep=;`` states, as spreadsheets write it."""
    match = _STATED.fullmatch(line)
    return match[1] if match else None


def dialect_of(header: str, names: Collection[str], stated: str | None = None) -> CsvDialect:
    """Return the dialect in which the header has most of the names, of equal ones that with most columns."""
    separators = stated or _SEPARATORS
    dialects = [CsvDialect(separator=one, blanks_between=blanks) for one in separators for blanks in (False, True)]
    return max(dialects, key=lambda dialect: _fit(header, dialect, names))


def _fit(header: str, dialect: CsvDialect, names: Collection[str]) -> tuple[int, int]:
    try:
        rows = csv.reader([header], delimiter=dialect.separator, skipinitialspace=dialect.blanks_between)
        columns = next(rows, [])
    except csv.Error:
        return 0, 0
    return sum(column in names for column in columns), len(columns)
