"""Measure whether the confidence keeps its word: coverage, calibration, reliability."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.evaluation.judging import Judged

PRECISION_ASKED = 0.95
_BINS = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """The quotations that were found and have a speaker and a confidence, the surest first; right ones before wrong.

    ``article`` is the index of each one's article.
    """

    confidence: NDArray[np.float64]
    right: NDArray[np.bool_]
    article: NDArray[np.intp]

    def repeated(self, times: NDArray[np.int64]) -> Ranked:
        """Return the same with every article so many times."""
        index = np.repeat(np.arange(len(self.right)), times[self.article])
        return Ranked(self.confidence[index], self.right[index], self.article[index])


@dataclass(frozen=True, kw_only=True, slots=True)
class Bin:
    """The quotations with a confidence from ``low`` to ``high``: how many, how sure on average, how many right."""

    low: float
    high: float
    count: int
    confidence: float | None
    right: float | None


def rank(judged: Iterable[Judged]) -> Ranked:
    """Return the quotations with speaker and confidence in the order of their confidence."""
    rows = [
        (outcome.record.confidence, outcome.speaker, index)
        for index, one in enumerate(judged)
        for outcome in one.outcomes
        if outcome.record and outcome.speaker is not None and outcome.record.confidence is not None
    ]
    rows.sort(key=lambda row: (-row[0], not row[1]))
    return Ranked(
        np.asarray([row[0] for row in rows], dtype=np.float64),
        np.asarray([row[1] for row in rows], dtype=np.bool_),
        np.asarray([row[2] for row in rows], dtype=np.intp),
    )


def coverage(ranked: Ranked) -> float | None:
    """Return the largest share of the surest quotations of which 95 % are right."""
    count = len(ranked.right)
    if not count:
        return None
    precise = np.cumsum(ranked.right) / np.arange(1, count + 1) >= PRECISION_ASKED
    return float(np.max(np.nonzero(precise)[0], initial=-1) + 1) / count


def calibration_error(ranked: Ranked) -> float | None:
    """Return how far confidence and truth are apart in a bin, on average over the quotations."""
    if not len(ranked.right):
        return None
    gaps = np.bincount(_bins(ranked), weights=ranked.confidence - ranked.right, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(ranked.right))


def reliability(ranked: Ranked) -> tuple[Bin, ...]:
    """Return ten bins of confidence, the lowest first."""
    bins = _bins(ranked)
    return tuple(
        _bin(number, ranked.confidence[bins == number], ranked.right[bins == number]) for number in range(_BINS)
    )


def _bins(ranked: Ranked) -> NDArray[np.int64]:
    return np.clip((ranked.confidence * _BINS).astype(np.int64), 0, _BINS - 1)


def _bin(number: int, confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> Bin:
    count = len(right)
    return Bin(
        low=number / _BINS,
        high=(number + 1) / _BINS,
        count=count,
        confidence=round(float(confidence.mean()), 4) if count else None,
        right=round(float(right.mean()), 4) if count else None,
    )
