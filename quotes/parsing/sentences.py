"""Cut a paragraph into sentences as print shows them, each quotation in one piece, and say which a decision needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes import english
from quotes.detection import QuotedSpan

_END = re.compile(english.SENTENCE_END)
_OPENS = re.compile(r"\s*[^\s\w]*[A-Z0-9À-Þ]")
_INITIALS = re.compile(r"\b[A-Z](?:\.[A-Z])*$")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``text[start:end]``, with the white space behind it; it holds ``spans[first:last]``."""

    start: int
    end: int
    first: int
    last: int

    @property
    def holds_quotation(self) -> bool:
        """Tell whether a quotation stands in it."""
        return self.first < self.last


def cut_sentences(text: str, start: int, end: int, spans: Sequence[QuotedSpan]) -> list[Sentence]:
    """Return the sentences of ``text[start:end]``, which holds the spans, in order."""
    found: list[Sentence] = []
    first, begin = 0, start
    for stop, position in _ends(text, start, end, spans):
        found.append(Sentence(begin, stop, first, position))
        begin, first = stop, position
    if begin < end:
        found.append(Sentence(begin, end, first, len(spans)))
    return found


def _ends(text: str, start: int, end: int, spans: Sequence[QuotedSpan]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends, and how many spans stand before that."""
    place = start
    for position, span in enumerate([*spans, None]):
        stop = end if span is None else span.outer_start
        for match in _END.finditer(text, place, stop):
            behind = _behind_space(text, match.end(), end)
            opens = behind >= stop or _OPENS.match(text, behind, stop)
            if opens and behind < end and not _INITIALS.search(text, max(place, match.start() - 9), match.start()):
                yield behind, position
        if span is None:
            return
        place = span.outer_end
        behind = _behind_space(text, place, end)
        closes = span.last_of(text) in english.SENTENCE_MARKS and behind < end
        next_opens = position + 1 < len(spans) and behind == spans[position + 1].outer_start
        if closes and (next_opens or _OPENS.match(text, behind, end)):
            yield behind, position + 1


def _behind_space(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def has_reporting_word(text: str, sentence: Sentence, spans: Sequence[QuotedSpan]) -> bool:
    """Tell whether a sentence has a verb of speech outside quotations, or "according"."""
    place = sentence.start
    for span in [*spans[sentence.first : sentence.last], None]:
        stop = sentence.end if span is None else span.outer_start
        if any(map(is_reporting, _WORD.findall(text[place:stop].lower()))):
            return True
        place = span.outer_end if span else stop
    return False


def is_reporting(word: str) -> bool:
    """Tell whether a word, lower case, is a form of a verb of saying or calling, or "according"."""
    return word == "according" or english.reporting_strength(word) in {"speech", "communication"}
