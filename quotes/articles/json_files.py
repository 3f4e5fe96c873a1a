"""Read .json: an array of rows, one article, or rows one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, BinaryIO

from quotes.articles.containers import JsonTextError, as_tool_row, json_values
from quotes.articles.decoding import decoded_chunks
from quotes.articles.fields import RowIds, no_column, row_article
from quotes.articles.jsonl import NOT_AN_OBJECT, read_jsonl
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.errors import ArticleError
from quotes.records import Article

_LONGEST_FIRST_LINE = 1 << 24


def read_json(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each item of an array, for each object, or for the only one, which may go without id.

    An only object that is no article and has one list of articles (``{"articles": […]}``) stands for that list. Places
    count rows. A file that a folder holds and whose first value is no article's row is passed over with a
    remark: settings and lists of all kinds lie about as .json.
    """
    if _is_lines(file):
        yield from read_jsonl(file, settings, report)
        return
    with file.open() as stream:
        values = _values(stream, file, settings)
        some = list(islice(values, 2))
        if len(some) == 1 and (inside := _articles_in(some[0], settings)):
            some = inside
        if some and file.found and not isinstance(some[0], ArticleError) and not _is_article(some[0], settings):
            settings.remarks.note("passed over: not an article, nor a list of articles", file.where)
            return
        alone = len(some) == 1 and isinstance(some[0], dict)
        ids = RowIds(file_id=file.id, alone=alone)
        for number, row in enumerate(chain(some, values), 1):
            where = file.where if alone else f"{file.where}:{number}"
            try:
                if isinstance(row, ArticleError):
                    raise row
                if not isinstance(row, dict):
                    raise ArticleError(where, NOT_AN_OBJECT.format("item"))
                if alone and not _is_article(row, settings) and (lists := _lists_in(row)):
                    raise _around(lists, where)
                yield where, row_article(row, where=where, settings=settings, ids=ids, number=number)
            except ArticleError as error:
                report(error)


def _is_lines(file: File) -> bool:
    """Tell whether the first line is a JSON object and another follows."""
    with file.open() as stream:
        line = stream.readline(_LONGEST_FIRST_LINE)
        if not line.startswith(b"{") or not line.endswith(b"\n") or not stream.read(1):
            return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_article(row: Any, settings: ReadingSettings) -> bool:
    if not isinstance(row, dict):
        return False
    return row.get(settings.fields.get("text", "text")) is not None or as_tool_row(row) is not None


def _articles_in(row: Any, settings: ReadingSettings) -> list[Any] | None:
    """Return the one list of articles in an object that is none, as programming interfaces of news answer."""
    if not isinstance(row, dict) or _is_article(row, settings):
        return None
    lists = [one for one in _lists_in(row).values() if any(_is_article(item, settings) for item in one)]
    return lists[0] if len(lists) == 1 else None


def _around(lists: Mapping[str, list[Any]], where: str) -> ArticleError:
    """Return the error of an object around lists that cannot stand for one of them."""
    name, items = next(iter(lists.items()))
    if len(lists) > 1:
        return ArticleError(where, f"an object around lists; write one of them alone, as `jq .{name}` does")
    return no_column(
        where, f"an object around a list, {name}, whose items have no text but {', '.join(items[0])}", "text"
    )


def _lists_in(row: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of objects in an object."""
    lists = {name: value for name, value in row.items() if isinstance(value, list)}
    return {name: value for name, value in lists.items() if value and isinstance(value[0], dict)}


def _values(stream: BinaryIO, file: File, settings: ReadingSettings) -> Iterator[Any]:
    """Yield the values, and last the ArticleError that ends them, if any."""
    chunks = decoded_chunks(stream, where=file.where, encoding=settings.encoding)
    try:
        yield from json_values(chunks)
    except JsonTextError as error:
        yield ArticleError(file.where, f"{error}; what stands behind it is not read")
    except ArticleError as error:
        yield error
