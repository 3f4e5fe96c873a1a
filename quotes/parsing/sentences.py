"""Cut a paragraph into sentences as print shows them, each quotation in one piece, and say which a decision needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.detection import Stretch
from quotes.english import lexicon

_END = re.compile(r"[.?!…][’”\"')\]]*(?=\s)")
_OPENS = re.compile(r"\s*[^\s\w]*[A-Z0-9À-Þ]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sens?|Reps?|Govs?|Lt|Gen|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Det|Insp|Supt|Rev|Fr|St|Hon|"
    r"Cllr|Messrs|Jr|Sr|Ft|Mt|No|vs|Inc|Corp|Co|Ltd|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)$"
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``text[start:end]``, with the white space behind it; it holds ``stretches[first:last]``."""

    start: int
    end: int
    first: int
    last: int

    @property
    def holds_quotation(self) -> bool:
        """Tell whether a quotation stands in it."""
        return self.first < self.last


def cut_sentences(text: str, start: int, end: int, stretches: Sequence[Stretch]) -> list[Sentence]:
    """Return the sentences of ``text[start:end]``, which holds the stretches, in order."""
    found: list[Sentence] = []
    first, begin = 0, start
    for stop, position in _ends(text, start, end, stretches):
        found.append(Sentence(begin, stop, first, position))
        begin, first = stop, position
    if begin < end:
        found.append(Sentence(begin, end, first, len(stretches)))
    return found


def _ends(text: str, start: int, end: int, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends, and how many stretches stand before that."""
    place = start
    for position, stretch in enumerate([*stretches, None]):
        stop = end if stretch is None else stretch.outer_start
        for match in _END.finditer(text, place, stop):
            behind = _behind_space(text, match.end(), end)
            opens = behind >= stop or _OPENS.match(text, behind, stop)
            if opens and behind < end and not _ABBREVIATION.search(text, max(place, match.start() - 9), match.start()):
                yield behind, position
        if stretch is None:
            return
        place = stretch.outer_end
        behind = _behind_space(text, place, end)
        closes = text[stretch.end - 1] in ".?!…" and behind < end
        next_opens = position + 1 < len(stretches) and behind == stretches[position + 1].outer_start
        if closes and (next_opens or _OPENS.match(text, behind, end)):
            yield behind, position + 1


def _behind_space(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def has_reporting_word(text: str, sentence: Sentence, stretches: Sequence[Stretch]) -> bool:
    """Tell whether a sentence has a verb of speech outside quotations, or "according"."""
    place = sentence.start
    for stretch in [*stretches[sentence.first : sentence.last], None]:
        stop = sentence.end if stretch is None else stretch.outer_start
        if any(map(is_reporting, _WORD.findall(text[place:stop].lower()))):
            return True
        place = stretch.outer_end if stretch else stop
    return False


def is_reporting(word: str) -> bool:
    """Tell whether a word, lower case, is a form of a verb of saying or calling, or "according"."""
    return word == "according" or lexicon.reporting_strength(word) in {"speech", "communication"}
