"""Find whom a mention stands for: a name, a pronoun, a definite description.

Where the article does not tell, the answer is None: an unnamed speaker stays unnamed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence

from quotes.coreference.description_features import RolesOf, description_candidates, take_apart
from quotes.coreference.page import Page
from quotes.coreference.pronoun_features import Candidate, Reference, pronoun_candidates
from quotes.detection import Scan
from quotes.english import lexicon
from quotes.names import Entity, Name, find_entities
from quotes.speakers import Mention

_PRONOUNS = lexicon.PERSON_PRONOUNS.keys() | {"it", "its"}
_NAMED_BODY = re.compile(
    r"(?:[Tt]h(?:e|is) )?((?!(?:The|This|An?|One|Its|His|Her|Their) )[A-Z][\w.’'-]*(?: [\w.’'-]+)*? ([a-z]+))$"
)

Choose = Callable[[Reference, Sequence[Candidate]], int]


class EntityIndex:
    """All names of one article, grouped by entity; ``roles_of`` gives the role phrases of an entity."""

    def __init__(self, text: str, scan: Scan, subjects: Collection[int], roles_of: RolesOf) -> None:
        self._names, entities = find_entities(text, scan, subjects)
        self._entity_of = {name.start: entity for entity in entities for name in entity.names}
        self._starts = [name.start for name in self._names]
        self._roles_of = roles_of
        self._page = Page(text, scan, self._names, self._entity_of)

    def entity_at(self, start: int, end: int) -> Entity | None:
        """Return the entity of the name that overlaps ``text[start:end]``."""
        position = bisect_right(self._starts, end - 1) - 1
        if position >= 0 and self._names[position].end > start:
            return self._entity_of.get(self._names[position].start)
        return None

    def resolve(self, reference: Reference, choose: Choose) -> Entity | None:
        """Return the entity of a mention, or None; ``choose`` gives the place of the likeliest candidate."""
        mention = reference.mention
        if mention.kind in {"name", "organization"}:
            return self.entity_at(mention.start, mention.end)
        if mention.kind == "pronoun" and mention.words.lower() in _PRONOUNS:
            candidates = pronoun_candidates(self._page, reference)
            return candidates[choose(reference, candidates)].entity
        return self._described(reference, choose) if mention.kind == "description" else None

    def _described(self, reference: Reference, choose: Choose) -> Entity | None:
        mention = reference.mention
        if " " not in mention.words and mention.words[0].isupper():
            surname = self.entity_at(mention.start, mention.end)
            if surname is not None:
                return surname
        if (named := self._named_body(mention)) is not None:
            return named
        described = take_apart(mention)
        if described is None:
            return None
        candidates = description_candidates(self._page, reference, described, self._roles_of)
        return candidates[choose(reference, candidates)].entity

    def _named_body(self, mention: Mention) -> Entity | None:
        """Return the entity of a body named by what it is and whose: "the US administration", "the Orr campaign"."""
        match = _NAMED_BODY.match(mention.words)
        if match is None or match.group(2) not in lexicon.BODY_NOUNS - lexicon.DOCUMENT_NOUNS:
            return None
        start, end = mention.start + match.start(1), mention.start + match.end(1)
        name = Name(start, end, start, match.group(1), self._page.paragraph(start), False, True)
        return Entity(full=name, body=True, names=[name])
