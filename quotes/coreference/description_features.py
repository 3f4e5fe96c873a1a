"""Describe whom a definite description may stand for: "the senator", "the company", "Judge" in a headline.

Features are abstract, as those of pronouns. A description of a person stands for somebody the article so describes; one
of a body for a body named before, or for nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.named_features import EARLY_PARAGRAPHS, named_candidates
from quotes.coreference.reference import Candidate, EntityKind, Reference
from quotes.coreference.traits import Sign
from quotes.names import Entity, Name
from quotes.speakers import Mention

_NEAR = 1
"""Paragraphs within which somebody may be meant whom the article does not describe so elsewhere."""
_LOOK_BACK = 3000
"""Characters before a description that are searched for its introduction: bounds a slow search."""
_BODY_SIGNS: frozenset[Sign] = frozenset({"body", "which", "staffed", "kind-before"})
_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee)$")
_SO_CALLED = frozenset({"the:role", "the:age", "the:head-in-name", "the:head-at-name"})
_COMPLEMENT = re.compile(rf" {english.one_of(english.LINKS | english.RELATIVES)} ")
_AGE = re.compile(r"(\d{1,3})-year-old$")

Likeness = Literal["age", "role", "modifiers", "no-role"]
RolesOf = Callable[[Entity], Collection[str]]


@dataclass(frozen=True, slots=True)
class Description:
    """A description taken apart: its head noun, the words before, how it is determined, person or body."""

    head: str
    modifiers: frozenset[str]
    determiner: str
    kind: EntityKind


def take_apart(mention: Mention) -> Description | None:
    """Return the parts of a description that may stand for a named person or body, or None."""
    words = mention.words.replace("’", "'").lower().split()
    head = words[-1]
    if mention.plural or head in english.DOCUMENT_NOUNS or head in english.VAGUE_PERSONS:
        return None
    bare_head = head.partition("-of-")[0]
    person = (
        bare_head in english.KIN
        or head in english.PERSON_NOUNS
        or english.is_role_noun(head)
        or _PERSON_ENDING.search(head)
        or _AGE.match(head)
    )
    kind: EntityKind | None = "body" if head in english.BODY_KINDS else "person" if person else None
    first = words[0]
    bare = mention.words[0].isupper() and first not in english.NOT_DEFINITE
    if kind is None or not (first in english.DEFINITE or bare) or any(word.endswith("'s") for word in words):
        return None
    return Description(
        head, frozenset(words[:-1]) - english.DEFINITE, "the" if first in english.DEFINITE else "none", kind
    )


def description_candidates(
    index: EntityIndex, reference: Reference, described: Description, roles_of: RolesOf
) -> list[Candidate]:
    """Return all whom a description may stand for, nobody last; ``roles_of`` gives the role phrases of an entity."""
    found = []
    first = not index.stands_before(described.head, reference.mention.start)
    for one in named_candidates(index, reference, described.kind, _gender(described.head)):
        if one.entity is not None:
            if described.kind == "body":
                extra = list(_body_features(index, described, one.entity))
                possible = bool(extra) or not _BODY_SIGNS.isdisjoint(index.traits(one.entity).kinds)
                # "The paper" is no country, whatever the country announces.
                possible &= (
                    described.head in english.STATE_NOUNS or one.entity.full.words.lower() not in english.COUNTRIES
                )
            else:
                evidence = _person_evidence(index, described, one.entity, roles_of)
                extra = [f"the:{sign}" for sign in evidence]
                possible = "no-role" not in evidence
                if not possible and (one.entity is reference.last or _is_near(index, reference, one.entity)):
                    possible = True
                    extra.append(f"the:{_other_role(described.head, roles_of(one.entity))}")
                    extra.append(f"the:no-role:{_noun_kind(described.head)}")
                    extra.append(f"the:no-role:{'first' if first else 'again'}:{_standing(one.features)}")
            if possible:
                found.append(Candidate(one.entity, [*one.features, *extra]))
    found.append(Candidate(None, list(_nobody_features(index, reference, described, first))))
    so_called = [one for one in found if not _SO_CALLED.isdisjoint(one.features)]
    if so_called:
        for one in found:
            one.features.append(
                f"the:{'one' if len(so_called) == 1 else 'several'}-so-called:"
                f"{'this' if one in so_called else 'other' if one.entity else 'nobody'}"
            )
    return found


def _gender(noun: str) -> str | None:
    return english.gender_of_noun(noun.partition("-of-")[0])


def _is_near(index: EntityIndex, reference: Reference, entity: Entity) -> bool:
    paragraph = index.layout.paragraph_at(reference.mention.start)
    return any(abs(paragraph - name.paragraph) <= _NEAR and not name.quoted for name in entity.names)


def _standing(features: Collection[str]) -> str:
    """Tell the one whom the sentences before are about, and who spoke last, from others."""
    if "opens-paragraph:1" in features or "opens-paragraph:0" in features:
        return "topic"
    return "subject" if "as:subject" in features and "subjects-since:0" in features else "other"


def _other_role(head: str, roles: Collection[str]) -> str:
    """Tell whether somebody has a role akin to a noun, another, or none: "the minister" may be a secretary."""
    if not roles:
        return "roleless"
    category = english.CATEGORY_OF_NOUN.get(head)
    nouns = {word.strip(".,").lower() for role in roles for word in role.split()}
    akin = category is not None and any(english.CATEGORY_OF_NOUN.get(noun) == category for noun in nouns)
    return "akin" if akin else "other-role"


def _noun_kind(noun: str) -> str:
    """Return what a noun tells of somebody whom the article does not call so: an age, a family, a work."""
    if _AGE.match(noun):
        return "age"
    if noun.partition("-of-")[0] in english.KIN:
        return "kin"
    return "title" if noun in english.TITLES else "work"


def _person_evidence(
    index: EntityIndex, described: Description, entity: Entity, roles_of: RolesOf
) -> tuple[Likeness, ...]:
    """Return how the article describes an entity by the noun, or gives the age."""
    if age := _AGE.match(described.head):
        given = any(index.layout.text.startswith(f", {age.group(1)},", name.end) for name in entity.names)
        return ("age",) if given else ()
    wanted = {described.head, english.SHORT_TITLES.get(described.head, described.head)}
    if any(_stands_near(index.layout.text, name, wanted) for name in entity.names):
        roles = [{word.strip(".,").lower() for word in role.split()} for role in roles_of(entity)]
        fitting = [words for words in roles if wanted & words]
        if fitting:
            modified = described.modifiers and any(described.modifiers <= words for words in fitting)
            return ("role", "modifiers") if modified else ("role",)
    return ("no-role",)


def _stands_near(text: str, name: Name, wanted: Collection[str]) -> bool:
    around = text[max(0, name.start - 120) : name.end + 160].lower()
    return any(word in around for word in wanted)


def _body_features(index: EntityIndex, described: Description, entity: Entity) -> Iterator[str]:
    """Yield whether the article says of an entity that it is such a body: in its name, or next to it."""
    words = {word.strip(".,").lower() for word in entity.full.words.split()}
    noun = re.compile(rf", (?:an?|the|its) (?:[\w'’-]+ ){{0,5}}{re.escape(described.head)}\b")
    at_name = any(
        noun.match(index.layout.text, name.end) or index.layout.text.endswith(f"{described.head} ", 0, name.title_start)
        for name in entity.names
    )
    if described.head in words:
        yield "the:head-in-name"
    if at_name:
        yield "the:head-at-name"
    if described.modifiers & words:
        yield "the:modifier-in-name"


def _nobody_features(index: EntityIndex, reference: Reference, described: Description, first: bool) -> Iterator[str]:
    offset, end = reference.mention.start, reference.mention.end
    yield f"nobody:the:{described.kind}"
    yield f"nobody:the:{described.kind}:{described.determiner}"
    if described.modifiers:
        yield "nobody:the:modified"
    yield f"nobody:the:{'first' if first else 'again'}"
    if _COMPLEMENT.match(index.layout.text[end : end + 8]):
        yield f"nobody:the:complemented:{described.kind}"
    if index.layout.paragraph_at(offset) < EARLY_PARAGRAPHS:
        yield "nobody:the:early"
    if _is_introduced(index.layout.text, max(0, offset - _LOOK_BACK), offset, described.head):
        yield "nobody:the:introduced"
    if reference.unnamed is not None:
        yield "nobody:the:spoke"


def _is_introduced(text: str, start: int, end: int, head: str) -> bool:
    """Tell whether somebody comes in as "a" or "another" so described."""
    if head not in text[start:end].lower():
        return False  # the search below is slow
    introduced = re.compile(rf"\b(?:an?|one|another) (?:[\w'’-]+ ){{0,3}}{re.escape(head)}\b", re.IGNORECASE)
    return bool(introduced.search(text, start, end))
