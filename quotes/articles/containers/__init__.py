"""What articles come in: compressed files, streams of JSON, archives of the web; it knows nothing of articles."""

from __future__ import annotations

from quotes.articles.containers.compressed import is_packed, unpacked, without_packing
from quotes.articles.containers.csv_dialect import CsvDialect, dialect_of, stated_separator
from quotes.articles.containers.feeds import FeedEntry, FeedError, OtherXmlError, feed_entries
from quotes.articles.containers.http_message import HttpError, parse_http, stated_charset
from quotes.articles.containers.hub_reading import HubFile, hub_files, is_on_hub
from quotes.articles.containers.json_text import JsonTextError, json_values
from quotes.articles.containers.remarks import Remarks
from quotes.articles.containers.saved_dataset import saved_files
from quotes.articles.containers.tool_rows import as_tool_row, is_gdelt, text_field_of_tool
from quotes.articles.containers.warc import WarcRecord, warc_records

__all__ = [
    "CsvDialect",
    "FeedEntry",
    "FeedError",
    "HttpError",
    "HubFile",
    "JsonTextError",
    "OtherXmlError",
    "Remarks",
    "WarcRecord",
    "as_tool_row",
    "dialect_of",
    "feed_entries",
    "hub_files",
    "is_gdelt",
    "is_on_hub",
    "is_packed",
    "json_values",
    "parse_http",
    "saved_files",
    "stated_charset",
    "stated_separator",
    "text_field_of_tool",
    "unpacked",
    "warc_records",
    "without_packing",
]
