"""Compare the Parquet rows of a split, in columns, with the rows that they should be, in less time than row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.dataset.tables import Config, View, as_arrow, parquet_files, read_batches

if TYPE_CHECKING:
    import pyarrow as pa


class InColumns:
    """The Parquet files of a split, some rows in memory at a time.

    It tells only that rows are the same, not how they differ: whatever Arrow cannot read or hold raises its error.
    """

    def __init__(self, source: Config | View, release: Path, split: str) -> None:
        self._schema = as_arrow(source.columns)
        files = parquet_files(source, release, split)
        self._batches: Iterator[pa.RecordBatch] = chain.from_iterable(map(read_batches, files))
        self._batch = next(self._batches, None)
        self._rows: list[Mapping[str, Any]] = []

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Say whether the next row may be this one; it is once the answer for every following row was yes."""
        import pyarrow as pa

        if self._batch is None:
            return False
        self._rows.append(row)
        if len(self._rows) < self._batch.num_rows:
            return True
        same: bool = pa.RecordBatch.from_pylist(self._rows, schema=self._schema).equals(self._batch)
        self._rows = []
        self._batch = next(self._batches, None)
        return same

    def ends(self) -> bool:
        """Say whether no row is left on either side."""
        return self._batch is None and not self._rows
