"""The splits: articles that have words in common never straddle them, and no article ever moves to another."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, get_args

from quotes.clusters import Union
from quotes.records import Split

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]

SPLITS: tuple[Split, ...] = get_args(Split)
HELD_OUT = -1
"""In no split."""
OPEN = -2
"""Not decided yet."""
LARGE_SHARE = 0.1
LARGE_FROM = 10
"""A group of more than these articles that is more than this share of all goes to train: it would be more than a whole
test split; in a handful of articles, any group would."""

_VALIDATION_FROM = 0.8
_TEST_FROM = 0.9
"""80, 10 and 10 %, as data sets are usually split."""
_BITS = (1, 2, 4)
# The split that a set of splits, as bits, is kept whole for: test before validation before train; of none, no one's.
_TOP = (HELD_OUT, 0, 1, 1, 2, 2, 2, 2)


def split_of(key: str) -> Split:
    """Return the split of a key: 80 % train, 10 % validation, 10 % test, by its SHA-256."""
    first = hashlib.sha256(key.encode()).digest()[:8]
    place = int.from_bytes(first, "big") / 2**64
    if place < _VALIDATION_FROM:
        return "train"
    return "validation" if place < _TEST_FROM else "test"


def decide_splits(
    assigned: Numbers, known: npt.NDArray[np.bool_], keys: npt.NDArray[np.uint64], member: Numbers, family: Numbers
) -> Numbers:
    """Return the split of each article, as its place in SPLITS, or HELD_OUT.

    ``assigned`` has the splits that a rule or the version before gives, else OPEN; ``known`` says which are of the
    version before: those stay as they are. ``member`` and ``family`` say, side by side, which article has words of
    which family. Open articles go with the known ones that they share words with; groups without any are hashed by the
    least of their ``keys``. An open article that links known ones of several splits is held out; so is one whose rule
    puts it into another split than a known article it shares words with, or, of new ones, than those nearest to test.
    """
    import numpy as np

    size = int(family.max(initial=-1)) + 1
    splits = assigned.copy()
    of_known = _bits(splits, known, member, family, size)
    _hash_groups(splits, keys, member, family, of_known)
    of_new = _bits(splits, ~known, member, family, size)
    top = np.array(_TOP)
    kept = np.where(of_known > 0, np.where(of_known & (of_known - 1) > 0, HELD_OUT, top[of_known]), top[of_new])
    wrong = (kept[family] != splits[member]) & ~known[member]
    splits[member[wrong]] = HELD_OUT
    return splits


def hold_out_matches(splits: Numbers, member: Numbers, words: Numbers, links: Numbers) -> None:
    """Hold out, of articles whose very words match those of another split, the ones further from test.

    Of the articles of a version and those of the one before, this happens only where the matching has changed.
    """
    import numpy as np

    size = int(words.max(initial=-1)) + 1
    top = np.array(_TOP)[_bits(splits, splits != HELD_OUT, member, words, size)]
    highest = top.copy()
    np.maximum.at(highest, links[:, 0], top[links[:, 1]])
    np.maximum.at(highest, links[:, 1], top[links[:, 0]])
    splits[member[highest[words] > splits[member]]] = HELD_OUT


def _bits(splits: Numbers, among: npt.NDArray[np.bool_], member: Numbers, group: Numbers, size: int) -> Numbers:
    """Return the splits of the articles of each group, of those in ``among``, as bits."""
    import numpy as np

    found = np.zeros(size, dtype=np.int32)
    counted = among[member] & (splits[member] >= 0)
    np.bitwise_or.at(found, group[counted], np.array(_BITS, dtype=np.int32)[splits[member[counted]]])
    return found


def _hash_groups(
    splits: Numbers, keys: npt.NDArray[np.uint64], member: Numbers, family: Numbers, of_known: Numbers
) -> None:
    """Put each group of open articles into one split: that of the known ones linked to it, else by its hash."""
    import numpy as np

    articles = len(splits)
    union = Union(articles + len(of_known))
    is_open = splits == OPEN
    union.join_all(member[is_open[member]], family[is_open[member]] + articles)
    groups = union.sets()
    linked = np.zeros(articles + len(of_known), dtype=np.int32)
    np.bitwise_or.at(linked, groups[articles:], of_known)
    least = np.full(articles, 2**64 - 1, dtype=np.uint64)
    np.minimum.at(least, groups[:articles][is_open], keys[is_open])
    sizes = np.bincount(groups[:articles][is_open], minlength=articles)
    for article in np.flatnonzero(is_open).tolist():
        group = groups[article]
        if linked[group]:
            splits[article] = _TOP[linked[group]] if linked[group] in _BITS else HELD_OUT
        elif sizes[group] > max(LARGE_FROM, LARGE_SHARE * articles):
            splits[article] = 0
        else:
            splits[article] = SPLITS.index(split_of(f"{least[group]:016x}"))
