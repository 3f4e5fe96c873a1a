"""Describe each person or body that an article names as whom a mention may stand for.

As for speakers, a feature is a name that holds or not, and a model's weights map names to numbers. Features are
abstract: never words of an article.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from quotes import english
from quotes.coreference.clauses import is_behind_pronoun, object_behind
from quotes.coreference.descriptions import EntityKind
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.reference import Candidate, Reference
from quotes.coreference.traits import PERSON_SIGNS, Sign, Traits
from quotes.names import Entity, Name

EARLY_PARAGRAPHS = 3
_FAR_AHEAD = 700
"""Paragraphs, and characters ahead, in which a lead may say "she" of somebody whom it names later."""
_LONGEST_CHAIN = 8
"""Pronouns of one chain that are followed back: bounds the work."""
_NEXT_PARAGRAPH = 2
"""Sentences back in which a pronoun of the paragraph before is gone on from: the last, or the one before it."""
_NEVER_MEANT: frozenset[Sign] = frozenset({"born", "character", "in-marks"})
_SURE_PERSON_SIGNS: frozenset[Sign] = PERSON_SIGNS - {"described"}
_NO_PERSON_SIGNS: frozenset[Sign] = frozenset(
    {"place", "placed", "staffed", "home", "plural", "its", "the-before", "which"}
)
_SHOWN: frozenset[Sign] = frozenset({"described", "called-so"})
"""Signs that the article says what somebody is: "Mali, a pupil, said", "Sefa Tonga met her. The pupil"."""
_SEEN: frozenset[Sign] = frozenset({"subject", "called-so"})
_LIVES: frozenset[Sign] = frozenset({"given-name", "described", "spoke", "subject"})
"""Signs of a person whose surname is the noun of a place: "Jin-ho Park said"."""
_ACTS: frozenset[Sign] = frozenset({"spoke", "its", "staffed", "kind-before"})
"""Signs that a place stands for those in it: "Downing Street said"."""
_WORD = re.compile(r"\w+")
REPLIES = re.compile(
    r" (?:\w+ly )?(?:repli(?:es|ed)|answer(?:s|ed)|respond(?:s|ed)|retort(?:s|ed)|sh(?:oots|ot) back)\b"
)
"""What says that somebody else spoke before: "“Why?” Orr asked. “Why not?” he replied"."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What of the text before a reference bears on all its candidates.

    ``chain`` is where the pronouns of its gender begin that go on to it, ``noun`` how somebody named is called just
    before ("The minister smiled. He"), ``talker`` who was last said, at ``talked``, to say something, ``led_in`` that
    this is the sentence right before the quotation, which opens its paragraph, ``about`` tells whether the quotation
    speaks of somebody of its gender, ``turns`` are whose turns in a conversation are its paragraph and the one before.
    ``opens`` tells whether nobody is named in the paragraph before the chain begins.
    """

    wanted: EntityKind
    gender: str | None
    chain: int
    noun: str | None
    talker: Entity | None
    talked: int
    led_in: bool
    about: bool
    speaks_of_self: bool
    opens: bool
    turns: tuple[Entity, ...]


def named_candidates(
    index: EntityIndex, reference: Reference, wanted: EntityKind, gender: str | None
) -> Iterator[Candidate]:
    """Yield the entities that a mention of a person, perhaps of a known gender, or of a body may stand for."""
    offset = reference.mention.start
    scene = _scene(index, reference, wanted, gender)
    seen: set[int] = set()
    rivals = subjects = before_chain = 0
    about = scene.about
    for name in index.names_before(offset):
        entity = index.entity_of(name)
        if id(entity) not in seen and _is_possible(index, scene, entity):
            seen.add(id(entity))
            features = _kind_features(index, scene, entity)
            features += _place_features(index, reference, scene, name)
            features += [f"rivals:{min(rivals, 3)}", f"subjects-since:{min(subjects, 2)}"]
            if scene.chain < offset and name.start < scene.chain:
                features.append(f"chain:before:{min(before_chain, 2)}")
            elif scene.chain < offset:
                features.append(f"chain:within:{index.place_of(name)}")
            features += _memory_features(index, reference, scene, entity)
            yield Candidate(entity, features)
            if is_rival(index.traits(entity), wanted, gender):
                if about and entity is not reference.last and entity is not scene.talker:
                    features += ["talked-about", f"talked-about:{'by-me' if scene.speaks_of_self else 'plain'}"]
                    about = False
                rivals += 1
                subjects += index.place_of(name) == "subject"
                before_chain += name.start < scene.chain and index.place_of(name) == "subject"
    last = reference.last
    if last is not None and id(last) not in seen and _is_possible(index, scene, last):
        seen.add(id(last))
        memory = _memory_features(index, reference, scene, last)
        yield Candidate(last, [*_kind_features(index, scene, last), "far", *memory])
    for entity, where in _behind(index, offset, seen):
        if _is_possible(index, scene, entity):
            memory = _memory_features(index, reference, scene, entity)
            yield Candidate(entity, [*_kind_features(index, scene, entity), f"behind:{where}", *memory])


def _scene(index: EntityIndex, reference: Reference, wanted: EntityKind, gender: str | None) -> Scene:
    offset, span = reference.mention.start, reference.span
    words = set(_WORD.findall(index.layout.text[span.start : span.end].lower())) if gender else set()
    paragraph = index.layout.paragraph_at(offset)
    turns = index.turns
    own, other = turns.get(paragraph), turns.get(paragraph - 1)
    talker, talked = _talker(index, reference, wanted, gender)
    chain = chain_start(index, offset, gender) if gender else offset
    return Scene(
        wanted=wanted,
        gender=gender,
        chain=chain,
        noun=_noun_before(index, chain, gender) if gender else None,
        talker=talker,
        talked=talked,
        led_in=talker is not None and _is_led_in(index, reference, talked),
        speaks_of_self=not english.FIRST_PERSONS.isdisjoint(words),
        about=gender is not None and not (english.SHE if gender == "f" else english.HE).isdisjoint(words),
        opens=chain < offset and _opens(index, chain),
        turns=tuple(one for one in (own, other) if one is not None) if own is not None else (),
    )


def chain_start(index: EntityIndex, offset: int, gender: str) -> int:
    """Return where the pronouns of a gender begin that follow each other to an offset, from sentence to sentence."""
    layout, places = index.layout, index.pronouns[gender]
    stop = bisect_left(places, offset)
    start = offset
    for place in reversed(places[max(0, stop - _LONGEST_CHAIN) : stop]):
        paragraphs = layout.paragraph_at(start) - layout.paragraph_at(place)
        sentences = layout.sentence_at(start) - layout.sentence_at(place)
        if paragraphs > 1 or sentences > (_NEXT_PARAGRAPH if paragraphs else 1):
            break
        start = place
    return start


def _opens(index: EntityIndex, offset: int) -> bool:
    """Tell whether nobody is named in a paragraph before an offset."""
    start = index.layout.paragraphs[index.layout.paragraph_at(offset)].start
    return all(name.quoted for name in index.names_within(start, offset))


def _noun_before(index: EntityIndex, offset: int, gender: str) -> str | None:
    """Return the noun by which the sentence of an offset, or the one before, takes up somebody who has a name."""
    layout = index.layout
    for one in itertools.islice(index.introduced_before(offset), _LONGEST_CHAIN):
        if one.form == "the" and one.gender in {None, gender} and one.subject:
            near = layout.sentence_at(offset) - layout.sentence_at(one.start) <= 1
            return one.noun if near and index.is_borne(one.noun) else None
    return None


def _talker(
    index: EntityIndex, reference: Reference, wanted: EntityKind, gender: str | None
) -> tuple[Entity | None, int]:
    """Return who was last the subject of a verb of speech, or quoted, and where: here or in the paragraph before."""
    offset = reference.mention.start
    paragraph = index.layout.paragraph_at(offset)
    for name in index.names_before(offset):
        if paragraph - name.paragraph > 1:
            break
        entity = index.entity_of(name)
        quoted = entity is reference.last and name.start == reference.last_offset
        if (quoted or index.reports(name)) and is_rival(index.traits(entity), wanted, gender):
            return entity, name.start
    return None, -1


def _is_led_in(index: EntityIndex, reference: Reference, talked: int) -> bool:
    """Tell whether the last sentence of the paragraph before says what somebody said: "Orr said … ¶ “…,” he added"."""
    layout, start = index.layout, reference.span.outer_start
    paragraph = layout.paragraph_at(start)
    opens = start <= layout.paragraphs[paragraph].start
    if not opens or layout.paragraph_at(talked) != paragraph - 1:
        return False
    return layout.sentence_at(start) - layout.sentence_at(talked) <= 1


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
            # "“…,” he said, adding that Orr" is about two, "When he left, Orr" about one.
            clause = "main" if index.layout.opens_clause(offset) else "fronted"
            where = clause if own else "paragraph" if index.layout.paragraph_at(name.start) == paragraph else "later"
            yield entity, f"{where}:{'subject' if name.subject else 'other'}"


def is_rival(traits: Traits, wanted: EntityKind, gender: str | None) -> bool:
    """Tell whether a name between may be meant as well."""
    if wanted == "body":
        return "body" in traits.kinds
    known = traits.surest_gender
    if "body" in traits.kinds or (gender and known and known != gender):
        return False
    return bool(traits.genders) or traits.is_person


def _is_possible(index: EntityIndex, scene: Scene, entity: Entity) -> bool:
    """Tell whether a mention may stand for an entity at all.

    "She" is nobody whose turn it is to speak of her, and nobody who spoke as "he" where nothing else tells a gender.
    """
    key = entity.full.start, scene.wanted, scene.gender
    if key not in index.meant:
        index.meant[key] = _may_be_meant(index, entity, scene.wanted, scene.gender)
    if not index.meant[key] or scene.wanted == "body":
        return index.meant[key]
    other = scene.gender is not None and index.spoke_as(entity) not in {None, scene.gender}
    told = other and index.traits(entity).sure_gender is not None
    return (told or not other) and not any(one is entity for one in scene.turns)


def _may_be_meant(index: EntityIndex, entity: Entity, wanted: EntityKind, gender: str | None) -> bool:
    """Tell whether an article may call an entity so anywhere.

    "She" is no body, no place, no man by his given name, no name that somebody was born with or that marks hold, and
    not who wrote the article; "it" is nobody, and no ground that says nothing. Neither is where an article is reported
    from, nor the agency that it is from.
    """
    if entity.body and wanted == "person":
        return False  # its signs need not be read
    traits = index.traits(entity)
    kinds = traits.kinds
    reported_from = "dateline" in kinds and len(entity.names) == 1
    other = reported_from or ("one-word" in kinds and _is_amount_or_people(entity.full.words))
    if wanted == "body":
        return not other and _is_possible_body(entity, traits)
    never = other or not _NEVER_MEANT.isdisjoint(kinds) or _is_no_person(entity, traits)
    if never or index.is_author(entity):
        return False
    if not _NO_PERSON_SIGNS.isdisjoint(kinds) and _SURE_PERSON_SIGNS.isdisjoint(kinds):
        return False
    if gender and traits.sure_gender not in {None, gender}:
        return False
    place = "one-word" in kinds and english.is_place(entity.full.words.lower())  # "Texas woke up to smoke"
    seen = not (place or _is_common_word(index, entity, traits)) and not _SEEN.isdisjoint(kinds)
    told = not traits.genders.keys().isdisjoint({"title", "noun", "given"}) and not traits.only_describes
    return seen or traits.is_person or told


def _is_possible_body(entity: Entity, traits: Traits) -> bool:
    kinds, genders = traits.kinds, traits.genders
    if _ACTS.isdisjoint(kinds) and _is_ground(entity, traits):
        return False
    described = "described" in kinds and "which" not in kinds  # not "Orr Drugs, the maker,"
    taken_up = "following" in genders and "one-word" not in kinds  # "Wes Orr left. He"
    person = described or taken_up or "title" in genders or ("given-name" in kinds and "one-word" not in kinds)
    return "body" in kinds or not person


def _is_common_word(index: EntityIndex, entity: Entity, traits: Traits) -> bool:
    """Tell whether a word has its capital only from the sentences that it opens: "Retirement was a relative term"."""
    if "one-word" not in traits.kinds or not _SURE_PERSON_SIGNS.isdisjoint(traits.kinds):
        return False
    return all(index.layout.opens_clause(name.start) for name in entity.names)


def _is_amount_or_people(word: str) -> bool:
    """Tell whether a word is a price, or says from where somebody is: "R86 million", "a Norwegian whaler"."""
    return word[-1].isdigit() or english.is_demonym(word)


def _is_no_person(entity: Entity, traits: Traits) -> bool:
    """Tell whether a name itself is no person's, whatever stands before it: a country, a council, a park."""
    words = entity.full.words.split()
    if english.is_ground(words):
        return english.is_surely_ground(words) or _LIVES.isdisjoint(traits.kinds)
    of_country = words[-1].lower() in english.COUNTRIES and _SHOWN.isdisjoint(traits.kinds)  # Mali, Oceans Canada
    if not (of_country or (len(words) > 1 and words[-1].lower() in english.BODY_NOUNS)):
        return False
    return "given-name" not in traits.kinds and "title" not in traits.genders


