"""Tell how far the scores would vary on other articles: percentile bootstrap over articles (Efron 1979)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.evaluation.confidence import Ranked, area, calibration_error, coverage
from quotes.evaluation.tally import FOUND, PRECISION, Key, Share

F1 = Key("f1_long")
COVERAGE, CALIBRATION, AREA = "coverage_at_95_precision", "calibration_error", "area_under_curve"
SURENESS = {COVERAGE: coverage, CALIBRATION: calibration_error, AREA: area}
OF_MENTIONS, OF_PERSONS = "mention_", "person_"
"""What a confidence is judged by, before the names of these three; the confidence as if of the mention has none."""
RESAMPLES = 1000
_SEED = 20240229
_PERCENTILES = (2.5, 97.5)

Interval = tuple[float, float]


def intervals(tallies: Sequence[Mapping[Key, Share]], ranked: Mapping[str, Ranked]) -> dict[Key, Interval]:
    """Return the 95 % interval of every measure; a measure of nothing, and fewer than two articles, have none.

    Whole articles are drawn, because quotations of one article are right or wrong together.
    """
    count = len(tallies)
    if count < 2:
        return {}
    draws = np.random.default_rng(_SEED).multinomial(count, [1 / count] * count, size=RESAMPLES)
    samples = _shares(tallies, draws)
    if Key(PRECISION) in samples and Key(FOUND, "long") in samples:
        samples[F1] = _harmonic(samples[Key(PRECISION)], samples[Key(FOUND, "long")])
    for what, one in ranked.items():
        again = [one.repeated(times) for times in draws] if len(one.right) else []
        for name, measure in SURENESS.items():
            samples[Key(f"{what}{name}")] = _known(measure(each) for each in again)
    found = {key: values[~np.isnan(values)] for key, values in samples.items()}
    return {key: _interval(values) for key, values in found.items() if len(values)}


def _shares(tallies: Sequence[Mapping[Key, Share]], draws: NDArray[np.int64]) -> dict[Key, NDArray[np.float64]]:
    """Return for each measure its share in every resample, nan where it is of nothing."""
    keys = sorted({key for one in tallies for key in one})
    right = np.asarray([[one[key].right if key in one else 0 for key in keys] for one in tallies])
    total = np.asarray([[one[key].total if key in one else 0 for key in keys] for one in tallies])
    rights, totals = draws @ right, draws @ total
    shares = np.divide(rights, totals, out=np.full(rights.shape, np.nan), where=totals > 0)
    return {key: shares[:, column] for column, key in enumerate(keys)}


def _harmonic(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = one + other
    return np.divide(2 * one * other, sums, out=np.where(np.isnan(sums), np.nan, 0.0), where=sums > 0)


def _known(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.asarray([value for value in values if value is not None], dtype=np.float64)


def _interval(values: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(values, _PERCENTILES)
    return round(float(low), 4), round(float(high), 4)
