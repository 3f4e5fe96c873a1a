"""Compare Parquet files, in columns, with packs of the rows that they should hold, in less time than row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self

from quotes.articles import NO_VALUE
from quotes.dataset.placement import SPLITS
from quotes.dataset.tables import Config, Packs, View, ViewIds, parquet_files, read_batches, unpacked

if TYPE_CHECKING:
    import pyarrow as pa


class InColumns:
    """The Parquet files of configurations and views, read in step with the packs of the rows that they should hold.

    Only that rows are the same is told, not how they differ; what Arrow cannot read or hold is not the same.
    """

    def __init__(self, sources: Sequence[Config | View], release: Path) -> None:
        self._sources = {source.name: source for source in sources}
        self._files: dict[tuple[str, str], _Split] = {
            (source.name, split): _Split(source, release, split) for source in sources for split in SPLITS
        }
        self._ids = {source.name: ViewIds(source) for source in sources}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for ids in self._ids.values():
            self._stack.enter_context(ids)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def holds(self, packs: Packs) -> bool:
        """Say whether the next rows are these; they are for sure if those before were the same."""
        import pyarrow as pa

        try:
            for (name, split), packed in packs.items():
                rows = self._ids[name].renewed(unpacked(self._sources[name], packed), packed.articles)
                if not self._files[name, split].holds(rows):
                    return False
        except (pa.ArrowException, *NO_VALUE, OSError):
            return False
        return True

    def ends(self) -> bool:
        """Say whether no row is left in any file."""
        import pyarrow as pa

        try:
            return all(files.ends() for files in self._files.values())
        except (pa.ArrowException, *NO_VALUE, OSError):
            return False


class _Split:
    """The Parquet files of a split, some rows in memory at a time; Arrow's errors are the caller's."""

    def __init__(self, source: Config | View, release: Path, split: str) -> None:
        files = parquet_files(source, release, split)
        self._batches: Iterator[pa.RecordBatch] = chain.from_iterable(map(read_batches, files))
        self._batch: pa.RecordBatch | None = None
        self._at = 0

    def holds(self, rows: pa.RecordBatch) -> bool:
        """Say whether the next rows are these."""
        first = 0
        while first < rows.num_rows:
            batch = self._following()
            if batch is None:
                return False
            count = min(rows.num_rows - first, batch.num_rows - self._at)
            if not rows.slice(first, count).equals(batch.slice(self._at, count)):
                return False
            first, self._at = first + count, self._at + count
        return True

    def ends(self) -> bool:
        """Say whether no row is left."""
        return self._following() is None

    def _following(self) -> pa.RecordBatch | None:
        """Return the rows in which the next one is, or None at the end."""
        while self._batch is None or self._at == self._batch.num_rows:
            self._batch, self._at = next(self._batches, None), 0
            if self._batch is None:
                break
        return self._batch
