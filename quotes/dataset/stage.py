"""A folder that appears all at once, or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """Make an empty folder in ``parent`` to write in; whatever is still in it at the end is deleted.

    What a killed process of this machine left behind there is deleted first.
    """
    parent.mkdir(parents=True, exist_ok=True)
    prefix = f".tmp-{socket.gethostname()}-"  # on a shared disk another machine's process ids say nothing here
    _clear_leftovers(parent, prefix)
    folder = parent / f"{prefix}{os.getpid()}-{threading.get_ident()}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            parent.rmdir()  # only an empty one goes


def move_into_place(folder: Path, target: Path) -> bool:
    """Rename the folder to ``target`` in one step; return False where something is there already."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            return False
        raise
    return True


def _clear_leftovers(parent: Path, prefix: str) -> None:
    for folder in parent.iterdir():
        left = re.fullmatch(rf"{re.escape(prefix)}(\d+)-\d+", folder.name)
        if left and not _may_be_running(int(left[1])):
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
