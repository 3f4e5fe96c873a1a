"""A folder that appears all at once, or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quotes.storage import unfinished


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """Make an empty folder in ``parent`` to write in; whatever is still in it at the end is deleted.

    What killed processes left behind there is deleted first.
    """
    try:
        with unfinished(parent, ".tmp-", folder=True) as folder:
            yield folder
    finally:
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
