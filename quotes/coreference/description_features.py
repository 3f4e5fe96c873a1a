"""Describe whom a definite description may stand for: "the senator", "the company", "Judge" in a headline.

Features are abstract, as those of pronouns. A description of a person stands for somebody the article so describes; one
of a body for a body named before, or for nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

from quotes import english
from quotes.coreference.body_features import SO_NAMED, as_body, mark_most_named, named_bodies
from quotes.coreference.descriptions import AGE, Description
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.named_features import EARLY_PARAGRAPHS, named_candidates
from quotes.coreference.reference import Candidate, Reference
from quotes.names import Entity, Name
from quotes.speakers import Mention

_NEAR = 1
"""Paragraphs within which somebody may be meant whom the article does not describe so elsewhere."""
_AGENT = re.compile(r"e?[eo]r$")
"""What makes of a verb the noun of who does it: Orr, who owns the store, is the store owner."""
_TESTIFIES = re.compile(
    r"\btestif|\bg(?:ave|iving) evidence\b|\btold the (?:court|hearing|inquest|inquiry|jury|tribunal)\b"
)
"""What is said around the name of a witness."""
_IN_COURT = frozenset({"legal", "police"})
"""Categories of those who come in as "the judge" or "the constable"."""
_AGE_BEHIND = re.compile(r",? \(?(\d{1,3})\b(?=[,.)]| and\b)")
_LOOK_BACK = 3000
"""Characters before a description that are searched for its introduction: bounds a slow search."""
_SO_CALLED = SO_NAMED | {"the:role", "the:age"}
_TALKS_HERE = frozenset({"talker", "same-sentence:subject", "the:no-role"})
"""Signs of who says that somebody else said something: "When he asked, Orr said, the captain laughed"."""
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
            features = as_body(index, described, one.entity, one.features)
        else:
            features = _as_person(index, reference, described, roles_of, one.entity, one.features, first=first)
        told_of = any(feature.startswith("behind:main:") for feature in features)  # "The judge wrote that Orr"
        hears = (one.entity is told or told_of) and "the:no-role" in features
        if features and not hears and not _TALKS_HERE.issubset(features):
            found.append(Candidate(one.entity, features))
    if not first and described.determiner == "the" and index.came_in(described.head, reference.mention.start):
        found = [one for one in found if "the:no-role" not in one.features or _is_ahead(one)]
    if described.kind == "body":
        mark_most_named(found)
    nobody = Candidate(None, list(_nobody_features(index, reference, described, found, first=first)))
    sure = _surely_among(index, reference, described, found, first=first)
    return [*_of_so_called_first(described, found, nobody), nobody] if sure is None else sure or [nobody]


def _surely_among(
    index: EntityIndex, reference: Reference, described: Description, found: list[Candidate], *, first: bool
) -> list[Candidate] | None:
    """Return those among whom the one described surely is, none where it is nobody, or None where it may be either."""
    if described.determiner != "the":
        return None
    if described.kind == "person" and _is_newcomer(index, reference, described):
        return []
    if described.kind == "body":
        return named_bodies(described, found)
    near = [one for one in found if not _is_ahead(one)]
    if first and _says_more(described):
        return [one for one in near if _standing(one.features) != "other"] or near
    return near if _is_newly_aged(index, reference, described) else None


def _is_newcomer(index: EntityIndex, reference: Reference, described: Description) -> bool:
    """Tell whether somebody so called came in before in the paragraph: "A diplomat rang. “…,” the diplomat said"."""
    start = reference.mention.start
    paragraph = index.layout.paragraph_at(start)
    for one in index.introduced_before(start):
        if index.layout.paragraph_at(one.start) != paragraph:
            return False
        if one.form == "new" and one.noun == described.head:
            since = map(index.entity_of, index.names_within(one.end, start))
            return not any(index.traits(who).is_person and index.is_called(who, one.noun) for who in since)
    return False


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


def _says_more(described: Description) -> bool:
    """Tell whether a description says of somebody known what is new: "the retired plumber", "the mum-of-four"."""
    told = not described.modifiers.isdisjoint(english.FORMER) or described.head.startswith(("great-", "ex-"))
    return told or "-of-" in described.head or described.head in english.EPITHETS


def _is_newly_aged(index: EntityIndex, reference: Reference, described: Description) -> bool:
    """Tell whether a description gives an age that nobody had before: "the 39-year-old" is somebody who came in."""
    ages = filter(None, map(AGE.match, (described.head, *described.modifiers)))
    return any(not index.stands_before(age.group(), reference.mention.start) for age in ages)


def _is_ahead(candidate: Candidate) -> bool:
    """Tell whether the article names somebody only behind the description."""
    return any(feature.startswith("behind:") for feature in candidate.features)


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
    foremost = entity is reference.last or entity is index.protagonist or "rivals:0" in features
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
    if english.CATEGORY_OF_NOUN.get(noun) in _IN_COURT:
        return "court"
    return "title" if noun in english.TITLES else "work"


def person_evidence(
    index: EntityIndex, described: Description, entity: Entity, roles_of: RolesOf
) -> tuple[Likeness, ...]:
    """Return how the article describes an entity by the noun, or gives the age; "other" is another one so called."""
    if age := AGE.match(described.head):
        given = {told.group(1) for name in entity.names if (told := _AGE_BEHIND.match(index.layout.text, name.end))}
        return () if not given else ("age",) if age.group(1) in given else ("other",)
    if described.head == "witness" and any(_TESTIFIES.search(_around(index.layout.text, one)) for one in entity.names):
        nouns = (word.lower() for role in roles_of(entity) for word in role.split())
        return ("other",) if any(english.CATEGORY_OF_NOUN.get(noun) == "legal" for noun in nouns) else ("role",)
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
    if not english.is_role_noun(described.head) and _stands_before_name(index.layout.text, described.head, entity):
        return ("role",)
    return ("no-role",)


def _stands_before_name(text: str, noun: str, entity: Entity) -> bool:
    """Tell whether a noun of no list stands right before a name: "Ward corporator Ann Orr"."""
    return any(text.endswith(f" {noun} ", 0, name.title_start) for name in entity.names if not name.quoted)


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


def _around(text: str, name: Name) -> str:
    return text[max(0, name.start - 120) : name.end + 160].lower()


def _stands_near(text: str, name: Name, wanted: Collection[str]) -> bool:
    around = _around(text, name)
    return any(word in around for word in wanted)


def _nobody_features(
    index: EntityIndex, reference: Reference, described: Description, named: Sequence[Candidate], *, first: bool
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
        yield f"nobody:the:{'first' if first else 'again'}:of:{min(len(named), 2)}"
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
