"""Look up the names of an article by where they stand, whose they are, and where somebody without a name comes in."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from quotes import english
from quotes.coreference.clauses import Place, place_of, reports, role_start
from quotes.coreference.descriptions import EntityKind, Introduced, find_introduced
from quotes.coreference.traits import Traits, is_named_as_place
from quotes.detection import Layout
from quotes.names import Entity, Name, find_entities

_LOOK_BACK = 40
"""Names, and people without one, looked at before and behind a mention: bounds the work."""
_EARLY_PARAGRAPHS = 5
_CLOSING, _STOPS = "”\"’')]", frozenset(".?!…:")
_LEAST_NAMED = 3
"""Times that whom an article is about is named, at the least, in its first paragraphs among others."""
_CALLED_BEFORE, _CALLED_BEHIND = 40, 60
"""Characters around a name in which a noun says what its bearer is."""
_DESCRIBED = r"[A-Z][\w’'-]+(?:, (?:\d+, )?| (?:is |was ))(?:an?|the|its|his|her|their) "
_PRONOUN = re.compile(r"\b[Ss]?[Hh]e\b")
_DIES = re.compile(r"[^.?!\n“”\"]{0,240}\b(?:has died|dies|died)\b")
"""What stands behind the name of whom an obituary is about, in a headline or the first sentence."""
_BY = re.compile(r"(?:(?:Words|Written|Story) )?by:? ", re.IGNORECASE)


class EntityIndex:
    """The names of an article, in order, each with its entity; ``subjects`` are where the parse sees subjects begin."""

    def __init__(self, layout: Layout, subjects: Collection[int]) -> None:
        self.layout = layout
        self.names, entities = find_entities(layout, subjects)
        self._entity_of = {name.start: entity for entity in entities for name in entity.names}
        self._starts = [name.start for name in self.names]
        self.meant: dict[tuple[int, EntityKind, str | None], bool] = {}  # where an entity begins, and what is wanted
        self._traits: dict[int, Traits] = {}
        self._standings: dict[int, tuple[Place, bool]] = {}
        self._borne: dict[str, bool] = {}
        self._brought_in: dict[str, int | None] = {}
        self._first_ends: dict[str, int] = {}
        self._introduced: dict[int, list[Introduced]] = {}
        self._spoke_as: dict[int, str] = {}

    def entity_of(self, name: Name) -> Entity:
        """Return whose name it is."""
        return self._entity_of[name.start]

    def entity_at(self, start: int, end: int) -> Entity | None:
        """Return the entity of the name that overlaps ``text[start:end]``."""
        position = bisect_right(self._starts, end - 1) - 1
        if position >= 0 and self.names[position].end > start:
            return self._entity_of.get(self.names[position].start)
        return None

    def stands_before(self, noun: str, offset: int) -> bool:
        """Tell whether a word begins so, in any case, and the beginning ends before an offset."""
        if noun not in self._first_ends:
            first = re.search(rf"\b{re.escape(noun)}", self.layout.text, re.IGNORECASE)
            self._first_ends[noun] = first.end() if first else len(self.layout.text) + 1
        return self._first_ends[noun] <= offset

    def traits(self, entity: Entity) -> Traits:
        """Return the signs of an entity."""
        key = entity.full.start
        if key not in self._traits:
            self._traits[key] = Traits(self.layout.text, entity)
        return self._traits[key]

    def spoke_as(self, entity: Entity) -> str | None:
        """Return the gender by which a pronoun took up an entity that spoke, if ``remember_gender`` was told of one."""
        return self._spoke_as.get(entity.full.start)

    def remember_gender(self, entity: Entity, gender: str) -> None:
        """Keep the gender of the pronoun that an entity spoke by: "“Yes,” he said" makes "she" somebody else."""
        self._spoke_as.setdefault(entity.full.start, gender)

    def place_of(self, name: Name) -> Place:
        """Return how a name stands in its sentence."""
        return self._standing(name)[0]

    def reports(self, name: Name) -> bool:
        """Tell whether a name is the subject of a verb of speech."""
        return self._standing(name)[1]

    def _standing(self, name: Name) -> tuple[Place, bool]:
        if name.start not in self._standings:
            self._standings[name.start] = place_of(self.layout, name), reports(self.layout.text, name)
        return self._standings[name.start]

    def is_prose(self, number: int) -> bool:
        """Tell whether a sentence ends a paragraph."""
        start, end = self.layout.paragraphs[number]
        return self.layout.text[max(start, end - 3) : end].rstrip(_CLOSING)[-1:] in _STOPS

    def opens_paragraph(self, name: Name) -> bool:
        """Tell whether a name, perhaps behind its role, is the first of its paragraph, and a subject."""
        start = self.layout.paragraphs[name.paragraph].start
        return self.place_of(name) == "subject" and (
            self.names[bisect_left(self._starts, start)] is name or role_start(self.layout, name) == start
        )

    def is_author(self, entity: Entity) -> bool:
        """Tell whether an entity is named nowhere but on the line of who wrote the article."""
        return all(name.start in self._bylines for name in entity.names)

    @functools.cached_property
    def _bylines(self) -> frozenset[int]:
        """Where the names begin that are a line of their own between headline and text; none if they are headings."""
        prose = next(filter(self.is_prose, range(1, len(self.layout.paragraphs))), 0)
        alone = [name for name in self.names if name.paragraph and self._is_line(name)]
        headings = any(name.paragraph > prose for name in alone)
        return frozenset() if headings else frozenset(name.start for name in alone)

    def _is_line(self, name: Name) -> bool:
        """Tell whether a name is all of its paragraph, or stands behind the "By" that opens it."""
        start, end = self.layout.paragraphs[name.paragraph]
        by = _BY.match(self.layout.text, start, name.start)
        return by is not None or (name.start, name.end) == (start, end)

    @functools.cached_property
    def turns(self) -> dict[int, Entity]:
        """Number of a paragraph -> whose turn it is in a conversation, by the label that opens it."""
        return {
            name.paragraph: self.entity_of(name)
            for name in self.names
            if self.layout.text.startswith(":", name.end)
            and self.layout.paragraphs[name.paragraph].start in {name.start, name.title_start}
        }

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

    def introduced_before(self, offset: int) -> Iterator[Introduced]:
        """Yield where somebody without a name comes in ("a nurse") or is taken up, the nearest first.

        Quotations are left out, and all before the paragraph before that of the offset.
        """
        paragraph = self.layout.paragraph_at(offset)
        for number in range(paragraph, max(-1, paragraph - 2), -1):
            if number not in self._introduced:
                self._introduced[number] = list(find_introduced(self.layout, number))
            found = self._introduced[number]
            for place in reversed(range(bisect_left(found, offset, key=attrgetter("start")))):
                yield found[place]

    def has_newcomer(self, offset: int) -> bool:
        """Tell whether the last sentence about somebody before an offset is about somebody new without a name."""
        last = next((one for one in itertools.islice(self.introduced_before(offset), _LOOK_BACK) if one.subject), None)
        if last is None or last.form != "new":
            return False
        return not any(name.subject and not name.quoted for name in self.names_within(last.end, offset))

    def came_in(self, noun: str, offset: int) -> bool:
        """Tell whether somebody so called came in without a name: "one close aide"; of late, "the firm's aide"."""
        near = itertools.islice(self.introduced_before(offset), _LOOK_BACK)
        if any(one.form != "the" and one.noun == noun for one in near):
            return True
        if noun not in self._brought_in:
            brought_in = re.compile(rf"{english.brought_in(noun, 3, letter='a-z')} [a-z]")
            places = (match.start() for match in brought_in.finditer(self.layout.text))
            self._brought_in[noun] = next((place for place in places if not self.layout.is_quoted(place)), None)
        first = self._brought_in[noun]
        return first is not None and first < offset

    def is_called(self, entity: Entity, noun: str) -> bool:
        """Tell whether a noun stands right before or behind a name of an entity."""
        return any(
            noun in self.layout.text[max(0, name.title_start - _CALLED_BEFORE) : name.start].lower()
            or noun in self.layout.text[name.end : name.end + _CALLED_BEHIND].partition(".")[0]
            for name in entity.names
            if not name.quoted
        )

    def is_borne(self, noun: str) -> bool:
        """Tell whether the article so calls somebody whom it names: "Judge Ann Orr", "Orr, an engineer"."""
        if noun not in self._borne:
            either = f"(?:{re.escape(noun)}|{re.escape(noun.capitalize())})"
            at_name = rf"\b{either}(?: (?:of|for|at|in|with) [^,.]{{1,60}})?,? [A-Z]"
            behind_name = rf"{_DESCRIBED}(?:[\w’'-]+ ){{0,4}}{re.escape(noun)}\b"
            self._borne[noun] = bool(re.search(f"{at_name}|{behind_name}", self.layout.text))
        return self._borne[noun]

    @functools.cached_property
    def people(self) -> list[tuple[Entity, int]]:
        """The people in the order of their first names outside quotations, and how often each is named there."""
        counts: dict[int, int] = {}
        found: list[Entity] = []
        for name in self.names:
            entity = self._entity_of[name.start]
            if not name.quoted and not entity.body:
                if id(entity) not in counts:
                    found.append(entity)
                counts[id(entity)] = counts.get(id(entity), 0) + 1
        return [(entity, counts[id(entity)]) for entity in found]

    def is_shared(self, words: str) -> bool:
        """Tell whether several people have a surname that stands alone: "Orr", of Ann and Bo Orr."""
        return self._surnames[words] > 1

    @functools.cached_property
    def _surnames(self) -> Counter[str]:
        words = (entity.full.words.rpartition(" ") for entity, _ in self.people)
        return Counter(surname for given, _, surname in words if given)

    @functools.cached_property
    def protagonist(self) -> Entity | None:
        """Whom the article is about, if it is about somebody: named early, and more often than anybody else."""
        most = sorted((times for _, times in self.people), reverse=True)
        if not most or most[0] < max(_LEAST_NAMED, [*most, 0][1] + 1):
            return None
        entity = next(entity for entity, times in self.people if times == most[0])
        early = any(name.paragraph < _EARLY_PARAGRAPHS and not name.quoted for name in entity.names)
        return entity if early else None

    @functools.cached_property
    def mourned(self) -> bool:
        """Tell whether the article begins with the death of whom it is about."""
        names = self.protagonist.names if self.protagonist else []
        early = [name for name in names if name.paragraph < _EARLY_PARAGRAPHS and not name.quoted]
        return any(_DIES.match(self.layout.text, name.end) for name in early)

    @functools.cached_property
    def foremost(self) -> Entity | None:
        """Who is named most often, the first of two that are named as often."""
        return max(self.people, key=lambda one: one[1], default=(None, 0))[0]

    @functools.cached_property
    def names_of_others(self) -> list[Name]:
        """The names of all people but the foremost."""
        entities = {id(entity): entity for entity in self._entity_of.values()}
        others = {key for key, one in entities.items() if not (one.body or is_named_as_place(one))}
        others.discard(id(self.foremost))
        return [name for name in self.names if id(self._entity_of[name.start]) in others]

    @functools.cached_property
    def pronouns(self) -> dict[str, list[int]]:
        """Gender -> where "he", or "she", stands outside quotations."""
        found: dict[str, list[int]] = {"f": [], "m": []}
        for match in _PRONOUN.finditer(self.layout.text):
            if not self.layout.is_quoted(match.start()):
                found[english.PERSON_PRONOUNS[match.group().lower()]].append(match.start())
        return found
