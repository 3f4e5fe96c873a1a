"""Put the parsed and the plain sentences of a paragraph together: tokens in columns, with the article's offsets."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.detection import QuotedSpan
from quotes.parsing.cutting import Cut, Window
from quotes.parsing.plain_sentences import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed paragraph: its tokens in columns, their offsets in the article, and the quotation each stands in.

    ``paragraph`` is its number in the article, ``own`` where it begins: what stands before that leads it in.
    ``spans`` are the quoted spans it holds. All else has one entry a token:
    ``heads`` the token it hangs on, itself for a root; ``children`` those that hang on it, in order; ``inside`` the
    index of its span among ``spans``, or -1.
    """

    paragraph: int
    start: int
    end: int
    own: int
    spans: Sequence[QuotedSpan]
    words: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[tuple[int, ...]]
    starts: list[int]
    ends: list[int]
    inside: list[int]


def align(cut: Cut, doc: Doc | None) -> Passage:
    """Return a paragraph with its tokens' places in the article; ``doc`` is the parse of ``cut.text``, if any."""
    if doc is None:
        return _passage(cut.window, (), [], [], cut.plain)
    places = [place for place, _, _ in cut.jumps]
    tokens = list(doc)
    offsets = [token.idx for token in tokens]
    jumps = [cut.jumps[bisect_right(places, offset) - 1] for offset in offsets]
    starts = [origin + offset - place for offset, (place, origin, _) in zip(offsets, jumps, strict=True)]
    inside = [owner for _, _, owner in jumps]
    for index in {owner for _, _, owner in cut.jumps}.difference(inside, {-1}):
        # One token reaches over the mark and the only word: it counts as quoted.
        place = next(place for place, _, owner in cut.jumps if owner == index)
        inside[max(i for i, offset in enumerate(offsets) if offset <= place)] = index
    return _passage(cut.window, tokens, starts, inside, cut.plain)


def _passage(
    window: Window, tokens: Sequence[SpacyToken], starts: list[int], inside: list[int], plain: Sequence[Token]
) -> Passage:
    """Return a paragraph with its tokens read into columns, once: each look at a Doc makes its tokens anew."""
    words = [token.text for token in tokens]
    tags = [token.tag_ for token in tokens]
    deps = [token.dep_ for token in tokens]
    heads = [token.head.i for token in tokens]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    if plain:
        place = {token.start: number for number, token in enumerate(plain, len(tokens))}
        rows = [
            *zip(starts, ends, inside, words, tags, deps, heads, strict=True),
            *((*token[:-1], place[token.head]) for token in plain),
        ]
        order = sorted(range(len(rows)), key=lambda number: rows[number][0])
        new = {number: index for index, number in enumerate(order)}
        starts, ends, inside, words, tags, deps, heads = map(
            list, zip(*(rows[number] for number in order), strict=True)
        )
        heads = [new[head] for head in heads]
    return Passage(
        paragraph=window.paragraph,
        start=window.start,
        end=window.end,
        own=window.own,
        spans=window.spans,
        words=words,
        lower=[word.lower() for word in words],
        tags=tags,
        deps=deps,
        heads=heads,
        children=children_of(heads),
        starts=starts,
        ends=ends,
        inside=inside,
    )


def children_of(heads: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the tokens that hang on each token, in order."""
    children: list[tuple[int, ...]] = [()] * len(heads)
    for index, head in enumerate(heads):
        if head != index:
            children[head] += (index,)
    return children


def is_punctuation(word: str) -> bool:
    """Tell whether a token is punctuation throughout."""
    return not word[0].isalnum() and all(unicodedata.category(character).startswith("P") for character in word)


def left_edges(heads: Sequence[int]) -> list[int]:
    """Return where the phrase of each token begins: the first token that hangs on it, however far below."""
    edges = list(range(len(heads)))
    for index in range(len(heads)):
        above = heads[index]
        while edges[above] > index:
            edges[above] = index
            above = heads[above]
    return edges
