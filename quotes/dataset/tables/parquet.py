"""The Parquet files of a release, made from packs of its rows in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from quotes.articles import NO_VALUE
from quotes.dataset.placement import SPLITS
from quotes.dataset.release import json_length
from quotes.dataset.tables.configs import Config
from quotes.dataset.tables.packing import Pack, Packs, ViewIds, schema_of, unpacked
from quotes.dataset.tables.views import View
from quotes.errors import RecordError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# What a row group may hold, in bytes of JSON; what bounds the memory of a build, of which twelve are gathered at once:
# at 8 MiB, writing the tables took 114 MiB more for 10,000 articles than for 333, at 2 MiB 41.
ROW_GROUP_BYTES = 2 * 2**20
# What a shard may hold; the Hub reads files of some hundred megabytes best.
SHARD_BYTES = 256 * 2**20
# So many rows are read at a time: two hundred tokens each, in the view of tokens.
BATCH_ROWS = 64
_PACKS_WAITING = 2
# As `datasets` cuts pages: a row added near the top changes one page, so the Hub stores one page anew.
CHUNKING = {"min_chunk_size": 256 * 1024, "max_chunk_size": 1024 * 1024, "norm_level": 0}


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitSize:
    """How large a split is: rows, bytes in memory, bytes on disk."""

    rows: int
    memory_bytes: int
    file_bytes: int


class Tables:
    """The Parquet files of configurations and views, while they are written: by a thread, as Arrow lets others run."""

    def __init__(self, sources: Iterable[Config | View], release: Path) -> None:
        self._writers = {source.name: TableWriter(source, release) for source in sources}
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._waiting: deque[Future[None]] = deque()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for writer in self._writers.values():
                stack.enter_context(writer)
            stack.callback(self._thread.shutdown, cancel_futures=True)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, packs: Packs) -> None:
        """Write the rows of the next articles, once few others wait."""
        if len(self._waiting) == _PACKS_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._write, packs))

    def _write(self, packs: Packs) -> None:
        for (name, split), one in packs.items():
            self._writers[name].add(split, one)

    def finish(self) -> dict[str, dict[str, SplitSize]]:
        """Write what is left, and return the sizes of the splits of each, by its name."""
        for one in self._waiting:
            one.result()
        return {name: writer.finish() for name, writer in self._writers.items()}


class TableWriter:
    """Write rows to ``data/<name>/<split>-00000-of-0000N.parquet``.

    A split without rows gets no file: ``datasets`` cannot load an empty one. ``row_group_bytes`` counts JSON and bounds
    the memory; ``shard_bytes`` counts Parquet.
    """

    def __init__(
        self,
        source: Config | View,
        release: Path,
        *,
        row_group_bytes: int = ROW_GROUP_BYTES,
        shard_bytes: int = SHARD_BYTES,
    ) -> None:
        self._source, self._folder, self._schema = source, source.folder(release), schema_of(source)
        self._row_group_bytes, self._shard_bytes = row_group_bytes, shard_bytes
        self._writers: dict[str, _SplitWriter] = {}
        self._stack = ExitStack()
        self._ids = self._stack.enter_context(ViewIds(source))

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
        self._stack.close()

    def add(self, split: str, rows: Pack) -> None:
        """Write rows of a split."""
        if split not in self._writers:
            sizes = self._row_group_bytes, self._shard_bytes
            self._writers[split] = _SplitWriter(self._folder, split, self._schema, *sizes)
        batch = unpacked(self._source, rows)
        renewed = self._ids.renewed(batch, rows.articles)
        self._writers[split].add(renewed, rows.sizes if renewed is batch else _longer(rows.sizes, batch, renewed))

    def finish(self) -> dict[str, SplitSize]:
        """Write what is left, and return the size of each split."""
        return {split: self._writers[split].finish() for split in SPLITS if split in self._writers}


def _longer(sizes: Sequence[int], before: pa.RecordBatch, now: pa.RecordBatch) -> Sequence[int]:
    """Return the sizes of rows whose ids have become longer."""
    ids = zip(before.column("id").to_pylist(), now.column("id").to_pylist(), strict=True)
    longer = (json_length(new) - json_length(old) for old, new in ids)
    return [size + more for size, more in zip(sizes, longer, strict=True)]


class _SplitWriter:
    """Gather rows into row groups, row groups into shards."""

    def __init__(self, folder: Path, split: str, schema: pa.Schema, row_group_bytes: int, shard_bytes: int) -> None:
        self._folder, self._split, self._schema = folder, split, schema
        self._row_group_bytes, self._shard_bytes = row_group_bytes, shard_bytes
        self._batches: list[pa.RecordBatch] = []
        self._gathered = 0
        self._shard: pq.ParquetWriter | None = None
        self._shards: list[Path] = []
        self._written = self._memory = 0

    def add(self, rows: pa.RecordBatch, sizes: Sequence[int]) -> None:
        first = 0
        for end, size in enumerate(sizes, 1):
            self._gathered += size
            if self._gathered >= self._row_group_bytes:
                self._take(rows, first, end)
                self._flush()
                first = end
        self._take(rows, first, len(sizes))

    def _take(self, rows: pa.RecordBatch, first: int, end: int) -> None:
        """Put some of the rows down for the row group."""
        import pyarrow as pa

        if (first, end) != (0, rows.num_rows):
            # As Arrow writes them, nothing is left of the others, on which size and bytes of the table may depend.
            part = rows.slice(first, end - first).serialize()
            rows = pa.ipc.read_record_batch(part, self._schema)
        if rows.num_rows:
            self._batches.append(rows)

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

    def _flush(self) -> None:
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
