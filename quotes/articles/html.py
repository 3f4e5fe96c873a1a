"""Read web pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from textwrap import shorten

from quotes.articles.containers import stated_charset
from quotes.articles.decoding import decode
from quotes.articles.fields import to_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.errors import ArticleError
from quotes.pages import read_page
from quotes.records import Article

_CP1252 = "cp1252"
_AS_BROWSERS_DO = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "x-user-defined"), _CP1252),
    "utf-16": "utf-8",  # a page that states it in letters of a byte each
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARKS = '“”«»„"‘’ '


def read_html(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield the one article of a page, its text as a reader sees it: ``quotes/pages`` says what becomes of elements."""
    with file.open() as stream:
        data = stream.read()
    source = page_text(data, where=file.where, settings=settings, stated=stated_charset(data))
    yield file.where, page_article(source, where=file.where, article_id=file.id, settings=settings)


def page_article(source: str, *, where: str, article_id: str, settings: ReadingSettings) -> Article:
    """Return the article of a page; an ArticleError says why there is none. Quotations that it leaves out are told."""
    page = read_page(source, where=where)
    for quoted in page.left_out:
        place = f"{where}, “{shorten(quoted.strip(_MARKS), 50, placeholder='…')}”"
        settings.remarks.note("quotations of a page's body are not in its text", place)
    article = to_article({**asdict(page), "id": article_id}, where=where, fields={})
    return replace(article, headings=page.headings)


def page_text(data: bytes, *, where: str, settings: ReadingSettings, stated: str | None, guessed: bool = False) -> str:
    """Return the text of a page; an ArticleError names the bad byte.

    A byte order mark decides, then bytes that can hardly be anything but UTF-8, for many a page is UTF-8 and states
    what it once was. Then come what is ``stated``, by the page or whoever sent it, and what the settings say. With
    ``guessed``, a page that states nothing and is not in the encoding of the settings is read as browsers do, and that
    is told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return decode(data, where=where, encoding=encoding)
    encodings = [_as_browsers_do(stated)] if stated else []
    if encodings and not data.isascii():
        encodings.insert(0, "utf-8")
    for encoding in encodings:
        try:
            return decode(data, where=where, encoding=encoding)
        except (ArticleError, LookupError):
            continue
    try:
        return decode(data, where=where, encoding=settings.encoding)
    except ArticleError:
        if stated or not guessed or not data.decode("utf-8", "ignore").isascii():
            raise
    text = decode(data, where=where, encoding=_CP1252)
    settings.remarks.note(f"pages state no encoding, are not {settings.encoding.upper()} and are read as CP1252", where)
    return text


def _as_browsers_do(stated: str) -> str:
    name = stated.lower()
    return _AS_BROWSERS_DO.get(name, name)
