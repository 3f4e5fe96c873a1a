"""Read tables: CSV, Parquet and Arrow, row by row."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.articles.containers import CsvDialect, dialect_of, stated_separator
from quotes.articles.decoding import decoded_lines
from quotes.articles.fields import FIELDS, OF_PLACE, OTHER_NAMES, RowIds, may_be_ids, no_column, row_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.errors import ArticleError
from quotes.records import Article

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_CELL = 1 << 27
BATCH_ROWS = 64
_ESCAPED = re.compile(r'\\\\|\\"')  # a backslash behind a backslash escapes nothing
_ARROW_FILE = b"ARROW1"
_END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"
NO_VALUE = (ValueError, TypeError, LookupError, ArithmeticError)
"""What turning Arrow's values into Python's raises besides Arrow's own errors."""


def read_csv(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each row after the header; places count rows, the header being row 1."""
    with file.open() as stream:
        lines = map(_text, decoded_lines(stream, where=file.where, encoding=settings.encoding))
        rows = _csv_rows(lines, settings.fields)
        escaped = False
        header: list[str] | None = None
        ids = RowIds(file_id=file.id)
        number = 0
        while True:
            number += 1
            where = f"{file.where}:{number}"
            try:
                cells = _next_row(rows, where)
                if rows.escaped and not escaped:
                    escaped = True
                    settings.remarks.note(r"marks in cells are written \", and are read so from here on", where)
                if cells is None:
                    return
                if not cells:
                    continue
                if header is None:
                    header = cells
                    _check_columns(header, file.where, settings.fields)
                else:
                    yield (
                        where,
                        row_article(_row(cells, header, where), where=where, settings=settings, ids=ids, number=number),
                    )
            except ArticleError as error:
                report(error)
                if header is None:
                    return


class _CsvRows:
    """The rows of a CSV as csv reads them, which go on after an error.

    Where a mark in a cell is not written twice, as CSV has it, but behind a backslash, as Spark and MySQL have it, that
    row and all behind it are read so; no cell can be read both ways.
    """

    def __init__(self, lines: Iterator[str], dialect: CsvDialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self._taken: list[str] = []
        self.escaped = False
        self._rows = self._reader()

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self._taken.clear()
        try:
            return next(self._rows)
        except csv.Error:
            if self.escaped or not any('\\"' in line for line in self._taken):
                raise
            row = self._read_escaped()
            if row is None:
                raise
            return row

    def _read_escaped(self) -> list[str] | None:
        """Return the row anew, with marks behind backslashes; None, and behind the row as before, if it is none."""
        first = [*self._taken]
        self._taken.clear()
        self._lines = chain(first, self._lines)
        self.escaped = True
        self._rows = self._reader()
        try:
            return next(self._rows)
        except csv.Error:
            self.escaped = False
            self._lines = chain(self._taken[len(first) :], self._lines)
            self._rows = self._reader()
            return None

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(
            map(self._take, self._lines),  # no generator, which an error ends
            strict=True,
            delimiter=self._dialect.separator,
            skipinitialspace=self._dialect.blanks_between,
        )

    def _take(self, line: str) -> str:
        self._taken.append(line)
        return _ESCAPED.sub(lambda found: found[0].replace('\\"', '""'), line) if self.escaped else line


def _csv_rows(lines: Iterator[str], fields: Mapping[str, str]) -> _CsvRows:
    first = next(lines, "")
    stated = stated_separator(first)
    header = next(lines, "") if stated else first
    dialect = dialect_of(header, {*FIELDS, *OTHER_NAMES.values(), *fields.values()}, stated)
    return _CsvRows(chain([header], lines), dialect)


def _text(numbered: tuple[int, str | ArticleError]) -> str:
    if isinstance(numbered[1], ArticleError):
        raise numbered[1]
    return numbered[1]


def _next_row(rows: _CsvRows, where: str) -> list[str] | None:
    limit = csv.field_size_limit(LONGEST_CELL)  # the limit is the whole process's: lend it, give it back
    try:
        return next(rows, None)
    except csv.Error as error:
        remedy = "; a mark inside a quoted cell is written twice" * ("expected after" in str(error))
        raise ArticleError(where, f"broken CSV: {error}{remedy}") from error
    finally:
        csv.field_size_limit(limit)


def _row(cells: list[str], header: list[str], where: str) -> Mapping[str, str]:
    if len(cells) != len(header):
        raise ArticleError(where, f"{len(cells)} cells, but the header has {len(header)}")
    return dict(zip(header, cells, strict=True))


def _check_columns(columns: list[str], where: str, fields: Mapping[str, str]) -> None:
    for field in FIELDS:
        other = [OTHER_NAMES[field]] if field in OTHER_NAMES else []
        names = [fields[field]] if field in fields else [field, *other]
        if names == [OF_PLACE]:
            continue
        needed = field in fields or field == "text" or (field == "id" and may_be_ids(columns))
        if needed and not set(names) & set(columns):
            problem = f"no column {' or '.join(names)}; the columns are {', '.join(columns)}"
            raise no_column(where, problem, field)
        for name in names:
            if columns.count(name) > 1:
                raise ArticleError(where, f"{columns.count(name)} columns {name}; a name stands for one")


def read_parquet(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each row; only the columns of an article are read, a batch of rows at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    names = _names_in(settings.fields)
    try:
        with file.open() as stream, parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20) as table:
            columns = table.schema_arrow.names
            _check_columns(columns, file.where, settings.fields)
            batches = table.iter_batches(BATCH_ROWS, columns=[name for name in columns if name in names])
            yield from _articles_of(batches, file, settings, report)
    except ArticleError:
        raise
    except (pa.ArrowException, *NO_VALUE) as error:
        raise ArticleError(file.where, f"broken Parquet: {error}") from error


def read_arrow(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each row of an Arrow stream, which is what `datasets` saves, or of an Arrow file."""
    import pyarrow as pa

    names = _names_in(settings.fields)
    try:
        with file.open() as stream:
            is_file = stream.read(len(_ARROW_FILE)) == _ARROW_FILE
            stream.seek(0)
            schema = (pa.ipc.open_file if is_file else pa.ipc.open_stream)(stream).schema
            stream.seek(0)
            _check_columns(schema.names, file.where, settings.fields)
            options = pa.ipc.IpcReadOptions(
                included_fields=[place for place, name in enumerate(schema.names) if name in names]
            )
            if is_file:
                table = pa.ipc.open_file(stream, options=options)
                batches: Iterator[pa.RecordBatch] = map(table.get_batch, range(table.num_record_batches))
            else:
                _check_end(stream, file.where)
                batches = iter(pa.ipc.open_stream(stream, options=options))
            yield from _articles_of(map(_checked, batches), file, settings, report)
    except ArticleError:
        raise
    except MemoryError as error:  # a length that no memory has
        raise ArticleError(file.where, "broken Arrow: a length that is none") from error
    except (pa.ArrowException, *NO_VALUE) as error:
        raise ArticleError(file.where, f"broken Arrow: {error}") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise ArticleError(file.where, f"broken Arrow: {error}") from error  # Arrow's own, of data that are not there


def _checked(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the batch; Arrow reads whatever stands there, and a place beyond the data ends the process."""
    batch.validate(full=True)
    return batch


def _check_end(stream: BinaryIO, where: str) -> None:
    """Raise an ArticleError where a stream has no end: Arrow takes one that is cut between batches for whole."""
    stream.seek(-len(_END_OF_STREAM), os.SEEK_END)
    whole = stream.read() == _END_OF_STREAM
    stream.seek(0)
    if not whole:
        raise ArticleError(where, "cut short: an Arrow stream that has no end")


def _names_in(fields: Mapping[str, str]) -> set[str]:
    return {fields.get(field, field) for field in FIELDS} | set(OTHER_NAMES.values())


def _articles_of(
    batches: Iterable[pa.RecordBatch], file: File, settings: ReadingSettings, report: OnError
) -> Iterator[tuple[str, Article]]:
    ids = RowIds(file_id=file.id)
    number = 0
    for batch in batches:
        for index in range(batch.num_rows):
            number += 1
            where = f"{file.where}:{number}"
            try:
                row = _values(batch, index, where)
                yield where, row_article(row, where=where, settings=settings, ids=ids, number=number)
            except ArticleError as error:
                report(error)


def _values(batch: pa.RecordBatch, index: int, where: str) -> Mapping[str, Any]:
    """Return a row; Arrow holds what Python cannot: days beyond the year 9999, unknown time zones, no UTF-8."""
    import pyarrow as pa

    row = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            row[name] = column[index].as_py()
        except (pa.ArrowException, *NO_VALUE) as error:
            raise ArticleError(where, f"{name} is a {column.type} that cannot be read: {error}") from error
    return row
