"""The Parquet files of a release, made from its JSON Lines in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from quotes.articles import NO_VALUE
from quotes.dataset.placement import SPLITS
from quotes.dataset.release import ARTICLES, QUOTES, RECORD_TYPES, LineRow, canonical, read_rows
from quotes.dataset.tables.columns import Columns, as_arrow, as_features, record_columns
from quotes.dataset.tables.views import View
from quotes.errors import RecordError
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datasets import Features

# What a row group may hold, in bytes of JSON; what bounds the memory of a build, of which twelve are gathered at once:
# at 8 MiB, writing the tables took 114 MiB more for 10,000 articles than for 333, at 2 MiB 41.
ROW_GROUP_BYTES = 2 * 2**20
# What a shard may hold; the Hub reads files of some hundred megabytes best.
SHARD_BYTES = 256 * 2**20
# Rows wait as Python objects for at most so many: two hundred tokens each, in the view of tokens, of three splits.
BATCH_ROWS = 64
# As `datasets` cuts pages: a row added near the top changes one page, so the Hub stores one page anew.
CHUNKING = {"min_chunk_size": 256 * 1024, "max_chunk_size": 1024 * 1024, "norm_level": 0}


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """One configuration of the dataset: its name and its JSON Lines file."""

    name: str
    file: str

    @property
    def record_type(self) -> str:
        """Return the record type of its rows."""
        return RECORD_TYPES[self.file]

    def folder(self, release: Path) -> Path:
        """Return the folder of its Parquet files."""
        return release / "data" / self.name

    @property
    def columns(self) -> Columns:
        """Return its columns."""
        return record_columns(self.record_type)

    def features(self) -> Features:
        """Return its columns as `datasets` has them."""
        return as_features(self.columns)

    def rows(self, release: Path) -> Iterator[tuple[str | None, dict[str, Any]]]:
        """Yield (split, row) from the JSON Lines in ``release``; the split is None where the row is held out."""
        return ((row["split"], row) for row in read_rows(release / self.file))


# The first is the default.
CONFIGS = (
    Config(name="quotes", file=QUOTES),
    Config(name="articles", file=ARTICLES),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitSize:
    """How large a split is: rows, bytes in memory, bytes on disk."""

    rows: int
    memory_bytes: int
    file_bytes: int


def write_tables(
    rows: Iterable[tuple[LineRow, Sequence[LineRow]]], release: Path, sources: Iterable[Config | View]
) -> dict[str, dict[str, SplitSize]]:
    """Write the Parquet files of configurations and views in one pass over the articles with their quotations.

    Returned are the sizes of the splits of each, by its name.
    """
    with ExitStack() as stack:
        tables = {
            source: (stack.enter_context(TableWriter(source, release)), stack.enter_context(DiskMapping()))
            for source in sources
        }
        for article, quotes in rows:
            for source, (table, ids) in tables.items():
                for split, row, size in _rows_for(source, article, quotes, ids):
                    table.add(split, row, size)
        return {source.name: table.finish() for source, (table, _) in tables.items()}


def _rows_for(
    source: Config | View, article: LineRow, quotes: Sequence[LineRow], ids: DiskMapping
) -> Iterator[tuple[str | None, Mapping[str, Any], int]]:
    """Yield (split, row, bytes of its JSON) of what one article gives."""
    if isinstance(source, View):
        for split, made in source.rows_of(article[1], [row for _, row in quotes], ids):
            yield split, made, len(canonical(made))
    else:
        for line, row in [article] if source.file == ARTICLES else quotes:
            yield row["split"], row, line.size


class TableWriter:
    """Write rows to ``data/<name>/<split>-00000-of-0000N.parquet``.

    Rows that are held out of the splits are left out. A split without rows gets no file: ``datasets`` cannot load an
    empty one. ``row_group_bytes`` counts JSON and bounds the memory; ``shard_bytes`` counts Parquet.
    """

    def __init__(
        self,
        source: Config | View,
        release: Path,
        *,
        row_group_bytes: int = ROW_GROUP_BYTES,
        shard_bytes: int = SHARD_BYTES,
    ) -> None:
        self._folder, self._schema = source.folder(release), as_arrow(source.columns)
        self._row_group_bytes, self._shard_bytes = row_group_bytes, shard_bytes
        self._writers: dict[str, _SplitWriter] = {}

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def add(self, split: str | None, row: Mapping[str, Any], size: int) -> None:
        """Write a row of a split, given with the bytes of its JSON."""
        if split is None:
            return
        if split not in self._writers:
            sizes = self._row_group_bytes, self._shard_bytes
            self._writers[split] = _SplitWriter(self._folder, split, self._schema, *sizes)
        self._writers[split].add(row, size)

    def finish(self) -> dict[str, SplitSize]:
        """Write what is left, and return the size of each split."""
        return {split: self._writers[split].finish() for split in SPLITS if split in self._writers}


class _SplitWriter:
    """Gather rows into batches, batches into row groups, row groups into shards."""

    def __init__(self, folder: Path, split: str, schema: pa.Schema, row_group_bytes: int, shard_bytes: int) -> None:
        self._folder, self._split, self._schema = folder, split, schema
        self._row_group_bytes, self._shard_bytes = row_group_bytes, shard_bytes
        self._rows: list[Mapping[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []
        self._gathered = 0
        self._shard: pq.ParquetWriter | None = None
        self._shards: list[Path] = []
        self._written = self._memory = 0

    def add(self, row: Mapping[str, Any], size: int) -> None:
        self._rows.append(row)
        self._gathered += size
        if len(self._rows) == BATCH_ROWS:
            self._pack()
        if self._gathered >= self._row_group_bytes:
            self._flush()

    def finish(self) -> SplitSize:
        self._flush()
        self.close()
        files = []
        for number, shard in enumerate(self._shards):
            name = f"{self._split}-{number:05d}-of-{len(self._shards):05d}.parquet"
            files.append(shard.rename(shard.with_name(name)))
        return SplitSize(
            rows=self._written, memory_bytes=self._memory, file_bytes=sum(file.stat().st_size for file in files)
        )

    def close(self) -> None:
        if self._shard is not None:
            self._shard.close()
            self._shard = None

    def _pack(self) -> None:
        """Turn the rows into a batch, which takes a fraction of their memory."""
        import pyarrow as pa

        self._batches.append(pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _flush(self) -> None:
        if self._rows:
            self._pack()
        if not self._batches:
            return
        import pyarrow as pa

        # One chunk a column: the bytes of a file depend on how its table is chunked.
        table = pa.Table.from_batches(self._batches, schema=self._schema).combine_chunks()
        shard = self._shard or self._open()
        shard.write_table(table, row_group_size=table.num_rows)
        self._written += table.num_rows
        self._memory += table.nbytes
        self._batches, self._gathered = [], 0
        del table
        pa.default_memory_pool().release_unused()  # else the allocator keeps what twelve tables took in turn
        if self._shards[-1].stat().st_size >= self._shard_bytes:
            self.close()

    def _open(self) -> pq.ParquetWriter:
        import pyarrow.parquet as pq

        path = self._folder / f"{self._split}-{len(self._shards):05d}.part"
        self._shards.append(path)
        self._shard = pq.ParquetWriter(
            path, self._schema, compression="zstd", write_page_index=True, use_content_defined_chunking=CHUNKING
        )
        return self._shard


def read_parquet(config: Config | View, release: Path, split: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield (file below ``release``, row number from 1, row) of a split, shard after shard.

    A file that is no Parquet, or holds values that Python cannot, raises a RecordError.
    """
    import pyarrow as pa

    for path in parquet_files(config, release, split):
        name = path.relative_to(release).as_posix()
        try:
            rows = (row for batch in read_batches(path) for row in batch.to_pylist())
            yield from ((name, number, row) for number, row in enumerate(rows, 1))
        except (pa.ArrowException, *NO_VALUE, OSError) as error:
            raise RecordError(f"{name}: cannot be read: {error}") from error


def parquet_files(source: Config | View, release: Path, split: str) -> list[Path]:
    """Return the Parquet files of a split, in order."""
    return sorted(source.folder(release).glob(f"{split}-*.parquet"))


def read_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a Parquet file, some at a time; Arrow's errors are the caller's."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False, buffer_size=2**16) as file:
        for group in range(file.num_row_groups):
            yield from file.iter_batches(batch_size=BATCH_ROWS, row_groups=[group], use_threads=False)
            # Arrow's allocator keeps what row groups leave behind, and memory would creep up with their number.
            pa.default_memory_pool().release_unused()
