"""The Parquet files of a release: columns, configurations, and the training views."""

from __future__ import annotations

from quotes.dataset.tables.columns import Columns, as_arrow, as_card, features
from quotes.dataset.tables.configs import CONFIGS, Config
from quotes.dataset.tables.packing import Packs, ViewIds, pack, unpacked
from quotes.dataset.tables.parquet import BATCH_ROWS, SplitSize, Tables, parquet_files, read_batches, read_parquet
from quotes.dataset.tables.views import VIEWS, View, views_of

__all__ = [
    "BATCH_ROWS",
    "CONFIGS",
    "VIEWS",
    "Columns",
    "Config",
    "Packs",
    "SplitSize",
    "Tables",
    "View",
    "ViewIds",
    "as_arrow",
    "as_card",
    "features",
    "pack",
    "parquet_files",
    "read_batches",
    "read_parquet",
    "unpacked",
    "views_of",
]
