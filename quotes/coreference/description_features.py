"""Describe whom a definite description may stand for: "the senator", "the company", "Judge" in a headline.

Features are abstract, as those of pronouns. A description of a person stands for somebody the article so describes; one
of a body for a body named before, or for nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Literal

from quotes import english
from quotes.coreference.descriptions import AGE, Description
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.named_features import EARLY_PARAGRAPHS, named_candidates
from quotes.coreference.reference import Candidate, Reference
from quotes.coreference.traits import PERSON_SIGNS, Sign, Traits
from quotes.names import Entity, Name
from quotes.speakers import Mention

_NEAR = 1
"""Paragraphs within which somebody may be meant whom the article does not describe so elsewhere."""
_AGENT = re.compile(r"e?[eo]r$")
"""What makes of a verb the noun of who does it: Orr, who owns the store, is the store owner."""
_LOOK_BACK = 3000
"""Characters before a description that are searched for its introduction: bounds a slow search."""
_BODY_SIGNS: frozenset[Sign] = frozenset({"body", "which", "its", "staffed", "kind-before"})
_SIGNS_AT_PERSONS: frozenset[Sign] = PERSON_SIGNS - {"spoke"}
_SO_NAMED = frozenset({"the:head-in-name", "the:head-at-name"})
_SO_CALLED = _SO_NAMED | {"the:role", "the:age"}
_TALKS_HERE = frozenset({"talker", "same-sentence:subject", "the:no-role"})
"""Signs of who says that somebody else said something: "When he asked, Orr said, the captain laughed"."""
_SPOKE = frozenset({"spoke-last:0:nobody-since:fits", "spoke-last:1:nobody-since:fits"})
_COMPLEMENT = re.compile(rf" {english.one_of(english.LINKS | english.RELATIVES)} ")
_OF_PLACE = (
    *("paragraphs:", "sentences:", "rivals:", "subjects-since:", "as:", "sentence-before:", "same-sentence:"),
    *("before-talker", "before-last:", "opens-paragraph:", "told-of"),
)
"""Features of where somebody was named: who is called what a description says may have been named long before."""
_MODIFIER = rf"(?!(?:{english.one_of(english.DETERMINERS | english.PREPOSITIONS)}) )[\w'’-]+"
"""A word between an article and its noun: "a joke about the chancellor" brings in no chancellor."""
_OF_BEHIND = re.compile(r" (?:of|for|to|with) (?:the )?")

_TOLD = re.compile(rf" (?:\w+ly )?\w+ (him|her)(?= ?[^\w\s]| (?:{english.one_of(english.BREAKS_OF_SUBJECTS)})\b)")
"""A verb with a pronoun for its object: "told her that", unlike "told her boss"."""

Likeness = Literal["age", "role", "modifiers", "no-role", "other"]
RolesOf = Callable[[Entity], Collection[str]]


def description_candidates(
    index: EntityIndex, reference: Reference, described: Description, roles_of: RolesOf
) -> list[Candidate]:
    """Return all whom a description may stand for, nobody last; ``roles_of`` gives the role phrases of an entity."""
    found = []
    first = not index.stands_before(described.head, reference.mention.start)
    told = _told(index, reference.mention)
    for one in named_candidates(index, reference, described.kind, _gender(described.head)):
        if one.entity is None or _is_complement(index, reference.mention, one.entity):
            continue
        if described.kind == "body":
            features = _as_body(index, described, one.entity, one.features)
        else:
            features = _as_person(index, reference, described, roles_of, one.entity, one.features, first=first)
        is_other = (one.entity is told and "the:no-role" in features) or _TALKS_HERE.issubset(features)
        if features and not is_other:
            found.append(Candidate(one.entity, features))
    if not first and described.determiner == "the" and index.came_in(described.head, reference.mention.start):
        found = [one for one in found if "the:no-role" not in one.features or _is_ahead(one)]
    if described.kind == "body":
        _mark_most_named(found)
    nobody = Candidate(None, list(_nobody_features(index, reference, described, found, first=first)))
    if first and described.determiner == "the" and described.kind == "person" and _says_more(described):
        near = [one for one in found if not _is_ahead(one)]
        return [one for one in near if _standing(one.features) != "other"] or near or [nobody]
    if described.kind == "body" and described.determiner == "the" and any(map(_spoke_right_before, found)):
        return found
    return [*_of_so_called_first(described, found, nobody), nobody]


def _of_so_called_first(described: Description, found: list[Candidate], nobody: Candidate) -> list[Candidate]:
    """Return the only person whom the article so calls, or all, each with whether it is one whom it so calls."""
    so_called = [one for one in found if not _SO_CALLED.isdisjoint(one.features)]
    if len(so_called) == 1 and described.kind == "person":
        found = so_called
    if so_called:
        number = "one" if len(so_called) == 1 else "several"
        for one in (*found, nobody):
            who = "this" if one in so_called else "other" if one.entity else "nobody"
            one.features.append(f"the:{number}-so-called:{who}")
    return found


def _mark_most_named(bodies: Sequence[Candidate]) -> None:
    """Say of the body that the article names more often than any other, and more than once, that it does."""
    times = sorted((len(one.entity.names) for one in bodies if one.entity), reverse=True)
    for one in bodies:
        if one.entity and len(one.entity.names) == times[0] > max([1, *times[1:2]]):
            one.features.append("the:most-named")


def _spoke_right_before(body: Candidate) -> bool:
    """Tell whether a body said the words before, and none was named since: "“…,” the FT wrote. ¶ The paper calls"."""
    return "body:spoke" in body.features and not _SPOKE.isdisjoint(body.features)


def _says_more(described: Description) -> bool:
    """Tell whether a description says of somebody known what is new: "the retired plumber", "the mum-of-four"."""
    told = not described.modifiers.isdisjoint(english.FORMER) or described.head.startswith(("great-", "ex-"))
    return told or "-of-" in described.head or described.head in english.EPITHETS


def _is_ahead(candidate: Candidate) -> bool:
    """Tell whether the article names somebody only behind the description."""
    return any(feature.startswith("behind:") for feature in candidate.features)


def _as_body(index: EntityIndex, described: Description, entity: Entity, features: Collection[str]) -> list[str]:
    """Return the features of a body that may be meant, or none."""
    if _has_such(index.layout.text, described, entity):
        return []
    evidence = list(body_evidence(index, described, entity))
    if _is_other_body(described, entity, evidence):
        return []
    # "The paper" is no country, whatever the country announces.
    state = described.head in english.STATE_NOUNS or entity.full.words.lower() not in english.COUNTRIES
    traits = index.traits(entity)
    likely = bool(evidence) or not _BODY_SIGNS.isdisjoint(traits.kinds) or _may_be_firm(entity, traits)
    return [*features, *evidence] if state and likely else []


def _may_be_firm(entity: Entity, traits: Traits) -> bool:
    """Tell whether a name of several words says something, and nothing shows a person: "Coriban Metals said"."""
    person = traits.genders or not _SIGNS_AT_PERSONS.isdisjoint(traits.kinds)
    return " " in entity.full.words and "spoke" in traits.kinds and not person


def _is_other_body(described: Description, entity: Entity, evidence: Collection[str]) -> bool:
    """Tell whether a body would be called otherwise: "the council" is no Gazette, "the airline" no Chamber."""
    words = entity.full.words.split()
    if not _SO_NAMED.isdisjoint(evidence) or words[-1].isupper():
        return False
    if described.head in english.NAMED_FOR_KIND:
        return True
    return described.head in english.TRADES and words[-1].lower() in english.ASSOCIATIONS


def _as_person(
    index: EntityIndex,
    reference: Reference,
    described: Description,
    roles_of: RolesOf,
    entity: Entity,
    features: Collection[str],
    *,
    first: bool,
) -> list[str]:
    """Return the features of a person who may be meant, or none."""
    evidence = person_evidence(index, described, entity, roles_of)
    signs = [f"the:{sign}" for sign in evidence]
    spokesperson = described.head.startswith("spokes")  # who speaks for somebody is said to
    if "other" in evidence or (spokesperson and "no-role" in evidence):
        return []
    if "role" in evidence:
        return [*_of_so_called(features), *signs]
    if "no-role" not in evidence:
        return [*features, *signs]
    if described.determiner == "own":
        owner = _is_owner(index, reference, entity, roles_of)
        return [*features, "the:whose-owner"] if owner else []
    foremost = entity is reference.last or entity is index.protagonist
    later = described.determiner == "the" and any(feature.startswith("behind:later:") for feature in features)
    if not (foremost or _is_near(index, reference, entity)) or (later and not roles_of(entity)):
        return []  # nothing ties "the doctor" to who comes in later and is not said to be anything
    return [
        *features,
        *signs,
        f"the:{_other_role(described.head, roles_of(entity))}",
        f"the:no-role:{_noun_kind(described.head)}",
        f"the:no-role:{'first' if first else 'again'}:{_standing(features)}",
        f"the:no-role:{_place(index, reference)}:{_noun_kind(described.head)}:{_standing(features)}",
        *([f"the:no-role:complemented:{_noun_kind(described.head)}"] if _is_complemented(index, reference) else []),
    ]


def _of_so_called(features: Collection[str]) -> Iterator[str]:
    for name in features:
        if name.startswith("paragraphs:"):
            yield f"the:role:{name}"
        elif not name.startswith(_OF_PLACE):
            yield name


def _gender(noun: str) -> str | None:
    return english.gender_of_noun(noun.partition("-of-")[0])


def _has_such(text: str, described: Description, entity: Entity) -> bool:
    """Tell whether a body is said to have such a one: "the board of the Alhambra" is not the Alhambra."""
    having = (f"{described.head} of ", f"{described.head} of the ")
    return any(text.endswith(having, 0, name.start) for name in entity.names)


def _told(index: EntityIndex, mention: Mention) -> Entity | None:
    """Return to whom somebody described speaks, by the pronoun behind the verb: "Orr knocked. The guard told her"."""
    pronoun = _TOLD.match(index.layout.text, mention.end)
    if pronoun is None:
        return None
    gender = english.PERSON_PRONOUNS[pronoun.group(1)]
    entities = (index.entity_of(name) for name in index.names_before(mention.start))
    return next((entity for entity in entities if index.traits(entity).surest_gender == gender), None)


def _is_complement(index: EntityIndex, mention: Mention, entity: Entity) -> bool:
    """Tell whether a description says whose somebody is: "the roommate of Ann Orr" is not her."""
    behind = _OF_BEHIND.match(index.layout.text, mention.end)
    return behind is not None and index.entity_at(behind.end(), behind.end() + 1) is entity


def _is_near(index: EntityIndex, reference: Reference, entity: Entity) -> bool:
    paragraph = index.layout.paragraph_at(reference.mention.start)
    return any(abs(paragraph - name.paragraph) <= _NEAR and not name.quoted for name in entity.names)


def _is_owner(index: EntityIndex, reference: Reference, entity: Entity, roles_of: RolesOf) -> bool:
    """Tell whether somebody just named is somebody's of theirs: "his client", where "Orr's lawyer" spoke, is Orr."""
    nearest = next(index.names_before(reference.mention.start), None)
    others = [reference.last, index.entity_of(nearest) if nearest is not None else None]
    words = entity.full.words.split()
    owners = tuple(f"{name}{mark} " for name in (words[0], words[-1]) for mark in ("'s", "’s", "'", "’"))
    return any(
        owner in role
        for other in others
        if other is not None and other is not entity
        for role in roles_of(other)
        for owner in owners
    )


