"""The Parquet files of a release: columns, configurations, and the training views."""

from __future__ import annotations

from quotes.dataset.tables.columns import Columns, as_arrow, as_card, features
from quotes.dataset.tables.parquet import (
    BATCH_ROWS,
    CONFIGS,
    Config,
    SplitSize,
    parquet_files,
    read_batches,
    read_parquet,
    write_tables,
)
from quotes.dataset.tables.views import VIEWS, View, views_of

__all__ = [
    "BATCH_ROWS",
    "CONFIGS",
    "VIEWS",
    "Columns",
    "Config",
    "SplitSize",
    "View",
    "as_arrow",
    "as_card",
    "features",
    "parquet_files",
    "read_batches",
    "read_parquet",
    "views_of",
    "write_tables",
]
