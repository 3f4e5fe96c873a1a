"""The view for token classification, in CoNLL's columns: quotation, speaker, cue and role as IOB2 tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import add
from typing import Any

from quotes.dataset.tables.columns import Columns
from quotes.detection import find_paragraphs

# Of a token that two spans hold, the kind that stands first has it.
KINDS = ("QUOTE", "SPEAKER", "CUE", "ROLE")
TAGS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))

# The tags stand second, where a script looks that is not told their name.
TOKENS_COLUMNS: Columns = {
    "tokens": ["string"],
    "tags": [TAGS],
    "id": "string",
    "article_id": "string",
    "starts": ["int32"],
}

# Tokens of a row. Training scripts cut what is beyond a model's length: 200 tokens are about 210 word pieces.
ROW_TOKENS = 200

# A word, or one character that is neither of a word nor white space.
TOKEN = re.compile(r"\w+|[^\w\s]")

Row = Mapping[str, Any]
TaggedSpan = tuple[str, int, int]


def tokens_rows(article: Row, quotes: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield rows of whole paragraphs that together hold every token of the article once.

    ``starts`` are offsets in the article's text, where token i is ``text[starts[i] : starts[i] + len(tokens[i])]``.
    """
    words, starts, ends = _tokens(article["text"])
    holders = _holders(words, starts, _spans(quotes))
    begin = 0
    for end in _row_ends(ends, _tied([starts[first] for first in (0, *ends[:-1])] if ends else [], quotes)):
        yield {
            "tokens": words[begin:end],
            "tags": _tags(holders[begin:end]),
            "id": f"{article['id']}:{starts[begin]}",
            "article_id": article["id"],
            "starts": starts[begin:end],
        }
        begin = end


def _tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """Return all tokens, where they start, and where pieces end, as numbers of tokens.

    A piece is a paragraph, or a part of one that has too many for a row.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for paragraph in find_paragraphs(text):
        found = list(TOKEN.finditer(text, paragraph.start, paragraph.end))
        if found:
            ends += range(len(words) + ROW_TOKENS, len(words) + len(found), ROW_TOKENS)
            words += [match[0] for match in found]
            starts += [match.start() for match in found]
            ends.append(len(words))
    return words, starts, ends


def _tied(starts: Sequence[int], quotes: Sequence[Row]) -> set[int]:
    """Return the pieces that should share a row with the one before: the context of a quotation holds both.

    ``starts`` are those of the pieces.
    """
    tied: set[int] = set()
    for quote in quotes:
        start, length = quote["context"]["start"], len(quote["context"]["text"])
        tied.update(range(bisect_right(starts, start), bisect_left(starts, start + length)))
    return tied


def _row_ends(ends: Sequence[int], tied: Container[int]) -> Iterator[int]:
    """Yield where each row ends, as a number of tokens: as many pieces as fit, ended before one that is not tied."""
    bounds = (0, *ends)
    first = 0
    for index, end in enumerate(ends):
        while first < index and end - bounds[first] > ROW_TOKENS:
            first = next((place for place in range(index, first, -1) if place not in tied), index)
            yield bounds[first]
    if first < len(ends):
        yield ends[-1]


def _spans(quotes: Sequence[Row]) -> Iterator[TaggedSpan]:
    """Yield every span that is tagged, the kind that gives way to others first."""
    for kind, field in (("ROLE", "role"), ("CUE", "cue"), ("SPEAKER", "speaker")):
        for part in (quote[field] for quote in quotes if quote[field] is not None):
            yield kind, part["start"], part["end"]
    for quote in quotes:
        yield "QUOTE", quote["start"], quote["end"]


def _holders(words: Sequence[str], starts: Sequence[int], spans: Iterable[TaggedSpan]) -> list[TaggedSpan | None]:
    """Return the span that has each token: the last one given that touches it."""
    ends = list(map(add, starts, map(len, words)))
    holders: list[TaggedSpan | None] = [None] * len(words)
    for span in spans:
        first, last = bisect_right(ends, span[1]), bisect_left(starts, span[2])
        holders[first:last] = [span] * (last - first)
    return holders


def _tags(holders: Sequence[TaggedSpan | None]) -> list[int]:
    """Return the number of every token's tag in a row."""
    tags: list[int] = []
    for holder, run in groupby(holders):
        count = len(list(run))
        begins = 0 if holder is None else TAGS.index(f"B-{holder[0]}")
        tags += [begins] + [begins + 1 if begins else 0] * (count - 1)
    return tags
