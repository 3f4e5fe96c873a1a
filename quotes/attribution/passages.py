"""Parse the paragraphs that hold quotations, each with its long quotations cut short.

A parser reads ``“It rained for a week and …,” Ms. Oduya said.`` better, and sooner, when the quoted words are few: only
how the quotation hangs in the reporter's sentence matters here. So the words between the marks are replaced by a
short stand-in before parsing, and every token keeps the offsets it has in the article.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.detection.scanner import Scan, Stretch

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 6000
_KEPT_WORDS = 6
_LONGEST_KEPT = 200
_STAND_IN = "That is so"


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed paragraph: its tokens in columns, their offsets in the article, and the quotation each stands in.

    ``paragraph`` is its index, ``stretches`` are the indices of the stretches it holds. All else has one entry a token:
    ``heads`` the token it hangs on, itself for a root; ``children`` those that hang on it, in order; ``inside`` the
    index of its stretch among the article's, or -1.
    """

    paragraph: int
    start: int
    end: int
    stretches: list[int]
    words: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[tuple[int, ...]]
    starts: list[int]
    ends: list[int]
    inside: list[int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A paragraph as it goes to the parser, with the places where its offsets jump.

    ``jumps`` holds (place in ``text``, place in the article, stretch or -1), in order.
    """

    paragraph: int
    start: int
    end: int
    text: str
    jumps: list[tuple[int, int, int]]
    stretches: list[int]


def cut_windows(text: str, scan: Scan) -> Iterator[tuple[int, int, list[Stretch], int]]:
    """Yield (start, end, stretches, index of the first one) of every paragraph that holds a quotation.

    A paragraph too long for a parser comes in pieces, cut between sentences and never inside a quotation.
    """
    first = 0
    for index, group in itertools.groupby(scan.stretches, key=lambda stretch: stretch.paragraph):
        held = list(group)
        paragraph = scan.paragraphs[index]
        start, position = paragraph.start, 0
        while start < paragraph.end:
            stop, count = _window_end(text, start, paragraph.end, held, position)
            if count:
                yield start, stop, held[position : position + count], first + position
            position += count
            start = stop
        first += len(held)


def _window_end(text: str, start: int, end: int, held: Sequence[Stretch], position: int) -> tuple[int, int]:
    """Return where the piece that begins at ``start`` ends, and how many stretches from ``position`` on it holds."""
    limit, count = start + _LONGEST, 0
    while position + count < len(held) and held[position + count].outer_start < limit:
        count += 1
    if end <= limit:
        return end, len(held) - position
    last_end = held[position + count - 1].outer_end if count else start
    if last_end >= limit:
        return last_end, count
    stop = max(text.rfind(mark, max(last_end, start + 1), limit) for mark in (". ", "? ", "! ", "; ", " "))
    return (stop + 1 if stop > 0 else limit), count


def cut_paragraph(text: str, start: int, end: int, held: Sequence[Stretch], first: int) -> Cut:
    """Return a paragraph with stand-ins for its long quotations; ``first`` is the index of its first stretch."""
    pieces: list[str] = []
    jumps: list[tuple[int, int, int]] = []
    length, position = 0, start

    def put(piece: str, origin: int, stretch: int) -> None:
        nonlocal length
        if piece:
            jumps.append((length, origin, stretch))
            pieces.append(piece)
            length += len(piece)

    for index, stretch in enumerate(held, first):
        put(_flatten(text[position : stretch.outer_start]), position, -1)
        if pieces and not pieces[-1][-1].isspace():
            put(" ", stretch.outer_start, -1)  # keeps the tokenizer from gluing the mark to a dash or bracket
        put('"', stretch.outer_start, index)
        put(_stand_in(text[stretch.start : stretch.end]), stretch.start, index)
        put('"', max(stretch.end, stretch.outer_end - 1), index)
        position = stretch.outer_end
    put(_flatten(text[position:end]), position, -1)
    return Cut(held[0].paragraph, start, end, "".join(pieces), jumps, list(range(first, first + len(held))))


def align(cut: Cut, doc: Doc) -> Passage:
    """Return the parsed paragraph with the tokens' places in the article."""
    places = [place for place, _, _ in cut.jumps]
    tokens = list(doc)
    offsets = [token.idx for token in tokens]
    jumps = [cut.jumps[bisect_right(places, offset) - 1] for offset in offsets]
    starts = [origin + offset - place for offset, (place, origin, _) in zip(offsets, jumps, strict=True)]
    inside = [stretch for _, _, stretch in jumps]
    for stretch in set(cut.stretches).difference(inside):
        # One token reaches over the mark and the only word: it counts as quoted.
        place = next(place for place, _, owner in cut.jumps if owner == stretch)
        inside[max(i for i, offset in enumerate(offsets) if offset <= place)] = stretch
    return _passage(cut, tokens, starts, inside)


def slice_doc(doc: Doc, cut: Cut) -> Passage:
    """Return a paragraph of a Doc that is parsed already, with its quotations in full."""
    span = doc.char_span(cut.start, cut.end, alignment_mode="expand")
    assert span is not None  # a paragraph is never empty
    part = span.as_doc()
    offset = span.start_char
    quoted = [(origin, stretch) for _, origin, stretch in cut.jumps]
    origins = [origin for origin, _ in quoted]
    tokens = list(part)
    starts = [offset + token.idx for token in tokens]
    inside = [quoted[max(0, bisect_right(origins, start) - 1)][1] for start in starts]
    for stretch in set(cut.stretches).difference(inside):
        origin = next(origin for origin, owner in quoted if owner == stretch)
        inside[max(i for i, start in enumerate(starts) if i == 0 or start <= origin)] = stretch
    return _passage(cut, tokens, starts, inside)


def _passage(cut: Cut, tokens: Sequence[Token], starts: list[int], inside: list[int]) -> Passage:
    """Return a parsed paragraph with its tokens read into columns, once: each look at a Doc makes its Tokens anew."""
    words = [token.text for token in tokens]
    heads = [token.head.i for token in tokens]
    return Passage(
        paragraph=cut.paragraph,
        start=cut.start,
        end=cut.end,
        stretches=cut.stretches,
        words=words,
        lower=[word.lower() for word in words],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=heads,
        children=children_of(heads),
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
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


def _flatten(piece: str) -> str:
    """Return the piece with every white-space and control character as one blank, so that offsets stay."""
    return (
        piece if piece.isprintable() else "".join(character if character.isprintable() else " " for character in piece)
    )


def _stand_in(words: str) -> str:
    """Return what the parser reads for quoted words: few words stay, an utterance becomes a clause of three."""
    if words.count(" ") < _KEPT_WORDS and len(words) <= _LONGEST_KEPT:
        return _flatten(words)
    final = words[-1] if words[-1] in ",.?!;:" else ""
    first = words[: words.find(" ")]
    if first[:1].isupper() or final:
        return _STAND_IN + final
    return _flatten(" ".join(words[:_LONGEST_KEPT].split()[:_KEPT_WORDS])) + final
