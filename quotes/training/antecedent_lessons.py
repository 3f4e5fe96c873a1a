"""Turn gold names into lessons for the choice of antecedents: whom "she" or "the senator" stood for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from quotes.coreference import Candidate, Reference, Resolver
from quotes.detection import Scan, Stretch
from quotes.names import Entity
from quotes.parsing import Passage
from quotes.speakers import Mention
from quotes.training.fit import Group
from quotes.training.gold import GoldQuote


def learn_antecedents(
    text: str, scan: Scan, passages: Sequence[Passage], spoken: Sequence[tuple[Mention, Stretch, GoldQuote]]
) -> dict[int, Group]:
    """Return the start of a quotation -> the candidates for its speaker's mention, with those right by gold.

    ``spoken`` holds gold's mention of each speaker. What each mention stands for is remembered as gold has it.
    """
    groups: dict[int, Group] = {}
    gold_of = {stretch.start: gold for _, stretch, gold in spoken}

    def choose(reference: Reference, candidates: Sequence[Candidate]) -> int:
        gold = gold_of[reference.start]
        right = [_is_called(candidate.entity, gold.name) for candidate in candidates]
        if gold.tells_name:
            groups[reference.start] = Group([candidate.features for candidate in candidates], right)
        return right.index(True) if any(right) else len(right) - 1

    Resolver(text, scan, passages).resolve([(mention, stretch) for mention, stretch, _ in spoken], choose)
    return groups


def _is_called(entity: Entity | None, name: str | None) -> bool:
    if entity is None or name is None:
        return entity is None and name is None
    return _plain(name) in {_plain(entity.full.words), *(_plain(one.words) for one in entity.names)}


def _plain(name: str) -> str:
    words = unicodedata.normalize("NFKC", name).replace("’", "'").casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
