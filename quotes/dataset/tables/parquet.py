"""The Parquet files of a release, made from its JSON Lines in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.articles import NO_VALUE
from quotes.dataset.placement import SPLITS
from quotes.dataset.release import ARTICLES, QUOTES, RECORD_TYPES, Line, canonical, read_rows
from quotes.dataset.tables.columns import features
from quotes.dataset.tables.views import View
from quotes.errors import RecordError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from datasets import Features

# What a row group may hold, in bytes of JSON; what bounds the memory of a build.
ROW_GROUP_BYTES = 8 * 2**20
# What a shard may hold; the Hub reads files of some hundred megabytes best.
SHARD_BYTES = 256 * 2**20
# Rows wait as Python objects for at most so many.
BATCH_ROWS = 256
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

    def features(self) -> Features:
        """Return its columns."""
        return features(self.record_type)

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


def write_parquet(
    config: Config,
    lines: Iterator[Line],
    release: Path,
    *,
    row_group_bytes: int = ROW_GROUP_BYTES,
    shard_bytes: int = SHARD_BYTES,
) -> dict[str, SplitSize]:
    """Write the rows to ``data/<config>/<split>-00000-of-0000N.parquet`` and return the size of each split.

    Rows that are held out of the splits are left out. A split without rows gets no file: ``datasets`` cannot load an
    empty one. ``row_group_bytes`` counts JSON and bounds the memory; ``shard_bytes`` counts Parquet.
    """
    rows = ((line.row["split"], line.row, line.size) for line in lines if line.row is not None)
    schema = config.features().arrow_schema
    return _write_splits(config.folder(release), schema, rows, row_group_bytes, shard_bytes)


def write_view(view: View, release: Path) -> dict[str, SplitSize]:
    """Write the rows of a training view as `write_parquet` writes those of a configuration."""
    rows = ((split, row, len(canonical(row))) for split, row in view.rows(release))
    return _write_splits(view.folder(release), view.features().arrow_schema, rows, ROW_GROUP_BYTES, SHARD_BYTES)


def _write_splits(
    folder: Path,
    schema: pa.Schema,
    rows: Iterator[tuple[str | None, Mapping[str, Any], int]],
    row_group_bytes: int,
    shard_bytes: int,
) -> dict[str, SplitSize]:
    """Write rows, each given with its split and its size, into the files of their splits."""
    writers: dict[str, _SplitWriter] = {}
    folder.mkdir(parents=True)
    try:
        for split, row, size in rows:
            if split is None:
                continue
            if split not in writers:
                writers[split] = _SplitWriter(folder, split, schema, row_group_bytes, shard_bytes)
            writers[split].add(row, size)
        return {split: writers[split].finish() for split in SPLITS if split in writers}
    finally:
        for writer in writers.values():
            writer.close()


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

    for path in sorted(config.folder(release).glob(f"{split}-*.parquet")):
        name = path.relative_to(release).as_posix()
        try:
            yield from ((name, number, row) for number, row in enumerate(_rows_of(path), 1))
        except (pa.ArrowException, *NO_VALUE, OSError) as error:
            raise RecordError(f"{name}: cannot be read: {error}") from error


def _rows_of(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False, buffer_size=2**16) as file:
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(batch_size=BATCH_ROWS, row_groups=[group]):
                yield from batch.to_pylist()
            # Arrow's allocator keeps what row groups leave behind, and memory would creep up with their number.
            pa.default_memory_pool().release_unused()
