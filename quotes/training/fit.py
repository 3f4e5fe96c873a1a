"""Fit linear models by Newton's method, in numpy alone, so that the same data give the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_STEPS = 40
"""A bound far above what Newton's method takes on such data; a fit that does not come to rest ends all the same."""
_CLOSE = 1e-7
"""Less is gained by a step at rest: far below what the digits that are kept show."""
_DIGITS = 4
"""Decimal places of a weight: sums of a hundred stay exact to .01, and machines that round otherwise agree."""
_LEAST_ROWS = 3
"""Rows in which a feature holds to have a weight; chosen by hand, not tuned: what is seen once or twice is chance."""
_FREE = 1e-3
"""The penalty of a bias: as good as none, but the system of equations stays regular."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one quotation: the features of each, which of them are right, and how much that counts."""

    features: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float = 1.0


def feature_index(rows: Iterable[Iterable[str]], least: int) -> dict[str, int]:
    """Return a column for each feature that holds in at least ``least`` rows, in alphabetical order."""
    counts = Counter(name for row in rows for name in row)
    return {name: column for column, name in enumerate(sorted(n for n, count in counts.items() if count >= least))}


def fit_binary(rows: Sequence[Sequence[str]], labels: Sequence[bool], *, l2: float) -> dict[str, float]:
    """Return the weights of a logistic regression with an L2 penalty (the feature "bias" goes free)."""
    return fit_signals([dict.fromkeys(row, 1.0) for row in rows], labels, l2=l2)


def fit_signals(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], *, l2: float, least: int = _LEAST_ROWS
) -> dict[str, float]:
    """Return the weights of a logistic regression over named numbers, each in at least ``least`` rows."""
    index = feature_index(rows, least)
    matrix, target = _matrix(rows, index), np.asarray(labels, dtype=np.float64)
    penalty = np.full(len(index), l2)
    if "bias" in index:
        penalty[index["bias"]] = _FREE
    return _named(index, _logistic(matrix, target, np.zeros(len(index)), penalty))


def _logistic(matrix: Array, target: Array, prior: Array, penalty: Array) -> Array:
    """Return the weights of a logistic regression that are drawn to ``prior``, by damped Newton steps."""

    def loss(weights: Array) -> float:
        scores = matrix @ weights
        drawn = 0.5 * (penalty * (weights - prior) ** 2).sum()
        return float((np.logaddexp(0, scores) - target * scores).sum() + drawn)

    weights = prior.copy()
    value = loss(weights)
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(matrix @ weights, -500, 500)))
        gradient = matrix.T @ (share - target) + penalty * (weights - prior)
        hessian = (matrix * (share * (1 - share))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        scale = 1.0
        while scale > 1e-4 and loss(weights - scale * step) > value:
            scale /= 2
        weights = weights - scale * step
        if value - loss(weights) < _CLOSE:
            break
        value = loss(weights)
    return weights


def fit_ranker(groups: Sequence[Group], *, l2: float) -> dict[str, float]:
    """Return the weights of a conditional logit over the candidates of each quotation, each by its weight.

    Where several candidates are right, their probabilities add up (the likelihood of any of them). Groups without a
    right candidate teach nothing and are left out; where all are, no feature has a weight.
    """
    groups = [group for group in groups if any(group.right) and not all(group.right)]
    if not groups:
        return {}
    rows = [row for group in groups for row in group.features]
    index = feature_index(rows, _LEAST_ROWS)
    matrix = _matrix([dict.fromkeys(row, 1.0) for row in rows], index)
    right = np.asarray([flag for group in groups for flag in group.right], dtype=np.float64)
    lengths = np.asarray([len(group.right) for group in groups])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.intp)
    counts = np.asarray([group.weight for group in groups])
    weights = np.zeros(len(index))
    loss, slope = _ranker_loss(matrix, right, lengths, starts, counts, weights, l2)
    for _ in range(_STEPS):
        share = _softmax(matrix @ weights, lengths, starts)
        step = np.linalg.solve(_ranker_hessian(matrix, share, lengths, starts, counts, l2), slope)
        scale = 1.0
        while scale > 1e-4:
            new_loss, new_slope = _ranker_loss(matrix, right, lengths, starts, counts, weights - scale * step, l2)
            if new_loss <= loss:
                break
            scale /= 2
        if new_loss > loss or loss - new_loss < _CLOSE * max(1.0, abs(loss)):
            break
        weights, loss, slope = weights - scale * step, new_loss, new_slope
    return _named(index, weights)


def _ranker_loss(
    matrix: Array,
    right: Array,
    lengths: NDArray[np.int_],
    starts: NDArray[np.intp],
    counts: Array,
    weights: Array,
    l2: float,
) -> tuple[float, Array]:
    share = _softmax(matrix @ weights, lengths, starts)
    of_right = np.add.reduceat(share * right, starts)
    among_right = share * right / np.repeat(np.maximum(of_right, 1e-300), lengths)
    loss = -(counts * np.log(np.maximum(of_right, 1e-300))).sum() + 0.5 * l2 * float(weights @ weights)
    return float(loss), matrix.T @ (np.repeat(counts, lengths) * (share - among_right)) + l2 * weights


def _ranker_hessian(
    matrix: Array, share: Array, lengths: NDArray[np.int_], starts: NDArray[np.intp], counts: Array, l2: float
) -> Array:
    weighted = matrix * share[:, None]
    means = np.add.reduceat(weighted, starts, axis=0)
    weighted *= np.repeat(counts, lengths)[:, None]
    hessian: Array = weighted.T @ matrix - (means * counts[:, None]).T @ means + l2 * np.eye(matrix.shape[1])
    return hessian


def _softmax(scores: Array, lengths: NDArray[np.int_], starts: NDArray[np.intp]) -> Array:
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths))
    shares: Array = powers / np.repeat(np.add.reduceat(powers, starts), lengths)
    return shares


def fit_calibration(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Return (intercept, slope) over log-odds, by logistic regression (Platt 1999)."""
    matrix = np.column_stack([np.ones(len(scores)), np.asarray(scores, dtype=np.float64)])
    target = np.asarray(right, dtype=np.float64)
    # A weak pull to what the log-odds say by themselves, so that twenty quotations do not bend the line far; not tuned.
    intercept, slope = _logistic(matrix, target, np.asarray([0.0, 1.0]), np.asarray([1e-2, 1.0]))
    return round(float(intercept), _DIGITS), round(float(slope), _DIGITS)


def _matrix(rows: Sequence[Mapping[str, float]], index: dict[str, int]) -> Array:
    matrix = np.zeros((len(rows), len(index)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            column = index.get(name)
            if column is not None:
                matrix[number, column] = value
    return matrix


def _named(index: dict[str, int], weights: Array) -> dict[str, float]:
    """Return the weights by name, rounded, so that the last bits of a machine's arithmetic do not show."""
    return {name: round(float(weights[column]), _DIGITS) for name, column in index.items()}
