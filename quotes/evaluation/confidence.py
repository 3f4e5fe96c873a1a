"""Measure whether the confidence keeps its word: coverage, calibration, reliability, the area under the curve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.evaluation.judging import Judged

PRECISION_ASKED = 0.95
SURE = 0.95
"""The confidence from which on a record is called sure."""
_BINS = 10

_Row = tuple[float | None, bool, int]
"""A confidence, whether that is right, and the index of the article."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Quotations or records that gold can judge and that have a confidence, the surest first; right ones before wrong.

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
    """Return the quotations with a speaker that were found, by their confidence: right are those of the mention."""
    return _ranked(row for row, _ in _mentions(judged))


def rank_mentions(judged: Iterable[Judged]) -> Ranked:
    """Return the same by the part of their confidence that is of the mention."""
    return _ranked((part, right, index) for (_, right, index), part in _mentions(judged))


def _mentions(judged: Iterable[Judged]) -> Iterator[tuple[_Row, float | None]]:
    for index, one in enumerate(judged):
        for outcome in one.outcomes:
            if outcome.record and outcome.speaker is not None:
                yield (outcome.record.confidence, outcome.speaker, index), outcome.record.mention


def rank_records(judged: Iterable[Judged]) -> Ranked:
    """Return the records in the order of their confidence: right are those of the right person.

    That is, said, with mention and name right. Where gold tells no names, the confidence is that in the words and the
    mention, and so is what is right. What gold leaves open does not count.
    """
    return _ranked(row for index, one in enumerate(judged) for row in _of_article(one, index))


def _of_article(judged: Judged, index: int) -> Iterator[_Row]:
    tells_names = any(outcome.person is not None for outcome in judged.outcomes)
    for outcome in judged.outcomes:
        if outcome.record is None or outcome.speaker is None:
            continue
        if outcome.person is not None:
            yield outcome.record.confidence, outcome.person, index
        else:
            yield outcome.record.said, outcome.speaker, index
    for record, matched in judged.emitted:
        if not matched:
            yield record.confidence if tells_names else record.said, False, index


def _ranked(judged: Iterable[_Row]) -> Ranked:
    rows = [(confidence, right, article) for confidence, right, article in judged if confidence is not None]
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


def area(ranked: Ranked) -> float | None:
    """Return how often a right one is surer than a wrong one, of all such pairs: the area under the ROC curve."""
    right = int(ranked.right.sum())
    wrong = len(ranked.right) - right
    if not right or not wrong:
        return None
    _, place, counts = np.unique(ranked.confidence, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2  # ties share the mean of their ranks
    return float((middle[place][ranked.right].sum() - right * (right + 1) / 2) / (right * wrong))


def sure(ranked: Ranked) -> tuple[float, float] | None:
    """Return the share that is sure, and how much of that is right; None where nothing is sure."""
    chosen = ranked.confidence >= SURE
    return (float(chosen.mean()), float(ranked.right[chosen].mean())) if chosen.any() else None


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
