"""How much room disks have: told before they are full, and with the file's name when they are."""

from __future__ import annotations

import errno
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.errors import QuotesWarning
from quotes.storage.scratch import scratch_folder

_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO}
"""What a write says for which there is no room."""


def warn_of_little_room(folder: Path, needed: float, what: str, *, temporary: float = 0) -> None:
    """Give a QuotesWarning where the disk of a folder, which need not be there yet, has no room for so many bytes.

    So many ``temporary`` bytes lie beside them, where temporary files do: on the same disk, or on one that is told of
    as well. Both are estimates, so work goes on.
    """
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    scratch = Path(scratch_folder())
    if scratch.stat().st_dev == there.stat().st_dev:
        needed, temporary = needed + temporary, 0
    for place, disk, size, of, remedy in (
        (folder, there, needed, what, ""),
        (scratch, scratch, temporary, f"what is put aside for {what}", "; TMPDIR can name another folder"),
    ):
        free = shutil.disk_usage(disk).free
        if free < size:
            have = f"{in_units(free)} are free, and {of} takes some {in_units(size)}, as is estimated"
            message = f"{place}: {have}: the disk will be full before it is done{remedy}"
            warnings.warn(message, QuotesWarning, stacklevel=3)


def in_units(size: float) -> str:
    """Return so many bytes in the unit in which they are less than a thousand: "3.1 MB"."""
    power = 0
    while power < len(_UNITS) - 1 and round(size, 1) >= 1000:
        size, power = size / 1000, power + 1
    return f"{size:,.{min(power, 1)}f} {_UNITS[power]}"


@contextmanager
def named_when_full(path: str | os.PathLike[str]) -> Iterator[None]:
    """Give an OSError of a full disk the name of what is written there: that of a write has none."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _FULL:
            raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        raise
