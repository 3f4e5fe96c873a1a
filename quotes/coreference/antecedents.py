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
from quotes.coreference.descriptions import take_apart
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.lead_features import is_lead, lead_candidates
from quotes.coreference.pronoun_features import pronoun_candidates
from quotes.coreference.reference import Candidate, Reference
from quotes.names import Entity, Name, opens_sentence
from quotes.speakers import Mention

_PRONOUNS = english.PERSON_PRONOUNS.keys() | {"it", "its"}
_OF_TURNS = english.FIRST_PERSONS
"""Who says "I" outside quotations speaks in a conversation, or is the reporter, who has no name."""
_NAMED_BODY = re.compile(
    r"(?:[Tt]h(?:e|is) )?((?!(?:The|This|An?|One|Its|His|Her|Their) )[A-Z][\w.’'-]*(?: [\w.’'-]+)*? ([a-z]+))$"
)

_SAID_OR_THOUGHT = english.OPINION_NOUNS | (english.REPORTING_NOUNS - english.DOCUMENT_NOUNS)
_OWNED_WORDS = re.compile(
    rf"({english.one_of(english.PERSON_PRONOUNS, capital=True)}|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*(?=['’]s ))(['’]s)? "
    r"(?:(?!\S*['’]s )\S+ )*(\w+)$"
)

ChooseEntity = Callable[[Reference, Sequence[Candidate]], int]


def find_antecedent(index: EntityIndex, reference: Reference, roles_of: RolesOf, choose: ChooseEntity) -> Candidate:
    """Return whom a mention stands for: an entity, somebody introduced without a name, or neither.

    ``choose`` gives the index of the likeliest candidate, ``roles_of`` the role phrases of an entity.
    """
    mention = reference.mention
    if mention.form == "description" and (owner := _owner_of_words(index.layout.text, mention)) is not None:
        reference = replace(reference, mention=owner)
        mention = owner
    if mention.form == "pronoun" and mention.words.lower() in _PRONOUNS:
        candidates = pronoun_candidates(index, reference)
        chosen = candidates[choose(reference, candidates)]
        if chosen.entity is None and chosen.introduced is None and reference.unnamed is None:
            return next((one for one in candidates if one.introduced is not None), chosen)
        return chosen
    if mention.form in {"name", "organization"}:
        return Candidate(index.entity_at(mention.start, mention.end), [])
    if mention.form == "pronoun" and mention.words.lower() in _OF_TURNS:
        return Candidate(index.turns.get(index.layout.paragraph_at(mention.start)), [])
    described = _described(index, reference, roles_of, choose) if mention.form == "description" else None
    return Candidate(described, [])


def _owner_of_words(text: str, mention: Mention) -> Mention | None:
    """Return whose words a description is, as a mention: of "her advice" she, of "PC World's analysis" PC World."""
    owned = _OWNED_WORDS.match(mention.words)
    if owned is None or owned.group(3).lower() not in _SAID_OR_THOUGHT:
        return None
    start, end = mention.start, mention.start + len(owned.group(1))
    form: Literal["pronoun", "name"] = "pronoun" if owned.group(2) is None else "name"
    return replace(mention, start=start, end=end, form=form, words=text[start:end])


def _described(index: EntityIndex, reference: Reference, roles_of: RolesOf, choose: ChooseEntity) -> Entity | None:
    mention = reference.mention
    if " " not in mention.words and mention.words[0].isupper():
        surname = index.entity_at(mention.start, mention.end)
        if surname is not None and not (mention.plural and _is_common_noun(index.layout.text, surname)):
            return surname
    if (named := _named_body(index, mention)) is not None:
        return named
    described = take_apart(index.layout.text, mention)
    if described is None:
        return None
    if is_lead(index, reference, described):
        candidates = lead_candidates(index, reference, described, roles_of)
    elif described.determiner == "a" or (described.determiner == "own" and described.kind == "body"):
        return None  # "their union" says whose it is, not what it is called
    else:
        candidates = description_candidates(index, reference, described, roles_of)
    return candidates[choose(reference, candidates)].entity


def _is_common_noun(text: str, entity: Entity) -> bool:
    """Tell whether all that is known of somebody is a word with which sentences open: "Parents say"."""
    return " " not in entity.full.words and all(opens_sentence(text, name.start) for name in entity.names)


def _named_body(index: EntityIndex, mention: Mention) -> Entity | None:
    """Return the entity of a body named by what it is and whose: "the US administration", "the Orr campaign"."""
    match = _NAMED_BODY.match(mention.words)
    if match is None or match.group(2) not in english.BODY_NOUNS - english.DOCUMENT_NOUNS:
        return None
    start, end = mention.start + match.start(1), mention.start + match.end(1)
    name = Name(start, end, start, match.group(1), index.layout.paragraph_at(start), False, True)
    return Entity(full=name, body=True, names=[name])
