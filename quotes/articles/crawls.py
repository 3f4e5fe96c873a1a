"""Read what crawlers leave: archives of the web (WARC, WET) and feeds (RSS, Atom); their pages are read as .html is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any

from quotes.articles.containers import (
    FeedEntry,
    FeedError,
    HttpError,
    OtherXmlError,
    WarcRecord,
    feed_entries,
    parse_http,
    stated_charset,
    warc_records,
)
from quotes.articles.decoding import decode
from quotes.articles.fields import RowIds, row_article, to_article
from quotes.articles.html import page_article, page_text
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.english import month_comes_first, written_day
from quotes.errors import ArticleError, NoArticleTextError
from quotes.records import Article

LONGEST_PAGE = 1 << 26
"""Bytes; longer pages are refused."""

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FEED_PAGE = "<!doctype html><html><head><title>{}</title></head><body><article>{}</article></body></html>"


class _PassedOver(Exception):  # noqa: N818 (no error)
    """A record that is passed over, and why."""


def read_warc(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each page and each text of a WARC or WET; places count records.

    What became of all records is a remark. The day of a page that states none is that of its capture.
    """
    account = _Account(report)
    try:
        yield from _articles_of(file, settings, account)
    except ArticleError as error:  # of the compressed data
        account.error(error)
    settings.remarks.say(account.told())


def _articles_of(file: File, settings: ReadingSettings, account: _Account) -> Iterator[tuple[str, Article]]:
    with file.open() as stream:
        for record in warc_records(stream, where=file.where, longest=LONGEST_PAGE, report=account.error):
            where = f"{file.where}:{record.number}"
            try:
                article = _of_record(record, where, settings, record.id or f"{file.id}/{record.number}")
            except _PassedOver as passed:
                account.settle(where, str(passed))
            except ArticleError as error:
                account.error(error)
            else:
                account.settle(where, "")
                if record.headers.get("warc-truncated") or record.headers.get("warc-segment-number"):
                    settings.remarks.note("pages that the crawler has cut short", where)
                yield where, article


class _Account:
    """What becomes of each record: an article (""), an error, or why it was passed over."""

    def __init__(self, report: OnError) -> None:
        self._report = report
        self._last = ("", "")
        self._counts: Counter[str] = Counter()
        self._errors = 0

    def settle(self, where: str, outcome: str) -> None:
        """Count a record."""
        self._last = (where, outcome)
        self._counts[outcome] += 1

    def error(self, error: ArticleError) -> None:
        """Count a record as one with an error, in place of what was counted for it before, and report it."""
        if self._last[0] == error.where:
            self._counts[self._last[1]] -= 1
        self._errors += 1
        self._report(error)

    def told(self) -> str:
        """Return the account in one line."""
        passed = [f"{count:,} {why}" for why, count in sorted(self._counts.items()) if why and count]
        parts = [
            f"{self._counts.total() + self._errors:,} records: {self._counts['']:,} articles",
            *([f"{self._errors:,} with errors"] if self._errors else []),
            *([f"passed over: {', '.join(passed)}"] if passed else []),
        ]
        return "; ".join(parts)


def _of_record(record: WarcRecord, where: str, settings: ReadingSettings, article_id: str) -> Article:
    captured = _capture_day(record, where, settings)
    of_record = {"url": record.headers.get("warc-target-uri", "").strip("<>"), "published": captured}
    if record.type == "conversion":
        text = decode(record.read(), where=where, encoding="utf-8")
        return row_article(
            {"id": article_id, "text": text, **of_record},
            where=where,
            settings=_without_mapping(settings),
            ids=RowIds(file_id=article_id),
        )
    page, charset = _page(record, where)
    source = page_text(page, where=where, settings=settings, stated=charset, guessed=True)
    try:
        article = page_article(source, where=where, article_id=article_id, settings=settings)
    except NoArticleTextError as error:  # as home pages, lists and forms have none
        raise _PassedOver(f"{record.type} without article text") from error
    if article.published is None and of_record["published"]:
        settings.remarks.note("pages state no day of publication and have that of their capture", where)
    return replace(article, url=of_record["url"] or article.url, published=article.published or of_record["published"])


