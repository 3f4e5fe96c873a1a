"""Invent as many articles as wanted from the seeds; the same number is always the same article.

    python benchmarks/seedlings.py NUMBER > articles.jsonl

An article is the beginning of a seed; paragraphs without quotation marks from other seeds are put in until a third of
its words stand in paragraphs with quotations, as in newspapers; in seeds, four fifths do. Names of people and places
are coined anew for each article, so that the vocabulary grows with the number of articles. Half of the longer words are
exchanged for others with the same ending, so that no two articles print the same quotations. Given names, reporting
verbs, words of roles and the commonest words stay.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import ROOT

QUOTED_SHARE = 1 / 3
QUOTED_WORDS = (60, 340)  # of an article, at least and at most
EXCHANGED = 0.5
_SYLLABLES = (
    "ar bel cor dan el fen gar hol in jor kal lun mor nes ol per quil ros sten tor ul var wen yar zim ba che da fo gri "
    "hu ja ke lo mi nu pa ri so ta vo wi brem crest drun flor gast hask kelt lind marsh nord prim rusk thorn vald"
).split()
_ENDINGS = ("", "", "s", "er", "man", "ton", "ford", "ville", "ski", "ez", "sen", "ova", "berg", "ini", "wick")
_WORD = re.compile(r"[^\W\d_]+")
_WORD_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")
_MARK = re.compile("[“”\"‘«„]|''")
_WORDS_OF_A_HEADLINE = 10
_SEEDS_OF_A_NAME = 3  # what more seeds say in capitals, such as months, is no name of one story
_COMMONEST = 300


@dataclass(frozen=True, slots=True)
class Stock:
    """What the seeds give: articles as (paragraph, has a quotation), and words that go and come."""

    articles: tuple[tuple[tuple[str, bool], ...], ...]
    fillers: tuple[str, ...]
    names: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


def read_stock(gold: Path = ROOT / "seeds" / "gold.jsonl") -> Stock:
    """Return what the seeds give."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = tuple(tuple(_paragraphs(row)) for row in rows)
    plain = (text for article in articles for text, quoted in article if not quoted and not _MARK.search(text))
    fillers = (text for text in plain if len(text.split()) > _WORDS_OF_A_HEADLINE)
    texts = [row["text"] for row in rows]
    return Stock(articles, tuple(fillers), _names(texts), _exchangeable(texts, _kept(rows)))


def grow(number: int, stock: Stock | None = None) -> Iterator[dict[str, str]]:
    """Yield so many articles, each with ``id`` and ``text``."""
    stock = stock or read_stock()
    for position in range(number):
        yield {"id": f"invented-{position:06}", "text": _article(random.Random(f"article {position}"), stock)}


def _paragraphs(row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    start = 0
    for text in row["text"].split("\n"):
        end = start + len(text)
        if text.strip():
            yield text, any(quote["start"] < end and quote["end"] > start for quote in row["quotes"])
        start = end + 1


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Return the words that are never in lower case, stand in a sentence and in few seeds, and are no given names."""
    lower = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    inside = {word for text in texts for word in _WORD_INSIDE.findall(text) if len(word) > 2 and word.istitle()}
    seeds = Counter(word for text in texts for word in set(_WORD.findall(text)))
    known = lower | set((ROOT / "quotes" / "english" / "given_names.txt").read_text(encoding="utf-8").split())
    few = (word for word in inside if seeds[word] <= _SEEDS_OF_A_NAME)
    return frozenset(word for word in few if word.lower() not in known)


def _kept(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the words of cues and roles."""
    quotes = [quote for row in rows for quote in row["quotes"]]
    cues = ((quote.get("cue") or {}).get("text", "") for quote in quotes)
    roles = (role for quote in quotes for role in (quote.get("role") or "", *quote.get("roles", ())))
    return {word for text in (*cues, *roles) for word in _WORD.findall(text)}


def _exchangeable(texts: Sequence[str], kept: set[str]) -> dict[str, tuple[str, ...]]:
    """Return word -> the words that may stand in its place: about as long, with the same ending."""
    counts = Counter(word for text in texts for word in _WORD.findall(text) if word.islower())
    common = {word for word, _ in counts.most_common(_COMMONEST)}
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(counts.keys() - common - kept):
        if len(word) > 4:
            alike[word[-2:], len(word) // 3].append(word)
    return {word: tuple(words) for words in alike.values() for word in words}


def _article(rng: random.Random, stock: Stock) -> str:
    paragraphs: list[str] = []
    quoted, total, wanted = 0, 0, rng.uniform(*QUOTED_WORDS)
    for text, has_quotation in rng.choice(stock.articles):
        size = len(text.split())
        if has_quotation and quoted >= wanted:
            break
        paragraphs.append(text)
        quoted, total = quoted + size * has_quotation, total + size
    while quoted > QUOTED_SHARE * total:
        filler = rng.choice(stock.fillers)
        paragraphs.insert(rng.randint(1, len(paragraphs)), filler)
        total += len(filler.split())
    coined: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        old = found[0]
        if old in stock.names:
            return coined.setdefault(old, _coin(rng))
        if old in stock.words and rng.random() < EXCHANGED:
            return rng.choice(stock.words[old])
        return old

    return _WORD.sub(word, "\n".join(paragraphs))


def _coin(rng: random.Random) -> str:
    return ("".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3)))) + rng.choice(_ENDINGS)).capitalize()


if __name__ == "__main__":
    for row in grow(int(sys.argv[1])):
        print(json.dumps(row, ensure_ascii=False))
