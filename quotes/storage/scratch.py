"""Temporary files without a name; where their folder cannot be used, or is full, it is named."""

from __future__ import annotations

import io
import os
import tempfile
from typing import TYPE_CHECKING, Self

from quotes.errors import StorageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def scratch_folder() -> str:
    """Return the folder of temporary files: what TMPDIR names, else the system's.

    One that is no folder, or cannot be written, raises a StorageError: Python and SQLite take another one, silently.
    """
    asked = os.environ.get("TMPDIR")
    if not asked:
        try:
            return tempfile.gettempdir()
        except OSError as error:
            raise StorageError(tempfile.gettempprefix(), error.strerror or str(error)) from error
    if not os.path.isdir(asked):
        raise StorageError(asked, "it is no folder" if os.path.lexists(asked) else "there is no such folder")
    if not os.access(asked, os.W_OK | os.X_OK):
        raise StorageError(asked, "nobody may write there, or not this user")
    return asked


class ScratchFile(io.FileIO):
    """A temporary file that goes when it is closed, without a buffer; what cannot be written is a StorageError."""

    def __init__(self) -> None:
        self._folder = scratch_folder()
        try:
            with tempfile.TemporaryFile(dir=self._folder, buffering=0) as file:
                super().__init__(os.dup(file.fileno()), "r+b")
        except OSError as error:
            raise _error(self._folder, error) from error

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of the data; a disk takes what it has room for, and says so only the next time."""
        view = memoryview(data)
        written = 0
        try:
            while written < view.nbytes:
                written += super().write(view.cast("B")[written:] if written else view) or 0
        except OSError as error:
            raise _error(self._folder, error) from error
        return written


class SpillingFile:
    """Bytes in memory, or in a temporary file once they are more than ``most``."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._file: io.BytesIO | io.BufferedRandom = io.BytesIO()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        """Add bytes where the file stands."""
        self._file.write(data)
        if isinstance(self._file, io.BytesIO) and self._file.tell() > self._most:
            memory, self._file = self._file, io.BufferedRandom(ScratchFile())
            self._file.write(memory.getvalue())
            memory.close()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, and return it."""
        return self._file.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes from where the file stands, or all."""
        return self._file.read(size)


def _error(folder: str, error: OSError) -> StorageError:
    return StorageError(folder, error.strerror or str(error))
