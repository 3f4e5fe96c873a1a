"""The record of a shard: what its records were made with and from, how many there are, and their checksums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from quotes import schema
from quotes.dataset.release import Entry, FileEntries, FileEntry, Inputs, differences, short, tool_versions
from quotes.errors import ShardError
from quotes.records import SCHEMA_VERSION
from quotes.storage import parse

if TYPE_CHECKING:
    from quotes.detector import Settings

RECORD = "shard.json"
_TOOLS = ("quote-attribution", "spacy", "trafilatura")
"""Of the tools that a manifest names, those that decide the records of an article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShardCounts(Entry):
    """How many rows there are, and how many articles were left out because of an error."""

    articles: int = 0
    not_english: int = 0
    quotes: int = 0
    rejected: int = 0
    skipped: int = 0

    def __add__(self, other: ShardCounts) -> ShardCounts:
        return ShardCounts(**{name: getattr(self, name) + getattr(other, name) for name in self.names()})


def _tools_here() -> dict[str, str]:
    return {name: tool_versions()[name] for name in _TOOLS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Making(Entry):
    """What all shards of a folder have in common: the settings, and the versions of the tools."""

    settings: Mapping[str, Any]
    tools: Mapping[str, str] = field(default_factory=_tools_here)

    @classmethod
    def of(cls, settings: Settings, *, fields: Mapping[str, str] | None, encoding: str, shard_size: int) -> Self:
        """Return that of a detector's settings, and of how articles are read and divided."""
        reading = {"fields": dict(fields or {}), "encoding": encoding, "shard_size": shard_size}
        return cls(settings={**settings.to_dict(), **reading})

    def check(self, other: Making, where: Path) -> None:
        """Raise a ShardError for the first thing in which the shard at ``where``, made as ``other``, differs."""
        for place, there, here in differences(other.to_dict(), self.to_dict()):
            what = place.removeprefix("$.")
            differs = f"made with {what} {short(there)}, not {short(here)}"
            raise ShardError(f"{where}: {differs}; take the same, or a new folder")

    def check_tools(self, where: Path) -> None:
        """Raise a ShardError where other versions of the tools are installed than made the shard at ``where``."""
        replace(self, tools=_tools_here()).check(self, where)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShardRecord(Entry):
    """What shard.json says, in the order of its entries, which ``schemas/shard.v1.json`` explains."""

    schema_version: str = SCHEMA_VERSION
    number: int
    last: bool
    settings: Mapping[str, Any]
    tools: Mapping[str, str]
    inputs: Inputs
    counts: ShardCounts
    unread: tuple[str, ...]
    failed: tuple[str, ...]
    files: FileEntries

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> Self:
        """Return the record of a JSON object that keeps the schema."""
        parts = {"inputs": Inputs.from_dict(entry["inputs"]), "counts": ShardCounts.from_dict(entry["counts"])}
        files = {path: FileEntry.from_dict(file) for path, file in entry["files"].items()}
        # Without an argument, super() is at a loss in a class with slots, which is made twice.
        return super(ShardRecord, cls).from_dict({**entry, **parts, "files": files})

    @property
    def making(self) -> Making:
        """Return what all shards of the folder have in common."""
        return Making(settings=self.settings, tools=self.tools)

    @property
    def size(self) -> int:
        """Return the bytes of the files of records."""
        return sum(entry.bytes for entry in self.files.values())

    def write(self, folder: Path) -> None:
        """Write shard.json."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=2)
        (folder / RECORD).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_record(folder: Path) -> ShardRecord:
    """Return the record of the shard in ``folder``.

    A ShardError says that there is none, that it breaks its schema, or that a file has not the size that it says.
    """
    path = folder / RECORD
    try:
        entries = parse(path.read_bytes())
    except OSError as error:
        raise ShardError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ShardError(f"{path}: no JSON: {error}") from error
    unknown = schema.unknown_major(entries.get("schema_version")) if isinstance(entries, dict) else ""
    if unknown:
        raise ShardError(f"{path} $.schema_version: {unknown}")
    for place, message in schema.problems("shard", entries):
        raise ShardError(f"{path} {place}: {message}")
    record = ShardRecord.from_dict(entries)
    for name, entry in record.files.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != entry.bytes:
            raise damaged(file)
    return record


def damaged(file: Path) -> ShardError:
    """Return the error of a file that is not what the record of its shard says."""
    return ShardError(f"{file}: not what {RECORD} says; remove {file.parent}, and detect again what was in it")