def _page(record: WarcRecord, where: str) -> tuple[bytes, str | None]:
    """Return the page in a record and the encoding that it states."""
    if record.type == "resource":
        media_type = record.headers.get("content-type", "").partition(";")[0].strip().lower()
        _check_media_type(record, media_type)
        page = record.read()
        return page, stated_charset(page)
    if record.type != "response":
        raise _PassedOver(record.type)
    if not record.headers.get("content-type", "application/http").startswith("application/http"):
        raise _PassedOver("response of another protocol")
    try:
        message = parse_http(record.read())
        if message.status != 200:
            raise _PassedOver(f"response with status {message.status}")
        _check_media_type(record, message.media_type)
        page = message.body(LONGEST_PAGE)
    except HttpError as error:
        raise ArticleError(where, str(error)) from error
    return page, message.charset(page)


def _check_media_type(record: WarcRecord, stated: str) -> None:
    media_type = record.headers.get("warc-identified-payload-type", "").lower() or stated
    if media_type not in _PAGES:
        raise _PassedOver(f"{record.type} of {media_type or 'no type'}")


def _capture_day(record: WarcRecord, where: str, settings: ReadingSettings) -> str | None:
    stated = record.headers.get("warc-date", "")[:10]
    try:
        return date.fromisoformat(stated).isoformat()
    except ValueError:
        settings.remarks.note("records state no day of their capture, or one that is no ISO date", where)
        return None


def _without_mapping(settings: ReadingSettings) -> ReadingSettings:
    return replace(settings, fields={})


def read_feed(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each entry of a feed, whose places count entries; what only has a summary is told.

    An XML file that a folder holds and that is no feed is passed over with a remark.
    """
    with file.open() as stream:
        try:
            for number, entry in enumerate(feed_entries(stream), 1):
                where = f"{file.where}:{number}"
                try:
                    article = _of_entry(entry, where, settings, f"{file.id}/{number}")
                except NoArticleTextError:  # as those of podcasts have none
                    settings.remarks.note("passed over: entries without the text of an article", where)
                    continue
                except ArticleError as error:
                    report(error)
                    continue
                if not entry.whole:
                    settings.remarks.note("entries have a summary and no whole content", where)
                yield where, article
        except OtherXmlError as error:
            if not file.found:
                raise ArticleError(file.where, str(error)) from error
            settings.remarks.note(f"passed over: {error}", file.where)
        except FeedError as error:
            raise ArticleError(file.where, f"{error}; what stands behind it is not read") from error


def _of_entry(entry: FeedEntry, where: str, settings: ReadingSettings, place_id: str) -> Article:
    row: dict[str, Any] = {
        "id": entry.id or place_id,
        "title": entry.title,
        "url": entry.url,
        "source": entry.source,
        "author": [*entry.authors],
        "published": _entry_day(entry, where, settings),
        "language": entry.language,
    }
    if not entry.content.strip():
        raise NoArticleTextError(where, "an entry without content or summary")
    if entry.plain:
        return row_article(
            {**row, "text": entry.content},
            where=where,
            settings=_without_mapping(settings),
            ids=RowIds(file_id=place_id),
        )
    page = _FEED_PAGE.format(escape(entry.title or ""), entry.content)
    read = page_article(page, where=where, article_id=place_id, settings=settings)
    return replace(to_article({**row, "text": read.text}, where=where, fields={}), headings=read.headings)


def _entry_day(entry: FeedEntry, where: str, settings: ReadingSettings) -> str | None:
    if entry.published is None:
        return None
    day = written_day(entry.published, month_first=month_comes_first(entry.language)) or _mailed_day(entry.published)
    if day is None:
        settings.remarks.note("entries state a day that is none, or two, and have none", f"{where}, {entry.published}")
    return day


def _mailed_day(stated: str) -> str | None:
    """Return the day of a date as old mails write it, the year in two digits."""
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except ValueError:
        return None
