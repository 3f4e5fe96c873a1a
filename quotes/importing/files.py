"""The files of a corpus."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quotes.errors import ArticleError

_LONGEST_CELL = 1 << 27


def files_below(path: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the file, or the files with one of these suffixes below the folder, by name."""
    if path.is_file():
        yield path
        return
    found = [file for file in sorted(path.rglob("*")) if file.suffix.lower() in suffixes and file.is_file()]
    if not found:
        what = "no such file or folder" if not path.exists() else f"no {' or '.join(suffixes)} file in it"
        raise ArticleError(str(path), what)
    yield from found


def text_of(path: Path) -> str:
    """Return the text of a file in UTF-8, its line endings as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(str(path), f"byte {error.start} is not UTF-8") from error
    except OSError as error:
        raise ArticleError(str(path), f"cannot be read: {error.strerror}") from error


def json_of(path: Path) -> Any:
    """Return the value in a JSON file."""
    try:
        return json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        if isinstance(error, ArticleError):
            raise
        raise ArticleError(str(path), f"broken JSON: {error}") from error


def table_of(path: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (file and row, row) of a CSV, which must have these columns."""
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = csv.DictReader(text_of(path).splitlines(keepends=True))
        missing = [name for name in columns if name not in (rows.fieldnames or ())]
        if missing:
            raise ArticleError(str(path), f"no column {missing[0]}; the columns are {', '.join(rows.fieldnames or ())}")
        for number, row in enumerate(rows, 2):
            yield f"{path}:{number}", row
    except csv.Error as error:
        raise ArticleError(str(path), f"broken CSV: {error}") from error
    finally:
        csv.field_size_limit(limit)


@contextmanager
def as_written(where: str, what: str) -> Iterator[None]:
    """Raise an ArticleError where something is not as the tool writes it."""
    try:
        yield
    except ArticleError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, SyntaxError, RecursionError) as error:
        raise ArticleError(where, f"not as {what} writes it ({type(error).__name__}: {error})") from error
