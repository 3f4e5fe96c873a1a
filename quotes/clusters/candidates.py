"""Pairs of items that share a key, found on disk: what is in memory at once is a fraction of the keys."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PARTS = 16
"""Files by the first four bits of a key: a sixteenth of the keys is sorted in memory at a time."""
_BYTES_IN_MEMORY = 65_536
"""Of each part: with 32 parts two megabytes; a small corpus makes no file, which is a tenth of its build."""
_REACH = 64
_REACH_IN_LARGE_BUCKETS = 8
"""An item is paired with so many next ones of its key, in the order of their sizes, so that work grows with the items
and not with their square: what more than 64 share is mostly a phrase, and who are alike stand near each other."""


class Candidates:
    """Keys of items, numbered from 0, in temporary files, where they are many, that go when this is closed."""

    def __init__(self) -> None:
        import numpy as np

        self._entry = np.dtype([("key", np.uint64), ("item", np.uint32)])
        self._stack = ExitStack()
        self._keys = [_file(self._stack) for _ in range(_PARTS)]
        self._pairs = [_file(self._stack) for _ in range(_PARTS)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, keys: npt.NDArray[np.uint64], items: npt.NDArray[np.uint32]) -> None:
        """Note that each item has the key beside it."""
        import numpy as np

        entries = np.empty(len(keys), dtype=self._entry)
        entries["key"], entries["item"] = keys, items
        _deal(entries, (keys >> np.uint64(60)).astype(np.uint8), self._keys)

    def pairs(
        self, sizes: npt.NDArray[np.int32], same: npt.NDArray[np.int32] | None = None
    ) -> Iterator[tuple[int, int]]:
        """Yield each pair of items with a common key once, the lower number first, in order of the parts.

        Items with one number in ``same`` are no pair. In a bucket of more than 64 items, each is paired with the eight
        next to it in size only: nearly all share a turn of phrase there, and nothing more.
        """
        import numpy as np

        for file in self._keys:
            for found in self._paired(np.frombuffer(_content(file), dtype=self._entry), sizes, same):
                _deal(found, ((found >> np.uint64(32)) % np.uint64(_PARTS)).astype(np.uint8), self._pairs)
        for file in self._pairs:
            unique = np.unique(np.frombuffer(_content(file), dtype=np.uint64))
            yield from zip((unique >> np.uint64(32)).tolist(), (unique & np.uint64(2**32 - 1)).tolist(), strict=True)

    @staticmethod
    def _paired(
        entries: npt.NDArray[np.void], sizes: npt.NDArray[np.int32], same: npt.NDArray[np.int32] | None
    ) -> Iterator[npt.NDArray[np.uint64]]:
        """Yield arrays of pairs, each pair as one number."""
        import numpy as np

        order = np.lexsort((entries["item"], sizes[entries["item"]], entries["key"]))
        keys, items = entries["key"][order], entries["item"][order].astype(np.uint64)
        _, counts = np.unique(keys, return_counts=True)
        large = np.repeat(counts > _REACH, counts)
        of = items if same is None else same[items]
        for step in range(1, _REACH):
            together = keys[:-step] == keys[step:]
            if step > _REACH_IN_LARGE_BUCKETS:
                together &= ~large[:-step]
            if not together.any():
                return
            together &= of[:-step] != of[step:]
            left, right = items[:-step][together], items[step:][together]
            yield np.unique(np.minimum(left, right) << np.uint64(32) | np.maximum(left, right))


def _deal(rows: npt.NDArray[Any], parts: npt.NDArray[np.uint8], files: Sequence[IO[bytes]]) -> None:
    """Append each row to the file of its part; few rows leave most files alone."""
    import numpy as np

    for part in np.flatnonzero(np.bincount(parts)).tolist():
        files[part].write(rows[parts == part].tobytes())


def _file(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(tempfile.SpooledTemporaryFile(_BYTES_IN_MEMORY))


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
