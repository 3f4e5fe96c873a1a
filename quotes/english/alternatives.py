"""Write a set of words as the alternatives of a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def one_of(words: Iterable[str], *, capital: bool = False) -> str:
    """Return a group that matches one of the words, the longest first; with ``capital`` also "The" for "the"."""
    return _group(sorted({*words}, key=lambda word: (-len(word), word)), capital=capital)


def _group(endings: Sequence[str], *, capital: bool = False) -> str:
    """Return a group of words, each beginning written once: where the next letter is no beginning, all are tried."""
    by_letter: dict[str, list[str]] = {}
    for ending in endings:
        by_letter.setdefault(ending[:1], []).append(ending[1:])
    branches = []
    for letter, rests in by_letter.items():
        first = f"[{letter.upper()}{letter}]" if capital else re.escape(letter)
        branches.append(first + (re.escape(rests[0]) if len(rests) == 1 else _group(rests)))
    return f"(?:{'|'.join(branches)})"
