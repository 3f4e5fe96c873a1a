"""Where a command's data goes."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """Open a file that appears only when all went well; None and ``-`` are standard output."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):  # such as /dev/null
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _create(part, path) as stream:
            yield stream
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _create(part: Path, path: str) -> BinaryIO:
    try:
        return part.open("xb")
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error  # the name that the user knows


def write_line(stream: BinaryIO, row: Mapping[str, Any]) -> None:
    """Write a row as one line of JSON, in UTF-8 whatever the locale."""
    stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n")
