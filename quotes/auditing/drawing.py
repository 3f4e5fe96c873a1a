"""Draw the rows and articles of an audit by chance: rows stratified by confidence, more where more is unsure."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotes.dataset.release import ARTICLES, QUOTES, Release

STRATA = (0.0, 0.5, 0.8, 0.95)
"""The least confidence of each stratum; chosen by hand: about as many errors in each, not rows."""
_LEAST_SPREAD = 0.2
"""The spread of right and wrong that every stratum has, as if four of a hundred were wrong: confidence may err."""
_LEAST_ROWS = 2
"""Rows of a stratum that are drawn where it has them: of one, nobody can tell how much they vary."""

Frame = Mapping[str, tuple[str, float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A row to decide on: its id, its article's, and its stratum in `STRATA`."""

    id: str
    article_id: str
    stratum: int


def draw_rows(release: Release, size: int, seed: int) -> tuple[list[Drawn], Mapping[int, int]]:
    """Return a sample of a release's quotations in an order of chance, and how many there are in each stratum.

    The sample hangs on nothing but the ids, the confidences and ``seed``; what several articles of the same text have
    counts once. Strata get rows by their size and the spread of right and wrong that their confidence promises (Neyman
    1934).
    """
    return draw_from(frame_of(release), size, seed)


def frame_of(release: Release) -> Frame:
    """Return the article and the confidence of each quotation, by the record's id."""
    frame: dict[str, tuple[str, float]] = {}
    for row in release.rows(QUOTES):
        frame.setdefault(row["id"], (row["article_id"], row["attribution"]["confidence"]))
    return frame


def draw_from(frame: Frame, size: int, seed: int) -> tuple[list[Drawn], Mapping[int, int]]:
    """Return what `draw_rows` does of a frame."""
    rows: dict[int, list[Drawn]] = {number: [] for number in range(len(STRATA))}
    sure = dict.fromkeys(rows, 0.0)
    for id, (article_id, confidence) in frame.items():
        stratum = sum(confidence >= least for least in STRATA[1:])
        rows[stratum].append(Drawn(id=id, article_id=article_id, stratum=stratum))
        sure[stratum] += confidence
    there = {number: of for number, of in rows.items() if of}
    worth = {number: len(of) * _spread(sure[number] / len(of)) for number, of in there.items()}
    taken = _allotted(worth, {number: len(of) for number, of in there.items()}, size)
    sample = [one for number, of in there.items() for one in _by_chance(of, seed)[: taken[number]]]
    return _by_chance(sample, seed), {number: len(of) for number, of in there.items()}


def draw_articles(release: Release, size: int, seed: int) -> tuple[list[str], int]:
    """Return the ids of a sample of a release's articles in an order of chance, and how many articles there are."""
    digests: dict[str, str] = {}
    for row in release.rows(ARTICLES):
        digests.setdefault(row["digest"], row["id"])
    ordered = sorted(digests, key=lambda digest: lot(digest, seed))
    return [digests[digest] for digest in ordered[:size]], len(digests)


def lot(id: str, seed: int) -> bytes:
    """Return what puts ids in an order of chance, another one for each seed."""
    return hashlib.sha256(f"{seed}:{id}".encode()).digest()


def _by_chance(rows: Sequence[Drawn], seed: int) -> list[Drawn]:
    return sorted(rows, key=lambda one: lot(one.id, seed))


def _spread(right: float) -> float:
    return max(_LEAST_SPREAD, math.sqrt(right * (1 - right)))


def _allotted(worth: Mapping[int, float], rows: Mapping[int, int], size: int) -> dict[int, int]:
    """Return how many rows are drawn of each stratum: by worth, at least two and no more than there are."""
    taken = {number: min(_LEAST_ROWS, count) for number, count in rows.items()}
    while sum(taken.values()) < min(size, sum(rows.values())):
        open_to_more = (number for number in taken if taken[number] < rows[number])
        neediest = max(open_to_more, key=lambda number: worth[number] / (taken[number] + 0.5))
        taken[neediest] += 1
    return taken
