"""Turn a role phrase into a record: its title, its organization and its category."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes import lexicon
from quotes.attribution.categories import categorize, is_role_noun
from quotes.records import Role

OFFICE_VERBS = frozenset(
    """
    leads led heads headed runs ran chairs chaired directs directed owns owned manages managed oversees oversaw
    coaches coached founded co-founded edits edited commands commanded captains captained lead head run chair own
    """.split()
)
WORK_VERBS = frozenset(
    """
    follows covers covered studies studied represents represented advises advised plays played sells sold farms
    farmed grows grew teaches taught repairs repaired delivers delivered drives drove builds built breeds fishes
    designs designed trains researches specialises specializes reviews reviewed buys bakes brews publishes produces
    moderates hosts hosted presents presented organises organizes lobbies works worked practises practices tends
    raises cleans cooks mends makes speaks
    """.split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase ``text[start:end]``, and how much it is worth beside the bearer's other roles."""

    start: int
    end: int
    worth: float = 0.0


def make_role(text: str, phrase: Phrase) -> Role:
    """Return the role record of a phrase, split into title and organization."""
    words = text[phrase.start : phrase.end]
    title, organization = split_role(words)
    return Role(
        text=words,
        start=phrase.start,
        end=phrase.end,
        title=title,
        organization=organization,
        category=categorize(words, organization),
    )


def split_role(words: str) -> tuple[str, str | None]:
    """Split a role phrase into title and organization: "spokesman for the ministry", "Pentagon spokesman"."""
    verb, _, rest = words.partition(" ")
    if verb in OFFICE_VERBS | WORK_VERBS:
        return verb, re.sub(r"^(?:the|a|an)\s+", "", rest) or None
    link = re.search(r"\s(?:for|of|at|with|from|in)\s+", words)
    if link and any(is_role_noun(word.lower().strip(".,")) for word in words[: link.start()].split()):
        tail = words[link.end() :]
        if link.group().strip() == "of" and re.match(r"(?:State|Defense|Defence|Staff|Police)\b", tail):
            inner = re.match(r"\w+", tail)
            end = link.end() + (inner.end() if inner else 0)
            head, rest = words[:end], words[end:].strip()
            owner, title = _owner_before(head)
            further = re.sub(r"^(?:for|of|at|in)\s+", "", rest) or None
            return title, owner or further
        return words[: link.start()], re.sub(r"^(?:the|a|an)\s+", "", tail)
    owner, title = _owner_before(words)
    return title, owner


def _owner_before(words: str) -> tuple[str | None, str]:
    """Split "Ukraine's foreign minister" and "Pentagon spokesman" into owner and title."""
    possessive = re.match(r"(.+?)['’]s?\s+(.+)$", words)
    if possessive and possessive.group(1)[0].isupper():
        return possessive.group(1), possessive.group(2)
    parts = words.split()
    count = 0
    while (
        count < len(parts) - 1
        and parts[count][0].isupper()
        and not is_role_noun(parts[count].lower().strip(".,"))
        and parts[count].lower() not in lexicon.TITLES
    ):
        count += 1
    if 0 < count < len(parts) and (
        parts[count][0].islower() or parts[0].isupper() or is_role_noun(parts[count].lower())
    ):
        return " ".join(parts[:count]), " ".join(parts[count:])
    return None, words
