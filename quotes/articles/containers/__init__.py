"""What articles come in: compressed files, streams of JSON, archives of the web; it knows nothing of articles."""

from __future__ import annotations

from quotes.articles.containers.compressed import is_packed, unpacked, without_packing
from quotes.articles.containers.csv_dialect import dialect_of, stated_separator
from quotes.articles.containers.json_text import JsonTextError, json_values
from quotes.articles.containers.remarks import Remarks
from quotes.articles.containers.tool_rows import as_tool_row, is_gdelt

__all__ = [
    "JsonTextError",
    "Remarks",
    "as_tool_row",
    "dialect_of",
    "is_gdelt",
    "is_packed",
    "json_values",
    "stated_separator",
    "unpacked",
    "without_packing",
]
