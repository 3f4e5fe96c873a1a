"""Look up the names of an article by where they stand, whose they are, and where somebody without a name comes in."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from quotes import english
from quotes.coreference.traits import Traits, read_traits
from quotes.detection import Layout
from quotes.names import Entity, Name, find_entities

_LOOK_BACK = 40
"""Names looked at before and behind a mention: bounds the work."""
_INDEFINITE = re.compile(r"\b([Aa]n?|[Oo]ne|[Aa]nother) ((?:[\w’'-]+ ){0,3}?)([a-z][\w-]+)\b")
_NOT_INTRODUCED = re.compile(r"(?:, |\b(?:is|was|as|been|be|become|became|not|like|than|such|what|for|with|to) )$")


class EntityIndex:
    """The names of an article, in order, each with its entity; ``subjects`` are where the parse sees subjects begin."""

    def __init__(self, layout: Layout, subjects: Collection[int]) -> None:
        self.layout = layout
        self.names, entities = find_entities(layout, subjects)
        self._entity_of = {name.start: entity for entity in entities for name in entity.names}
        self._starts = [name.start for name in self.names]
        self._traits: dict[int, Traits] = {}

    def entity_of(self, name: Name) -> Entity:
        """Return whose name it is."""
        return self._entity_of[name.start]

    def entity_at(self, start: int, end: int) -> Entity | None:
        """Return the entity of the name that overlaps ``text[start:end]``."""
        position = bisect_right(self._starts, end - 1) - 1
        if position >= 0 and self.names[position].end > start:
            return self._entity_of.get(self.names[position].start)
        return None

    def traits(self, entity: Entity) -> Traits:
        """Return the signs of an entity."""
        key = entity.full.start
        if key not in self._traits:
            self._traits[key] = read_traits(self.layout.text, entity)
        return self._traits[key]

    def names_before(self, offset: int) -> Iterator[Name]:
        """Yield the names before an offset, outside quotations, the nearest first."""
        stop = bisect_left(self._starts, offset)
        return (name for name in reversed(self.names[max(0, stop - _LOOK_BACK) : stop]) if not name.quoted)

    def names_behind(self, offset: int) -> Iterator[Name]:
        """Yield the names behind an offset, outside quotations, the nearest first."""
        start = bisect_left(self._starts, offset)
        return (name for name in self.names[start : start + _LOOK_BACK] if not name.quoted)

    def names_within(self, start: int, end: int) -> Sequence[Name]:
        """Return the names in ``text[start:end]``."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @functools.cached_property
    def introduced(self) -> list[tuple[int, str | None]]:
        """The places where somebody without a name comes in ("a nurse"), outside quotations, with the gender."""
        found = []
        for match in _INDEFINITE.finditer(self.layout.text):
            noun = match.group(3)
            if not english.is_role_noun(noun) or self.layout.is_quoted(match.start()):
                continue
            if _NOT_INTRODUCED.search(self.layout.text, max(0, match.start() - 12), match.start()):
                continue
            words = {*match.group(2).lower().split(), noun}
            gender = "f" if words & english.FEMALE_WORDS else "m" if words & english.MALE_WORDS else None
            found.append((match.start(), gender))
        return found
