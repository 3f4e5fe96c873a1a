"""Read web pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.articles.decoding import decode
from quotes.articles.fields import to_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.errors import ArticleError
from quotes.records import Article


def read_html(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield the one article of a page: its text is what trafilatura extracts, character for character."""
    with file.open() as stream:
        page = decode(stream.read(), where=file.where, encoding=settings.encoding)
    yield file.where, to_article({**_extract(page, file.where), "id": file.id}, where=file.where, fields={})


def _extract(page: str, where: str) -> dict[str, Any]:
    import trafilatura
    from trafilatura.settings import Document

    # Only dates that the page states, up to a fixed day: by default the clock would bound what is found.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    document = trafilatura.bare_extraction(
        page, include_comments=False, with_metadata=True, date_extraction_params=dates
    )
    if not isinstance(document, Document) or not document.text:
        raise ArticleError(where, "no article text found in the page")
    return {
        "text": document.text,
        "title": document.title,
        "url": document.url,
        "source": document.sitename,
        "published": document.date,
        "language": document.language,
        "license": document.license,
    }