def _standing(features: Collection[str]) -> str:
    """Tell the one whom the sentences before are about, and who spoke last, from others."""
    if "opens-paragraph:1" in features or "opens-paragraph:0" in features:
        return "topic"
    return "subject" if "as:subject" in features and "subjects-since:0" in features else "other"


def _other_role(head: str, roles: Collection[str]) -> str:
    """Tell whether somebody has a role akin to a noun, another, or none: "the minister" may be a secretary.

    "Husband" and "has chaired the choir" are no other roles than "the plumber".
    """
    nouns = {word.strip(".,").lower() for role in roles for word in role.split()}
    if not any(english.is_person_noun(noun) for noun in nouns - english.KIN):
        return "roleless"
    category = english.CATEGORY_OF_NOUN.get(head)
    akin = category is not None and any(english.CATEGORY_OF_NOUN.get(noun) == category for noun in nouns)
    return "akin" if akin else "other-role"


def _noun_kind(noun: str) -> str:
    """Return what a noun tells of somebody whom the article does not call so: an age, a family, a work."""
    if AGE.match(noun) or noun in english.AGES:
        return "age"
    if noun.partition("-of-")[0].removeprefix("great-") in english.KIN:
        return "kin"
    if noun in english.EPITHETS or noun in english.PARTIES or english.is_demonym(noun.capitalize()):
        return "epithet"
    return "title" if noun in english.TITLES else "work"