def _is_ground(entity: Entity, traits: Traits) -> bool:
    """Tell whether an entity is where something happens, or a storm, rather than a body or a country."""
    placed = "placed" in traits.kinds and "body" not in traits.kinds and "place" not in traits.kinds
    return placed or english.is_ground(entity.full.words.split())


def _kind_features(index: EntityIndex, scene: Scene, entity: Entity) -> list[str]:
    traits, gender = index.traits(entity), scene.gender
    features = [f"{scene.wanted}:{sign}" for sign in traits.kinds]
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
    sure = traits.surest_gender
    if sure:
        return "agrees" if sure == gender else "differs"
    near = sum(1 if shown == gender else -1 for shown in genders.values())
    return "may-agree" if near > 0 else "may-differ" if near < 0 else "unknown"


def _place_features(index: EntityIndex, reference: Reference, scene: Scene, name: Name) -> Iterator[str]:
    offset, layout = reference.mention.start, index.layout
    spoke_last = index.entity_of(name) is reference.last
    near = max(name.start, min(reference.last_end, offset)) if spoke_last else name.start
    paragraphs = layout.paragraph_at(offset) - layout.paragraph_at(near)
    sentences = layout.sentence_at(offset) - layout.sentence_at(name.start)
    place = index.place_of(name)
    yield f"paragraphs:{min(paragraphs, 4)}"
    yield f"sentences:{bucket(sentences)}"
    yield f"as:{place}"
    if sentences <= 1:
        yield f"{'sentence-before' if sentences else 'same-sentence'}:{place}"
    entity = index.entity_of(name)
    other_talks = scene.talker is not None and entity is not scene.talker
    if other_talks and layout.sentence_at(name.start) == layout.sentence_at(scene.talked):
        yield "told-of"
    elif other_talks and name.start < scene.talked:
        yield "before-talker"
    elif index.opens_paragraph(name):
        yield f"opens-paragraph:{min(paragraphs, 2)}"
    if reference.last is not None and entity is not reference.last and name.start < reference.last_offset:
        gap = layout.paragraph_at(offset) - layout.paragraph_at(reference.last_end)
        yield f"before-last:{max(0, min(gap, 2))}"
    if scene.gender is None:
        return
    # "He may win, Orr said" speaks of two people, too, but Orr goes on.
    if is_behind_pronoun(layout.text, name, scene.gender) and not index.reports(name):
        yield "behind-pronoun"
        if scene.chain < name.start:
            yield "behind-pronoun:chain"
    addressed = object_behind(layout.text, name, scene.gender)
    if addressed is not None:
        yield f"before-object:{'chain' if scene.chain <= addressed else 'other'}"


