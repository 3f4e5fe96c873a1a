"""Cluster quotations: the same words, said once and printed again and again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.clusters.candidates import Candidates
from quotes.clusters.keys import keys_of
from quotes.clusters.matching import Wording, likeness
from quotes.clusters.union_find import Union
from quotes.clusters.wordings import Wordings, Written, read_wording, written
from quotes.processes import HERE, Processes, batched
from quotes.storage import ScratchFile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Hashes = npt.NDArray[np.uint64]
    Rows = npt.NDArray[np.uint32]

_BATCH = 2048
"""Wordings whose keys are made at a time, or pairs that are compared: enough for numpy to pay, a few megabytes."""
_PAIRS_AT_ONCE = 65_536
"""As Python's numbers: some megabytes."""


@dataclass(frozen=True, slots=True)
class Clustering:
    """What each wording, in their order, belongs to, by number.

    ``words``: the very same words have one number, few words only where the name is the same, too. ``links`` has a row
    for each pair of such numbers that are the same words. ``clusters``: all members are the same words as the longest
    one, so that a chain of small changes ends. ``families``: all that such chains link; two families have no words in
    common.
    """

    words: Numbers
    links: Numbers
    clusters: Numbers
    families: Numbers


def cluster(wordings: Iterable[Wording]) -> Clustering:
    """Cluster wordings in this process: see `cluster_written`."""
    return cluster_written(map(written, wordings))


def cluster_written(wordings: Iterable[Written], processes: Processes = HERE) -> Clustering:
    """Cluster wordings; their order does not matter.

    The very same words need no comparison. Other candidates come from MinHash bands of one speaker's words, and from
    runs of words in common; ``likeness`` decides. Texts and keys are kept in temporary files; in memory, a wording
    takes some fifty bytes.
    """
    import numpy as np

    with ScratchFile() as file, Candidates() as candidates:
        different = Wordings(wordings, file)
        sizes = _add_keys(different, candidates, processes)
        left, right, scores = _matches(different, candidates, sizes, processes)
        twins, number_of = different.twin_of, different.number_of
        union = Union(len(different))
        numbers = np.arange(len(different), dtype=np.int32)
        copies = numbers[twins != numbers]
        union.join_all(copies, twins[copies])
        union.join_all(np.frombuffer(left, np.int32), np.frombuffer(right, np.int32))
        return Clustering(
            words=twins[number_of],
            links=twins[np.array([left, right], dtype=np.int32).T],
            clusters=_leaders(left, right, scores, sizes, twins)[number_of],
            families=union.sets()[number_of],
        )


def _add_keys(wordings: Wordings, candidates: Candidates, processes: Processes) -> Numbers:
    """Add the keys of all wordings, and return how many words each has."""
    import numpy as np

    sizes = np.zeros(len(wordings), dtype=np.int32)
    start = 0
    for of_batch, keys in processes.map(_keys_of, batched(map(wordings.line, range(len(wordings))), _BATCH)):
        sizes[start : start + len(of_batch)] = of_batch
        for some, owners in keys:
            candidates.add(some, owners + np.uint32(start))
        start += len(of_batch)
    return sizes


def _keys_of(lines: Sequence[bytes]) -> tuple[list[int], list[tuple[Hashes, Rows]]]:
    """Return how many words wordings have, and their keys."""
    batch = [*map(read_wording, lines)]
    return [len(wording.words.stems) for wording in batch], [*keys_of(batch)]


def _matches(
    wordings: Wordings, candidates: Candidates, sizes: Numbers, processes: Processes
) -> tuple[array[int], array[int], array[float]]:
    """Return the pairs that are the same words, and how alike they are."""
    left, right, scores = array("i"), array("i"), array("f")
    pairs = candidates.pairs(sizes, wordings.twin_of)
    lines = ((one, other, wordings.line(one), wordings.line(other)) for one, other in pairs)
    for one, other, score in processes.map_all(_alike, lines, _BATCH):
        left.append(one)
        right.append(other)
        scores.append(score)
    return left, right, scores


def _alike(pairs: Sequence[tuple[int, int, bytes, bytes]]) -> list[tuple[int, int, float]]:
    """Return those of the pairs that are the same words, by their numbers, and how alike they are."""
    scores = [likeness(read_wording(left), read_wording(right)) for _, _, left, right in pairs]
    return [(one, other, score) for (one, other, _, _), score in zip(pairs, scores, strict=True) if score]


def _leaders(left: array[int], right: array[int], scores: array[float], sizes: Numbers, twins: Numbers) -> Numbers:
    """Return each wording's leader: longest first, each joins the leader most like it, or leads a cluster itself."""
    import numpy as np

    leaders = np.arange(len(sizes), dtype=np.int32)
    several = np.flatnonzero(np.bincount(twins, minlength=len(twins))[twins] > 1).astype(np.int32)
    ends = np.concatenate([np.asarray(left, dtype=np.int32), np.asarray(right, dtype=np.int32), several])
    others = np.concatenate([np.asarray(right, dtype=np.int32), np.asarray(left, dtype=np.int32), twins[several]])
    # Nothing is more like a wording than its twins, of which the first that leads counts.
    likes = np.concatenate([np.asarray(scores), np.asarray(scores), np.full(len(several), 2, np.float32)])
    order = np.lexsort((others, -likes, ends, -sizes[ends]))
    joined = np.zeros(len(sizes), dtype=bool)
    leading = twins.copy()
    for start in range(0, len(order), _PAIRS_AT_ONCE):
        some = order[start : start + _PAIRS_AT_ONCE]
        for one, other, like in zip(ends[some].tolist(), others[some].tolist(), likes[some].tolist(), strict=True):
            if like > 1 and joined[leading[other]]:
                leading[other] = one
            leader = leading[other] if like > 1 else other
            longer = (-sizes[leader], leader) < (-sizes[one], one)
            if longer and not joined[one] and not joined[leader]:
                leaders[one], joined[one] = leader, True
    return leaders
