"""Plant wrong speakers in the seeds, and count how many of them `quotes suspects` finds.

    python benchmarks/planted.py [--share .05] [--seeds 3] [--cross-fit 5]

The release is that of the annotations, so that all rows are right but the planted ones: each has the speaker of another
row of its article, once with that one's role, as a careful mistake would have it, once with its own.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from measuring import ROOT, machine, table

from quotes.dataset import write_release
from quotes.dataset.derivation import read_release
from quotes.detection import Layout, find_paragraphs
from quotes.recording import context_of
from quotes.records import Article, Detection, Quote
from quotes.suspects import suspects

SEEDS = ROOT / "dist" / "seeds" / "1.0.0"


def plant(
    detections: Sequence[Detection], share: float, chance: random.Random, *, with_role: bool
) -> tuple[list[Detection], set[str]]:
    """Return articles in which a share of the rows has another speaker, and the ids of those."""
    open_to_swaps = [row.id for one in detections for row in one.quotes if _others(row, one.quotes)]
    rows = sum(len(one.quotes) for one in detections)
    chosen = set(chance.sample(open_to_swaps, round(share * rows)))

    def swapped(row: Quote, rows: Sequence[Quote], article: Article) -> Quote:
        if row.id not in chosen:
            return row
        others = _others(row, rows)
        name = chance.choice(sorted({other.speaker.name for other in others if other.speaker and other.speaker.name}))
        other = chance.choice([other for other in others if other.speaker and other.speaker.name == name])
        layout = Layout(article.text, find_paragraphs(article.text, article.headings), [])
        context = context_of(layout, (row.start, row.end), other.speaker, row.cue)
        return replace(row, speaker=other.speaker, role=other.role if with_role else row.role, context=context)

    made = [
        replace(one, quotes=tuple(swapped(row, one.quotes, one.article) for row in one.quotes)) for one in detections
    ]
    return made, chosen


def _others(row: Quote, rows: Sequence[Quote]) -> list[Quote]:
    """Return the rows of the same article that are somebody else's, where both are known by name."""
    if row.speaker is None or row.speaker.name is None:
        return []
    named = (other for other in rows if other.speaker is not None and other.speaker.name is not None)
    return [other for other in named if other.speaker and other.speaker.name != row.speaker.name]


@click.command()
@click.option("--share", default=0.05, show_default=True)
@click.option("--seeds", default=3, show_default=True, help="How often other rows are planted.")
@click.option("--cross-fit", default=5, show_default=True)
def main(share: float, seeds: int, cross_fit: int) -> None:
    """Print a line for each planting."""
    detections = list(read_release(SEEDS))
    print(machine())
    lines = []
    for with_role in (True, False):
        for seed in range(seeds):
            made, planted = plant(detections, share, random.Random(seed), with_role=with_role)
            with tempfile.TemporaryDirectory() as folder:
                release = write_release(
                    made, name="planted", version="1.0.0", out=Path(folder), settings={"spacy_model": "en_core_web_sm"}
                )
                begun = time.process_time()
                found = [one.row.id in planted for one in suspects(release, cross_fit=cross_fit)]
            tenth, tenth_of_rows = len(found) // 10, release.counts.quotes // 10
            lines.append(
                (
                    f"{'speaker and role' if with_role else 'speaker alone'}, {seed}",
                    str(len(planted)),
                    str(len(found)),
                    f"{sum(found[:tenth])} of {tenth} ({sum(found[:tenth]) / tenth:.1%})",
                    f"{sum(found[:tenth_of_rows]) / len(planted):.1%}",
                    f"{sum(found) / len(planted):.1%}",
                    f"{time.process_time() - begun:.0f}",
                )
            )
            print("|", " | ".join(lines[-1]), "|", flush=True)
    print(
        table(("swapped", "planted", "suspects", "first tenth", "found in a tenth of rows", "in all", "CPU s"), lines)
    )


if __name__ == "__main__":
    main()
