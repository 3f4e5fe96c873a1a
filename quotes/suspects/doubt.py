"""A reason to doubt a row, and what several of them come to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

_DIGITS = 4


class Doubt(NamedTuple):
    """How likely a row is wrong by one sign alone, from 0 to 1, and the sign in words."""

    weight: float
    words: str


def suspicion(doubts: Iterable[Doubt]) -> float:
    """Return how likely a row is wrong by all of its signs, as if none hung on another (noisy-or; Pearl 1988)."""
    return round(1 - math.prod(1 - doubt.weight for doubt in doubts), _DIGITS)
