"""Files and folders that are in the making beside their place, and what dead processes left of them.

Each has a random name and is locked by who makes it. The kernel drops such a lock with the process, whatever ends that,
and knows it from every container, so what can be locked was left behind. A library of lock files would leave those.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is locked, so nothing is known to be left behind
    fcntl = None  # type: ignore[assignment]

_BYTES = 8
_TRIES = 100
"""How often the folder above may vanish under our hands: each time, another process has made it and given it up."""


@contextmanager
def unfinished(parent: Path, prefix: str, suffix: str = "", *, folder: bool) -> Iterator[Path]:
    """Make an empty file or folder of a new name in ``parent``, and remove it at the end, unless it has been moved.

    What dead processes left there under such names is removed first. The folders above a folder are made if they are
    not there.
    """
    _remove_leftovers(parent, prefix, suffix, folder)
    while True:
        path = parent / f"{prefix}{secrets.token_hex(_BYTES)}{suffix}"
        lock = None
        try:
            _make(path, folder)
            lock = locked(path, wait=True)
            if os.path.lexists(path):  # else somebody was quicker to lock it, and took it for left behind
                yield path
                return
        finally:
            _remove(path, folder)
            if lock is not None:
                os.close(lock)


def _remove_leftovers(parent: Path, prefix: str, suffix: str, folder: bool) -> None:
    ours = re.compile(f"{re.escape(prefix)}[0-9a-f]{{{2 * _BYTES}}}{re.escape(suffix)}")
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            kind = entry.is_dir if folder else entry.is_file
            if ours.fullmatch(entry.name) and kind(follow_symlinks=False):
                path = parent / entry.name
                lock = locked(path, wait=False)
                if lock is not None:
                    _remove(path, folder)
                    os.close(lock)


def _make(path: Path, folder: bool) -> None:
    if not folder:
        path.touch(exist_ok=False)
        return
    for _ in range(_TRIES):
        with suppress(FileNotFoundError, FileExistsError):
            path.mkdir(parents=True)
            return
    path.mkdir(parents=True)


def locked(path: Path, *, wait: bool) -> int | None:
    """Lock a file or folder until the handle is closed; None if somebody else has, or where there are no locks."""
    if fcntl is None:
        return None
    try:
        # To be locked on a network's disk, a file is opened for writing.
        handle = os.open(path, os.O_NOFOLLOW | (os.O_RDONLY if path.is_dir() else os.O_RDWR))
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


def settle(folder: Path) -> None:
    """Wait until the files in a folder are on disk, so that one that is moved into place is whole after a power cut."""
    for path in (*folder.iterdir(), folder) if os.name == "posix" else ():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path, folder: bool) -> None:
    if folder:
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
