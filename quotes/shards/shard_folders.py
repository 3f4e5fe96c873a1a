"""Folders of shards: a shard a folder, named by its number; and all shards of several of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from quotes.dataset.release import RECORD_TYPES, sound_lines
from quotes.dataset.writing import Skipped
from quotes.errors import ShardError
from quotes.shards.shard_record import RECORD, Making, ShardCounts, ShardRecord, read_record
from quotes.shards.task_folders import folders_in_order, is_of_task

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
    """Say whether a path is a folder that `detect_shards` has written, or a shard in it."""
    folder = Path(path)
    if not folder.is_dir():
        return False
    shards = (shard for part in folders_in_order(folder) for _, shard in shards_in(part))
    return any((one / RECORD).is_file() for one in chain([folder], shards))


def check_made(folder: Path, making: Making, *, by_tasks: bool = False) -> None:
    """Raise a ShardError for the first shard of a folder that was made otherwise, in tasks or without."""
    for part in folders_in_order(folder):
        for _, path in shards_in(part):
            if is_of_task(part) is not by_tasks:
                raise ShardError(f"{path}: {'not ' if by_tasks else ''}made by a task of datatrove; take a new folder")
            making.check(read_record(path).making, path)


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

    Of a folder to which tasks have written, those of all tasks are opened, in their order. A ShardError names the first
    shard that is missing, is not sound by its record, or was made with other settings or tools than the first one. A
    folder that is given twice is read once.
    """
    paths: list[Path] = []
    told = Skipped()
    counts, size = ShardCounts(), 0
    making: Making | None = None
    given = {os.path.realpath(folder): Path(folder) for folder in folders}.values()
    for folder in chain.from_iterable(map(folders_in_order, given)):
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
    writes_them = _TASK_WRITES_THEM if is_of_task(folder) else "`quotes detect ARTICLES --shards` writes it"
    if not there:
        raise ShardError(f"{folder}: {'no shard in it' if folder.is_dir() else 'no such folder'}; {writes_them}")
    for expected, (number, path) in enumerate(there):
        if number != expected:
            raise ShardError(f"{folder / name_of(expected)}: missing; {writes_them}")
        record = read_record(path)
        if last or record.number != number:
            problem = "it follows the last one" if last else f"{RECORD} is that of shard {record.number}"
            raise ShardError(f"{path}: {problem}; remove it")
        last = record.last
        yield path, record
    if not last:
        raise ShardError(f"{folder / name_of(len(there))}: missing; {writes_them}")


_TASK_WRITES_THEM = "run the tasks again, with skip_completed=False"


def _of_records(making: Making) -> Making:
    settings = {name: value for name, value in making.settings.items() if name not in _OF_READING}
    return Making(settings=settings, tools=making.tools)
