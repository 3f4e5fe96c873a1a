"""Folders of shards: a shard a folder, named by its number; and all shards of several of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.dataset.release import RECORD_TYPES, sound_lines
from quotes.dataset.writing import Skipped
from quotes.errors import ShardError
from quotes.shards.shard_record import RECORD, Making, ShardCounts, ShardRecord, read_record

_NAME = re.compile(r"\d{5,}", re.ASCII)
_OF_READING = ("fields", "encoding", "shard_size")
"""Settings that decide which articles there are and in which shard, not what is found in one."""


def name_of(number: int) -> str:
    """Return the name of a shard's folder."""
    return f"{number:05d}"


def shards_in(folder: Path) -> list[tuple[int, Path]]:
    """Return number and path of the shards that are there, in order."""
    try:
        names = [entry.name for entry in os.scandir(folder) if _NAME.fullmatch(entry.name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ShardError(f"{folder}: cannot be read: {error.strerror or error}") from error
    return sorted((int(name), folder / name) for name in names if name_of(int(name)) == name)


def holds_shards(path: str | os.PathLike[str]) -> bool:
    """Say whether a path is a folder that `detect_shards` has written."""
    return Path(path).is_dir() and any((shard / RECORD).is_file() for _, shard in shards_in(Path(path)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shards:
    """All shards of some folders, in order: with what they were made, what they hold, why articles were left out.

    ``size`` is what their records take, in bytes; ``making`` is but what decides the records of an article.
    """

    paths: tuple[Path, ...]
    making: Making
    counts: ShardCounts
    unread: tuple[str, ...]
    failed: tuple[str, ...]
    size: int

    def rows(self, file: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of "quotes.jsonl", "articles.jsonl" or "rejected.jsonl"; an unsound one is a RecordError."""
        return (row for path in self.paths for _, row in sound_lines(path / file, RECORD_TYPES[file]))


def open_shards(folders: Iterable[str | os.PathLike[str]]) -> Shards:
    """Open folders of shards; the order of the folders, and in each that of the numbers, is that of the articles.

    A ShardError names the first shard that is missing, is not sound by its record, or was made with other settings or
    tools than the first one. A folder that is given twice is read once.
    """
    paths: list[Path] = []
    told = Skipped()
    counts, size = ShardCounts(), 0
    making: Making | None = None
    for folder in {os.path.realpath(folder): Path(folder) for folder in folders}.values():
        for path, record in _whole(folder):
            made = _of_records(record.making)
            making = making or made
            making.check(made, path)
            paths.append(path)
            counts += record.counts
            size += record.size
            told.include(record.counts.skipped, record.unread, record.failed)
    if making is None:
        raise ShardError("no folder of shards is given")
    return Shards(
        paths=tuple(paths),
        making=making,
        counts=counts,
        unread=tuple(told.unread),
        failed=tuple(told.failed),
        size=size,
    )


def _whole(folder: Path) -> Iterator[tuple[Path, ShardRecord]]:
    """Yield the shards of a folder with their records; one that is missing raises a ShardError."""
    last = False
    there = shards_in(folder)
    if not there:
        raise ShardError(f"{folder}: {'no shard in it' if folder.is_dir() else 'no such folder'}; {_WRITES_THEM}")
    for expected, (number, path) in enumerate(there):
        if number != expected:
            raise ShardError(f"{folder / name_of(expected)}: missing; {_WRITES_THEM}")
        record = read_record(path)
        if last or record.number != number:
            problem = "it follows the last one" if last else f"{RECORD} is that of shard {record.number}"
            raise ShardError(f"{path}: {problem}; remove it")
        last = record.last
        yield path, record
    if not last:
        raise ShardError(f"{folder / name_of(len(there))}: missing; {_WRITES_THEM}")


_WRITES_THEM = "`quotes detect ARTICLES --shards` writes it"


def _of_records(making: Making) -> Making:
    settings = {name: value for name, value in making.settings.items() if name not in _OF_READING}
    return Making(settings=settings, tools=making.tools)
