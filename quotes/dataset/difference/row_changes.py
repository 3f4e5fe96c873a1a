"""Row by row, what was added, removed, changed or moved between two releases; in memory that does not grow."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.dataset.release import (
    ARTICLES,
    FULL,
    QUOTES,
    RECORD_TYPES,
    REJECTED,
    Line,
    differences,
    read_row,
    redact,
    sound_lines,
)
from quotes.errors import RecordError
from quotes.records import Level
from quotes.storage import DiskMapping

KINDS = ("changed", "moved", "added", "removed")

# What follows from where a record stands, and so says nothing new about a record that moved.
_PLACE_FIELDS = frozenset({"id", "utterance_id", "start", "end", "name_start", "name_end", "context"})
# What follows from another field, or is the same for all rows of a version.
_DERIVED_FIELDS = frozenset({"schema_version", "digest", "link"})

# What rows of an older minor schema do not tell: there it is no difference.
_LATER_FIELDS = frozenset(
    {"$.role.status", "$.english", "$.author", "$.link"}
    | {f"$.attribution.{name}" for name in ("speech", "mention", "identity", "alternatives")}
)

_Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One field with another value; ``field`` is a path such as ``speaker.name``."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One row of ``file`` that differs; ``kind`` is "added", "removed", "changed" or "moved".

    A record moved if its article's text was edited, and with it the place and id of the same words; its ``fields`` are
    those that do not just follow from the place, and may be none.
    """

    file: str
    kind: str
    old: _Row | None
    new: _Row | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> _Row:
        """Return the row, as it is now if it still is."""
        return self.new or self.old or {}

    @property
    def article_id(self) -> str:
        """Return the id of the row's article."""
        return str(self.row["id" if self.file == ARTICLES else "article_id"])

    def to_dict(self) -> dict[str, Any]:
        """Return the change as a JSON object: the ids, and the whole row or the fields with both values."""
        head = {"file": self.file, "change": self.kind, "article_id": self.article_id, "id": self.row["id"]}
        if self.old is None or self.new is None:
            return {**head, "row": self.row}
        before = {"old_id": self.old["id"]} if self.kind == "moved" else {}
        fields = [{"field": change.field, "old": change.old, "new": change.new} for change in self.fields]
        return {**head, **before, "fields": fields}


def row_changes(old: Path, new: Path, *, articles: Level = FULL) -> Iterator[Change]:
    """Yield every row that differs between two release folders: articles, then quotations, then rejected spans.

    Articles are matched by id, records by article id and id. In an article whose text was edited no id is kept, so
    there records are matched by their words, in their order, but for rejected spans without words. Rows are
    compared, and yielded, with what a release publishes of ``articles``: "full", "context" or "none". Of each file,
    what is new or differs comes first, in the order of the new rows, then what was removed.
    """
    with DiskMapping() as edited:
        for change in _file_changes(old, new, ARTICLES, edited, articles):
            if any(field.field in ("text", "digest") for field in change.fields):
                edited.add(change.article_id, "")
            yield change
        for file in (QUOTES, REJECTED):
            yield from _file_changes(old, new, file, edited, articles)


def _file_changes(old: Path, new: Path, file: str, edited: DiskMapping, articles: Level) -> Iterator[Change]:
    with ExitStack() as stack:
        places, seen = stack.enter_context(DiskMapping()), stack.enter_context(DiskMapping())
        unmatched = 0
        for key, line, row in _keyed(old / file, file, edited, articles):
            _keep(places, key, f"{line.offset} {_digest(row)}", old / file, line)
            unmatched += 1
        olds = stack.enter_context((old / file).open("rb"))
        for key, line, row in _keyed(new / file, file, edited, articles):
            _keep(seen, key, "", new / file, line)
            place = places.pop(key)
            if place is None:
                yield Change(file=file, kind="added", old=None, new=row)
                continue
            unmatched -= 1
            offset, digest = place.split()
            if digest != _digest(row):
                yield from _change(file, redact(file, read_row(olds, int(offset)), articles), row)
        for key, _, row in _keyed(old / file, file, edited, articles) if unmatched else ():
            if places.get(key) is not None:
                yield Change(file=file, kind="removed", old=row, new=None)


def _keyed(path: Path, file: str, edited: DiskMapping, articles: Level) -> Iterator[tuple[str, Line, _Row]]:
    """Yield what a row is matched by, its line, and the row."""
    key_of: Callable[[_Row], str] = _article_key if file == ARTICLES else _RecordKey(edited)
    for line, whole in sound_lines(path, RECORD_TYPES[file]):
        row = redact(file, whole, articles)
        yield key_of(row), line, row


def _keep(rows: DiskMapping, key: str, value: str, path: Path, line: Line) -> None:
    if not rows.add(key, value):
        raise RecordError(f"{path}:{line.number} $.id: an earlier row has this id")


def _article_key(row: _Row) -> str:
    return str(row["id"])


class _RecordKey:
    """Say what a record is matched by; to be asked for the records in their order."""

    def __init__(self, edited: DiskMapping) -> None:
        self._edited = edited
        self._article: str | None = None
        self._article_edited = False
        self._said: Counter[str] = Counter()

    def __call__(self, row: _Row) -> str:
        if row["article_id"] != self._article:
            self._article = row["article_id"]
            self._article_edited = self._edited.get(row["article_id"]) is not None
            self._said.clear()
        if not self._article_edited or row["text"] is None:
            return f"{row['id']} {row['article_id']}"
        self._said[row["text"]] += 1
        return f"{self._said[row['text']]} {len(row['text'])} {row['text']} {row['article_id']}"


def _digest(row: _Row) -> str:
    # Much quicker than canonical JSON; keys in another order only cost a closer look.
    return hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _change(file: str, old: _Row, new: _Row) -> Iterator[Change]:
    moved = old["id"] != new["id"]
    left_out = _DERIVED_FIELDS | _PLACE_FIELDS if moved else _DERIVED_FIELDS
    if file == ARTICLES and new["text"] is None:
        left_out -= {"digest"}  # all that tells of another text
    fields = tuple(
        FieldChange(field=place.removeprefix("$."), old=before, new=after)
        for place, before, after in differences(old, new)
        if left_out.isdisjoint(place.split(".")) and not (place in _LATER_FIELDS and None in (before, after))
    )
    if moved or fields:
        yield Change(file=file, kind="moved" if moved else "changed", old=old, new=new, fields=fields)
