"""Audit the detector's release of the seeds again and again, and count how often the intervals hold what is right.

    python benchmarks/audits.py [--times 1000]

What is right is what the annotations say. An audit draws so many rows, by confidence, and estimates; its interval
should hold the share among all rows 95 times of 100. Beside it stands a simple sample, with Wilson's interval.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from statistics import mean

import click
from measuring import ROOT, table

from quotes.auditing.auditing import Right, judge_rows
from quotes.auditing.drawing import draw_from, frame_of
from quotes.auditing.intervals import Checked, clustered, stratified
from quotes.dataset import open_release
from quotes.dataset.corrections import kept_corrections
from quotes.dataset.release import ARTICLES, AUDITED, Estimate

DETECTED, ANNOTATED = (ROOT / "dist" / name / "1.0.0" for name in ("seeds-detected", "seeds"))


@click.command()
@click.option("--times", default=1000, show_default=True)
def main(times: int) -> None:
    """Print what share of the intervals hold the truth, and how wide they are."""
    release = open_release(DETECTED)
    frame = frame_of(release)
    articles = {row["id"] for row in release.rows(ARTICLES)}
    right, read = judge_rows(release, kept_corrections(open_release(ANNOTATED)), frame, articles)
    lines = []
    for part in AUDITED:
        truth = mean(getattr(one, part) for one in right.values())
        for size in (50, 200):
            for how, audits in (("by confidence", _stratified), ("simple", _simple)):
                made = list(audits(frame, right, part, size, times))
                lines.append((part, str(size), how, f"{truth:.3f}", *_figures(made, truth)))
    missed = sum(one.missed for one in read.values()) / sum(one.quotes for one in read.values())
    for size in (10, 20, 50):
        made = []
        for seed in range(times):
            chosen = random.Random(seed).sample(sorted(read), size)
            made.append(clustered([(read[id].missed, read[id].quotes) for id in chosen], len(read)))
        lines.append(("missed", str(size), "articles", f"{missed:.3f}", *_figures(made, missed)))
    print(table(("what", "drawn", "how", "truth", "mean", "intervals that hold it", "mean width"), lines))


def _stratified(
    frame: Mapping[str, tuple[str, float]], right: Mapping[str, Right], part: str, size: int, times: int
) -> Iterator[Estimate]:
    for seed in range(times):
        drawn, sizes = draw_from(frame, size, seed)
        rows = {number: [getattr(right[one.id], part) for one in drawn if one.stratum == number] for number in sizes}
        yield stratified([Checked(sizes[number], len(of), sum(of)) for number, of in rows.items()])


def _simple(
    frame: Mapping[str, tuple[str, float]], right: Mapping[str, Right], part: str, size: int, times: int
) -> Iterator[Estimate]:
    for seed in range(times):
        of = [getattr(right[id], part) for id in random.Random(seed).sample(sorted(frame), size)]
        yield stratified([Checked(len(frame), size, sum(of))])


def _figures(made: list[Estimate], truth: float) -> tuple[str, str, str]:
    holding = mean(one.low <= truth <= one.high for one in made)
    return f"{mean(one.share for one in made):.3f}", f"{holding:.1%}", f"{mean(one.high - one.low for one in made):.3f}"


if __name__ == "__main__":
    main()
