"""Read plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from quotes.articles.decoding import decode
from quotes.articles.fields import to_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.records import Article

_DATE_LINE = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?!\S)")


def read_text(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield the one article of a .txt; ``date YYYY-MM-DD`` at its start is when it was published."""
    with file.open() as stream:
        text = decode(stream.read(), where=file.where, encoding=settings.encoding)
    row = {"id": file.id, "text": text, "published": _published(text)}
    yield file.where, to_article(row, where=file.where, fields={})


def _published(text: str) -> str | None:
    match = _DATE_LINE.match(text)
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:  # words that only look like a date
        return None
