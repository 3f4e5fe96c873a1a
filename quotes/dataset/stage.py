"""A folder that appears all at once, or not at all."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """Make an empty folder beside ``target`` to write in; whatever is still in it at the end is deleted.

    A folder that a killed process of this machine left behind for the same target is deleted first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(target)
    folder = target.with_name(f"{_prefix(target)}{os.getpid()}-{threading.get_ident()}")
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            target.parent.rmdir()  # only an empty one goes


def move_into_place(folder: Path, target: Path) -> bool:
    """Rename the folder to ``target`` in one step; return False where something is there already."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            return False
        raise
    return True


def _prefix(target: Path) -> str:
    # The machine's name is part of it: on a shared disk another machine's process ids say nothing here.
    return f".{target.name}.tmp-{socket.gethostname()}-"


def _clear_leftovers(target: Path) -> None:
    prefix = _prefix(target)
    for folder in target.parent.glob(f"{glob.escape(prefix)}*"):
        process = folder.name.removeprefix(prefix).partition("-")[0]
        if process.isdecimal() and not _may_be_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _may_be_running(process: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere signal 0 is no harmless question
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
