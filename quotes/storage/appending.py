"""Add to the end of a file so that neither a kill nor a second writer can harm what is there."""

from __future__ import annotations

import os
from pathlib import Path

from quotes.storage.temporary import locked


def appended(path: Path, data: bytes) -> None:
    """Add lines to a file, which is made if it is not there, and wait until they are on disk.

    One writer at a time: others wait. A last line that some dead writer left open is ended first, so that what is added
    is a line of its own. Raises OSError, with the file as it was, where it cannot be written.
    """
    path.touch(exist_ok=True)
    held = locked(path, wait=True)
    try:
        with path.open("r+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                data = data if file.read(1) == b"\n" else b"\n" + data
            try:
                _write_all(file.fileno(), data)
                os.fsync(file.fileno())
            except OSError:
                file.truncate(size)
                raise
    finally:
        if held is not None:
            os.close(held)


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
