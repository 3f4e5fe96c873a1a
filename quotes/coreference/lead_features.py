"""Describe whom a lead may mean by "a grandmother", "its second-largest shareholder", whom the article names later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes import english
from quotes.coreference.body_features import body_evidence, calls_so
from quotes.coreference.description_features import RolesOf, person_evidence
from quotes.coreference.descriptions import Description
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.reference import Candidate, Reference
from quotes.names import Entity, Name
from quotes.speakers import Mention

_NEXT_SUBJECT = frozenset({"lead:other:paragraphs:1", "lead:other:opens"})
_SHOWN = frozenset({"lead:gender:agrees", "lead:other:aged"})
_HERE = "lead:so-called:paragraphs:0"
_AGE_BEHIND = re.compile(r", \d{1,3}\b")
_LEAD = 5
"""Paragraphs of a lead, with title, byline and date."""
_FURNITURE = 16
"""Paragraphs in which no sentence ends, before a lead: title, byline, dates, numbers of comments, a menu."""
_NEXT = 2
"""Paragraphs in which somebody is named of whom the article does not say elsewhere what the lead does."""


def is_lead(index: EntityIndex, reference: Reference, described: Description) -> bool:
    """Tell whether a description stands in the lead and brings in somebody new."""
    if described.determiner == "own" and _is_about_somebody(index, reference.mention.start):
        return False
    early = _is_early(index, reference.mention.start)
    aged = described.determiner == "none" and _AGE_BEHIND.match(index.layout.text, reference.mention.end) is not None
    return early and (aged or described.determiner in {"a", "own"})  # aged: "Gran, 81, skates to bingo"


def _is_early(index: EntityIndex, offset: int) -> bool:
    number = index.layout.paragraph_at(offset)
    return number < _LEAD or (number < _FURNITURE and not any(map(index.is_prose, range(number))))


def _is_about_somebody(index: EntityIndex, offset: int) -> bool:
    """Tell whether a sentence before names a person: "his co-driver" is one of theirs."""
    before = (name for name in index.names_before(offset) if index.is_prose(name.paragraph))
    return any(index.traits(index.entity_of(name)).is_person for name in before)


def named_behind(index: EntityIndex, reference: Reference, described: Description, roles_of: RolesOf) -> Entity | None:
    """Return whom a lead means by "the minister": who opens the next paragraph, or alone has that office."""
    return _named_next(index, reference, described) or _alone_in_office(index, reference, described, roles_of)


def _alone_in_office(
    index: EntityIndex, reference: Reference, described: Description, roles_of: RolesOf
) -> Entity | None:
    """Return who alone has the office of which a lead speaks before anybody is named: "the Kell County sheriff"."""
    mention = reference.mention
    known = _is_about_somebody(index, mention.start) or index.layout.text.startswith(" of ", mention.end)
    if described.head not in english.TITLES or known or not _is_early(index, mention.start):
        return None
    entities = {id(one): one for one in map(index.entity_of, index.names_behind(mention.end))}
    people = (one for one in entities.values() if index.traits(one).is_person)
    found = [one for one in people if "role" in person_evidence(index, described, one, roles_of)]
    return found[0] if len(found) == 1 else None


def _named_next(index: EntityIndex, reference: Reference, described: Description) -> Entity | None:
    """Return who opens the paragraph behind, where a lead in which nobody is named speaks of "the minister"."""
    mention, layout = reference.mention, index.layout
    if described.head not in english.TITLES or index.is_borne(described.head):
        return None
    number = layout.paragraph_at(mention.start)
    if any(map(index.is_prose, range(number))) or number + 1 >= len(layout.paragraphs):
        return None
    here = index.names_within(layout.paragraphs[number].start, layout.paragraphs[number].end)
    name = next((name for name in index.names_behind(layout.paragraphs[number].end)), None)
    if name is None or name.paragraph != number + 1 or not index.opens_paragraph(name):
        return None
    traits = index.traits(index.entity_of(name))
    alone = not any(index.traits(index.entity_of(other)).is_person for other in here if not other.quoted)
    return index.entity_of(name) if alone and traits.is_person and "body" not in traits.kinds else None


def alone_so_called(index: EntityIndex, mention: Mention, roles_of: RolesOf) -> Entity | None:
    """Return who alone is introduced by the bare noun of a headline: "Bridge toll ‘mad’, says commissioner"."""
    *before, head = mention.words.lower().split()
    if mention.plural or not mention.words[0].islower() or not english.is_person_noun(head):
        return None
    if head in english.BODY_KINDS:
        return None  # "Shares sink as retailer warns"
    many = {None, "witness"} if before else {None, "witness", "other"}
    if english.CATEGORY_OF_NOUN.get(head) in many or not english.DETERMINERS.isdisjoint(before):
        return None  # many may be "passenger", fewer "bus driver"
    if any(map(index.is_prose, range(index.layout.paragraph_at(mention.start) + 1))):
        return None
    described = Description(head, frozenset(before), frozenset(), "none", "person")
    found = {id(entity): entity for entity in map(index.entity_of, index.names_behind(mention.end))}
    fitting = ("role", "modifiers") if before else ("role",)
    so_called = [one for one in found.values() if person_evidence(index, described, one, roles_of) == fitting]
    return so_called[0] if len(so_called) == 1 else None


def lead_candidates(
    index: EntityIndex, reference: Reference, described: Description, roles_of: RolesOf
) -> list[Candidate]:
    """Return those first named behind a description whom it may mean, nobody last."""
    found: list[Candidate] = []
    before = index.names_within(0, reference.mention.end)  # headlines apart: they name who is meant
    seen = {id(index.entity_of(name)) for name in before if index.is_prose(name.paragraph)}
    for name in index.names_behind(reference.mention.end):
        entity = index.entity_of(name)
        if id(entity) not in seen:
            seen.add(id(entity))
            features = list(_features(index, reference, described, name, entity, roles_of, first=not found))
            if features:
                found.append(Candidate(entity, features))
    same_age = [one for one in found if one.entity and _is_as_old(index, reference, one.entity)]
    so_called = [one for one in found if "lead:so-called" in one.features and _HERE not in one.features]
    if not so_called:  # "A nurse has told …\n\nAnn Orr, 33, said …": the next paragraph is hers
        next_ones = [one for one in found if _NEXT_SUBJECT.issubset(one.features)]
        so_called = [one for one in next_ones if not _SHOWN.isdisjoint(one.features)]
    sure = same_age or (so_called if described.kind == "person" and described.determiner == "a" else [])
    if len(sure) == 1:
        return sure
    found.append(Candidate(None, ["nobody:lead", f"nobody:lead:{described.determiner}"]))
    return found


def _is_as_old(index: EntityIndex, reference: Reference, entity: Entity) -> bool:
    """Tell whether the age behind a description is that behind a name: "Gran, 81," and "Maureen Orr, 81,"."""
    age = _AGE_BEHIND.match(index.layout.text, reference.mention.end)
    return age is not None and any(index.layout.text.startswith(age.group(), name.end) for name in entity.names)


def _features(
    index: EntityIndex,
    reference: Reference,
    described: Description,
    name: Name,
    entity: Entity,
    roles_of: RolesOf,
    *,
    first: bool,
) -> Iterator[str]:
    """Yield the features of an entity first named behind the description; none where it cannot be meant."""
    traits = index.traits(entity)
    gap = name.paragraph - index.layout.paragraph_at(reference.mention.start)
    person = traits.is_person and "body" not in traits.kinds
    if person != (described.kind == "person"):
        return
    if person:
        evidence = person_evidence(index, described, entity, roles_of)
        if "other" in evidence:
            return
        so_called = "no-role" not in evidence
    else:
        so_called = calls_so(body_evidence(index, described, entity))
    if not (so_called or (first and gap <= _NEXT)):
        return
    called = "so-called" if so_called else "other"
    yield f"lead:{called}"
    yield f"lead:{called}:paragraphs:{min(gap, 2)}"
    if index.opens_paragraph(name):
        yield f"lead:{called}:opens"
        if _AGE_BEHIND.match(index.layout.text, name.end) and index.layout.opens_clause(reference.mention.start):
            yield f"lead:{called}:aged"
    gender, shown = english.gender_of_noun(described.head.partition("-of-")[0]), traits.surest_gender
    if gender and shown:
        yield f"lead:gender:{'agrees' if gender == shown else 'differs'}"
