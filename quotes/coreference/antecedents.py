"""Find whom a mention stands for: a name, a pronoun, a definite description.

Where the article does not tell, the answer is None: an unnamed speaker stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quotes import english
from quotes.coreference.description_features import RolesOf, description_candidates, take_apart
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.pronoun_features import Candidate, Reference, pronoun_candidates
from quotes.names import Entity, Name, opens_sentence
from quotes.speakers import Mention

_PRONOUNS = english.PERSON_PRONOUNS.keys() | {"it", "its"}
_NAMED_BODY = re.compile(
    r"(?:[Tt]h(?:e|is) )?((?!(?:The|This|An?|One|Its|His|Her|Their) )[A-Z][\w.’'-]*(?: [\w.’'-]+)*? ([a-z]+))$"
)

ChooseEntity = Callable[[Reference, Sequence[Candidate]], int]


def find_entity(index: EntityIndex, reference: Reference, roles_of: RolesOf, choose: ChooseEntity) -> Entity | None:
    """Return the entity that a mention stands for, or None.

    ``choose`` gives the index of the likeliest candidate, ``roles_of`` the role phrases of an entity.
    """
    mention = reference.mention
    if mention.form in {"name", "organization"}:
        return index.entity_at(mention.start, mention.end)
    if mention.form == "pronoun" and mention.words.lower() in _PRONOUNS:
        candidates = pronoun_candidates(index, reference)
        return candidates[choose(reference, candidates)].entity
    return _described(index, reference, roles_of, choose) if mention.form == "description" else None


def _described(index: EntityIndex, reference: Reference, roles_of: RolesOf, choose: ChooseEntity) -> Entity | None:
    mention = reference.mention
    if " " not in mention.words and mention.words[0].isupper():
        surname = index.entity_at(mention.start, mention.end)
        if surname is not None and not (mention.plural and _is_common_noun(index.layout.text, surname)):
            return surname
    if (named := _named_body(index, mention)) is not None:
        return named
    described = take_apart(mention)
    if described is None:
        return None
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
