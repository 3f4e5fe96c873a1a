"""Pairs of items with a common key, in memory or on disk."""

from __future__ import annotations

import tempfile
from itertools import combinations
from typing import IO, Any

import numpy as np
import pytest

from quotes.clusters import candidates
from quotes.clusters.candidates import Candidates

ITEMS = 400


@pytest.mark.parametrize(("in_memory", "files"), [(candidates._BYTES_IN_MEMORY, 0), (64, 32)])
def test_items_with_a_common_key_are_paired_in_memory_or_on_disk(
    in_memory: int, files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[IO[bytes]] = []
    open_file = tempfile.TemporaryFile

    def counted(*arguments: Any, **options: Any) -> IO[bytes]:
        opened.append(open_file(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", counted)
    monkeypatch.setattr(candidates, "_BYTES_IN_MEMORY", in_memory)
    rng = np.random.default_rng(7)
    items = np.repeat(np.arange(ITEMS, dtype=np.uint32), 3)
    keys = rng.integers(0, 200, len(items), dtype=np.uint64) * np.uint64(2**64 // 200)
    of_item = [set(keys[items == item].tolist()) for item in range(ITEMS)]
    expected = [pair for pair in combinations(range(ITEMS), 2) if of_item[pair[0]] & of_item[pair[1]]]
    with Candidates() as found:
        for start in range(0, len(items), 100):
            found.add(keys[start : start + 100], items[start : start + 100])
        assert sorted(found.pairs(np.ones(ITEMS, dtype=np.int32))) == expected
    assert len(opened) == files
    assert all(file.closed for file in opened)
