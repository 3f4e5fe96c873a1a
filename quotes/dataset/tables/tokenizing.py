"""The tokens of a text in columns: a word, or one character that is neither of a word nor white space."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Numbers = npt.NDArray[np.int64]
    Kinds = npt.NDArray[np.uint8]

_SPACE, _WORD, _MARK, _UNKNOWN = range(4)
_CHARACTERS = 0x110000


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """Tokens, one an item: where each starts and stops in its text, in characters, and its words as Arrow has them."""

    starts: Numbers
    stops: Numbers
    words: pa.StringArray


def tokens_within(text: str, places: Sequence[tuple[int, int]]) -> tuple[Tokens, Numbers]:
    """Return the tokens of a text that stand within places, and how many there are in each.

    Places are in order, and their ends are no places within a token.
    """
    import numpy as np

    characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    kinds = _kinds_of(characters)
    words = kinds == _WORD
    begins, stops = kinds == _MARK, kinds == _MARK
    begins |= words & ~np.concatenate([[False], words[:-1]])
    stops |= words & ~np.concatenate([words[1:], [False]])
    first, last = np.flatnonzero(begins), np.flatnonzero(stops) + 1
    bounds = np.searchsorted(first, np.array(places, np.int64).reshape(-1, 2))
    counts = bounds[:, 1] - bounds[:, 0]
    if counts.sum() < len(first):  # some stand elsewhere
        kept = np.zeros(len(first) + 1, np.int64)
        np.add.at(kept, bounds[:, 0], 1)
        np.subtract.at(kept, bounds[:, 1], 1)
        among = np.cumsum(kept[:-1]) > 0
        first, last = first[among], last[among]
    return Tokens(starts=first, stops=last, words=_cut(text, characters, first, last)), counts


def _cut(text: str, characters: npt.NDArray[np.uint32], starts: Numbers, stops: Numbers) -> pa.StringArray:
    """Return what stands between starts and stops, which are in order."""
    import numpy as np
    import pyarrow as pa

    utf8 = np.frombuffer(text.encode(), np.uint8)
    if len(utf8) > len(characters):
        lengths = np.ones(len(characters), np.int64)
        for least in (0x80, 0x800, 0x10000):
            lengths += characters >= least
        places = np.concatenate([[0], np.cumsum(lengths)])
        starts, stops = places[starts], places[stops]
    edges = np.zeros(len(utf8) + 1, np.int8)
    edges[starts] = 1
    edges[stops] -= 1
    offsets = np.concatenate([[0], np.cumsum(stops - starts)]).astype(np.int32)
    inside = np.cumsum(edges[:-1], dtype=np.int8).astype(bool)
    return pa.StringArray.from_buffers(len(starts), pa.py_buffer(offsets), pa.py_buffer(utf8[inside]))


def _kinds_of(characters: npt.NDArray[np.uint32]) -> Kinds:
    """Return what each character is of."""
    import numpy as np

    known = _known_kinds()
    kinds = known[characters]
    for one in np.unique(characters[kinds == _UNKNOWN]).tolist():
        known[one] = _kind_of(chr(one))
    return known[characters]


@functools.cache
def _known_kinds() -> Kinds:
    """Return what each character is of, by its number, as far as one has been met."""
    import numpy as np

    return np.full(_CHARACTERS, _UNKNOWN, np.uint8)


def is_word(character: str) -> bool:
    """Say whether a character is of a word."""
    return character.isalnum() or character == "_"


def _kind_of(character: str) -> int:
    if is_word(character):
        return _WORD
    return _SPACE if character.isspace() else _MARK
