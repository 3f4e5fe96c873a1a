"""The registry: which suffix is read by which reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quotes.articles.html import read_html
from quotes.articles.jsonl import read_jsonl
from quotes.articles.markdown import read_markdown
from quotes.articles.reader import File, Reader
from quotes.articles.tables import read_csv, read_parquet
from quotes.articles.text import read_text
from quotes.errors import ArticleError

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
        ".csv": read_csv,
        ".parquet": read_parquet,
    }
)
SUFFIXES = tuple(READERS)


def reader_for(file: File) -> Reader:
    """Return the reader for a file's suffix; standard input is JSON Lines."""
    if file.path is None:
        return read_jsonl
    suffix = file.path.suffix.lower()
    try:
        return READERS[suffix]
    except KeyError:
        what = f"{suffix} files are" if suffix else "a file without a suffix is"
        problem = f"{what} not read; {', '.join(SUFFIXES)} are, and JSON Lines on standard input (-)"
        raise ArticleError(file.where, problem) from None
