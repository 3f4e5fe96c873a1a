"""The view for token classification, in CoNLL's columns: quotation, speaker, cue and role as IOB2 tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
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
PlacedToken = tuple[str, int]
TaggedSpan = tuple[str, int, int]


def tokens_rows(article: Row, quotes: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield rows of whole paragraphs that together hold every token of the article once.

    ``starts`` are offsets in the article's text, where token i is ``text[starts[i] : starts[i] + len(tokens[i])]``.
    """
    pieces = list(_pieces(article["text"]))
    tokens = [token for piece in pieces for token in piece]
    holders = _holders(tokens, _spans(quotes))
    begin = 0
    for end in _row_ends(pieces, _tied(pieces, quotes)):
        row = tokens[begin:end]
        yield {
            "tokens": [text for text, _ in row],
            "tags": _tags(holders[begin:end]),
            "id": f"{article['id']}:{row[0][1]}",
            "article_id": article["id"],
            "starts": [start for _, start in row],
        }
        begin = end


def _pieces(text: str) -> Iterator[list[PlacedToken]]:
    """Yield the tokens of every paragraph, in pieces where there are too many for a row."""
    for paragraph in find_paragraphs(text):
        tokens = [(match[0], match.start()) for match in TOKEN.finditer(text, paragraph.start, paragraph.end)]
        for first in range(0, len(tokens), ROW_TOKENS):
            yield tokens[first : first + ROW_TOKENS]


def _tied(pieces: Sequence[Sequence[PlacedToken]], quotes: Sequence[Row]) -> set[int]:
    """Return the pieces that should share a row with the one before: the context of a quotation holds both."""
    starts = [piece[0][1] for piece in pieces]
    tied: set[int] = set()
    for quote in quotes:
        start, length = quote["context"]["start"], len(quote["context"]["text"])
        tied.update(range(bisect_right(starts, start), bisect_left(starts, start + length)))
    return tied


def _row_ends(pieces: Sequence[Sequence[PlacedToken]], tied: Container[int]) -> Iterator[int]:
    """Yield where each row ends, as a number of tokens: as many pieces as fit, ended before one that is not tied."""
    first = end = 0
    for index, piece in enumerate(pieces):
        while first < index and sum(map(len, pieces[first:index])) + len(piece) > ROW_TOKENS:
            stop = next((place for place in range(index, first, -1) if place not in tied), index)
            end += sum(map(len, pieces[first:stop]))
            yield end
            first = stop
    if first < len(pieces):
        yield end + sum(map(len, pieces[first:]))


def _spans(quotes: Sequence[Row]) -> Iterator[TaggedSpan]:
    """Yield every span that is tagged, the kind that gives way to others first."""
    for kind, field in (("ROLE", "role"), ("CUE", "cue"), ("SPEAKER", "speaker")):
        for part in (quote[field] for quote in quotes if quote[field] is not None):
            yield kind, part["start"], part["end"]
    for quote in quotes:
        yield "QUOTE", quote["start"], quote["end"]


def _holders(tokens: Sequence[PlacedToken], spans: Iterable[TaggedSpan]) -> list[TaggedSpan | None]:
    """Return the span that has each token: the last one given that touches it."""
    starts = [start for _, start in tokens]
    ends = [start + len(text) for text, start in tokens]
    holders: list[TaggedSpan | None] = [None] * len(tokens)
    for span in spans:
        first, last = bisect_right(ends, span[1]), bisect_left(starts, span[2])
        holders[first:last] = [span] * (last - first)
    return holders


def _tags(holders: Sequence[TaggedSpan | None]) -> list[int]:
    """Return the number of every token's tag in a row."""
    tags = []
    for before, holder in pairwise([None, *holders]):
        place = "I" if holder == before else "B"
        tags.append(0 if holder is None else TAGS.index(f"{place}-{holder[0]}"))
    return tags
