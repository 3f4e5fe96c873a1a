"""Check that the Parquet files of a release hold the rows of its JSON Lines, in the same order."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes import schema
from quotes.articles import NO_VALUE
from quotes.dataset.placement import SPLITS
from quotes.dataset.release import ARTICLES, QUOTES, LineRow, differences, read_lines, short, whole_lines, with_quotes
from quotes.dataset.tables import Columns, Config, View, as_arrow, parquet_files, read_parquet
from quotes.dataset.validation.checks import Problem
from quotes.errors import RecordError
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Features

Row = Mapping[str, Any]
Placed = tuple[str, str | None, Row]
"""Where a row comes from, for a message; its split; and the row."""


def validate_parquet(config: Config, release: Path, *, other_schema: bool = False) -> Iterator[Problem]:
    """Yield every way in which a configuration's Parquet files differ from its JSON Lines file.

    Rows are compared in step; where a row is missing on one side, the rest of its split is not compared. Rows of an
    ``other_schema``, an older or newer minor version, may lack columns or have some that this package does not know.
    """
    table = _in_step(config, release, other_schema)
    yield from table.validate_columns()
    try:
        for where, split, row in _sound(config, release):
            yield from table.validate_row(where, split, row)
    except RecordError as error:
        yield Problem(where=f"data/{config.name}", message=str(error))
        return
    yield from table.validate_end()


def validate_tables(
    sources: Sequence[Config | View], release: Path, counts: Mapping[str, Counter[str]], *, other_schema: bool
) -> Iterator[Problem]:
    """Yield every way in which Parquet files differ from what the JSON Lines give, which are sound.

    Problems come by article, each as ``validate_parquet`` tells it. The rows that views give are counted by split in
    ``counts``, by the name of the view; those of an ``other_schema`` may lack columns. Rows of a view may be cut by the
    rule of the package that made them: no release says which that was.
    """
    tables = [_in_step(source, release, other_schema) for source in sources]
    for table in tables:
        yield from table.validate_columns()
    for article, quotes, all_given in _all_given(sources, release):
        for table, given in zip(tables, all_given, strict=True):
            counted = counts.get(table.source.name, Counter[str]())
            if (held := table.cut_otherwise(article, quotes, given)) is not None:
                counted.update(held)
                continue
            for where, split, row in given:
                if split is not None:
                    counted[split] += 1
                yield from table.validate_row(where, split, row)
    for table in tables:
        yield from table.validate_end()


def have_the_columns(sources: Sequence[Config | View], release: Path) -> bool:
    """Say whether all Parquet files have the columns that this package knows."""
    return not any(True for source in sources for _ in _in_step(source, release, False).validate_columns())


def _all_given(
    sources: Sequence[Config | View], release: Path
) -> Iterator[tuple[Row, Sequence[Row], Sequence[Sequence[Placed]]]]:
    """Yield each article, its quotations, and what the JSON Lines give of them for each source."""
    with ExitStack() as stack:
        ids = [stack.enter_context(DiskMapping()) for _ in sources]
        for article, quotes in with_quotes(whole_lines(release / ARTICLES), whole_lines(release / QUOTES)):
            given = [list(_given(source, article, quotes, known)) for source, known in zip(sources, ids, strict=True)]
            yield article[1], [row for _, row in quotes], given


def _given(source: Config | View, article: LineRow, quotes: Sequence[LineRow], ids: DiskMapping) -> Iterator[Placed]:
    """Yield what an article and its quotations give."""
    if isinstance(source, View):
        for split, made in source.rows_of(article[1], [row for _, row in quotes], ids):
            yield _origin(source), split, made
    else:
        for line, row in [article] if source.file == ARTICLES else quotes:
            yield f"{source.file}:{line.number}", row["split"], row


def _origin(source: Config | View) -> str:
    return f"{ARTICLES} with {QUOTES}" if isinstance(source, View) else source.file


def _in_step(source: Config | View, release: Path, other_schema: bool) -> _InStep:
    if isinstance(source, Config):
        columns = None if other_schema else source.columns
        return _InStep(source, release, columns, f"the {source.record_type} schema")
    lacking = frozenset(name for name in source.columns if other_schema and not _has_column(source, release, name))
    kept = {name: column for name, column in source.columns.items() if name not in lacking}
    return _InStep(source, release, kept, f"the view {source.name}", lacking)


def _has_column(view: View, release: Path, name: str) -> bool:
    """Tell whether a view's Parquet files have a column; those that cannot be read are told of elsewhere."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return all(name in pq.read_schema(path).names for _, path in _files(view, release))
    except (pa.ArrowException, *NO_VALUE, OSError):
        return True


def _sound(config: Config, release: Path) -> Iterator[Placed]:
    """Yield the rows of a JSON Lines file; one that is not sound raises a RecordError."""
    for line in read_lines(release / config.file):
        where = f"{config.file}:{line.number}"
        if line.row is None or any(schema.problems(config.record_type, line.row)):
            raise RecordError(f"not compared from {where} on, which is no sound row")
        yield where, line.row["split"], line.row


Found = tuple[str, dict[str, Any]]
"""Where a row is, as the file and its number, and the row."""