def _memory_features(index: EntityIndex, reference: Reference, scene: Scene, entity: Entity) -> Iterator[str]:
    """Yield how an entity stands to the quotation, and to the speaker of the one before."""
    spoke_last = entity is reference.last
    if spoke_last:
        yield from _spoke_last(index, reference, scene, entity)
    if scene.noun is not None:
        yield f"taken-up:{'this' if index.is_called(entity, scene.noun) else 'other'}"
    if entity is scene.talker and not spoke_last:
        yield "talker"
    if scene.talker is not None and scene.led_in:
        yield f"led-in:{'talker' if entity is scene.talker else 'other'}"
    if entity is index.protagonist:
        yield f"protagonist:{'opens' if scene.opens else 'within'}"
        if index.mourned:
            yield f"mourned:{'opens' if scene.opens else 'within'}"
    if any(index.entity_of(other) is entity for other in index.names_within(reference.span.start, reference.span.end)):
        yield "in-quotation"


def _spoke_last(index: EntityIndex, reference: Reference, scene: Scene, entity: Entity) -> Iterator[str]:
    """Yield how the speaker of the quotation before may go on."""
    gap = index.layout.paragraph_at(reference.mention.start) - index.layout.paragraph_at(reference.last_end)
    agreement = _agreement(index.traits(entity), scene.gender) if scene.gender else "unknown"
    fits = "differs" if agreement in {"differs", "may-differ"} else "fits"
    yield f"spoke-last:{max(gap, 0)}:{_since(index, reference, scene)}:{fits}" if gap < 2 else "spoke-last:far"
    if reference.unnamed is not None:
        yield "spoke-last:unnamed-since"
    if REPLIES.match(index.layout.text, reference.mention.end) is not None:
        yield "spoke-last:replies"
    if scene.chain <= reference.last_offset:
        yield "spoke-last:chain"


def _since(index: EntityIndex, reference: Reference, scene: Scene) -> str:
    """Return whether somebody else who fits was named since the last speaker's mention, and as what."""
    found = "nobody-since"
    for name in index.names_within(reference.last_offset + 1, reference.mention.start):
        entity = index.entity_of(name)
        if entity is reference.last or name.quoted or not is_rival(index.traits(entity), scene.wanted, scene.gender):
            continue
        if index.place_of(name) == "subject":
            return "subject-since"
        found = "other-since"
    return found


def bucket(count: int) -> str:
    """Return a count as one of five names: far ones count alike."""
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"
