"""Find whom a mention stands for: a name, a pronoun, a definite description.

Where the article does not tell, the answer is None: an unnamed speaker stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from quotes import english
from quotes.coreference.description_features import RolesOf, description_candidates
from quotes.coreference.descriptions import Introduced, take_apart
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.lead_features import alone_so_called, is_lead, lead_candidates, named_behind
from quotes.coreference.pronoun_features import pronoun_candidates
from quotes.coreference.reference import Antecedent, Candidate, Reference
from quotes.coreference.relatives import named_kin
from quotes.names import Entity, Name, opens_sentence
from quotes.speakers import Mention

_PRONOUNS = english.PERSON_PRONOUNS.keys() | {"it", "its"}
_MOST_OTHERS = 4
"""Candidates that were not chosen and are kept, as many as a record has room for."""
_OF_TURNS = english.FIRST_PERSONS
"""Who says "I" outside quotations speaks in a conversation, or is the reporter, who has no name."""
_NAMED_BODY = re.compile(
    r"(?:[Tt]h(?:e|is) )?((?!(?:The|This|An?|One|Its|His|Her|Their) )[A-Z][\w.’'-]*(?: [\w.’'-]+)*? ([a-z]+))$"
)

_LETTERS = re.compile(r"[A-Z]{2,4}$")
_OF_STATES = english.STATE_NOUNS | english.STATE_BODIES | frozenset("army authorities cabinet embassy police".split())
_SAID_OR_THOUGHT = english.OPINION_NOUNS | (english.REPORTING_NOUNS - english.DOCUMENT_NOUNS)
_OWNED_WORDS = re.compile(
    rf"({english.one_of(english.PERSON_PRONOUNS, capital=True)}|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*(?=['’]s ))(['’]s)? "
    r"(?:(?!\S*['’]s )\S+ )*(\w+)$"
)

_ONLY = r"(?:only |just |simply )?"
_NAMED_IN_PART = re.compile(
    r"(?: (?:at|in|from|of|for|on|[a-z]+ing) [^.,;:“”\"]{1,40}?)?,? (?:who (?:[\w’'-]+ ){0,7}?)?"
    rf"(?:(?:his|her|their) (?:\w+ )?name,? {_ONLY}(?:as )?"
    rf"|(?:identified|introduced) (?:him|her|them)sel(?:f|ves) {_ONLY}as "
    rf"|(?:be|was|is) {_ONLY}(?:identified|named|known) {_ONLY}as "
    r"|(?:identified|named|known) (?:only|just) as )(?=[A-Z])"
)
"""What stands between somebody described and the part of the name that is told: ", who gave her name only as"."""

_NAMED_NEXT = re.compile(
    r" (?:of|with|in) [^.,;:?!“”\"\n]{1,40}[a-z\d], (?=[A-Z][^.,;:?!“”\"\n]{1,40},)"
    r"|[^.?!“”\"\n]{0,160}\. (?:He|She) (?:is|was) (?=[A-Z])"
)
"""What stands between a newcomer and the name: "A boy of nine, Bo, holds", "An old man came. He was Bo Orr"."""

_THE_BODY = re.compile(
    rf"(?:(?<![^\n])|[.?!][”\"’']? )(The (?:[a-z][\w’'-]* ){{0,2}}{english.one_of(english.BODY_KINDS)})(?= )"
)
"""A body that is the subject of a sentence, known by what it is."""
_TWO_SENTENCES = 800
"""Characters before "it" in which such a body is looked for: bounds the work."""

RankEntities = Callable[[Reference, Sequence[Candidate]], Sequence[float]]
"""How likely each candidate is the one that a reference stands for."""


def find_antecedent(index: EntityIndex, reference: Reference, roles_of: RolesOf, rank: RankEntities) -> Antecedent:
    """Return whom a mention stands for: an entity, somebody introduced without a name, or neither.

    ``rank`` gives the share of each candidate, ``roles_of`` the role phrases of an entity.
    """
    mention = reference.mention
    if mention.form == "description" and (owner := _owner_of_words(index.layout.text, mention)) is not None:
        reference = replace(reference, mention=owner)
        mention = owner
    if mention.form == "pronoun" and mention.words.lower() in {"it", "its"}:
        body = _body_taken_up(index, reference)
        found = _described(index, replace(reference, mention=body), roles_of, rank) if body else _looked_up(None)
        if found.chosen.entity is not None:
            return found
    if mention.form == "pronoun" and mention.words.lower() in _PRONOUNS:
        candidates = pronoun_candidates(index, reference)
        found = _likeliest(candidates, rank(reference, candidates))
        chosen = found.chosen
        if chosen.entity is None and chosen.introduced is None and reference.unnamed is None:
            chosen = next((one for one in candidates if one.introduced is not None), chosen)
        named = (
            None if chosen.introduced is None else _named_elsewhere(index, reference, chosen.introduced, roles_of, rank)
        )
        return named or found._replace(chosen=chosen)
    if mention.form in {"name", "organization"}:
        entity = _in_letters(index, mention, roles_of) or index.entity_at(mention.start, mention.end)
        if entity is not None or not english.is_person_noun(mention.words.lower()):
            return _looked_up(entity)
        return _described(index, reference, roles_of, rank)  # "Gran, 81, skates to bingo"
    if mention.form == "pronoun" and mention.words.lower() in _OF_TURNS:
        return _looked_up(index.turns.get(index.layout.paragraph_at(mention.start)))
    return _described(index, reference, roles_of, rank) if mention.form == "description" else _looked_up(None)


def _named_elsewhere(
    index: EntityIndex, reference: Reference, introduced: Introduced, roles_of: RolesOf, rank: RankEntities
) -> Antecedent | None:
    """Return who is named, where a pronoun takes up somebody whom the lead brings in, "the judge", or "his wife"."""
    start, end = introduced.start, introduced.end
    if (part := _named_in_part(index, end)) is not None:
        return _looked_up(part)
    words = index.layout.text[start:end]
    mention = replace(reference.mention, start=start, end=end, words=words, form="description", plural=False)
    lead, described = replace(reference, mention=mention), take_apart(index.layout.text, mention)
    if described is None:
        return None
    if (kin := named_kin(index, start, described)) is not None:
        return _looked_up(kin)
    ways = [lead_candidates] if is_lead(index, lead, described) else []
    if introduced.form != "new":
        ways.append(description_candidates)
    gender = english.PERSON_PRONOUNS[reference.mention.words.lower()]
    for way in ways:
        fitting = [one for one in way(index, lead, described, roles_of) if _fits(index, one, gender)]
        if fitting and (found := _likeliest(fitting, rank(lead, fitting))).chosen.entity is not None:
            return found
    return None


def _body_taken_up(index: EntityIndex, reference: Reference) -> Mention | None:
    """Return the body of which "it" goes on: "The trust is considering an appeal. “We respect it,” it said"."""
    layout, mention = index.layout, reference.mention
    start = max(layout.paragraphs[layout.paragraph_at(mention.start)].start, mention.start - _TWO_SENTENCES)
    before = [one for one in _THE_BODY.finditer(layout.text, start, mention.start) if not layout.is_quoted(one.start())]
    if not before or layout.sentence_at(mention.start) - layout.sentence_at(before[-1].start()) > 2:
        return None
    first, end = before[-1].span(1)
    if any(not name.quoted for name in index.names_within(end, mention.start)):
        return None
    return replace(mention, start=first, end=end, words=layout.text[first:end], form="description", plural=False)


def _fits(index: EntityIndex, candidate: Candidate, gender: str) -> bool:
    """Tell whether nothing sure says that a candidate is of another gender."""
    return candidate.entity is None or index.traits(candidate.entity).surest_gender in {None, gender}


def _in_letters(index: EntityIndex, mention: Mention, roles_of: RolesOf) -> Entity | None:
    """Return who alone holds the office whose letters a mention is: "the DPP", of Deputy Public Prosecutor Ann Orr."""
    letters = mention.words.rpartition(" ")[2]
    place = mention.end - len(letters)
    if not _LETTERS.match(letters) or not index.layout.text.endswith(("the ", "The "), 0, place):
        return None
    before = {id(entity): entity for entity in map(index.entity_of, index.names_before(place)) if not entity.body}
    held = [one for one in before.values() if any(_initials(role) == letters for role in roles_of(one))]
    return held[0] if len(held) == 1 else None


def _initials(role: str) -> str:
    return "".join(word[0] for word in re.split(r"[ -]", role) if word[:1].isupper())


def _looked_up(entity: Entity | None) -> Antecedent:
    return Antecedent(Candidate(entity, []))


def _likeliest(candidates: Sequence[Candidate], shares: Sequence[float]) -> Antecedent:
    order = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    others = tuple((candidates[i], shares[i]) for i in order[1 : 1 + _MOST_OTHERS])
    return Antecedent(candidates[order[0]], shares[order[0]], others)


def _owner_of_words(text: str, mention: Mention) -> Mention | None:
    """Return whose words a description is, as a mention: of "her advice" she, of "PC World's analysis" PC World."""
    owned = _OWNED_WORDS.match(mention.words)
    if owned is None or owned.group(3).lower() not in _SAID_OR_THOUGHT:
        return None
    start, end = mention.start, mention.start + len(owned.group(1))
    form: Literal["pronoun", "name"] = "pronoun" if owned.group(2) is None else "name"
    return replace(mention, start=start, end=end, form=form, words=text[start:end])


def _described(index: EntityIndex, reference: Reference, roles_of: RolesOf, rank: RankEntities) -> Antecedent:
    mention = reference.mention
    if " " not in mention.words and mention.words[0].isupper():
        surname = index.entity_at(mention.start, mention.end)
        if surname is not None and not (mention.plural and _is_common_noun(index.layout.text, surname)):
            return _looked_up(surname)
    part = None if mention.plural else _named_in_part(index, mention.end)
    if (named := part or _named_body(index, mention)) is not None:
        return _looked_up(named)
    described = take_apart(index.layout.text, mention)
    if described is None:
        return _looked_up(alone_so_called(index, mention, roles_of) or _so_named(index, mention, roles_of))
    if (kin := named_kin(index, mention.start, described)) is not None:
        candidates = [Candidate(kin, [])]
    elif is_lead(index, reference, described):
        candidates = lead_candidates(index, reference, described, roles_of)
    elif described.determiner == "a" or (described.determiner == "own" and described.kind == "body"):
        return _looked_up(None)  # "their union" says whose it is, not what it is called
    elif described.determiner == "the" and (one := named_behind(index, reference, described, roles_of)) is not None:
        return _looked_up(one)
    else:
        candidates = description_candidates(index, reference, described, roles_of)
    return _likeliest(candidates, rank(reference, candidates))


def _so_named(index: EntityIndex, mention: Mention, roles_of: RolesOf) -> Entity | None:
    """Return who alone before has a noun of no list in the name, or in a role: "the forum", of the Users' Forum."""
    first, _, rest = mention.words.lower().partition(" ")
    noun = rest.rpartition(" ")[2]
    if mention.plural or first not in english.DEFINITE or not noun or noun in english.DOCUMENT_NOUNS:
        return None
    before = {id(entity): entity for entity in map(index.entity_of, index.names_before(mention.start))}
    found = [
        one for one in before.values() if noun in one.full.words.lower().split()[1:] and not index.traits(one).genders
    ]
    if not found:
        found = [one for one in before.values() if any(noun in role.lower().split() for role in roles_of(one))]
    return found[0] if len(found) == 1 else None


