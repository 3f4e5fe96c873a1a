"""The registry: which suffix is read by which reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quotes.articles.crawls import read_feed, read_warc
from quotes.articles.html import read_html
from quotes.articles.json_files import read_json
from quotes.articles.jsonl import read_jsonl
from quotes.articles.markdown import read_markdown
from quotes.articles.reader import File, Reader
from quotes.articles.tables import read_arrow, read_csv, read_parquet
from quotes.articles.text import read_text
from quotes.errors import ArticleError

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".parquet": read_parquet,
        ".arrow": read_arrow,
        ".warc": read_warc,
        ".wet": read_warc,
        ".rss": read_feed,
        ".atom": read_feed,
        ".xml": read_feed,
    }
)
SUFFIXES = tuple(READERS)
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
    return READERS[suffix]
