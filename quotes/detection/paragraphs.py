"""Cut a text into paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\f")
_HARD_WRAP = (45, 100)


class Paragraph(NamedTuple):
    """A paragraph: ``text[start:end]``, without surrounding white space."""

    start: int
    end: int


def find_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in order.

    A blank line always ends a paragraph. A single line break ends one too, unless the lines look wrapped at a fixed
    width, as in plain-text books and mail.
    """
    found: list[Paragraph] = []
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_block_paragraphs(text, start, end))
        start = gap.end() if gap else end
    return found


def _block_paragraphs(text: str, start: int, end: int) -> list[Paragraph]:
    lines = _lines(text, start, end)
    if len(lines) >= 3 and _is_wrapped([line.end - line.start for line in lines]):
        return [Paragraph(lines[0].start, lines[-1].end)]
    return lines


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