def _named_in_part(index: EntityIndex, end: int) -> Entity | None:
    """Return who is described up to ``end``, where a part of the name follows: "a nurse who gave her name as Ann"."""
    for way in (_NAMED_IN_PART, _NAMED_NEXT):
        part = way.match(index.layout.text, end)
        name = next(index.names_behind(part.end()), None) if part else None
        if part and name and name.title_start <= part.end() and not index.entity_of(name).body:
            return index.entity_of(name)
    return None


def _is_common_noun(text: str, entity: Entity) -> bool:
    """Tell whether all that is known of somebody is a word with which sentences open: "Parents say"."""
    return " " not in entity.full.words and all(opens_sentence(text, name.start) for name in entity.names)


def _named_body(index: EntityIndex, mention: Mention) -> Entity | None:
    """Return the entity of a body named by what it is and whose: "the US administration", "the Orr campaign"."""
    match = _NAMED_BODY.match(mention.words)
    if match is None or match.group(2) not in english.BODY_NOUNS - english.DOCUMENT_NOUNS:
        return None
    # "The Scottish group" and "Orr's firm" have a name that is not said here, "the Scottish government" hardly.
    before = match.group(1).split()[:-1]
    owned = any(word.endswith(("'s", "’s")) for word in before)
    of_country = english.is_demonym(before[-1]) and match.group(2) not in _OF_STATES
    if owned or of_country or before[-1].endswith("-based"):
        return None
    start, end = mention.start + match.start(1), mention.start + match.end(1)
    name = Name(start, end, start, match.group(1), index.layout.paragraph_at(start), False, True)
    return Entity(full=name, body=True, names=[name])
