"""Check that the Parquet files of a release hold the rows of its JSON Lines, in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes import schema
from quotes.articles import NO_VALUE
from quotes.dataset.placement import SPLITS
from quotes.dataset.release import ARTICLES, QUOTES, differences, read_lines, short
from quotes.dataset.tables import Config, View, read_parquet
from quotes.dataset.validation.checks import Problem
from quotes.errors import RecordError

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
    columns = None if other_schema else config.features()
    yield from _walk(config, release, columns, f"the {config.record_type} schema", _sound(config, release), config.file)


def validate_view(view: View, release: Path, counts: Counter[str], *, other_schema: bool) -> Iterator[Problem]:
    """Yield every way in which a view's Parquet files differ from what the JSON Lines, which are sound, give.

    The rows that they give are counted by split in ``counts``. Those of an ``other_schema`` may lack columns.
    """
    source = f"{ARTICLES} with {QUOTES}"
    features = view.features()
    lacking = {name for name in features if other_schema and not _has_column(view, release, name)}
    kept = type(features)({name: kind for name, kind in features.items() if name not in lacking})
    rows = (
        (source, split, {name: value for name, value in row.items() if name not in lacking})
        for split, row in _counted(view.rows(release), counts)
    )
    yield from _walk(view, release, kept, f"the view {view.name}", rows, source)


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


def _counted(rows: Iterable[tuple[str, Row]], counts: Counter[str]) -> Iterator[tuple[str, Row]]:
    for split, row in rows:
        counts[split] += 1
        yield split, row


def _walk(
    source: Config | View, release: Path, columns: Features | None, whose: str, rows: Iterable[Placed], origin: str
) -> Iterator[Problem]:
    """Compare the Parquet files with the rows that they should have, in step; ``origin`` is where these come from."""
    streams: dict[str, _Stream] = {split: _Stream(source, release, split) for split in SPLITS}
    yield from _validate_columns(source, release, columns, whose, streams)
    try:
        for where, split, row in rows:
            if split in streams:
                yield from _step(source, row, where, split, streams)
    except RecordError as error:
        yield Problem(where=f"data/{source.name}", message=str(error))
        return
    for stream in streams.values():
        yield from _rest(source, stream, origin)


class _Stream:
    """The rows of one split, one after the other."""

    def __init__(self, config: Config | View, release: Path, split: str) -> None:
        self.split = split
        self._rows = read_parquet(config, release, split)

    def next(self) -> tuple[str, dict[str, Any]] | None:
        """Return (file and row number, row) of the next row, or None at the end."""
        file, number, row = next(self._rows, ("", 0, None))
        return None if row is None else (f"{file}:{number}", row)


def _validate_columns(
    config: Config | View, release: Path, wanted: Features | None, whose: str, streams: dict[str, _Stream]
) -> Iterator[Problem]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    right = None if wanted is None else wanted.arrow_schema
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
        yield from ((split, path) for path in sorted(config.folder(release).glob(f"{split}-*.parquet")))


def _step(
    config: Config | View, row: Mapping[str, Any], expected: str, split: str, streams: dict[str, _Stream]
) -> Iterator[Problem]:
    """Compare a row with the next one of its split; give the split up where the two are out of step."""
    problems = list(_compare(config, row, expected, streams[split]))
    yield from problems
    if any(problem.place in ("", "$.id") for problem in problems):
        del streams[split]


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
