"""Claims on pieces of work that processes share, also those of several machines on one disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: every claim is given, so one process at a time must work
    fcntl = None  # type: ignore[assignment]


class WorkClaim:
    """A claim that nobody else has until it is released; the kernel drops it with the process, whatever ends that.

    It is the lock of a file, which is made for it and goes with it. What a killed process leaves is an empty file that
    anybody can claim again.
    """

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path, *, wait: bool = False) -> WorkClaim | None:
        """Return the claim of this name, or None while another has it, for which ``wait`` waits.

        Raises OSError where no file can be made or locked there, as on a disk that knows no locks.
        """
        while True:
            # To be locked on a network's disk, a file is opened for writing.
            handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                _lock(handle, wait)
                if _is_at(handle, path):
                    return cls(path, handle)
            except BlockingIOError:
                os.close(handle)
                return None
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # whoever had it has released it, and the file, while we opened it

    def release(self) -> None:
        """Give the claim up, if that has not been done."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(handle)


def _lock(handle: int, wait: bool) -> None:
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False
