"""Describe whom a pronoun may stand for, in abstract features: never words of an article.

As for speakers, a feature is a name that holds or not, and a model's weights map names to numbers. One candidate is
nobody: somebody whom the article describes, or not even that, without a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple

from quotes.coreference.page import Page
from quotes.coreference.traits import Traits
from quotes.english import lexicon
from quotes.names import Entity, Name
from quotes.speakers import Mention

_EARLY_PARAGRAPHS = 3
_FAR_AHEAD = 700
_LONGEST_DESCRIPTION = 60
_PERSON_SIGNS = frozenset({"titled", "given-name", "described", "spoke"})
_OBJECT_BEFORE = re.compile(
    r"\b(?:to|by|with|of|for|from|at|in|on|against|about|told|asked|than|like|over) (?:[\w.’'-]+ ){0,2}$"
)

Kind = Literal["person", "body"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or description that names the speaker of the quotation ``text[start:end]``, and what came before it.

    ``last`` is the entity that spoke the quotation before, named at ``last_place``; ``unnamed`` is where somebody
    spoke since who has no name.
    """

    mention: Mention
    start: int
    end: int
    last: Entity | None = None
    last_place: int = -1
    unnamed: int | None = None


class Candidate(NamedTuple):
    """Somebody a mention may stand for, None for nobody by name, and the features that hold."""

    entity: Entity | None
    features: list[str]


def pronoun_candidates(page: Page, reference: Reference) -> list[Candidate]:
    """Return all whom "he", "she" or "it" may stand for, nobody last."""
    gender = lexicon.PERSON_PRONOUNS.get(reference.mention.words.lower())
    wanted: Kind = "person" if gender else "body"
    since = _unnamed_since(page, reference, gender)
    found = [
        one
        for one in named_candidates(page, reference, wanted, gender)
        if one.entity is None
        or since is None
        or any(since < name.start < reference.mention.start for name in one.entity.names)
    ]
    return [*found, Candidate(None, _nobody_features(page, reference, gender))]


def _unnamed_since(page: Page, reference: Reference, gender: str | None) -> int | None:
    """Return where somebody without a name spoke whom "he" or "she" may take up: names before that do not count."""
    place = reference.unnamed
    if place is None or gender is None or page.paragraph(reference.mention.start) - page.paragraph(place) > 1:
        return None
    words = {word.lower() for word in page.text[place : place + _LONGEST_DESCRIPTION].split()[:4]}
    other = lexicon.MALE_WORDS if gender == "f" else lexicon.FEMALE_WORDS
    return None if words & other else place


def named_candidates(page: Page, reference: Reference, wanted: Kind, gender: str | None) -> Iterator[Candidate]:
    """Yield the entities that a mention of a person, perhaps of a known gender, or of a body may stand for."""
    place = reference.mention.start
    seen: set[int] = set()
    rivals = 0
    for name in page.names_before(place):
        entity = page.entity_of[name.start]
        if id(entity) not in seen and _is_possible(page.traits(entity), wanted):
            seen.add(id(entity))
            features = _kind_features(page, entity, wanted, gender)
            features += _place_features(page, reference, name, gender, rivals)
            features += _memory_features(page, reference, entity, wanted, gender)
            yield Candidate(entity, features)
            rivals += _is_rival(page.traits(entity), wanted, gender)
    last = reference.last
    if last is not None and id(last) not in seen:
        seen.add(id(last))
        features = [
            *_kind_features(page, last, wanted, gender),
            "far",
            *_memory_features(page, reference, last, wanted, gender),
        ]
        yield Candidate(last, features)
    for entity, where in _behind(page, place, seen):
        features = [*_kind_features(page, entity, wanted, gender), f"behind:{where}"]
        yield Candidate(entity, [*features, *_memory_features(page, reference, entity, wanted, gender)])


def _behind(page: Page, place: int, seen: set[int]) -> Iterator[tuple[Entity, str]]:
    """Yield entities first named behind a pronoun: in its sentence, or at the beginning of the article."""
    paragraph, sentence = page.paragraph(place), page.sentence(place)
    for name in page.names_behind(place):
        own = page.sentence(name.start) == sentence and page.paragraph(name.start) == paragraph
        if not own and (paragraph >= _EARLY_PARAGRAPHS or name.start - place > _FAR_AHEAD):
            break
        entity = page.entity_of[name.start]
        if id(entity) not in seen:
            seen.add(id(entity))
            where = "sentence" if own else "paragraph" if page.paragraph(name.start) == paragraph else "later"
            yield entity, f"{where}:{'subject' if name.subject else 'other'}"


