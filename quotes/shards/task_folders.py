"""The folders of tasks: those of one run write a folder of shards each, and all are read in the order of the tasks."""

from __future__ import annotations

import os
import re
from pathlib import Path

from quotes.errors import ShardError

_NAME = re.compile(r"(\d{5,})-of-(\d{5,})", re.ASCII)


def task_folder(folder: Path, number: int, tasks: int) -> Path:
    """Return where a task writes, counted from 0; a ShardError says that so many tasks are not those of the folder."""
    others = {of for _, of in _tasks(folder)} - {tasks}
    if others:
        raise ShardError(f"{folder}: made by {min(others)} tasks, not {tasks}; take as many, or a new folder")
    return folder / f"{number:05d}-of-{tasks:05d}"


def folders_in_order(folder: Path) -> list[Path]:
    """Return the folders of all tasks of a folder, there or not; a folder that has none is its own.

    A ShardError says that they are not those of one run.
    """
    there = _tasks(folder)
    if not there:
        return [folder]
    tasks = max(of for _, of in there)
    return [task_folder(folder, number, tasks) for number in range(tasks)]


def is_of_task(folder: Path) -> bool:
    """Tell the folder in which a task writes by its name."""
    return _NAME.fullmatch(folder.name) is not None


def _tasks(folder: Path) -> set[tuple[int, int]]:
    """Return number and number of tasks of each folder of a task."""
    try:
        found = [match for entry in os.scandir(folder) if (match := _NAME.fullmatch(entry.name))]
    except OSError:  # who reads its shards says so
        return set()
    return {(int(match[1]), int(match[2])) for match in found}
