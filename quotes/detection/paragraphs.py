"""Cut a text into paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes import english

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\f")
_SENTENCE_END = re.compile(r"([\w.]{3,})[.?!][”\"’']?$")
_ABBREVIATIONS = english.ABBREVIATIONS | english.ABBREVIATIONS_IN_ROLES
_HARD_WRAP = (45, 100)
_FEWEST_BREAKS = 4
"""Lines broken within a sentence, of which the width is read at which a whole text was wrapped."""
_NARROWEST = 28
"""Characters of a column in print; narrower lines are those of verse, of tables and of lists."""
_FULL_LINES = 0.8
"""Of those lines; the others are as long as whoever wrapped them by hand liked."""
_LONG_LINES = 0.6
"""Of the width: shorter ones are bylines and the like."""
_BULLET = re.compile(rf"[{english.BULLETS}*]\s+(?=\S)")


class Paragraph(NamedTuple):
    """A paragraph: ``text[start:end]``, without surrounding white space."""

    start: int
    end: int


def find_paragraphs(text: str, headings: Sequence[int] | None = None) -> list[Paragraph]:
    """Return the paragraphs of a text in order.

    A blank line always ends a paragraph. A single line break ends one too, unless the lines look wrapped at a fixed
    width, as in plain-text books and mail, the whole text was wrapped at one width and the next word would not have
    fitted, or the line breaks off in the middle of a sentence. A bullet begins one, and is no part of it. Where
    ``headings`` tells the offsets of the lines that are some, each is a paragraph, and no line is wrapped: a page has
    one a paragraph.
    """
    found: list[Paragraph] = []
    start = 0
    width = _width(text) if headings is None else None
    for heading in headings or ():
        stop = text.find("\n", heading)
        found.extend(_between(text, start, heading, None, may_wrap=False))
        start = len(text) if stop < 0 else stop
        found.extend(_lines(text, heading, start))
    return found + _between(text, start, len(text), width, may_wrap=headings is None)


def _width(text: str) -> int | None:
    """Return the width at which a text was wrapped, where most lines are as long as their words allow, or None."""
    lines = [line.strip() for line in text.split("\n")]
    breaks = [(line, after) for line, after in itertools.pairwise(lines) if line and after and after[0].islower()]
    if len(breaks) < _FEWEST_BREAKS:
        return None
    width = max(len(line) for line, _ in breaks)
    full = sum(not _would_fit(line, after, width) for line, after in breaks)
    return width if _NARROWEST <= width <= _HARD_WRAP[1] and full >= _FULL_LINES * len(breaks) else None


def _is_full(line: str, after: str, width: int) -> bool:
    """Tell whether a line of wrapped text goes on in the next: no word fitted, or it is long and ends no sentence."""
    if not _would_fit(line, after, width) or line.rstrip("”\"’'").endswith(","):
        return True
    return len(line) >= _LONG_LINES * width and (line[-1].isalnum() or after[0].islower())


def _would_fit(line: str, after: str, width: int) -> bool:
    """Tell whether the first word of the line behind has room in a line."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) <= width


def _between(text: str, start: int, end: int, width: int | None, *, may_wrap: bool) -> list[Paragraph]:
    found: list[Paragraph] = []
    for gap in [*_BLANK_LINES.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        found.extend(_block_paragraphs(text, start, stop, width, may_wrap=may_wrap))
        start = gap.end() if gap else end
    return found


def _block_paragraphs(text: str, start: int, end: int, width: int | None, *, may_wrap: bool) -> list[Paragraph]:
    lines = _lines(text, start, end)
    items = [i for i, line in enumerate(lines) if i and _BULLET.match(text, line.start)]
    if items:
        edges = (start, *(lines[i].start for i in items), end)
        return [
            one
            for edge in itertools.pairwise(edges)
            for one in _block_paragraphs(text, *edge, width, may_wrap=may_wrap)
        ]
    if lines and (bullet := _BULLET.match(text, lines[0].start, lines[0].end)):
        lines[0] = Paragraph(bullet.end(), lines[0].end)
    if may_wrap and len(lines) >= 3 and _is_wrapped([line.end - line.start for line in lines]):
        return [Paragraph(lines[0].start, lines[-1].end)]
    return _joined(text, lines, width)


def _joined(text: str, lines: list[Paragraph], width: int | None) -> list[Paragraph]:
    """Return the lines, each with the one behind it where it breaks off, or is full at the width of the whole text."""
    found = lines[:1]
    for before, line in itertools.pairwise(lines):
        full = width is not None and _is_full(text[slice(*before)], text[slice(*line)], width)
        if full or _breaks_off(text, before, line):
            found[-1] = Paragraph(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _breaks_off(text: str, line: Paragraph, following: Paragraph) -> bool:
    """Tell whether a line of full width stops within a sentence that the next one carries on; no headline does so.

    The next one begins small, or a second sentence has begun, or the last word is the first of a name or a phrase.
    """
    low, high = _HARD_WRAP
    if not low <= line.end - line.start <= high:
        return False
    words = text[line.start : line.end].split()
    if not (words[-1][-1].isalnum() or words[-1][-1] == ","):
        return False
    if text[following.start].islower() or any(map(_ends_sentence, words)):
        return True
    last, first = words[-1], text[following.start : following.end].split(maxsplit=1)[0]
    named = first[0].isupper() and english.is_given_name(last) and first.lower() not in english.NO_NAMES
    return named or last.lower() in english.LINKS_IN_NAMES


def _ends_sentence(word: str) -> bool:
    end = _SENTENCE_END.search(word)
    return end is not None and "." not in end[1] and end[1] not in _ABBREVIATIONS


def _lines(text: str, start: int, end: int) -> list[Paragraph]:
    lines = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if stripped := line.strip():
            left = start + len(line) - len(line.lstrip())
            lines.append(Paragraph(left, left + len(stripped)))
        start = stop + 1
    return lines


def _is_wrapped(lengths: list[int]) -> bool:
    """Tell whether all lines but the last are of about the same, typewriter-like length."""
    full = lengths[:-1]
    low, high = _HARD_WRAP
    return low <= min(full) and max(lengths) <= high and max(full) - min(full) <= 25
