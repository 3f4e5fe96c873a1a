"""The configurations of the dataset: the rows of a JSON Lines file each, as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.dataset.release import ARTICLES, QUOTES, RECORD_TYPES, read_rows
from quotes.dataset.tables.columns import Columns, as_features, record_columns

if TYPE_CHECKING:
    from datasets import Features


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
