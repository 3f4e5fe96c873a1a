"""Where a command's data goes: exactly as it is, but to a terminal, which it must not steer."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from quotes.cli.messages import show
from quotes.printable import printable
from quotes.storage import named_when_full, unfinished


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """Open a file that appears only when all went well; None and ``-`` are standard output."""
    if path is None or path == "-":
        stream = cast(BinaryIO, _Screen()) if sys.stdout.isatty() else sys.stdout.buffer
        yield stream
        stream.flush()
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):  # such as /dev/null
        with target.open("wb") as stream:
            yield stream
        return
    with ExitStack() as stack:
        try:
            part = stack.enter_context(unfinished(target.parent, f".{target.name}.", ".part", folder=False))
        except OSError as error:
            raise OSError(error.errno, error.strerror, path) from error  # the name that the user knows
        with named_when_full(path), part.open("wb") as stream:
            yield stream
        part.replace(target)


def write_line(stream: BinaryIO, row: Mapping[str, Any]) -> None:
    """Write a row as one line of JSON."""
    write_text(stream, json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")


def write_text(stream: BinaryIO, text: str) -> None:
    """Write text in UTF-8, whatever the locale; half of a surrogate pair gets its escape in JSON."""
    stream.write(text.encode("utf-8", "backslashreplace"))


def give(text: str) -> None:
    """Write data to standard output."""
    with opened(None) as stream:
        write_text(stream, text)


def give_path(path: Path) -> None:
    """Write a path to standard output, in the bytes that the system knows it by, and a line feed."""
    with opened(None) as stream:
        stream.write(os.fsencode(path) + b"\n")


class _Screen(io.RawIOBase):
    """A terminal: JSON is the same JSON there, with escapes; of other data, what would steer it is seen."""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any) -> int:
        """Show the data."""
        show(printable(bytes(data).decode("utf-8", "surrogateescape")))
        return len(data)
