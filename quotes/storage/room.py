"""How much room a disk has: told before it is full."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

from quotes.errors import QuotesWarning

_GB = 10**9


def warn_of_little_room(folder: Path, needed: float, what: str) -> None:
    """Give a QuotesWarning where the disk of a folder, which need not be there yet, has no room for so many bytes.

    It is an estimate, so work goes on.
    """
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        have = f"{free / _GB:,.1f} GB are free, and {what} takes some {needed / _GB:,.1f} GB"
        warnings.warn(f"{folder}: {have}: the disk will be full before it is done", QuotesWarning, stacklevel=3)
