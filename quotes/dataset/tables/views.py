"""Training views: the rows of a release once more, in the columns that stock training scripts read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from quotes.dataset.release import ARTICLES, QUOTES, is_published, whole_lines, with_quotes
from quotes.dataset.tables.columns import Columns, as_features
from quotes.dataset.tables.extractive import EXTRACTIVE_COLUMNS, extractive_rows
from quotes.dataset.tables.tokens import (
    TOKENS_COLUMNS,
    Articles,
    tokens_batch,
    tokens_cut_as,
    tokens_rows,
    tokens_sizes,
)
from quotes.records import Level
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Features

Row = Mapping[str, Any]
Placed = tuple[str, dict[str, Any]]


class Ids(Protocol):
    """Ids of rows so far."""

    def add(self, key: str, value: str) -> bool:
        """Keep an id with a value unless it is there already; say whether it was kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeInColumns:
    """The rows of a view made in columns: in which split all of an article are, a batch of several, and their JSON.

    ``sizes_of`` is the length of each row's. No two rows may have one id, and each has its ``article_id``. ``cut_as``
    gives what rows of one article must be that are cut as others are, by an older rule; None where those are no cut.
    """

    split_of: Callable[[Row, Sequence[Row]], str | None]
    batch_of: Callable[[Articles], pa.RecordBatch]
    sizes_of: Callable[[pa.RecordBatch], list[int]]
    cut_as: Callable[[Row, Sequence[Row], Sequence[Row]], list[dict[str, Any]] | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One training view: its name, the file whose texts it needs, its columns, and its rows.

    ``place`` gives the rows of an article and its quotations; ``in_columns`` gives the same of many, sooner.
    """

    name: str
    needs: str
    columns: Columns = field(hash=False)
    place: Callable[[Row, Sequence[Row]], Iterator[Placed]]
    in_columns: MadeInColumns | None = None

    def folder(self, release: Path) -> Path:
        """Return the folder of its Parquet files."""
        return release / "data" / self.name

    def features(self) -> Features:
        """Return its columns as `datasets` has them."""
        return as_features(self.columns)

    def rows(self, release: Path) -> Iterator[Placed]:
        """Yield (split, row) from the JSON Lines in ``release``, one article in memory at a time."""
        with DiskMapping() as ids:
            for (_, article), quotes in with_quotes(whole_lines(release / ARTICLES), whole_lines(release / QUOTES)):
                yield from self.rows_of(article, [quote for _, quote in quotes], ids)

    def rows_of(self, article: Row, quotes: Sequence[Row], ids: Ids) -> Iterator[Placed]:
        """Yield (split, row) of one article; ``ids`` keeps those of the articles before.

        An id that an earlier row has, because two articles have the very same text, is followed by the article's id.
        """
        for split, row in self.place(article, quotes):
            if not ids.add(row["id"], ""):
                row["id"] = f"{row['id']}:{article['id']}"
            yield split, row


def _place_extractive(article: Row, quotes: Sequence[Row]) -> Iterator[Placed]:
    for quote, row in zip(quotes, extractive_rows(article, quotes), strict=True):
        if quote["split"] is not None:
            yield quote["split"], row


def _place_tokens(article: Row, quotes: Sequence[Row]) -> Iterator[Placed]:
    if (split := _split_of_tokens(article, quotes)) is not None:
        for row in tokens_rows(article, quotes):
            yield split, row


def _split_of_tokens(article: Row, quotes: Sequence[Row]) -> str | None:
    # Nothing was looked for in it: its words would be taught as ones that nobody said.
    unread = article.get("english") is False and not quotes
    return None if unread else article["split"]


VIEWS = (
    View(name="extractive", needs=QUOTES, columns=EXTRACTIVE_COLUMNS, place=_place_extractive),
    View(
        name="tokens",
        needs=ARTICLES,
        columns=TOKENS_COLUMNS,
        place=_place_tokens,
        in_columns=MadeInColumns(
            split_of=_split_of_tokens, batch_of=tokens_batch, sizes_of=tokens_sizes, cut_as=tokens_cut_as
        ),
    ),
)


def views_of(articles: Level) -> tuple[View, ...]:
    """Return the views that can be made of what is published of the articles: "full", "context" or "none"."""
    return tuple(view for view in VIEWS if is_published(articles, view.needs))
