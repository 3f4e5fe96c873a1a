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

from quotes import english
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.traits import Sign, Traits
from quotes.detection import QuotedSpan
from quotes.names import Entity, Name
from quotes.speakers import Mention

EARLY_PARAGRAPHS = 3
_FAR_AHEAD = 700
"""Paragraphs, and characters ahead, in which a lead may say "she" of somebody whom it names later; not tuned."""
_LONGEST_DESCRIPTION = 60
"""Characters that hold the first four words of a description, which tell the gender."""
_PERSON_SIGNS: frozenset[Sign] = frozenset({"titled", "given-name", "described", "spoke"})
_OBJECT_BEFORE = re.compile(rf"\b(?:{english.one_of(english.PREPOSITIONS)}|told|asked) (?:[\w.’'-]+ ){{0,2}}$")

EntityKind = Literal["person", "body"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or description that names the speaker of a quotation, and what came before it.

    ``last`` is the entity that spoke the quotation before, named at ``last_offset``; ``unnamed`` is where somebody
    spoke since who has no name.
    """

    mention: Mention
    span: QuotedSpan
    last: Entity | None = None
    last_offset: int = -1
    unnamed: int | None = None


class Candidate(NamedTuple):
    """Somebody a mention may stand for, None for nobody by name, and the features that hold."""

    entity: Entity | None
    features: list[str]


def pronoun_candidates(index: EntityIndex, reference: Reference) -> list[Candidate]:
    """Return all whom "he", "she" or "it" may stand for, nobody last."""
    gender = english.PERSON_PRONOUNS.get(reference.mention.words.lower())
    wanted: EntityKind = "person" if gender else "body"
    since = _unnamed_since(index, reference, gender)
    found = [
        one
        for one in named_candidates(index, reference, wanted, gender)
        if one.entity is None
        or since is None
        or any(since < name.start < reference.mention.start for name in one.entity.names)
    ]
    return [*found, Candidate(None, _nobody_features(index, reference, gender))]


def _unnamed_since(index: EntityIndex, reference: Reference, gender: str | None) -> int | None:
    """Return where somebody without a name spoke whom "he" or "she" may take up: names before that do not count."""
    offset = reference.unnamed
    if (
        offset is None
        or gender is None
        or index.layout.paragraph_at(reference.mention.start) - index.layout.paragraph_at(offset) > 1
    ):
        return None
    words = {word.lower() for word in index.layout.text[offset : offset + _LONGEST_DESCRIPTION].split()[:4]}
    other = english.MALE_WORDS if gender == "f" else english.FEMALE_WORDS
    return None if words & other else offset


def named_candidates(
    index: EntityIndex, reference: Reference, wanted: EntityKind, gender: str | None
) -> Iterator[Candidate]:
    """Yield the entities that a mention of a person, perhaps of a known gender, or of a body may stand for."""
    offset = reference.mention.start
    seen: set[int] = set()
    rivals = 0
    for name in index.names_before(offset):
        entity = index.entity_of(name)
        if id(entity) not in seen and _is_possible(index.traits(entity), wanted):
            seen.add(id(entity))
            features = _kind_features(index, entity, wanted, gender)
            features += _place_features(index, reference, name, gender, rivals)
            features += _memory_features(index, reference, entity, wanted, gender)
            yield Candidate(entity, features)
            rivals += _is_rival(index.traits(entity), wanted, gender)
    last = reference.last
    if last is not None and id(last) not in seen:
        seen.add(id(last))
        features = [
            *_kind_features(index, last, wanted, gender),
            "far",
            *_memory_features(index, reference, last, wanted, gender),
        ]
        yield Candidate(last, features)
    for entity, where in _behind(index, offset, seen):
        features = [*_kind_features(index, entity, wanted, gender), f"behind:{where}"]
        yield Candidate(entity, [*features, *_memory_features(index, reference, entity, wanted, gender)])


def _behind(index: EntityIndex, offset: int, seen: set[int]) -> Iterator[tuple[Entity, str]]:
    """Yield entities first named behind a pronoun: in its sentence, or at the beginning of the article."""
    paragraph, sentence = index.layout.paragraph_at(offset), index.layout.sentence_at(offset)
    for name in index.names_behind(offset):
        own = index.layout.sentence_at(name.start) == sentence and index.layout.paragraph_at(name.start) == paragraph
        if not own and (paragraph >= EARLY_PARAGRAPHS or name.start - offset > _FAR_AHEAD):
            break
        entity = index.entity_of(name)
        if id(entity) not in seen:
            seen.add(id(entity))
            where = (
                "sentence" if own else "paragraph" if index.layout.paragraph_at(name.start) == paragraph else "later"
            )
            yield entity, f"{where}:{'subject' if name.subject else 'other'}"


def _is_rival(traits: Traits, wanted: EntityKind, gender: str | None) -> bool:
    """Tell whether a name between may be meant as well."""
    if wanted == "body":
        return "body" in traits.kinds
    known = traits.genders.get("noun", traits.genders.get("given"))
    if "body" in traits.kinds or (gender and known and known != gender):
        return False
    return bool(traits.genders) or not _PERSON_SIGNS.isdisjoint(traits.kinds)


def _is_possible(traits: Traits, wanted: EntityKind) -> bool:
    """Tell whether anything at all speaks for a person, where one is wanted."""
    if wanted == "body" or "subject" in traits.kinds or not _PERSON_SIGNS.isdisjoint(traits.kinds):
        return True
    return "noun" in traits.genders or "given" in traits.genders


def _kind_features(index: EntityIndex, entity: Entity, wanted: EntityKind, gender: str | None) -> list[str]:
    traits = index.traits(entity)
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


def _place_features(index: EntityIndex, reference: Reference, name: Name, gender: str | None, rivals: int) -> list[str]:
    offset = reference.mention.start
    paragraphs = index.layout.paragraph_at(offset) - name.paragraph
    sentences = index.layout.sentence_at(offset) - index.layout.sentence_at(name.start)
    role = _role(index.layout.text, name)
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
    index: EntityIndex, reference: Reference, entity: Entity, wanted: EntityKind, gender: str | None
) -> Iterator[str]:
    """Yield how an entity stands to the quotation, and to the speaker of the one before."""
    if entity is reference.last:
        gap = index.layout.paragraph_at(reference.mention.start) - index.layout.paragraph_at(reference.last_offset)
        agreement = _agreement(index.traits(entity), gender) if gender else "unknown"
        fits = "differs" if agreement in {"differs", "may-differ"} else "fits"
        yield f"spoke-last:{gap}:{_since(index, reference, wanted, gender)}:{fits}" if gap < 2 else "spoke-last:far"
        if reference.unnamed is not None:
            yield "spoke-last:unnamed-since"
    if any(index.entity_of(other) is entity for other in index.names_within(reference.span.start, reference.span.end)):
        yield "in-quotation"


def _since(index: EntityIndex, reference: Reference, wanted: EntityKind, gender: str | None) -> str:
    """Return whether somebody else who fits was named since the last speaker's mention, and as what."""
    found = "nobody-since"
    for name in index.names_within(reference.last_offset + 1, reference.mention.start):
        entity = index.entity_of(name)
        if entity is reference.last or name.quoted or not _is_rival(index.traits(entity), wanted, gender):
            continue
        if _role(index.layout.text, name) == "subject":
            return "subject-since"
        found = "other-since"
    return found


def _nobody_features(index: EntityIndex, reference: Reference, gender: str | None) -> list[str]:
    offset = reference.mention.start
    features = ["nobody", f"nobody:{'person' if gender else 'body'}"]
    if reference.unnamed is not None:
        gap = index.layout.paragraph_at(offset) - index.layout.paragraph_at(reference.unnamed)
        features.append(f"nobody:spoke:{min(gap, 2)}")
    position = bisect_left(index.introduced, offset, key=itemgetter(0)) - 1
    if gender is not None and position >= 0:
        start, introduced = index.introduced[position]
        gap = index.layout.sentence_at(offset) - index.layout.sentence_at(start)
        if (
            index.layout.paragraph_at(offset) == index.layout.paragraph_at(start)
            and gap <= 2
            and introduced in {None, gender}
        ):
            since = any(True for name in index.names_within(start, offset) if not name.quoted)
            features.append(f"nobody:introduced:{gap}:{'named-since' if since else 'last'}")
    return features


def bucket(count: int) -> str:
    """Return a count as one of five names: far ones count alike."""
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"
