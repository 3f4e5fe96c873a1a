"""Articles that repost another one: wire copy, updates, syndicated pieces."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from quotes.clusters.candidates import Candidates
from quotes.clusters.keys import band_keys, digests, mix
from quotes.clusters.union_find import Union
from quotes.processes import HERE, Processes, batched
from quotes.storage import ScratchFile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Runs = npt.NDArray[np.uint32]
    _Values = TypeVar("_Values", Hashes, Runs)

LEAST_SHARED = 0.8
"""Near-duplicates share this much of the shorter one's runs of four words."""
LEAST_LENGTH = 0.55
"""The shorter one is at least this much of the longer: so no digest is a repost of two articles that it joins."""
FEWEST_RUNS = 24
"""Articles with fewer runs of four words are near-duplicates only if they have the very same."""

# Of the least alike that count, .8 of a text .55 as long, 40 % of all runs are in both: 92 % of such share a band.
_BANDS = 40
_BAND_ROWS = 3
_RUN = 4
_BATCH = 256
"""Articles whose runs are in memory at a time."""
_WORD = re.compile(r"\w+")


def stories(texts: Iterable[str], processes: Processes = HERE) -> npt.NDArray[np.int32]:
    """Return for each text the number of the first that it is a near-duplicate of, or of one that is; else its own.

    Case and punctuation do not count. Hashes are kept in temporary files; in memory, a text takes some twenty bytes.
    """
    import numpy as np

    with ScratchFile() as file, Candidates() as candidates:
        sizes, first = array("i"), 0
        for lengths_of_batch, runs, keys, owners in processes.map(_keys_of, batched(texts, _BATCH)):
            file.write(runs.data)
            sizes.extend(lengths_of_batch)
            candidates.add(keys, owners + np.uint32(first))
            first += len(lengths_of_batch)
        union = Union(len(sizes))
        lengths = np.array(sizes, dtype=np.int32)
        offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        pairs = (
            (left, right, _read(file, offsets, left), _read(file, offsets, right))
            for left, right in candidates.pairs(lengths)
            if union.find(left) != union.find(right)
        )
        for left, right in processes.map_all(_near_ones, pairs, _BATCH):
            union.join(left, right)
        return union.sets()


def _keys_of(texts: Sequence[str]) -> tuple[list[int], Runs, Hashes, Runs]:
    """Return how many runs of words texts have, 32 bits of each, and their keys with the indexes of the texts."""
    import numpy as np

    runs = [_runs(text) for text in texts]
    lengths, together = [len(one) for one in runs], np.concatenate(runs)
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)
    return lengths, together.astype(np.uint32), *band_keys(together, owners, bands=_BANDS, rows=_BAND_ROWS)


def _runs(text: str) -> npt.NDArray[np.uint64]:
    """Return hashes of the runs of four words of a text, each once; of a shorter text, of all its words."""
    import numpy as np

    found = _WORD.findall(text.casefold())
    words = digests(found) if found else np.zeros(1, np.uint64)
    length = min(_RUN, len(words))
    hashes = words[: len(words) - length + 1]
    for step in range(1, length):
        hashes = mix(hashes) + words[step : len(hashes) + step]
    return _each_once(mix(hashes))


def _each_once(values: _Values) -> _Values:
    """Return different values in order, as numpy's unique does: that takes three times as long for some hundred."""
    import numpy as np

    ranked = np.sort(values)
    new = np.ones(len(ranked), dtype=bool)
    np.not_equal(ranked[1:], ranked[:-1], out=new[1:])
    return ranked[new]


def _read(file: ScratchFile, offsets: npt.NDArray[np.int64], number: int) -> npt.NDArray[np.uint32]:
    import numpy as np

    file.seek(int(offsets[number]) * 4)
    return np.frombuffer(file.read(int(offsets[number + 1] - offsets[number]) * 4), dtype=np.uint32)


def _near_ones(pairs: Sequence[tuple[int, int, Runs, Runs]]) -> list[tuple[int, int]]:
    """Return those of the pairs of texts, by their numbers, that are near-duplicates by their runs."""
    return [(left, right) for left, right, its_runs, other_runs in pairs if _near(its_runs, other_runs)]


def _near(left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32]) -> bool:
    import numpy as np

    least, most = sorted((len(left), len(right)))
    few = least < FEWEST_RUNS
    if least < (most if few else LEAST_LENGTH * most):
        return False
    both = np.sort(np.concatenate([_each_once(left), _each_once(right)]))
    return int(np.count_nonzero(both[1:] == both[:-1])) >= (least if few else LEAST_SHARED * least)
