"""Make an article of a row of named values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html.entities import html5
from typing import Any

from quotes.articles.containers import as_tool_row, text_field_of_tool
from quotes.articles.reader import ReadingSettings
from quotes.errors import ArticleError
from quotes.language import language_tag
from quotes.records import Article

FIELDS = ("id", "text", "title", "url", "source", "author", "published", "language", "license")
OTHER_NAMES: Mapping[str, str] = {"id": "doc_id", "author": "authors"}
"""Names that fields without one of their own in a row may have there."""
_ID_NAMES = frozenset({"id", OTHER_NAMES["id"]})
OF_PLACE = ":row"
"""In place of a column for the id: the file and the number of the row."""
_ENTITY = re.compile(r"&(?:([A-Za-z]\w{1,31};)|#\d{1,7};|#[xX][\da-fA-F]{1,6};)")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ]\d\d:\d\d)")


def check_fields(fields: Mapping[str, str]) -> None:
    """Raise an ArticleError where something is renamed that is no field."""
    for name in fields:
        if name not in FIELDS:
            raise ArticleError("fields", f"an article has no field {name!r}; it has {', '.join(FIELDS)}")


def to_article(row: Mapping[str, Any], *, where: str, fields: Mapping[str, str]) -> Article:
    """Return the article in a row; ``fields`` renames, other keys are ignored, an ArticleError says what is wrong."""
    values = {field: row.get(fields[field]) if field in fields else _named(row, field) for field in FIELDS}
    if isinstance(values["id"], int) and not isinstance(values["id"], bool):
        values["id"] = str(values["id"])
    values["author"] = _authors(values["author"])
    if isinstance(values["published"], date):
        values["published"] = values["published"].isoformat()
    strings = {field: _string(value, field, where) for field, value in values.items()}
    identifier, text = strings.pop("id"), strings.pop("text")
    if identifier is None:
        raise no_column(where, f"no {_name('id', fields)}; an article needs an id (or doc_id)", "id")
    if text is None:
        raise no_column(where, f"no {_name('text', fields)}; an article needs a text", "text")
    if not identifier.strip():
        raise ArticleError(where, "empty id")
    if not text.strip():
        raise ArticleError(where, "empty text")
    optional: dict[str, Any] = {field: value if value and value.strip() else None for field, value in strings.items()}
    optional["published"] = _day(optional["published"], where)
    if language := optional["language"]:
        optional["language"] = language_tag(language) or language
    return Article(id=identifier, text=text, **optional)


def may_be_ids(columns: Iterable[str]) -> bool:
    """Tell whether columns have one for the id, or one that is nearly called so: “ID”."""
    return any(column.strip().casefold() in _ID_NAMES for column in columns)


@dataclass(kw_only=True, slots=True)
class RowIds:
    """The ids of the rows of a file: their own or, where they have none, the name of the file and their numbers.

    A row without an id behind one that has one is no article: something is missing there.
    """

    file_id: str
    alone: bool = False
    """Whether the only row is the whole file, so that the name of the file will do."""
    _stated: bool = False

    def of_place(self, number: int) -> str:
        """Return the id of a row by its number."""
        return self.file_id if self.alone else f"{self.file_id}/{number}"

    def misses(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row is to have the id of its place."""
        stated = _named(row, "id") is not None
        self._stated = self._stated or stated
        return not stated and (self.alone or not (self._stated or may_be_ids(row)))


def row_article(
    row: Mapping[str, Any], *, where: str, settings: ReadingSettings, ids: RowIds, number: int = 1
) -> Article:
    """Return the article in a row of a file, whoever wrote it; ``ids`` knows what it is called that has no id."""
    place_id = ids.of_place(number)
    of_place = settings.fields.get("id") == OF_PLACE
    fields = (
        {field: name for field, name in settings.fields.items() if name != OF_PLACE} if of_place else settings.fields
    )
    known = None if {"id", "text"} & fields.keys() or _is_plain(row) else as_tool_row(row)
    if known is not None:
        tool, found = known
        mapped = {name: row.get(name) for name in fields.values()}
        row = {"id": place_id, **{key: value for key, value in found.items() if value is not None}, **mapped}
        if tool == "GDELT":
            settings.remarks.note("rows of GDELT hold quotations with a few words beside each, and no article", where)
    elif "text" not in fields and row.get("text") is None and (name := text_field_of_tool(row)):
        raise ArticleError(where, f"no text: {name} is empty")
    elif "id" not in fields and ids.misses(row) and not of_place:
        if not ids.alone:
            settings.remarks.note("rows have no id; theirs are the name of the file and the number of the row", where)
        row = {**row, "id": place_id}
    article = to_article({**row, "id": place_id} if of_place else row, where=where, fields=fields)
    if "&" in article.text and (entity := _entity(article.text)):
        what = "texts hold HTML entities, which are no marks; unescape them first"
        settings.remarks.note(what, f"{where}, {entity}")
    return article


def _is_plain(row: Mapping[str, Any]) -> bool:
    return row.get("text") is not None and _named(row, "id") is not None


def _named(row: Mapping[str, Any], field: str) -> Any:
    value = row.get(field)
    return row.get(OTHER_NAMES[field]) if value is None and field in OTHER_NAMES else value


def _authors(value: Any) -> Any:
    """Return the names of a list as one text, and anything else as it is."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(dict.fromkeys(filter(None, map(str.strip, value))))
    return value


def _entity(text: str) -> str | None:
    return next((match[0] for match in _ENTITY.finditer(text) if match[1] is None or match[1] in html5), None)


def no_column(where: str, problem: str, field: str) -> ArticleError:
    """Return the error of rows without a column for the field."""
    return ArticleError(where, problem, remedy="; {} names its column", argument=f'fields["{field}"]')


def _string(value: Any, field: str, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        wanted = "a date such as 2024-11-13" if field == "published" else "a string"
        raise ArticleError(where, f"{field} is {_kind(value)}; it must be {wanted}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = (
            f"{field} holds half a character (U+{ord(value[error.start]):04X} at {error.start}); UTF-8 has no such"
        )
        raise ArticleError(where, problem) from error
    return value


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {value}"
    names: dict[type, str] = {dict: "an object", list: "a list", bytes: "bytes"}
    return names.get(type(value)) or f"a {type(value).__name__}"


def _name(field: str, fields: Mapping[str, str]) -> str:
    return f"{fields[field]!r}" if field in fields else field


def _day(value: str | None, where: str) -> str | None:
    if value is None:
        return None
    value = value.strip()
    try:
        day = _ISO_DAY.match(value)
        moment = date.fromisoformat(day[0]) if day else datetime.fromisoformat(value).date()
    except ValueError as error:
        raise ArticleError(where, f"published is {value!r}; it must be an ISO date such as 2024-11-13") from error
    return moment.isoformat()
