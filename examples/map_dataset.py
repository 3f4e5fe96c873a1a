"""Give every row of a dataset its quotations, in several processes, with datasets.Dataset.map.

    pip install .                                                       in a checkout of quote-attribution
    python examples/map_dataset.py articles.jsonl --workers 4 -o with-quotes

Rows have at least an id and a text. They keep their columns and get two: ``quotes``, the records of a release without
what only all articles together can tell, and ``error``, why there are none where the detector failed at a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from datasets import Dataset, Features, List, Value

from quotes import Article, DetectionError, Detector
from quotes.dataset import features

# Explicit, for of itself datasets takes the first rows for a pattern, and one without a quotation tells no type.
FOUND = {"quotes": List(features("quote")), "error": Value("string")}
BATCH = 256  # rows that one process holds at a time


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.option("--workers", default=1, show_default=True, help="Processes; each takes some 300 MB.")
@click.option("--min-precision", type=float, help="Set aside so many quotations that this share of the rest is right.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder for the dataset.")
def main(articles: Path, workers: int, min_precision: float | None, out: Path) -> None:
    """Detect the quotations of ARTICLES, a file of JSON Lines, and save the dataset."""
    found = with_quotes(Dataset.from_json(str(articles)), Detector(min_precision=min_precision), workers)
    found.save_to_disk(out)
    click.echo(f"{out}: {sum(map(len, found['quotes']))} quotations of {len(found)} articles")


def with_quotes(dataset: Dataset, detector: Detector, workers: int = 1) -> Dataset:
    """Return the dataset with the quotations of each row."""
    return dataset.map(
        detecting(detector),
        batched=True,
        batch_size=BATCH,
        num_proc=workers,
        features=Features({**dataset.features, **FOUND}),
    )


def detecting(detector: Detector) -> Callable[[Mapping[str, Sequence[Any]]], dict[str, list[Any]]]:
    """Return what finds the quotations of some rows; a process that it is sent to loads one pipeline."""

    def find(rows: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        pairs = zip(rows["id"], rows["text"], strict=True)
        articles = [Article(id=str(id), text=text or "") for id, text in pairs]
        found, errors = [], []
        for outcome in detector.outcomes(articles):
            failed = isinstance(outcome, DetectionError)
            found.append([] if failed else [quote.to_dict() for quote in outcome.quotes])
            errors.append(outcome.problem if failed else None)
        return {"quotes": found, "error": errors}

    return find


if __name__ == "__main__":
    main()
