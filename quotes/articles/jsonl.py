"""Read JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from quotes.articles.containers import is_gdelt
from quotes.articles.decoding import decoded_lines
from quotes.articles.fields import RowIds, row_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.errors import ArticleError
from quotes.records import Article

NOT_AN_OBJECT = 'not a JSON object; each {} must be one, such as {{"id": "a1", "text": "..."}}'


def read_jsonl(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield an article for each line; a file of gold annotations that a folder holds is passed over."""
    may_be_gold = file.found
    ids = RowIds(file_id=file.id)
    with file.open() as stream:
        for number, line in decoded_lines(stream, where=file.where, encoding=settings.encoding):
            where = f"{file.where}:{number}"
            try:
                if isinstance(line, ArticleError):
                    raise line
                if not line.strip():
                    continue
                row = _parse(line, where)
                if may_be_gold and is_gold(row, file, settings.fields):
                    return
                may_be_gold = False
                yield where, row_article(row, where=where, settings=settings, ids=ids, number=number)
            except ArticleError as error:
                report(error)


def _parse(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.rstrip("\r\n"))
    except json.JSONDecodeError as error:
        raise ArticleError(where, f"broken JSON: {error.msg} at character {error.pos + 1} of the line") from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(where, f"JSON that cannot be read: {error}") from error
    if not isinstance(row, dict):
        raise ArticleError(where, NOT_AN_OBJECT.format("line"))
    return row


def is_gold(row: Mapping[str, Any], file: File, fields: Mapping[str, str]) -> bool:
    """Tell annotations from articles: rows with ``quotes`` and no text, or in a file that calls itself gold."""
    if not isinstance(row.get("quotes"), list) or is_gdelt(row):
        return False
    return row.get(fields.get("text", "text")) is None or PurePath(file.where).name.startswith("gold")
