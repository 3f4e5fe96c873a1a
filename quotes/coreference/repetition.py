"""Find the words that a headline, a crosshead or a pull quote prints a second time, and whose they are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.detection import Layout, QuotedSpan
from quotes.speakers import Decision

_BESIDE = " .,\t\r"
_REST_OF_LINE = re.compile(rf"[{_BESIDE}]*+(?:\n|\Z|[:–—] (?=[A-Z]))")
"""Behind a quotation that is a line of its own, or stands before the colon of a headline."""
_LONGEST_HEADLINE = 240
"""Characters, as many as three lines have room for."""
_GAP = 8
"""Characters of white space between two paragraphs, as many as are looked at."""
_CLOSING = "”\"’')] "
_STOPS = ".?!…:;,"
_OPENING = 2
"""Words by which quotations that begin so are found; one of a single word is found by that."""
_MOST_FOUND = 8
"""Quotations that a repeated one is compared with: bounds the work in a text that says the same again and again."""
_FEWEST_CUT, _LONGEST_CUT = 4, 3
"""Words of a line that says in short what the text quotes, and how many times as many it may be short for."""
_WORD = re.compile(r"\w+")
_CARRIED = frozenset({"utterance", "continued"})
_TOLD = frozenset("told hear hears heard".split())
"""Cues whose subject in a headline speaks not: "Carer told jail is ‘inevitable’", "It was a ‘farce’, court hears"."""

Words = tuple[str, ...]


class Repeat(NamedTuple):
    """A decision on words printed a second time, and those on the same words in the text, in its order.

    ``named_here`` says that the mention is one of the line. ``owner`` is the noun by which the line calls who says
    them, if it does: "Farmer calls dam ‘a disgrace’"; ``tied`` that it says so, too.
    """

    decision: Decision
    sources: Sequence[Decision]
    named_here: bool
    owner: str | None
    tied: bool


def find_repeats(layout: Layout, decisions: Sequence[Decision]) -> dict[QuotedSpan, Repeat]:
    """Return which quotations are words printed a second time, apart from the text or in a headline.

    The longest come first, for they may be sources of shorter ones.
    """
    apart = [one for one in decisions if _is_apart(layout, one)]
    apart.sort(key=lambda one: -len(_words(layout.text, one.span)))
    if not apart:
        return {}
    shown = {one.span for one in apart}
    text = [one for one in decisions if not one.span.in_heading and _is_attributed(layout, one)]
    index = _Index(layout.text, {_words(layout.text, one.span)[:_OPENING] for one in apart}, text, shown)
    found = {}
    for one in apart:
        if sources := list(index.sources(one.span)):
            here = one.mention is not None and layout.paragraph_at(one.mention.start) == one.span.paragraph
            owner = _owner(layout, one) if here else None
            found[one.span] = Repeat(one, sources, here, owner, _is_tied(layout.text, one))
    return found


class _Index:
    """The quotations of a text by the words in them with which others begin."""

    def __init__(
        self, text: str, openings: Iterable[Words], decisions: Iterable[Decision], apart: Collection[QuotedSpan]
    ) -> None:
        self._text, self._apart = text, apart
        self._found: dict[Words, list[tuple[Decision, Words, int]]] = {opening: [] for opening in openings}
        for decision in decisions:
            words = _words(text, decision.span)
            for place, length in itertools.product(range(len(words)), range(1, _OPENING + 1)):
                found = self._found.get(words[place : place + length])
                if found is not None and len(found) < _MOST_FOUND:
                    found.append((decision, words, place))

    def sources(self, span: QuotedSpan) -> Iterator[Decision]:
        """Yield the first decisions on words that hold those of a span; of others that stand apart, on more words."""
        words = _words(self._text, span)
        for decision, other, place in self._found[words[:_OPENING]]:
            if not _holds(other[place:], words) or decision.span.paragraph == span.paragraph:
                continue
            if len(other) > len(words) or decision.span not in self._apart:
                yield decision


def _is_attributed(layout: Layout, decision: Decision) -> bool:
    """Tell whether something ties words to who says them: a cue, the words before, a mention in their paragraph."""
    if decision.cue is not None or decision.method in _CARRIED:
        return True
    mention = decision.mention
    return mention is not None and layout.paragraph_at(mention.start) == decision.span.paragraph


def _holds(other: Words, words: Words) -> bool:
    """Tell whether words begin with others, or with all of four or more in their order: what editors cut short."""
    if other[: len(words)] == words:
        return True
    rest = iter(other[: _LONGEST_CUT * len(words)])
    return len(words) >= _FEWEST_CUT and all(word in rest for word in words)


def _is_apart(layout: Layout, decision: Decision) -> bool:
    """Tell whether a quotation is a line of its own, uncued, or one of a headline that names nobody for it."""
    span, cue = decision.span, decision.cue
    if _is_line(layout.text, span):
        start, _ = layout.paragraphs[span.paragraph]
        led_in = layout.text[max(0, start - _GAP) : start].rstrip().endswith(":") if cue is not None else False
        away = cue is None or (not led_in and layout.paragraph_at(cue.start) != span.paragraph)
        return away and (len(_words(layout.text, span)) >= _OPENING or layout.text[span.end - 1].isalnum())
    if cue is not None and (decision.mention is None or decision.mention.plural or not _is_described(layout, decision)):
        return False  # "Fishermen call it ‘the end’", "Orr calls it ‘the end’"
    return _in_headline(layout, span)


def _is_line(text: str, span: QuotedSpan) -> bool:
    """Tell whether a quotation fills its line."""
    start = span.outer_start
    while start and text[start - 1] in _BESIDE:
        start -= 1
    return (start == 0 or text[start - 1] == "\n") and _REST_OF_LINE.match(text, span.outer_end) is not None


def _in_headline(layout: Layout, span: QuotedSpan) -> bool:
    """Tell whether a quotation stands in a heading of a page, or in a short paragraph that no stop ends."""
    if span.in_heading:
        return True
    start, end = layout.paragraphs[span.paragraph]
    line = layout.text[start:end].rstrip(_CLOSING)
    return end - start <= _LONGEST_HEADLINE and line[-1:] not in _STOPS


def _is_described(layout: Layout, decision: Decision) -> bool:
    """Tell whether the mention is no name: "Farmer", "its chief executive"; nor is a word that only opens its line."""
    mention = decision.mention
    if mention is None or mention.form == "description":
        return True
    start, _ = layout.paragraphs[layout.paragraph_at(mention.start)]
    return " " not in mention.words and mention.start == start and layout.text.count(mention.words) == 1


def _owner(layout: Layout, decision: Decision) -> str | None:
    """Return the noun by which a line calls the one person or body of a mention."""
    mention = decision.mention
    if mention is None or mention.plural or not _is_described(layout, decision):
        return None
    return mention.words.split()[-1].lower()


def _is_tied(text: str, decision: Decision) -> bool:
    """Tell whether a cue or a label ties the words to who says them."""
    cue = decision.cue
    return decision.method == "label" if cue is None else text[cue.start : cue.end].lower() not in _TOLD


def _words(text: str, span: QuotedSpan) -> Words:
    return tuple(_WORD.findall(text[span.start : span.end].casefold()))
