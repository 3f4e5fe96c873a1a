"""Find who is meant as somebody's relative: "his wife", of whom the article tells by name, and whose husband he is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quotes import english
from quotes.coreference.descriptions import Description
from quotes.coreference.entity_index import EntityIndex
from quotes.names import Entity, Name

_KIN = english.one_of(english.KIN)
_KIN_BEFORE = re.compile(rf"\b{_KIN},? $")
_KIN_BEHIND = re.compile(rf",? (?:is |was )?(?:[\w’'-]+ ){{0,4}}{_KIN}\b")
_KIN_REACH = 30
_RELATED = re.compile(
    rf"\b({english.one_of(english.PERSON_PRONOUNS, capital=True)}|[A-Z][\w-]+(?=['’]s ))(?:['’]s)? (?:[a-z-]+ )?"
    rf"({english.one_of(english.FAMILY)})\b(?:,? (?:(?:[Tt]he|an?) (?:[a-z-]+ ){{1,4}})?|[^.?!“”\"\n]{{0,60}}\. )$"
)
"""What says before a name whose relative that is: "Her husband, the designer ", "It was her father. "."""
_RELATED_REACH = 120
_OF_PRONOUN = re.compile(r"(?:his|her)\b", re.IGNORECASE)


def named_kin(index: EntityIndex, start: int, described: Description) -> Entity | None:
    """Return who is meant as somebody's relative at ``start``: "his daughter", of whom the article tells.

    It is whose father he is said to be, or who alone of that gender has his surname.
    """
    if described.determiner != "own" or not (described.head in english.KIN or described.head in english.FAMILY):
        return None
    if (related := _whose_relative(index, start, described)) is not None:
        return related
    owner = _owner(index, start)
    return None if owner is None else _of_the_name(index, owner, described)


def _owner(index: EntityIndex, start: int) -> Entity | None:
    """Return who "her" or "his" at an offset is, by the nearest name before of that gender."""
    gender = english.PERSON_PRONOUNS.get(index.layout.text[start : start + 3].lower())
    before = map(index.entity_of, index.names_before(start))
    return next((one for one in before if gender and index.traits(one).surest_gender == gender), None)


def _of_the_name(index: EntityIndex, owner: Entity, described: Description) -> Entity | None:
    """Return who alone has the surname of somebody, and the gender of what they are to that one."""
    if " " not in owner.full.words or described.head not in english.KIN:
        return None
    surnames, gender = {*owner.full.words.split()[-1].split("-")}, english.gender_of_noun(described.head)
    found = [
        one
        for one, _ in index.people
        if one is not owner
        and " " in one.full.words
        and not surnames.isdisjoint(one.full.words.split()[-1].split("-"))
        and index.traits(one).surest_gender in {None, gender}
    ]
    if len(found) != 1:
        return None
    sure = described.head in english.FAMILY and index.traits(found[0]).surest_gender == gender is not None
    return found[0] if sure or _is_kin(index, owner) or _is_kin(index, found[0]) else None


def _whose_relative(index: EntityIndex, start: int, described: Description) -> Entity | None:
    """Return whose relative the owner is: "his daughter" is Ann Orr, where he came in as "her father, Bo Orr"."""
    text = index.layout.text
    if _OF_PRONOUN.match(text, start) is None:
        return None
    gender = english.gender_of_noun(described.head)
    for owner in _owners(index, start):
        for name in owner.names:
            reach = max(0, name.title_start - _RELATED_REACH)
            related = None if name.quoted else _RELATED.search(text, reach, name.title_start)
            if related is None or not english.is_converse(related[2], described.head):
                continue
            whose = _named_owner(index, related)
            if whose is None or whose is owner or not index.traits(whose).is_person:
                continue
            told = index.traits(whose).surest_gender
            if told == gender or (told is None and " " in whose.full.words):
                return whose
    return None


def _owners(index: EntityIndex, start: int) -> Iterator[Entity]:
    """Yield who "his" may be: the nearest name before that may be a man's, and the nearest that surely is."""
    gender = english.PERSON_PRONOUNS[index.layout.text[start : start + 3].lower()]
    before = (index.entity_of(name) for name in index.names_before(start))
    nearest = next((one for one in before if not one.body and index.traits(one).surest_gender in {None, gender}), None)
    if nearest is not None:
        yield nearest
    sure = _owner(index, start)
    if sure is not None and sure is not nearest:
        yield sure


def _named_owner(index: EntityIndex, related: re.Match[str]) -> Entity | None:
    """Return whose relative is named: of "Ann’s brother" Ann, of "her brother" a woman.

    She is named before in the paragraph, or whom the article is about, or the nearest.
    """
    start = related.start(1)
    if english.PERSON_PRONOUNS.get(related[1].lower()) is None:
        return index.entity_at(start, related.end(1))
    gender = english.PERSON_PRONOUNS[related[1].lower()]
    names = [name for name in index.names_before(start) if _gender(index, index.entity_of(name)) == gender]
    here = (index.entity_of(name) for name in names if name.paragraph == index.layout.paragraph_at(start))
    about = (index.protagonist for name in names if index.entity_of(name) is index.protagonist)
    return next(itertools.chain(here, about, map(index.entity_of, names)), None)


def _gender(index: EntityIndex, entity: Entity) -> str | None:
    """Return the gender that is told, or by which a pronoun took up somebody who spoke."""
    return index.traits(entity).surest_gender or index.spoke_as(entity)


def _is_kin(index: EntityIndex, entity: Entity) -> bool:
    """Tell whether a name of somebody stands beside a word for a relative: "his son, Bo Orr", "Bo Orr, her father"."""
    return any(_stands_by_kin(index.layout.text, name) for name in entity.names if not name.quoted)


def _stands_by_kin(text: str, name: Name) -> bool:
    before = _KIN_BEFORE.search(text, max(0, name.title_start - _KIN_REACH), name.title_start)
    return before is not None or _KIN_BEHIND.match(text, name.end) is not None
