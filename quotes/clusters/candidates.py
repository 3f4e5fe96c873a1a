"""Pairs of items that share a key, found on disk: what is in memory at once does not grow with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from quotes.clusters.keys import mix
from quotes.storage import SpillingFile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PARTS = 16
"""Files by the first four bits of a key."""
_BYTES_IN_MEMORY = 65_536
"""Of each part: with 32 parts two megabytes; a small corpus makes no file, which is a tenth of its build."""
_BYTES_AT_ONCE = 8 * 2**20
"""A file that is larger is divided by further bits before it is sorted, which takes some five times its size."""
_PAIRS_AT_ONCE = 65_536
"""As Python's integers: four megabytes."""
_REACH = 64
_REACH_IN_LARGE_BUCKETS = 8
"""An item is paired with so many next ones of its key, in the order of their sizes, so that work grows with the items
and not with their square: what more than 64 share is mostly a phrase, and who are alike stand near each other."""
_FEW = 16
"""Items of a key that is a reason to compare them. What more share may be a turn of phrase, and a pair of them must
share another key: the more quotations, the more say a phrase, so that pairs to compare would grow with their square."""


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

        Items with one number in ``same`` are no pair. Those in a bucket of more than 16 items are one only if they
        share another, too; in one of more than 64, each is paired with the eight next to it in size only: nearly all
        share a turn of phrase there, and nothing more.
        """
        import numpy as np

        for file in self._keys:
            for entries in _portions(file, self._entry, _rest_of_key):
                for found in self._paired(entries, sizes, same):
                    _deal(found, ((found >> np.uint64(32)) % np.uint64(_PARTS)).astype(np.uint8), self._pairs)
        for file in self._pairs:
            for pairs in _portions(file, np.dtype(np.uint64), _rest_of_left):
                unique, counts = np.unique(pairs, return_counts=True)
                told = unique[counts > 1]
                for start in range(0, len(told), _PAIRS_AT_ONCE):
                    some = told[start : start + _PAIRS_AT_ONCE]
                    yield from zip(
                        (some >> np.uint64(32)).tolist(), (some & np.uint64(2**32 - 1)).tolist(), strict=True
                    )

    @staticmethod
    def _paired(
        entries: npt.NDArray[np.void], sizes: npt.NDArray[np.int32], same: npt.NDArray[np.int32] | None
    ) -> Iterator[npt.NDArray[np.uint64]]:
        """Yield arrays of pairs, each pair as one number: twice or more often what is to be compared."""
        import numpy as np

        order = np.lexsort((entries["item"], sizes[entries["item"]], entries["key"]))
        keys, items = entries["key"][order], entries["item"][order].astype(np.uint64)
        _, counts = np.unique(keys, return_counts=True)
        members = np.repeat(counts, counts)
        of = items if same is None else same[items]
        first = np.arange(len(keys))
        for step in range(1, _REACH):
            # Keys are sorted: who has not the same key as the one before the next has not that of the next either.
            first = first[: np.searchsorted(first, len(keys) - step)]
            first = first[keys[first] == keys[first + step]]
            if step > _REACH_IN_LARGE_BUCKETS:
                first = first[members[first] <= _REACH]
            if not len(first):
                return
            apart = first[of[first] != of[first + step]]
            left, right = items[apart], items[apart + step]
            pairs = np.minimum(left, right) << np.uint64(32) | np.maximum(left, right)
            unique, times = np.unique(np.concatenate([pairs, pairs[members[apart] <= _FEW]]), return_counts=True)
            yield unique
            yield unique[times > 1]


def _deal(rows: npt.NDArray[Any], parts: npt.NDArray[np.integer[Any]], files: Sequence[SpillingFile]) -> None:
    """Append each row to the file of its part; few rows leave most files alone."""
    import numpy as np

    for part in np.flatnonzero(np.bincount(parts.astype(np.int64))).tolist():
        files[part].write(rows[parts == part].tobytes())


def _file(stack: ExitStack) -> SpillingFile:
    return stack.enter_context(SpillingFile(_BYTES_IN_MEMORY))


def _portions(
    file: SpillingFile, rows: np.dtype[Any], rest: Callable[[npt.NDArray[Any]], npt.NDArray[np.uint64]]
) -> Iterator[npt.NDArray[Any]]:
    """Yield the rows of a file in portions that memory can hold; those of one ``rest``, of 32 bits, stay together."""
    import numpy as np

    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size <= _BYTES_AT_ONCE:
        yield np.frombuffer(file.read(), dtype=rows)
        return
    count = 2 * size // _BYTES_AT_ONCE  # half as large as may be, for chance does not divide evenly
    with ExitStack() as stack:
        files = [_file(stack) for _ in range(count)]
        while block := file.read(_BYTES_AT_ONCE // rows.itemsize * rows.itemsize):
            some = np.frombuffer(block, dtype=rows)
            _deal(some, rest(some) * np.uint64(count) >> np.uint64(32), files)
        for portion in files:
            portion.seek(0)
            yield np.frombuffer(portion.read(), dtype=rows)


def _rest_of_key(entries: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    """Return the 32 bits of each key behind those that chose its file."""
    import numpy as np

    rest: npt.NDArray[np.uint64] = entries["key"] >> np.uint64(28) & np.uint64(2**32 - 1)
    return rest


def _rest_of_left(pairs: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return 32 bits by the first item of each pair, scattered."""
    import numpy as np

    return mix(pairs >> np.uint64(32)) >> np.uint64(32)