def person_evidence(
    index: EntityIndex, described: Description, entity: Entity, roles_of: RolesOf
) -> tuple[Likeness, ...]:
    """Return how the article describes an entity by the noun, or gives the age; "other" is another one so called."""
    if age := AGE.match(described.head):
        given = any(index.layout.text.startswith(f", {age.group(1)},", name.end) for name in entity.names)
        return ("age",) if given else ()
    wanted = _nouns(described)
    does = _AGENT.sub("", described.head)
    if any(_stands_near(index.layout.text, name, {*wanted, does}) for name in entity.names):
        roles = [role.replace(",", "").replace(".", "").split() for role in roles_of(entity)]
        roles = [[described.head, *role[1:]] if role[0] in {f"{does}s", f"{does}es"} else role for role in roles]
        so_called = [role for role in roles if not wanted.isdisjoint(map(str.lower, role))]
        fitting = [{*map(str.lower, role)} for role in so_called if not _is_another(described, role)]
        if so_called and not fitting:
            return ("other",)
        if fitting:
            modified = described.modifiers and any(described.modifiers <= words for words in fitting)
            return ("role", "modifiers") if modified else ("role",)
    return ("no-role",)


def _nouns(described: Description) -> set[str]:
    """Return the nouns by which the article may call elsewhere whom it describes so."""
    others = english.OTHER_NOUNS.get(described.head, ()) if described.determiner != "own" else ()
    return {described.head, english.SHORT_TITLES.get(described.head, described.head), *others}


