"""Pairs of items with a common key, in memory or on disk."""

from __future__ import annotations

import tracemalloc
from itertools import combinations

import numpy as np
import pytest

from quotes.clusters import candidates, numbered, union_find
from quotes.clusters.candidates import Candidates
from quotes.clusters.keys import mix
from quotes.storage import ScratchFile

ITEMS = 400


@pytest.mark.parametrize(
    ("in_memory", "at_once", "files"),
    [(candidates._BYTES_IN_MEMORY, candidates._BYTES_AT_ONCE, 0), (64, candidates._BYTES_AT_ONCE, 32), (64, 500, 33)],
)
def test_items_with_a_common_key_are_paired_in_memory_or_on_disk_in_whatever_portions(
    in_memory: int, at_once: int, files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[ScratchFile] = []

    def counted() -> ScratchFile:
        opened.append(ScratchFile())
        return opened[-1]

    monkeypatch.setattr("quotes.storage.scratch.ScratchFile", counted)
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


@pytest.mark.parametrize(("number", "phrase_is_enough"), [(16, True), (17, False), (200, False)])
def test_who_share_a_phrase_with_many_are_compared_if_they_share_more(number: int, phrase_is_enough: bool) -> None:
    items = np.arange(number, dtype=np.uint32)
    with Candidates() as found:
        found.add(np.full(number, 7, dtype=np.uint64), items)
        found.add(np.array([2**63, 2**63], dtype=np.uint64), items[[3, 5]])
        found.add(np.array([9, 9], dtype=np.uint64), np.array([number, number + 1], dtype=np.uint32))
        pairs = set(found.pairs(np.ones(number + 2, dtype=np.int32)))
    expected = {(3, 5), (number, number + 1)}
    assert pairs == (expected | set(combinations(range(number), 2)) if phrase_is_enough else expected)


def test_many_prints_of_one_saying_are_all_compared() -> None:
    """Thirty prints share three keys: all pairs are candidates, though each key has more than sixteen."""
    items = np.arange(30, dtype=np.uint32)
    with Candidates() as found:
        for key in (7, 2**62, 2**63):
            found.add(np.full(30, key, dtype=np.uint64), items)
        assert sorted(found.pairs(np.ones(30, dtype=np.int32))) == list(combinations(range(30), 2))


def test_values_are_numbered_by_size_and_found_where_they_stand_first() -> None:
    values = np.random.default_rng(7).integers(0, 2**64 - 1, 500, dtype=np.uint64)[np.arange(2000) % 500]
    first, numbers = numbered(values)
    unique, expected_first, expected = np.unique(values, return_index=True, return_inverse=True)
    assert (first == expected_first).all()
    assert (numbers == expected).all()
    assert (values[first][numbers] == values).all()
    assert len(numbered(values[:0])[0]) == 0
    assert len(unique) == len(first)


def test_members_side_by_side_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(union_find, "_AT_ONCE", 2)
    sets = union_find.Union(8)
    sets.join_all(np.array([7, 1, 6, 3, 3], dtype=np.int32), np.array([1, 0, 5, 3, 5], dtype=np.int32))
    assert sets.sets().tolist() == [0, 0, 2, 3, 4, 3, 3, 0]
