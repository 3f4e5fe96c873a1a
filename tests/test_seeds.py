from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.articles import read_articles
from quotes.detection.scanner import scan
from quotes.gold import annotated, read_gold

SEEDS = Path(__file__).parent.parent / "seeds"
COMMAND = "quotes annotate seeds --annotations seeds/annotations --license CC0-1.0 -o seeds/gold.jsonl"
LINES = (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
GOLD: dict[str, dict[str, Any]] = {line["doc_id"]: line for line in map(json.loads, LINES)}
IDS = sorted(path.stem for path in (SEEDS / "annotations").glob("*.toml"))


def misfits(article: dict[str, Any]) -> Iterator[Any]:
    """Yield every span of a gold article that has other words than it names, and every name that does not stand there.

    The starts of the quotations are given where they are in no order.
    """
    text, quotes = article["text"], article["quotes"]
    for quote in quotes:
        whole = {"start": quote["content_start"], "end": quote["content_end"], "text": quote["text"]}
        for span in (whole, quote["speaker"], quote["cue"]):
            if span and text[span["start"] : span["end"]] != span["text"]:
                yield span
        for words in (quote["speaker_name"], quote["role"], *quote["roles"]):
            if words is not None and words not in text:
                yield words
    starts = [quote["start"] for quote in quotes]
    if starts != sorted(starts):
        yield starts


def test_every_seed_has_gold_and_every_gold_a_seed() -> None:
    assert [article.id for article in read_articles([SEEDS])] == IDS
    assert sorted(GOLD) == IDS, f"run `{COMMAND}` and commit seeds/gold.jsonl"


def test_gold_is_what_the_annotations_say() -> None:
    made = list(annotated([SEEDS], SEEDS / "annotations", license="CC0-1.0"))
    assert [json.dumps(one.row, ensure_ascii=False) for one in made] == LINES, f"run `{COMMAND}`"
    assert [(one.article.id, one.unlisted) for one in made if one.unlisted] == []


def test_every_span_fits() -> None:
    assert {id_: found for id_, article in GOLD.items() if (found := list(misfits(article)))} == {}


def test_training_reads_the_gold_and_the_scanner_finds_it() -> None:
    missed = total = 0
    for article in read_gold(SEEDS / "gold.jsonl"):
        spans = scan(article.text).spans
        total += len(article.quotes)
        missed += sum(not any(quote.covered_by((span.start, span.end)) for span in spans) for quote in article.quotes)
    assert total > 500
    assert missed / total < 0.01
