"""Rows of configurations and views, packed so that one process may make them and another one write them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

from quotes.dataset.release import ARTICLES, LineRow, json_length
from quotes.dataset.tables.columns import as_arrow
from quotes.dataset.tables.configs import Config
from quotes.dataset.tables.views import View
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
Rows = Iterable[tuple[LineRow, Sequence[LineRow]]]
"""Articles with their quotations."""
Articles = Sequence[tuple[LineRow, Sequence[LineRow]]]
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """Rows of one split: an Arrow batch, the bytes of each one's JSON, and in a view the id of its article."""

    rows: bytes
    sizes: Sequence[int]
    articles: Sequence[str]


Packs = Mapping[tuple[str, str], Pack]
"""By the name of the configuration or view, and the split."""


def pack(rows: Rows, sources: Iterable[Config | View], *, sized: bool = True) -> Packs:
    """Return what articles give of configurations and views; rows that are held out of the splits are left out.

    Where nobody asks how long their JSON is, they need not be ``sized``.
    """
    articles = list(rows)
    return {
        (source.name, split): Pack(rows=batch.serialize().to_pybytes(), sizes=sizes, articles=ids)
        for source in sources
        for split, batch, sizes, ids in _batches(source, articles, sized)
        if batch.num_rows
    }


def unpacked(source: Config | View, packed: Pack) -> pa.RecordBatch:
    """Return the rows of a pack; they are not copied."""
    import pyarrow as pa

    return pa.ipc.read_record_batch(pa.py_buffer(packed.rows), schema_of(source))


class ViewIds:
    """The ids of a view's rows in the packs so far: one that is there already is changed as `View.rows_of` says."""

    def __init__(self, source: Config | View) -> None:
        may_repeat = isinstance(source, View) and source.in_columns is None
        self._stack = ExitStack()
        self._ids = self._stack.enter_context(DiskMapping()) if may_repeat else None
        self._packs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def renewed(self, batch: pa.RecordBatch, articles: Sequence[str]) -> pa.RecordBatch:
        """Return the rows of the next pack, itself if its ids stay; ``articles`` are the ids of theirs."""
        if self._ids is None:
            return batch
        import pyarrow as pa

        ids, pack = batch.column("id").to_pylist(), str(self._packs)
        self._packs += 1
        if self._ids.add_all(ids, pack) == len(ids):
            return batch
        both = zip(ids, articles, strict=True)
        new = [one if self._ids.get(one) == pack else f"{one}:{article}" for one, article in both]
        columns = [pa.array(new) if field.name == "id" else batch.column(field.name) for field in batch.schema]
        return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


@functools.cache
def schema_of(source: Config | View) -> pa.Schema:
    """Return the Arrow schema of a configuration or view."""
    return as_arrow(source.columns)


_Batch = tuple[str, "pa.RecordBatch", Sequence[int], Sequence[str]]
"""A split and its rows, with what a pack says of them."""


def _batches(source: Config | View, articles: Articles, sized: bool) -> Iterator[_Batch]:
    import pyarrow as pa

    if isinstance(source, View) and (made := source.in_columns) is not None:
        split_articles = _by_split((made.split_of(*one), one) for one in _without_lines(articles))
        for split, some in split_articles.items():
            batch = made.batch_of(some)
            yield split, batch, made.sizes_of(batch) if sized else (), batch.column("article_id").to_pylist()
        return
    for split, of_split in _by_split(_given(source, articles, sized)).items():
        rows, sizes, ids = zip(*of_split, strict=True)
        yield split, pa.RecordBatch.from_pylist(rows, schema=schema_of(source)), sizes, ids


def _by_split(given: Iterable[tuple[str | None, _T]]) -> Mapping[str, list[_T]]:
    splits = defaultdict[str, list[_T]](list)
    for split, one in given:
        if split is not None:
            splits[split].append(one)
    return splits


def _without_lines(articles: Articles) -> Iterator[tuple[Row, list[Row]]]:
    return ((article, [row for _, row in quotes]) for (_, article), quotes in articles)


_Given = tuple[Row, int, str]


def _given(source: Config | View, articles: Articles, sized: bool) -> Iterator[tuple[str | None, _Given]]:
    """Yield the split of each row, and the row with what a pack says of it."""
    if isinstance(source, Config):
        for one, others in articles:
            for line, row in [one] if source.file == ARTICLES else others:
                yield row["split"], (row, line.size, "")
        return
    ids = _IdsOfPack()
    for article, quotes in _without_lines(articles):
        for split, made in source.rows_of(article, quotes, ids):
            yield split, (made, json_length(made) if sized else 0, article["id"])


class _IdsOfPack(dict[str, str]):
    """Ids of rows that are in memory together."""

    def add(self, key: str, value: str) -> bool:
        before = len(self)
        self.setdefault(key, value)
        return len(self) > before
