"""Print how English is told from other languages: what is misjudged, how long it takes, who is right elsewhere.

python benchmarks/languages.py ENGLISH.jsonl...

All articles of the files given, gold or articles as `quotes detect` reads them, are English. The others are those of
tests/languages.jsonl. The share of time is that of detection in the files given.
"""

from __future__ import annotations

import json
import sys
import time
import timeit
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from measuring import ROOT, table

from quotes import engine
from quotes.detection import scan
from quotes.detector import Detector
from quotes.language import is_english
from quotes.records import Article, Quote

Row = dict[str, Any]


def main(paths: Sequence[str]) -> None:
    """Print a row for each file, then the quotations in other languages."""
    engine.SUREST_ELSEWHERE = 1.0  # what it is set by is measured here
    detector = Detector(any_language=True)
    rows = [_judged(detector, path, list(_read(path)), english=True) for path in paths]
    made_up = list(_read(str(ROOT / "tests/languages.jsonl")))
    for name, english in (("made up, English", True), ("made up, other languages", False)):
        articles = [row for row in made_up if (row["language"] == "en") is english]
        rows.append(_judged(detector, name, articles, english=english))
    print(table(["articles", "number", "misjudged", "ms", "of detection"], rows), end="\n\n")
    print(table(["language", "quotations", "found", "right", "confidence"], list(_elsewhere(detector, made_up))))


def _read(path: str) -> Iterator[Row]:
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _judged(detector: Detector, name: str, rows: Sequence[Row], *, english: bool) -> list[str]:
    articles = [Article(id=str(number), text=row["text"]) for number, row in enumerate(rows)]
    begun = time.perf_counter()
    wrong = sum(detection.english is not english for detection in detector.pipe(articles))
    whole = time.perf_counter() - begun
    asked = [
        (text, None, [(span.outer_start, span.outer_end) for span in scan(text).spans])
        for text in (article.text for article in articles)
    ]
    seconds = min(timeit.repeat(lambda: [is_english(*each) for each in asked], number=1, repeat=5))
    return [name, f"{len(rows)}", f"{wrong}", f"{1000 * seconds / len(rows):.2f}", f"{seconds / whole:.2%}"]


def _elsewhere(detector: Detector, rows: Sequence[Row]) -> Iterator[list[str]]:
    """Yield a row for each language, and one for all: a speaker is right who has the name, and nothing but it."""
    counts: dict[str, Counter[str]] = {}
    articles = [Article(id=row["id"], text=row["text"]) for row in rows]
    for row, detection in zip(rows, detector.pipe(articles), strict=True):
        for words, name in row["said"]:
            quote = next((quote for quote in detection.quotes if quote.text.startswith(words)), None)
            for kind in (row["language"], "all"):
                _count(counts.setdefault(kind, Counter()), quote, name)
    for kind in sorted(counts, key=lambda kind: (kind == "all", kind)):
        count = counts[kind]
        sure = f"{count['percent'] / 100 / max(1, count['found']):.2f}"
        yield [kind, f"{count['all']}", f"{count['found']}", f"{count['right']}", sure]


def _count(count: Counter[str], quote: Quote | None, name: str) -> None:
    count["all"] += 1
    if quote is not None:
        count["found"] += 1
        count["right"] += quote.speaker is not None and (quote.speaker.name or quote.speaker.text) == name
        count["percent"] += round(100 * quote.attribution.confidence)


if __name__ == "__main__":
    main(sys.argv[1:])
