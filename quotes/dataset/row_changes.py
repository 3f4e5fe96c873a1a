"""Row by row, what was added, removed, changed or moved between two releases; in memory that does not grow."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.dataset.compare import differences
from quotes.dataset.jsonl import ARTICLES, QUOTES, RECORD_TYPES, REJECTED, canonical, read_row
from quotes.dataset.sound import sound_lines
from quotes.disk import DiskMapping
from quotes.errors import RecordError

KINDS = ("changed", "moved", "added", "removed")

# What follows from where a record stands, and so says nothing new about a record that moved.
_PLACE_FIELDS = frozenset({"id", "utterance_id", "start", "end", "name_start", "name_end", "context"})
# What follows from another field, or is the same for all rows of a version.
_DERIVED_FIELDS = frozenset({"schema_version", "digest"})

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


def row_changes(old: Path, new: Path) -> Iterator[Change]:
    """Yield every row that differs between two release folders: articles, then quotations, then rejected stretches.

    Articles are matched by id, records by article id and id. In an article whose text was edited no id is kept, so
    there records are matched by their words, in their order. Of each file, what is new or differs comes first, in the
    order of the new rows, then what was removed.
    """
    with DiskMapping() as edited:
        for change in _file_changes(old, new, ARTICLES, edited):
            if any(field.field == "text" for field in change.fields):
                edited.add(change.article_id, "")
            yield change
        for file in (QUOTES, REJECTED):
            yield from _file_changes(old, new, file, edited)


def _file_changes(old: Path, new: Path, file: str, edited: DiskMapping) -> Iterator[Change]:
    with ExitStack() as stack:
        places, seen = stack.enter_context(DiskMapping()), stack.enter_context(DiskMapping())
        unmatched = sum(_keep(places, one) for one in _keyed(old, file, edited))
        olds = stack.enter_context((old / file).open("rb"))
        for one in _keyed(new, file, edited):
            _keep(seen, one)
            place = places.pop(one.key)
            if place is None:
                yield Change(file=file, kind="added", old=None, new=one.row)
                continue
            unmatched -= 1
            offset, digest = place.split()
            if digest != _digest(one.row):
                yield from _change(file, read_row(olds, int(offset)), one.row)
        for one in _keyed(old, file, edited) if unmatched else ():
            if places.get(one.key) is not None:
                yield Change(file=file, kind="removed", old=one.row, new=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Keyed:
    """A row, what it is matched by, where its line begins, and its place for a message."""

    row: _Row
    key: str
    offset: int
    where: str


def _keyed(folder: Path, file: str, edited: DiskMapping) -> Iterator[_Keyed]:
    key: Callable[[_Row], str] = _article_key if file == ARTICLES else _RecordKey(edited)
    for line, row in sound_lines(folder / file, RECORD_TYPES[file]):
        yield _Keyed(row=row, key=key(row), offset=line.offset, where=f"{folder / file}:{line.number}")


def _keep(places: DiskMapping, one: _Keyed) -> bool:
    if not places.add(one.key, f"{one.offset} {_digest(one.row)}"):
        raise RecordError(f"{one.where} $.id: {one.row['id']!r} is already the id of an earlier row")
    return True


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
        if not self._article_edited:
            return canonical([row["article_id"], row["id"]])
        self._said[row["text"]] += 1
        return canonical([row["article_id"], row["text"], self._said[row["text"]]])


def _digest(row: _Row) -> str:
    return hashlib.blake2b(canonical(row).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _change(file: str, old: _Row, new: _Row) -> Iterator[Change]:
    moved = old["id"] != new["id"]
    left_out = _DERIVED_FIELDS | _PLACE_FIELDS if moved else _DERIVED_FIELDS
    fields = tuple(
        FieldChange(field=place.removeprefix("$."), old=before, new=after)
        for place, before, after in differences(old, new)
        if left_out.isdisjoint(place.split("."))
    )
    if moved or fields:
        yield Change(file=file, kind="moved" if moved else "changed", old=old, new=new, fields=fields)
