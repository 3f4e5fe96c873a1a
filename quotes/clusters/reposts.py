"""Articles that repost another one: wire copy, updates, syndicated pieces."""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING

from quotes.clusters.candidates import Candidates
from quotes.clusters.keys import band_keys, digest, mix
from quotes.clusters.union_find import Union

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

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


def stories(texts: Iterable[str]) -> npt.NDArray[np.int32]:
    """Return for each text the number of the first that it is a near-duplicate of, or of one that is; else its own.

    Case and punctuation do not count. Hashes are kept in temporary files; in memory, a text takes some twenty bytes.
    """
    import numpy as np

    with tempfile.TemporaryFile() as file, Candidates() as candidates:
        sizes, first = array("i"), 0
        for batch in _batches(texts):
            runs = [_runs(text) for text in batch]
            for one in runs:
                one.astype(np.uint32).tofile(file)
            sizes.extend(len(one) for one in runs)
            numbers = np.arange(first, first + len(batch), dtype=np.uint32)
            owners = np.repeat(numbers, [len(one) for one in runs])
            candidates.add(*band_keys(np.concatenate(runs), owners, bands=_BANDS, rows=_BAND_ROWS))
            first += len(batch)
        union = Union(len(sizes))
        lengths = np.array(sizes, dtype=np.int32)
        offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        for left, right in candidates.pairs(lengths):
            if union.find(left) != union.find(right) and _near(_read(file, offsets, left), _read(file, offsets, right)):
                union.join(left, right)
        return union.sets()


def _batches(texts: Iterable[str]) -> Iterator[Sequence[str]]:
    remaining = iter(texts)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _runs(text: str) -> npt.NDArray[np.uint64]:
    """Return hashes of the runs of four words of a text, each once; of a shorter text, of all its words."""
    import numpy as np

    found = _WORD.findall(text.casefold())
    words = np.fromiter(map(digest, found), np.uint64, len(found)) if found else np.zeros(1, np.uint64)
    length = min(_RUN, len(words))
    hashes = words[: len(words) - length + 1]
    for step in range(1, length):
        hashes = mix(hashes) + words[step : len(hashes) + step]
    return np.unique(mix(hashes))


def _read(file: IO[bytes], offsets: npt.NDArray[np.int64], number: int) -> npt.NDArray[np.uint32]:
    import numpy as np

    file.seek(int(offsets[number]) * 4)
    return np.frombuffer(file.read(int(offsets[number + 1] - offsets[number]) * 4), dtype=np.uint32)


def _near(left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32]) -> bool:
    import numpy as np

    least, most = sorted((len(left), len(right)))
    shared = len(np.intersect1d(left, right))
    if least < FEWEST_RUNS:
        return shared == least == most
    return least >= LEAST_LENGTH * most and shared >= LEAST_SHARED * least
