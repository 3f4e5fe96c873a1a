"""Look up the places of an article that an antecedent is judged by: sentences, names, pronouns, people who come in."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from quotes.coreference.traits import Traits, read_traits
from quotes.detection import Scan
from quotes.english import lexicon
from quotes.names import Entity, Name
from quotes.roles import is_role_noun

_LOOK_BACK = 40
_SENTENCE_END = re.compile(r"[.?!][”\"’']?(?=\s)|\n")
_INDEFINITE = re.compile(r"\b([Aa]n?|[Oo]ne|[Aa]nother) ((?:[\w’'-]+ ){0,3}?)([a-z][\w-]+)\b")
_NOT_INTRODUCED = re.compile(r"(?:, |\b(?:is|was|as|been|be|become|became|not|like|than|such|what|for|with|to) )$")


class Page:
    """The places of an article that antecedents are measured by; each kind is looked up once, when first needed."""

    def __init__(self, text: str, scan: Scan, names: Sequence[Name], entity_of: dict[int, Entity]) -> None:
        self.text = text
        self.names = names
        self.entity_of = entity_of
        self._quoted = [(stretch.start, stretch.end) for stretch in scan.stretches]
        self._quoted_starts = [start for start, _ in self._quoted]
        self._paragraphs = [paragraph.start for paragraph in scan.paragraphs]
        self._name_starts = [name.start for name in names]
        self._traits: dict[int, Traits] = {}

    def quoted(self, place: int) -> bool:
        """Tell whether a place lies inside a quotation."""
        position = bisect_right(self._quoted_starts, place) - 1
        return position >= 0 and place < self._quoted[position][1]

    def paragraph(self, place: int) -> int:
        """Return the number of a place's paragraph."""
        return bisect_right(self._paragraphs, place) - 1

    def sentence(self, place: int) -> int:
        """Return the number of a place's sentence; a quotation is no more than one."""
        return bisect_left(self._sentence_ends, place)

    def traits(self, entity: Entity) -> Traits:
        """Return the signs of an entity."""
        key = entity.full.start
        if key not in self._traits:
            self._traits[key] = read_traits(self.text, entity)
        return self._traits[key]

    def names_before(self, place: int) -> Iterator[Name]:
        """Yield the names before a place, outside quotations, the nearest first."""
        stop = bisect_left(self._name_starts, place)
        return (name for name in reversed(self.names[max(0, stop - _LOOK_BACK) : stop]) if not name.quoted)

    def names_behind(self, place: int) -> Iterator[Name]:
        """Yield the names behind a place, outside quotations, the nearest first."""
        start = bisect_left(self._name_starts, place)
        return (name for name in self.names[start : start + _LOOK_BACK] if not name.quoted)

    def names_within(self, start: int, end: int) -> Sequence[Name]:
        """Return the names in ``text[start:end]``."""
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    @functools.cached_property
    def _sentence_ends(self) -> list[int]:
        return [match.start() for match in _SENTENCE_END.finditer(self.text) if not self.quoted(match.start() - 1)]

    @functools.cached_property
    def introduced(self) -> list[tuple[int, str | None]]:
        """The places where somebody without a name comes in ("a nurse"), outside quotations, with the gender."""
        found = []
        for match in _INDEFINITE.finditer(self.text):
            noun = match.group(3)
            if not is_role_noun(noun) or self.quoted(match.start()):
                continue
            if _NOT_INTRODUCED.search(self.text, max(0, match.start() - 12), match.start()):
                continue
            words = {*match.group(2).lower().split(), noun}
            gender = "f" if words & lexicon.FEMALE_WORDS else "m" if words & lexicon.MALE_WORDS else None
            found.append((match.start(), gender))
        return found
