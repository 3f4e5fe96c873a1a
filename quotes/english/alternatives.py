"""Write a set of words as the alternatives of a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable


def one_of(words: Iterable[str], *, capital: bool = False) -> str:
    """Return a group that matches one of the words, the longest first; with ``capital`` also "The" for "the"."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_either(word) if capital else re.escape(word) for word in ordered)})"


def _either(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}"
