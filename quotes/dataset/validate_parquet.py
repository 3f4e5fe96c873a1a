"""Check that the Parquet files of a release hold the rows of its JSON Lines, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.compare import differences, short
from quotes.dataset.features import features
from quotes.dataset.jsonl import Line, read_lines
from quotes.dataset.parquet import Config, read_parquet
from quotes.dataset.problem import Problem
from quotes.dataset.splits import SPLITS


def validate_parquet(config: Config, release: Path, *, newer: bool = False) -> Iterator[Problem]:
    """Yield every way in which a configuration's Parquet files differ from its JSON Lines file.

    Rows are compared in step; where a row is missing on one side, the rest of its split is not compared. Rows of a
    ``newer`` minor schema may have columns that this package does not know.
    """
    streams = {split: _Stream(config, release, split) for split in SPLITS}
    for split in SPLITS:
        yield from _validate_columns(config, release, split, streams, newer)
    for line in read_lines(release / config.file):
        if line.row is None or any(schema.problems(config.record_type, line.row)):
            message = f"not compared from {config.file}:{line.number} on, which is no sound row"
            yield Problem(where=f"data/{config.name}", message=message)
            return
        split = line.row["split"]
        if split in streams:
            problems = list(_compare(config, line, streams[split]))
            yield from problems
            if any(problem.place in ("", "$.id") for problem in problems):
                del streams[split]
    for stream in streams.values():
        yield from _rest(config, stream)


class _Stream:
    """The rows of one split, one after the other."""

    def __init__(self, config: Config, release: Path, split: str) -> None:
        self.split = split
        self._rows = read_parquet(config, release, split)

    def next(self) -> tuple[str, dict[str, Any]] | None:
        """Return (file and row number, row) of the next row, or None at the end."""
        file, number, row = next(self._rows, ("", 0, None))
        return None if row is None else (f"{file}:{number}", row)


def _validate_columns(
    config: Config, release: Path, split: str, streams: dict[str, _Stream], newer: bool
) -> Iterator[Problem]:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datasets import Features

    for path in sorted(config.folder(release).glob(f"{split}-*.parquet")):
        where = path.relative_to(release).as_posix()
        try:
            columns = pq.read_schema(path)
        except (pa.ArrowException, OSError) as error:
            streams.pop(split, None)
            yield Problem(where=where, message=f"no Parquet file: {error}")
            continue
        # The metadata only repeat the features, and older readers do not have them.
        if not newer and Features.from_arrow_schema(columns.remove_metadata()) != features(config.record_type):
            streams.pop(split, None)
            yield Problem(where=where, message=f"its columns are not those of the {config.record_type} schema")


def _compare(config: Config, line: Line, stream: _Stream) -> Iterator[Problem]:
    import pyarrow as pa

    expected = f"{config.file}:{line.number}"
    try:
        found = stream.next()
    except (pa.ArrowException, OSError) as error:
        message = f"split {stream.split} cannot be read at the row of {expected}: {error}"
        yield Problem(where=f"data/{config.name}", message=message)
        return
    if found is None:
        yield Problem(where=f"data/{config.name}", message=f"split {stream.split} ends before the row of {expected}")
        return
    where, row = found
    if row == line.row:
        return
    for place, actual, wanted in differences(row, line.row):
        more = f"; the rest of split {stream.split} is not compared" if place == "$.id" else ""
        message = f"{short(actual)}, but {expected} has {short(wanted)}{more}"
        yield Problem(where=where, place=place, message=message)
        if more:
            return


def _rest(config: Config, stream: _Stream) -> Iterator[Problem]:
    found = stream.next()
    if found is not None:
        yield Problem(where=found[0], message=f"a row that {config.file} does not have")
