"""Find who somebody's relative is by name: "her father", of Ann Orr, is Bo Orr, if the article says they are kin."""

from __future__ import annotations

import re

from quotes import english
from quotes.coreference.descriptions import Description
from quotes.coreference.entity_index import EntityIndex
from quotes.names import Entity, Name

_KIN = english.one_of(english.KIN)
_KIN_BEFORE = re.compile(rf"\b{_KIN},? $")
_KIN_BEHIND = re.compile(rf",? (?:is |was )?(?:[\w’'-]+ ){{0,4}}{_KIN}\b")
_REACH = 30


def named_kin(index: EntityIndex, start: int, described: Description) -> Entity | None:
    """Return who alone has the surname of the one whose relative a description at ``start`` says, and the gender."""
    owner = _owner(index, start) if described.determiner == "own" and described.head in english.KIN else None
    if owner is None or " " not in owner.full.words:
        return None
    surname, gender = owner.full.words.split()[-1], english.gender_of_noun(described.head)
    found = [
        one
        for one, _ in index.people
        if one is not owner
        and one.full.words.split()[1:][-1:] == [surname]
        and index.traits(one).surest_gender in {None, gender}
    ]
    return found[0] if len(found) == 1 and (_is_kin(index, owner) or _is_kin(index, found[0])) else None


def _owner(index: EntityIndex, start: int) -> Entity | None:
    """Return who "her" or "his" at an offset is, by the nearest name before of that gender."""
    gender = english.PERSON_PRONOUNS.get(index.layout.text[start : start + 3].lower())
    before = map(index.entity_of, index.names_before(start))
    return next((one for one in before if gender and index.traits(one).surest_gender == gender), None)


def _is_kin(index: EntityIndex, entity: Entity) -> bool:
    """Tell whether a name of somebody stands beside a word for a relative: "his son, Bo Orr", "Bo Orr, her father"."""
    return any(_stands_by_kin(index.layout.text, name) for name in entity.names if not name.quoted)


def _stands_by_kin(text: str, name: Name) -> bool:
    before = _KIN_BEFORE.search(text, max(0, name.title_start - _REACH), name.title_start)
    return before is not None or _KIN_BEHIND.match(text, name.end) is not None
