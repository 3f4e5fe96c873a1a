"""What a hundred reviewed rows teach: those that are asked about first by `--order uncertain`, or as many at random.

    python benchmarks/active.py [--seeds 5] [--start 20] [--pool 60] [--rows 100]

For each seed, weights learn from START articles of the train split of dist/seeds, whole; with them a release is built
of POOL others. Of its rows, the first ROWS of either order get the decisions that the seeds' annotations have of them,
and weights learn again from the start and these decisions (`quotes train START RELEASE --corrections FILE`). They are
judged on the validation and test splits, which nothing has learnt from. The same seed gives the same figures.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import click
from measuring import table
from task import RELEASE, splits

from quotes.building import build
from quotes.dataset import Release, open_release
from quotes.dataset.corrections import Correction, append_corrections, kept_corrections
from quotes.evaluation import evaluate
from quotes.gold import reviewed_rows
from quotes.model import Model
from quotes.records import record_id
from quotes.review.queue import Order, queue_of
from quotes.training import train

ORDERS: tuple[Order, ...] = ("random", "uncertain")
BEFORE = "before"
MEASURES = (("speaker right", "speaker_end_to_end"), ("person right", "person"), ("precision", "precision_long"))

Figures = Mapping[str, float]
Row = dict[str, Any]


@click.command()
@click.option("--seeds", default=5, show_default=True, help="How often it is done, with other articles.")
@click.option("--start", default=20, show_default=True, help="Articles that the first weights learn from.")
@click.option("--pool", default=60, show_default=True, help="Articles whose rows may be reviewed.")
@click.option("--rows", default=100, show_default=True, help="Rows that are reviewed.")
def main(seeds: int, start: int, pool: int, rows: int) -> None:
    """Compare the two orders, and print a table."""
    release = open_release(RELEASE)
    split, gold = splits(release), list(reviewed_rows(release))
    known = [row for row in gold if split[row["article_id"]] == "train"]
    unknown = [row for row in gold if split[row["article_id"]] not in ("train", None)]
    decisions = {_id(one): one for one in kept_corrections(release)}
    found: list[Mapping[str, Figures]] = []
    for seed in range(seeds):
        drawn = random.Random(seed).sample(known, start + pool)
        with tempfile.TemporaryDirectory() as folder:
            found.append(once(drawn[:start], drawn[start:], unknown, decisions, rows, seed, Path(folder)))
        click.echo(json.dumps(found[-1]), err=True)
    click.echo(f"{seeds} times {start} articles, and {rows} rows of {pool} more; judged on {len(unknown)} articles\n")
    click.echo(table(["", BEFORE, *ORDERS, "uncertain − random"], [_row(found, *measure) for measure in MEASURES]))


def once(
    start: Sequence[Row],
    pool: Sequence[Row],
    unknown: Sequence[Row],
    decisions: Mapping[str, Correction],
    rows: int,
    seed: int,
    folder: Path,
) -> Mapping[str, Figures]:
    """Return the figures before, and with the rows of either order."""
    learnt, judge = (_write(folder / name, given) for name, given in (("start", start), ("judge", unknown)))
    first = train([learnt])
    articles = [{"id": row["article_id"], "text": row["text"]} for row in pool]
    made = build([_write(folder / "pool", articles)], name="pool", version="1.0.0", out=folder, model=first)
    figures = {BEFORE: judged(judge, first)}
    for order in ORDERS:
        file = folder / f"{order}.jsonl"
        append_corrections(file, asked(made, order, decisions, rows, seed))
        figures[order] = judged(judge, train([learnt, made.path], corrections=[file]))
    return figures


def asked(
    release: Release, order: Order, decisions: Mapping[str, Correction], rows: int, seed: int
) -> list[Correction]:
    """Return the decisions on the rows that are asked about first; gold says nothing of a few, such as nested ones."""
    queue = (item.id for item in queue_of(release, order, seed=seed))
    return [decisions[id] for id in queue if id in decisions][:rows]


def judged(gold: Path, model: Model) -> Figures:
    """Return the figures of weights."""
    report = evaluate(gold, model=model).to_dict()
    return {
        measure: report[measure]["all"] if isinstance(report[measure], dict) else report[measure]
        for _, measure in MEASURES
    }


def _write(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    written = path.with_suffix(".jsonl")
    written.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return written


def _id(one: Correction) -> str:
    assert one.start is not None
    assert one.end is not None
    return record_id(one.digest, one.start, one.end)


def _row(found: Sequence[Mapping[str, Figures]], title: str, measure: str) -> list[str]:
    """Return a measure before and after, on average, and how far the orders are apart, with the standard error."""
    ways = [[one[way][measure] for one in found] for way in (BEFORE, *ORDERS)]
    apart = [uncertain - by_chance for by_chance, uncertain in zip(*ways[1:], strict=True)]
    error = stdev(apart) / len(apart) ** 0.5 if len(apart) > 1 else 0.0
    return [title, *(f"{mean(way):.3f}" for way in ways), f"{mean(apart):+.3f} ± {error:.3f}"]


if __name__ == "__main__":
    main()
