"""The JSON Lines files of a release: one row a line, read and written with ``jsonlines``."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

import jsonlines
import orjson

from quotes import schema
from quotes.errors import RecordError
from quotes.storage import parse, quick_value

ARTICLES = "articles.jsonl"
QUOTES = "quotes.jsonl"
REJECTED = "rejected.jsonl"

# In this order the rows make up the version's identity.
RECORD_TYPES = {ARTICLES: "article", QUOTES: "quote", REJECTED: "rejection"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line: its number from 1, its place and size in bytes, and its row; or why it holds none.

    ``cut`` says that a JSON object begins there and does not end: who wrote it was killed in the midst of it.
    """

    number: int
    offset: int
    size: int
    row: dict[str, Any] | None
    error: str = ""
    cut: bool = False


LineRow = tuple[Line, dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Lines of a file that stand together: the number and place of the first, and how many they are; by default all."""

    number: int = 1
    offset: int = 0
    count: int | None = None


WHOLE = Part()


def read_lines(path: Path, part: Part = WHOLE) -> Generator[Line, None, None]:
    """Yield every line of a JSON Lines file, also those that hold no JSON object."""
    with path.open("rb") as file:
        file.seek(part.offset)
        yield from lines_of(islice(file, part.count), part)


def lines_of(file: Iterable[bytes], part: Part = WHOLE) -> Generator[Line, None, None]:
    """Yield every line of an open JSON Lines file, also those that hold no JSON object."""
    offset = part.offset
    for number, text in enumerate(file, part.number):
        row, error, cut = None, "", False
        try:
            row = _row(text)
        except jsonlines.InvalidLineError as invalid:
            error, cut = _reason(invalid), _is_cut(invalid.line)
        yield Line(number=number, offset=offset, size=len(text), row=row, error=error, cut=cut)
        offset += len(text)


def readable_lines(path: Path, part: Part = WHOLE) -> Generator[Line, None, None]:
    """Yield every line of a JSON Lines file; a file that cannot be read raises a RecordError."""
    try:
        yield from read_lines(path, part)
    except FileNotFoundError as error:
        raise RecordError(f"{path}: no such file") from error
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from error


def whole_lines(path: Path, part: Part = WHOLE) -> Generator[LineRow, None, None]:
    """Yield the lines of a JSON Lines file, each with its row; a line that holds none raises a RecordError."""
    with closing(readable_lines(path, part)) as lines:
        for line in lines:
            if line.row is None:
                raise RecordError(f"{path}:{line.number}: {line.error}")
            yield line, line.row


def sound_lines(path: Path, record_type: str, part: Part = WHOLE) -> Generator[LineRow, None, None]:
    """Yield the lines of a JSON Lines file, each with its row; one that is no sound record raises a RecordError."""
    with closing(whole_lines(path, part)) as lines:
        for line, row in lines:
            unknown = schema.unknown_major(row.get("schema_version"))
            if unknown:
                raise RecordError(f"{path}:{line.number} $.schema_version: {unknown}")
            for place, message in schema.problems(record_type, row):
                raise RecordError(f"{path}:{line.number} {place}: {message}")
            yield line, row


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file; a line that holds none raises a RecordError."""
    return (row for _, row in whole_lines(path))


def by_article(records: Iterable[LineRow]) -> Iterator[tuple[str, Iterator[LineRow]]]:
    """Yield the id of every article with its records, which stand together; one that names none is of the one before.

    The records of an article are read as they are asked for, and are gone once the next one is.
    """
    article_id = ""

    def named(record: LineRow) -> str:
        nonlocal article_id
        named = record[1].get("article_id")
        article_id = named if isinstance(named, str) else article_id
        return article_id

    return groupby(records, key=named)


def with_quotes(
    articles: Iterable[LineRow], quotes: Iterable[LineRow], file: str = QUOTES
) -> Iterator[tuple[LineRow, list[LineRow]]]:
    """Yield every article with its quotations, or records of another file, in the same order of the articles."""
    groups = by_article(quotes)
    following = next(groups, None)
    for line, article in articles:
        if following is not None and following[0] == article["id"]:
            yield (line, article), list(following[1])
            following = next(groups, None)
        else:
            yield (line, article), []
    if following is not None:
        raise RecordError(f"{file} does not have its articles in the order of {ARTICLES}, from {following[0]!r} on")


def read_row(file: IO[bytes], offset: int) -> dict[str, Any]:
    """Return the row whose line begins at byte ``offset``."""
    return read_rows_at(file, offset, 1)[0]


def located(lines: Iterable[LineRow], offsets: array[int]) -> Iterator[dict[str, Any]]:
    """Yield the rows of lines, and note at which byte each begins."""
    for line, row in lines:
        offsets.append(line.offset)
        yield row


def rows_at(path: Path, offsets: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield the rows whose lines begin at these bytes of a JSON Lines file."""
    with path.open("rb") as file:
        for offset in offsets:
            yield read_row(file, offset)


def read_rows_at(file: IO[bytes], offset: int, count: int) -> list[dict[str, Any]]:
    """Return so many rows, of which the line of the first begins at byte ``offset``."""
    file.seek(offset)
    return [_row(file.readline()) for _ in range(count)]


def line_of(row: Mapping[str, Any]) -> bytes:
    """Return the line of a row; the same row gives the same bytes everywhere."""
    return f"{_encode(row)}\n".encode()


def canonical(row: Any) -> str:
    """Return the one JSON text of a row: keys sorted, no blanks, no escapes that JSON does not demand."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def canonical_line(row: Any) -> bytes:
    """Return `canonical` of a row that was read from JSON, as a line."""
    return canonical_lines([row])


def canonical_lines(rows: Iterable[Any]) -> bytes:
    """Return `canonical` of rows that were read from JSON, a line each.

    orjson writes the same in less time, but for numbers that are so small or large that they may have an
    exponent: where there may be one, its text is not taken.
    """
    rows = list(rows)
    try:
        lines = b"".join(orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE) for row in rows)
    except TypeError:  # half a character, an integer of more than 64 bits, or nested too deep
        lines = b""
    shape = lines.translate(_NUMBERS, b"+-")
    if lines and b"0.0000" not in lines and _LONG_NUMBER not in shape and not _EXPONENT.search(shape):
        return lines
    if len(rows) > 1:
        return b"".join(map(canonical_line, rows))
    return "".join(f"{canonical(row)}\n" for row in rows).encode("utf-8", "surrogatepass")


def json_length(row: Any) -> int:
    """Return how many characters `canonical` of a value that was read from JSON has."""
    return len(canonical_line(row).decode("utf-8", "surrogatepass")) - 1


def differences(left: Any, right: Any, place: str = "$") -> Iterator[tuple[str, Any, Any]]:
    """Yield (JSON path, left value, right value) for every leaf that differs; a missing value is None."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in [*left, *(key for key in right if key not in left)]:
            yield from differences(left.get(key), right.get(key), f"{place}.{key}")
    elif left != right or isinstance(left, bool) is not isinstance(right, bool):
        yield place, left, right


def short(value: Any, limit: int = 60) -> str:
    """Return the value in at most about ``limit`` characters, for a message."""
    text = "null" if value is None else repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…{text[-1]}"


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

# Digits as 0, what ends a number as a comma. Python gives a float an exponent below .0001 and from 1e16 on, orjson as
# it likes. Hexadecimal ids end in a quotation mark.
_NUMBERS = bytes.maketrans(b"123456789]}\n", b"000000000,,,")
_LONG_NUMBER = b"0" * 17
_EXPONENT = re.compile(rb"e0{1,3},")


def _row(text: bytes) -> dict[str, Any]:
    """Return the row of a line; one that holds none raises an InvalidLineError."""
    row = quick_value(text)
    if isinstance(row, dict):
        return row
    with jsonlines.Reader([text], loads=parse) as reader:
        return reader.read(type=dict)


def _is_cut(line: str | bytes) -> bool:
    text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
    return text.startswith("{") and text.count("{") > text.count("}")


def _reason(error: jsonlines.InvalidLineError) -> str:
    if error.__cause__ is not None:
        return f"no JSON: {error.__cause__}"
    return "no JSON object"