def _is_another(described: Description, role: Sequence[str]) -> bool:
    """Tell whether a role of the noun, or of one like it, is that of somebody else.

    "The foreign minister" is no prime minister; "the Calder boss" is the Calder manager, not the Rovers manager.
    """
    words = {word.lower() for word in role}
    if english.tell_apart(described.modifiers, words):
        return True
    names = {word.lower() for word in role if word[0].isupper()} - _nouns(described)
    sides = bool(described.names) and bool(names) and described.names.isdisjoint(names)
    return sides and described.head not in words


def _stands_near(text: str, name: Name, wanted: Collection[str]) -> bool:
    around = text[max(0, name.start - 120) : name.end + 160].lower()
    return any(word in around for word in wanted)


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


def _nobody_features(
    index: EntityIndex, reference: Reference, described: Description, named: Iterable[Candidate], *, first: bool
) -> Iterator[str]:
    standings = {_standing(one.features) for one in named}
    topic = "topic" if "topic" in standings else "subject" if "subject" in standings else "other"
    offset = reference.mention.start
    yield f"nobody:the:{described.kind}"
    yield f"nobody:the:{described.kind}:{described.determiner}"
    if described.modifiers:
        yield "nobody:the:modified"
    yield f"nobody:the:{'first' if first else 'again'}"
    if described.kind == "person":
        yield f"nobody:the:{_noun_kind(described.head)}"
        yield f"nobody:the:{'first' if first else 'again'}:{topic}"
        yield f"nobody:the:{_place(index, reference)}:{_noun_kind(described.head)}:{topic}"
    if _is_complemented(index, reference):
        yield f"nobody:the:complemented:{described.kind}"
    if index.layout.paragraph_at(offset) < EARLY_PARAGRAPHS:
        yield "nobody:the:early"
    if _is_introduced(index.layout.text, max(0, offset - _LOOK_BACK), offset, described.head):
        yield "nobody:the:introduced"
    if reference.unnamed is not None:
        yield "nobody:the:spoke"
    if described.kind == "person" and index.has_newcomer(offset):
        yield "nobody:the:came-in"


def _place(index: EntityIndex, reference: Reference) -> Literal["behind", "elsewhere"]:
    """Tell whether a description stands behind the quotation that opens its paragraph: "“…,” the plumber said"."""
    layout, span, start = index.layout, reference.span, reference.mention.start
    paragraph = layout.paragraph_at(start)
    opens = layout.paragraphs[paragraph].start == span.outer_start and span.outer_end <= start
    return "behind" if opens else "elsewhere"


def _is_complemented(index: EntityIndex, reference: Reference) -> bool:
    """Tell whether more of a description follows: "the daughter of another victim"."""
    return _COMPLEMENT.match(index.layout.text, reference.mention.end, reference.mention.end + 8) is not None


def _is_introduced(text: str, start: int, end: int, head: str) -> bool:
    """Tell whether somebody comes in as "a" or "another" so described."""
    if head not in text[start:end].lower():
        return False  # the search below is slow
    introduced = re.compile(rf"\b(?:an?|one|another) (?:{_MODIFIER} ){{0,3}}{re.escape(head)}\b", re.IGNORECASE)
    return bool(introduced.search(text, start, end))
