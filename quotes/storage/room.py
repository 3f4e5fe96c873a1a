"""How much room a disk has: told before it is full, and with the file's name when it is."""

from __future__ import annotations

import errno
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.errors import QuotesWarning

_GB = 10**9
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO}
"""What a write says for which there is no room."""


def warn_of_little_room(folder: Path, needed: float, what: str) -> None:
    """Give a QuotesWarning where the disk of a folder, which need not be there yet, has no room for so many bytes.

    It is an estimate, so work goes on.
    """
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        have = f"{free / _GB:,.1f} GB are free, and {what} takes some {needed / _GB:,.1f} GB"
        warnings.warn(f"{folder}: {have}: the disk will be full before it is done", QuotesWarning, stacklevel=3)


@contextmanager
def named_when_full(path: str | os.PathLike[str]) -> Iterator[None]:
    """Give an OSError of a full disk the name of what is written there: that of a write has none."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _FULL:
            raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        raise