class _InStep:
    """The Parquet files of a configuration or a view, compared in step with the rows that they should have.

    Its ``columns`` should be those of ``whose``; None where nothing is known of them. The rows that it should have are
    compared without what is ``lacking``.
    """

    def __init__(
        self,
        source: Config | View,
        release: Path,
        columns: Columns | None,
        whose: str,
        lacking: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self._release, self._columns, self._whose, self._lacking = release, columns, whose, lacking
        self._streams: dict[str, _Stream] = {split: _Stream(source, release, split) for split in SPLITS}

    def validate_columns(self) -> Iterator[Problem]:
        """Yield which files have other columns; their splits are not compared."""
        yield from _validate_columns(self.source, self._release, self._columns, self._whose, self._streams)

    def cut_otherwise(self, article: Row, quotes: Sequence[Row], given: Sequence[Placed]) -> Counter[str] | None:
        """Return how many rows a split has of an article if they are sound but cut otherwise than those given.

        Else None, and all rows are still to be compared.
        """
        made = self.source.in_columns if isinstance(self.source, View) else None
        split = given[0][1] if given else None
        if made is None or self._lacking or split not in self._streams:
            return None
        stream = self._streams[split]
        found = stream.next_of(article["id"], len(article["text"]))
        rows = [row for _, row in found]
        if rows != [row for _, _, row in given] and rows == made.cut_as(article, quotes, rows):
            return Counter({split: len(rows)})
        stream.put_back(found)
        return None

    def validate_row(self, where: str, split: str | None, row: Row) -> Iterator[Problem]:
        """Yield how the next row of a split differs; give the split up where the two are out of step."""
        if split not in self._streams:
            return
        wanted = {name: value for name, value in row.items() if name not in self._lacking} if self._lacking else row
        problems = list(_compare(self.source, wanted, where, self._streams[split]))
        yield from problems
        if any(problem.place in ("", "$.id") for problem in problems):
            del self._streams[split]

    def validate_end(self) -> Iterator[Problem]:
        """Yield each split that has more rows."""
        for stream in self._streams.values():
            yield from _rest(self.source, stream, _origin(self.source))


class _Stream:
    """The rows of one split, one after the other."""

    def __init__(self, config: Config | View, release: Path, split: str) -> None:
        self.split = split
        self._rows = read_parquet(config, release, split)
        self._read: deque[Found] = deque()
        self._error: RecordError | None = None

    def next(self) -> Found | None:
        """Return (file and row number, row) of the next row, or None at the end."""
        if self._read:
            return self._read.popleft()
        if self._error is not None:
            raise self._error
        file, number, row = next(self._rows, ("", 0, None))
        return None if row is None else (f"{file}:{number}", row)

    def next_of(self, article: str, most: int) -> list[Found]:
        """Return the next rows, as far as they are of an article and can be read, and so many at most."""
        found: list[Found] = []
        try:
            while len(found) < most and (one := self.next()) is not None:
                if one[1].get("article_id") != article:
                    self.put_back([one])
                    break
                found.append(one)
        except RecordError as error:
            self._error = error  # told by whoever needs the row
        return found

    def put_back(self, rows: Sequence[Found]) -> None:
        """Make the next rows these."""
        self._read.extendleft(reversed(rows))


def _validate_columns(
    config: Config | View, release: Path, wanted: Columns | None, whose: str, streams: dict[str, _Stream]
) -> Iterator[Problem]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    right = None if wanted is None else as_arrow(wanted)
    for split, path in _files(config, release):
        where = path.relative_to(release).as_posix()
        try:
            _check_beginning(path)
            columns = pq.read_schema(path)
        except (pa.ArrowException, *NO_VALUE, OSError) as error:
            streams.pop(split, None)
            yield Problem(where=where, message=f"no Parquet file: {error}")
            continue
        # The metadata only repeat the features, and older readers do not have them.
        if right is not None and columns != right and _without_metadata(columns) != _without_metadata(right):
            streams.pop(split, None)
            yield Problem(where=where, message=f"its columns are not those of {whose}")


def _check_beginning(path: Path) -> None:
    """Raise an OSError unless the file begins as Parquet: readers may tell its format, such as gzip, by that."""
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            raise OSError("it does not begin with PAR1")


def _without_metadata(columns: pa.Schema) -> Features | None:
    """Return the columns as features, or None where they have a type that features do not."""
    from datasets import Features

    try:
        return Features.from_arrow_schema(columns.remove_metadata())
    except NO_VALUE:
        return None


def _files(config: Config | View, release: Path) -> Iterator[tuple[str, Path]]:
    for split in SPLITS:
        yield from ((split, path) for path in parquet_files(config, release, split))


def _compare(config: Config | View, wanted: Mapping[str, Any], expected: str, stream: _Stream) -> Iterator[Problem]:
    try:
        found = stream.next()
    except RecordError as error:
        message = f"split {stream.split} cannot be read at the row of {expected}: {error}"
        yield Problem(where=f"data/{config.name}", message=message)
        return
    if found is None:
        yield Problem(where=f"data/{config.name}", message=f"split {stream.split} ends before the row of {expected}")
        return
    where, row = found
    if row == wanted:
        return
    for place, actual, right in differences(row, wanted):
        more = f"; the rest of split {stream.split} is not compared" if place == "$.id" else ""
        message = f"{short(actual)}, but {expected} has {short(right)}{more}"
        yield Problem(where=where, place=place, message=message)
        if more:
            return


def _rest(config: Config | View, stream: _Stream, source: str) -> Iterator[Problem]:
    try:
        found = stream.next()
    except RecordError as error:
        message = f"split {stream.split} cannot be read behind the last row of {source}: {error}"
        yield Problem(where=f"data/{config.name}", message=message)
        return
    if found is not None:
        yield Problem(where=found[0], message=f"a row that {source} does not have")
