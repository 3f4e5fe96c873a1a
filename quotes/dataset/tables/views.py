"""Training views: the rows of a release once more, in the columns that stock training scripts read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.dataset.release import ARTICLES, QUOTES, is_published, whole_lines, with_quotes
from quotes.dataset.tables.columns import Columns, as_features
from quotes.dataset.tables.extractive import EXTRACTIVE_COLUMNS, extractive_rows
from quotes.dataset.tables.tokens import TOKENS_COLUMNS, tokens_rows
from quotes.records import Level
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    from datasets import Features

Row = Mapping[str, Any]
Placed = tuple[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One training view: its name, the file whose texts it needs, its columns, and its rows.

    ``place`` gives the rows of an article and its quotations.
    """

    name: str
    needs: str
    columns: Columns = field(hash=False)
    place: Callable[[Row, Sequence[Row]], Iterator[Placed]]

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

    def rows_of(self, article: Row, quotes: Sequence[Row], ids: DiskMapping) -> Iterator[Placed]:
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
    # Nothing was looked for in it: its words would be taught as ones that nobody said.
    unread = article.get("english") is False and not quotes
    if article["split"] is not None and not unread:
        for row in tokens_rows(article, quotes):
            yield article["split"], row


VIEWS = (
    View(name="extractive", needs=QUOTES, columns=EXTRACTIVE_COLUMNS, place=_place_extractive),
    View(name="tokens", needs=ARTICLES, columns=TOKENS_COLUMNS, place=_place_tokens),
)


def views_of(articles: Level) -> tuple[View, ...]:
    """Return the views that can be made of what is published of the articles: "full", "context" or "none"."""
    return tuple(view for view in VIEWS if is_published(articles, view.needs))
