"""Rows of configurations and views, packed so that one process may make them and another one write them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.dataset.release import ARTICLES, LineRow, json_length
from quotes.dataset.tables.columns import as_arrow
from quotes.dataset.tables.configs import Config
from quotes.dataset.tables.views import View
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Iterable[tuple[LineRow, Sequence[LineRow]]]
"""Articles with their quotations."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """Rows of one split: an Arrow batch, the bytes of each one's JSON, and in a view the id of its article."""

    rows: bytes
    sizes: Sequence[int]
    articles: Sequence[str]


Packs = Mapping[tuple[str, str], Pack]
"""By the name of the configuration or view, and the split."""


def pack(rows: Rows, sources: Iterable[Config | View]) -> Packs:
    """Return what articles give of configurations and views; rows that are held out of the splits are left out."""
    import pyarrow as pa

    articles = list(rows)
    packs = {}
    for source in sources:
        splits = defaultdict[str, list[_Given]](list)
        for split, given in _given(source, articles):
            if split is not None:
                splits[split].append(given)
        for split, of_split in splits.items():
            made, sizes, ids = zip(*of_split, strict=True)
            batch = pa.RecordBatch.from_pylist(made, schema=schema_of(source))
            packs[source.name, split] = Pack(rows=batch.serialize().to_pybytes(), sizes=sizes, articles=ids)
    return packs


@functools.cache
def schema_of(source: Config | View) -> pa.Schema:
    """Return the Arrow schema of a configuration or view."""
    return as_arrow(source.columns)


_Given = tuple[Mapping[str, Any], int, str]


def _given(source: Config | View, rows: Rows) -> Iterator[tuple[str | None, _Given]]:
    """Yield the split of each row, and the row with what a pack says of it."""
    if isinstance(source, Config):
        for article, quotes in rows:
            for line, row in [article] if source.file == ARTICLES else quotes:
                yield row["split"], (row, line.size, "")
        return
    with DiskMapping() as ids:
        for article, quotes in rows:
            for split, made in source.rows_of(article[1], [row for _, row in quotes], ids):
                yield split, (made, json_length(made), article[1]["id"])
