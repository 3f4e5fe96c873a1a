"""Look up where an offset of a text lies: in which paragraph, in which sentence, inside quotation marks or not."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes import english
from quotes.detection.paragraphs import Paragraph
from quotes.detection.spans import QuotedSpan

_SENTENCE_END = re.compile(rf"{english.SENTENCE_END}|\n")


class Layout:
    """A text laid out in paragraphs, in order, with the spans that count as quoted; the one index of them all."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[QuotedSpan]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self._quoted = quoted
        self._paragraph_starts = [paragraph.start for paragraph in paragraphs]
        self._quoted_starts = [span.start for span in quoted]

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds a character, other than white space between two."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def is_quoted(self, offset: int) -> bool:
        """Tell whether a character is one of quoted words; their marks are not."""
        position = bisect_right(self._quoted_starts, offset) - 1
        return position >= 0 and offset < self._quoted[position].end

    def sentence_at(self, offset: int) -> int:
        """Return the number of an offset's sentence; a quotation is no more than one, a paragraph ends one."""
        return bisect_left(self._sentence_ends, offset)

    def opens_clause(self, offset: int) -> bool:
        """Tell whether a clause begins at an offset, a sentence's first or the one behind a quotation ("…,” Orr said").

        Whether a word may have its capital from where it stands is another question (``names.opens_sentence``): behind
        a colon or a dash it may, between a quotation and its verb not.
        """
        before = self.text[max(0, offset - 4) : offset].rstrip(" ")
        # One straight mark alone may be an apostrophe: "the dockers' Ann Orr".
        return not before or before[-1] in '.?!…\n”"’' or before.endswith(("''", ",'", ".'", "?'", "!'"))

    @functools.cached_property
    def _sentence_ends(self) -> list[int]:
        ends, behind = [], 0
        for match in _SENTENCE_END.finditer(self.text):
            blank = match.group() == "\n" and not self.text[behind : match.start()].strip()
            if not blank and not self.is_quoted(match.start() - 1):
                ends.append(match.start())
                behind = match.end()
        return ends
