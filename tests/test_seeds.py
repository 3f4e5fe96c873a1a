from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.articles import read_articles
from quotes.detection.scanner import scan
from quotes.gold import read_gold

SEEDS = Path(__file__).parent.parent / "seeds"
COMPILE = runpy.run_path(str(SEEDS / "compile.py"))
LINES = (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
GOLD: dict[str, dict[str, Any]] = {line["doc_id"]: line for line in map(json.loads, LINES)}
IDS = sorted(path.stem for path in (SEEDS / "annotations").glob("*.toml"))


def spans(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every span of a gold article that names its words."""
    for quote in article["quotes"]:
        yield {"start": quote["content_start"], "end": quote["content_end"], "text": quote["text"]}
        yield quote["speaker"]
        if quote["cue"]:
            yield quote["cue"]


def test_every_seed_has_gold_and_every_gold_a_seed() -> None:
    assert [article.id for article in read_articles([SEEDS])] == IDS
    assert sorted(GOLD) == IDS, "run `python seeds/compile.py` and commit seeds/gold.jsonl"


@pytest.mark.parametrize("id_", sorted(GOLD))
def test_gold_is_what_the_annotation_compiles_to(id_: str) -> None:
    assert GOLD[id_] == COMPILE["compile_article"](id_)


def test_gold_is_written_as_the_script_writes_it() -> None:
    assert [json.dumps(GOLD[id_], ensure_ascii=False) for id_ in sorted(GOLD)] == LINES


def test_gold_indexes_the_text_that_the_reader_gives() -> None:
    texts = {article.id: article.text for article in read_articles([SEEDS])}
    assert [id_ for id_ in sorted(GOLD) if GOLD[id_]["text"] != texts[id_]] == []


@pytest.mark.parametrize("id_", sorted(GOLD))
def test_every_span_fits(id_: str) -> None:
    article = GOLD[id_]
    for span in spans(article):
        assert article["text"][span["start"] : span["end"]] == span["text"]
    starts = [quote["start"] for quote in article["quotes"]]
    assert starts == sorted(starts)
    for quote in article["quotes"]:
        for words in (quote["speaker_name"], quote["role"], *quote["roles"]):
            assert words is None or words in article["text"]


@pytest.mark.parametrize("id_", sorted(GOLD))
def test_every_double_mark_is_annotated(id_: str) -> None:
    assert COMPILE["unlisted"](GOLD[id_]) == []


def test_training_reads_the_gold_and_the_scanner_finds_it() -> None:
    missed = total = 0
    for article in read_gold(SEEDS / "gold.jsonl"):
        spans = scan(article.text).spans
        total += len(article.quotes)
        missed += sum(not any(quote.covered_by((span.start, span.end)) for span in spans) for quote in article.quotes)
    assert total > 500
    assert missed / total < 0.01


def test_a_wrong_annotation_is_named() -> None:
    with pytest.raises(ValueError, match=r"^here: not found between marks after character 0"):
        COMPILE["find_quoted"]("“We open,” said Brandt.", "We close,", 0, "here")
