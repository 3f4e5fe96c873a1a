"""From a sample to a share with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from quotes.dataset.release import Estimate

_Z = 1.959964
"""The 97.5 % quantile of the normal distribution."""
_DIGITS = 4


class Checked(NamedTuple):
    """One stratum: its rows, how many of them were checked, how many of those were right."""

    rows: int
    checked: int
    right: int


def stratified(strata: Sequence[Checked]) -> Estimate:
    """Return the share of right rows by a stratified sample (Cochran 1977, chapter 5), at least one row of each.

    The interval is Wilson's (1927) for as many rows as a simple sample would need to be as exact (Korn and Graubard
    1998). In the variance, each stratum counts one more right and one more wrong row, so that none is taken for certain
    because all of a few rows are right.
    """
    every = sum(one.rows for one in strata)
    share = sum(one.rows / every * one.right / one.checked for one in strata)
    drawn_to_half = [(one.right + 1) / (one.checked + 2) for one in strata]
    near = sum(one.rows / every * right for one, right in zip(strata, drawn_to_half, strict=True))
    variance = sum(
        (one.rows / every) ** 2 * (1 - one.checked / one.rows) * right * (1 - right) / one.checked
        for one, right in zip(strata, drawn_to_half, strict=True)
    )
    return _wilson(share, near * (1 - near) / variance if variance else math.inf)


def clustered(articles: Sequence[tuple[int, int]], of: int) -> Estimate:
    """Return a share by a sample of whole articles out of ``of``, each (how many, of how many).

    It is a ratio estimate (Cochran 1977, chapter 6). Where it varies less from article to article than from row to row,
    the interval is that of so many rows.
    """
    part, whole = (sum(column) for column in zip(*articles, strict=True))
    if not whole:
        return Estimate(share=0.0, low=0.0, high=1.0)
    share, drawn = part / whole, len(articles)
    left = 1 - drawn / of
    if not left:
        return _wilson(share, math.inf)
    squares = sum((some - share * every) ** 2 for some, every in articles)
    variance = left * drawn / max(1, drawn - 1) * squares / whole**2
    as_exact = share * (1 - share) / variance if variance else math.inf
    return _wilson(share, min(as_exact, whole / left))


def _wilson(share: float, rows: float) -> Estimate:
    """Return Wilson's interval of a share of so many rows; of infinitely many, there is nothing in doubt."""
    if math.isinf(rows):
        return Estimate(share=round(share, _DIGITS), low=round(share, _DIGITS), high=round(share, _DIGITS))
    middle = (share + _Z**2 / (2 * rows)) / (1 + _Z**2 / rows)
    reach = _Z / (1 + _Z**2 / rows) * math.sqrt(share * (1 - share) / rows + _Z**2 / (4 * rows**2))
    low, high = max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
    return Estimate(share=round(share, _DIGITS), low=round(low, _DIGITS), high=round(high, _DIGITS))