def _is_rival(traits: Traits, wanted: Kind, gender: str | None) -> bool:
    """Tell whether a name between may be meant as well."""
    if wanted == "body":
        return "body" in traits.kinds
    known = traits.genders.get("noun", traits.genders.get("given"))
    if "body" in traits.kinds or (gender and known and known != gender):
        return False
    return bool(traits.genders) or not _PERSON_SIGNS.isdisjoint(traits.kinds)


def _is_possible(traits: Traits, wanted: Kind) -> bool:
    """Tell whether anything at all speaks for a person, where one is wanted."""
    if wanted == "body" or "subject" in traits.kinds or not _PERSON_SIGNS.isdisjoint(traits.kinds):
        return True
    return "noun" in traits.genders or "given" in traits.genders


def _kind_features(page: Page, entity: Entity, wanted: Kind, gender: str | None) -> list[str]:
    traits = page.traits(entity)
    features = [f"{wanted}:{sign}" for sign in traits.kinds]
    if gender is not None:
        features.append(f"gender:{_agreement(traits, gender)}")
        features += [
            f"gender:{source}:{'agrees' if shown == gender else 'differs'}" for source, shown in traits.genders.items()
        ]
    features.append(f"named:{bucket(len(entity.names) - 1)}")
    return features


def _agreement(traits: Traits, gender: str) -> str:
    """Return whether an entity's gender is the pronoun's: by title or noun, by given name, or by pronouns near."""
    genders = traits.genders
    sure = genders.get("noun") or genders.get("given")
    if sure:
        return "agrees" if sure == gender else "differs"
    near = sum(1 if shown == gender else -1 for shown in genders.values())
    return "may-agree" if near > 0 else "may-differ" if near < 0 else "unknown"


def _place_features(page: Page, reference: Reference, name: Name, gender: str | None, rivals: int) -> list[str]:
    place = reference.mention.start
    paragraphs = page.paragraph(place) - name.paragraph
    sentences = page.sentence(place) - page.sentence(name.start)
    role = _role(page.text, name)
    features = [f"paragraphs:{min(paragraphs, 4)}", f"sentences:{bucket(sentences)}", f"rivals:{min(rivals, 3)}"]
    features.append(f"as:{role}")
    if sentences <= 1:
        features.append(f"{'sentence-before' if sentences else 'same-sentence'}:{role}")
    return features


def _role(text: str, name: Name) -> str:
    """Return how a name stands in its sentence, as far as print tells."""
    if text[name.end : name.end + 2] in {"'s", "’s"}:
        return "possessor"
    if name.subject:
        return "subject"
    return "object" if _OBJECT_BEFORE.search(text, max(0, name.title_start - 40), name.title_start) else "other"


def _memory_features(
    page: Page, reference: Reference, entity: Entity, wanted: Kind, gender: str | None
) -> Iterator[str]:
    """Yield how an entity stands to the quotation, and to the speaker of the one before."""
    if entity is reference.last:
        gap = page.paragraph(reference.mention.start) - page.paragraph(reference.last_place)
        agreement = _agreement(page.traits(entity), gender) if gender else "unknown"
        fits = "differs" if agreement in {"differs", "may-differ"} else "fits"
        yield f"spoke-last:{gap}:{_since(page, reference, wanted, gender)}:{fits}" if gap < 2 else "spoke-last:far"
        if reference.unnamed is not None:
            yield "spoke-last:unnamed-since"
    if any(page.entity_of[other.start] is entity for other in page.names_within(reference.start, reference.end)):
        yield "in-quotation"


def _since(page: Page, reference: Reference, wanted: Kind, gender: str | None) -> str:
    """Return whether somebody else who fits was named since the last speaker's mention, and as what."""
    found = "nobody-since"
    for name in page.names_within(reference.last_place + 1, reference.mention.start):
        entity = page.entity_of[name.start]
        if entity is reference.last or name.quoted or not _is_rival(page.traits(entity), wanted, gender):
            continue
        if _role(page.text, name) == "subject":
            return "subject-since"
        found = "other-since"
    return found


def _nobody_features(page: Page, reference: Reference, gender: str | None) -> list[str]:
    place = reference.mention.start
    features = ["nobody", f"nobody:{'person' if gender else 'body'}"]
    if reference.unnamed is not None:
        gap = page.paragraph(place) - page.paragraph(reference.unnamed)
        features.append(f"nobody:spoke:{min(gap, 2)}")
    position = bisect_left(page.introduced, place, key=itemgetter(0)) - 1
    if gender is not None and position >= 0:
        start, introduced = page.introduced[position]
        gap = page.sentence(place) - page.sentence(start)
        if page.paragraph(place) == page.paragraph(start) and gap <= 2 and introduced in {None, gender}:
            since = any(True for name in page.names_within(start, place) if not name.quoted)
            features.append(f"nobody:introduced:{gap}:{'named-since' if since else 'last'}")
    return features


def bucket(count: int) -> str:
    """Return a count as one of five names: far ones count alike."""
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"
