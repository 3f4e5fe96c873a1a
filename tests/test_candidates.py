"""Pairs of items with a common key, in memory or on disk."""

from __future__ import annotations

import tempfile
import tracemalloc
from itertools import combinations
from typing import IO, Any

import numpy as np
import pytest

from quotes.clusters import candidates
from quotes.clusters.candidates import Candidates
from quotes.clusters.keys import mix

ITEMS = 400


@pytest.mark.parametrize(
    ("in_memory", "at_once", "files"),
    [(candidates._BYTES_IN_MEMORY, candidates._BYTES_AT_ONCE, 0), (64, candidates._BYTES_AT_ONCE, 32), (64, 500, 33)],
)
def test_items_with_a_common_key_are_paired_in_memory_or_on_disk_in_whatever_portions(
    in_memory: int, at_once: int, files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[IO[bytes]] = []
    open_file = tempfile.TemporaryFile

    def counted(*arguments: Any, **options: Any) -> IO[bytes]:
        opened.append(open_file(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", counted)
    monkeypatch.setattr(candidates, "_BYTES_IN_MEMORY", in_memory)
    monkeypatch.setattr(candidates, "_BYTES_AT_ONCE", at_once)
    rng = np.random.default_rng(7)
    items = np.repeat(np.arange(ITEMS, dtype=np.uint32), 3)
    keys = rng.integers(0, 200, len(items), dtype=np.uint64) * np.uint64(2**64 // 200)
    of_item = [set(keys[items == item].tolist()) for item in range(ITEMS)]
    expected = [pair for pair in combinations(range(ITEMS), 2) if of_item[pair[0]] & of_item[pair[1]]]
    with Candidates() as found:
        for start in range(0, len(items), 100):
            found.add(keys[start : start + 100], items[start : start + 100])
        assert sorted(found.pairs(np.ones(ITEMS, dtype=np.int32))) == expected
    assert min(len(opened), 33) == files
    assert all(file.closed for file in opened)


def test_memory_does_not_grow_with_keys_and_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_BYTES_AT_ONCE", 2**17)
    monkeypatch.setattr(candidates, "_BYTES_IN_MEMORY", 2**10)
    monkeypatch.setattr(candidates, "_PAIRS_AT_ONCE", 2**10)
    peaks, found = [], []
    for number in (50_000, 400_000):
        keys = np.repeat(mix(np.arange(number, dtype=np.uint64)), 2)
        sizes = np.ones(2 * number, dtype=np.int32)
        with Candidates() as pairs:
            pairs.add(keys, np.arange(2 * number, dtype=np.uint32))
            tracemalloc.start()
            found.append(sum(1 for _ in pairs.pairs(sizes)))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert found == [50_000, 400_000]
    assert peaks[1] < 1.5 * peaks[0]
