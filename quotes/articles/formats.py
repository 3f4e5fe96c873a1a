"""The registry: which suffix is read by which reader."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType

from quotes.articles.reader import File, Reader
from quotes.errors import ArticleError

READERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".txt": ("text", "read_text"),
        ".md": ("markdown", "read_markdown"),
        ".html": ("html", "read_html"),
        ".htm": ("html", "read_html"),
        ".xhtml": ("html", "read_html"),
        ".jsonl": ("jsonl", "read_jsonl"),
        ".ndjson": ("jsonl", "read_jsonl"),
        ".json": ("json_files", "read_json"),
        ".csv": ("tables", "read_csv"),
        ".tsv": ("tables", "read_csv"),
        ".parquet": ("tables", "read_parquet"),
        ".arrow": ("tables", "read_arrow"),
        ".warc": ("crawls", "read_warc"),
        ".wet": ("crawls", "read_warc"),
        ".rss": ("crawls", "read_feed"),
        ".atom": ("crawls", "read_feed"),
        ".xml": ("crawls", "read_feed"),
    }
)
"""The module and the name of each reader: who reads a text has no use for what parses pages and feeds."""
SUFFIXES = tuple(READERS)
FEEDS = frozenset({".rss", ".atom", ".xml"})
READ_FROM_THE_END = frozenset({".parquet", ".arrow"})


def reader_for(file: File) -> Reader:
    """Return the reader for a file's suffix; an ArticleError where there is none."""
    suffix = file.suffix
    if suffix not in READERS:
        what = f"{suffix} files are" if suffix else "a file without a suffix is"
        problem = (
            f"{what} not read; {', '.join(SUFFIXES)} are, also as .gz and .zst, and JSON Lines on standard input (-)"
        )
        raise ArticleError(file.where, problem)
    if file.packed and suffix in READ_FROM_THE_END:
        raise ArticleError(file.where, f"a {suffix} file that is packed cannot be read from its end; unpack it")
    module, name = READERS[suffix]
    reader: Reader = getattr(importlib.import_module(f"quotes.articles.{module}"), name)
    return reader
