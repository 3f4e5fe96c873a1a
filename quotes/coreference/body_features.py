"""Describe which body a definite description may stand for: "the company", "the council"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from quotes import english
from quotes.coreference.descriptions import Description
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.reference import Candidate
from quotes.coreference.traits import PERSON_SIGNS, Sign, Traits
from quotes.names import Entity

SO_NAMED = frozenset({"the:head-in-name", "the:head-at-name"})
"""Evidence that the article calls a body so."""
OF_KIND = "the:kind-in-name"
"""Evidence that its name has a word by which such bodies are known."""
OTHER_KIND = "the:other-kind"
"""Evidence that its name says that it is a body of another sort."""
_BODY_SIGNS: frozenset[Sign] = frozenset({"body", "which", "its", "staffed", "kind-before"})
_SIGNS_AT_PERSONS: frozenset[Sign] = PERSON_SIGNS - {"spoke"}
_SPOKE = frozenset({"spoke-last:0:nobody-since:fits", "spoke-last:1:nobody-since:fits"})


def as_body(index: EntityIndex, described: Description, entity: Entity, features: Collection[str]) -> list[str]:
    """Return the features of a body that may be meant, or none."""
    if _has_such(index.layout.text, described, entity):
        return []
    evidence = list(body_evidence(index, described, entity))
    if _is_other_body(described, entity, evidence):
        return []
    # "The paper" is no country, whatever the country announces.
    state = described.head in english.STATE_NOUNS or entity.full.words.lower() not in english.COUNTRIES
    traits = index.traits(entity)
    likely = calls_so(evidence) or not _BODY_SIGNS.isdisjoint(traits.kinds) or _may_be_firm(entity, traits)
    return [*features, *evidence] if state and likely else []


def body_evidence(index: EntityIndex, described: Description, entity: Entity) -> Iterator[str]:
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
    kind = english.is_of_kind(described.head, words) if len(words) > 1 else None
    if kind is not None and described.head not in words:
        yield OF_KIND if kind else OTHER_KIND


def calls_so(evidence: Iterable[str]) -> bool:
    """Tell whether the evidence of a body says that it may be so called: any, but that it is of another kind."""
    return not {OTHER_KIND}.issuperset(evidence)


def named_bodies(described: Description, found: list[Candidate]) -> list[Candidate] | None:
    """Return the only body that is so named, all where one of them said the words before, or None."""
    so_named = [one for one in found if not SO_NAMED.isdisjoint(one.features)]
    of_kind = [one for one in found if OF_KIND in one.features] if not described.modifiers else []
    if len(sure := so_named or of_kind) == 1:
        return sure
    return found if any(map(_spoke_right_before, found)) else None


def mark_most_named(bodies: Sequence[Candidate]) -> None:
    """Say of the body that the article names more often than any other, and more than once, that it does."""
    times = sorted((len(one.entity.names) for one in bodies if one.entity), reverse=True)
    for one in bodies:
        if one.entity and len(one.entity.names) == times[0] > max([1, *times[1:2]]):
            one.features.append("the:most-named")


def _spoke_right_before(body: Candidate) -> bool:
    """Tell whether a body said the words before, and none was named since: "“…,” the FT wrote. ¶ The paper calls"."""
    return "body:spoke" in body.features and not _SPOKE.isdisjoint(body.features)


def _may_be_firm(entity: Entity, traits: Traits) -> bool:
    """Tell whether a name of several words says something, and nothing shows a person: "Coriban Metals said"."""
    person = traits.genders or not _SIGNS_AT_PERSONS.isdisjoint(traits.kinds)
    return " " in entity.full.words and "spoke" in traits.kinds and not person


def _is_other_body(described: Description, entity: Entity, evidence: Collection[str]) -> bool:
    """Tell whether a body would be called otherwise: "the council" is no Gazette, "the airline" no Chamber."""
    words = entity.full.words.split()
    if not SO_NAMED.isdisjoint(evidence) or words[-1].isupper():
        return False
    if described.head in english.NAMED_FOR_KIND:
        return True
    return described.head in english.TRADES and words[-1].lower() in english.ASSOCIATIONS


def _has_such(text: str, described: Description, entity: Entity) -> bool:
    """Tell whether a body is said to have such a one: "the board of the Alhambra" is not the Alhambra."""
    having = (f"{described.head} of ", f"{described.head} of the ")
    return any(text.endswith(having, 0, name.start) for name in entity.names)
