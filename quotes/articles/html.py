"""Read web pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from quotes.articles.decoding import decode
from quotes.articles.fields import to_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.pages import read_page
from quotes.records import Article


def read_html(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield the one article of a page, its text as a reader sees it: ``quotes/pages`` says what becomes of elements."""
    with file.open() as stream:
        source = decode(stream.read(), where=file.where, encoding=settings.encoding)
    page = read_page(source, where=file.where)
    article = to_article({**asdict(page), "id": file.id}, where=file.where, fields={})
    yield file.where, replace(article, headings=page.headings)
