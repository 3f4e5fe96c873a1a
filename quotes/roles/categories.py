"""Sort roles into the closed list of categories of schemas/quote.v1.json, by the noun that heads them.

Heads such as "president" or "member" say little: there the body decides ("the club's president").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from quotes import english
from quotes.records import Category

_WORD = re.compile(r"[\w&][\w&.’'-]*")
_OWNED_BY_BODY = re.compile(r"((?:The )?[A-Z]\w+(?: [A-Z]\w+)* of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)['’]s (.+)$")
_BODY_BEFORE_SMALL_TITLE = re.compile(
    r"([A-Z]\w+(?: (?:[A-Z]\w+|of|for|the|and))* (?:of|for) (?:[\w]+ )*?[A-Z]\w+) ([a-z].+)$"
)
_BODY_BEFORE_TITLE = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)* of (?:the )?[A-Z]\w+) (.+)$")
_RANKED = re.compile(r"\w+ (?:number|[Nn]o\.?) \w+$")


def categorize(role: str, organization: str | None = None) -> Category:
    """Return the category of a role phrase; ``organization`` is the body or place in it, where there is one."""
    if (owned := owned_by_body(role)) is not None:
        role = f"{owned[1]} of {owned[0]}"  # "the Bank of Kell's economist"
    words = [english.ROLE_ENDING.sub("", word.strip(".,").replace("’", "'")) for word in _WORD.findall(role)]
    lower = [word.lower() for word in words]
    if role.lower() in english.COURT_ROLES:
        return "legal"
    if role.isupper() and lower[-1] in english.POLICE_IN_LETTERS:
        return "police"
    if is_clause(role):
        return cast(Category, _of_clause(lower, organization))
    if _RANKED.match(role):
        return "sport"
    found = [_of_noun_phrase(part, words, organization) for part in _conjuncts(lower)]
    known = [category for category in found if category is not None]
    weighty = [category for category in known if category not in {"other", "witness"}]
    return cast(Category, (weighty or known or ["other"])[0])  # the word lists name no other, as a test shows


def owned_by_body(role: str) -> tuple[str, str] | None:
    """Return the body and the title of "Bank of Kell's economist" and "Bank of Kell Governor", or None."""
    if (owned := _OWNED_BY_BODY.match(role)) is not None:
        return owned[1].removeprefix("The "), owned[2]
    owned = _BODY_BEFORE_SMALL_TITLE.match(role) or _BODY_BEFORE_TITLE.match(role)
    if owned is None or " of " in owned[2]:
        return None
    kind = re.split(r" (?:of|for) ", owned[1])[0].rsplit(maxsplit=1)[-1].lower()
    title = re.split(r" (?:and|&|for|at) ", owned[2])[0].rsplit(maxsplit=1)[-1].lower()
    return (owned[1], owned[2]) if kind in english.NAMES_OF_BODIES and english.is_role_noun(title) else None


def category_of_body(organization: str) -> Category:
    """Return the category of somebody of whom only the body is told: that of its people, "other" if nothing tells."""
    words = {word.strip(".,").lower() for word in organization.split()}
    return cast(Category, next((category for category, known in english.BODIES.items() if known & words), "other"))


def _conjuncts(lower: Sequence[str]) -> list[list[str]]:
    """Split a role at "and" into parts that each hold a role noun."""
    parts: list[list[str]] = [[]]
    for word in lower:
        if word in {"and", "&"} and any(english.role_noun(one) for one in parts[-1]):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _of_noun_phrase(lower: Sequence[str], words: Sequence[str], organization: str | None) -> str | None:
    """Return the category of one noun phrase of a role: its head is the last role noun before its first link."""
    link = next((i for i, word in enumerate(lower) if i and word in english.ENDS_OF_CORES), len(lower))
    core = lower[:link]
    head = next((i for i in reversed(range(len(core))) if english.role_noun(core[i])), None)
    if head is None:
        return None
    noun = english.role_noun(core[head]) or ""
    before, context = core[:head], set(lower) - {core[head]}
    if {"central", "bank"} <= context:
        return "official"
    for pairs, category in english.PAIRS.get(noun, {}).items():
        if set(pairs.split()) & (context if noun not in {"chief", "general"} else _near(lower, core[head])):
            return category
    if noun in english.DEPENDENT:
        return _of_dependent(noun, words, before, context, organization)
    if noun in english.PARTIES and "and" not in lower:
        return "legislator" if organization or any(english.is_demonym(word) for word in words) else "other"
    return english.CATEGORY_OF_NOUN.get(noun) or english.category_of_suffix(noun)


def _near(lower: Sequence[str], head: str) -> set[str]:
    """Return the words next to a head, "of" left out: "chief of staff", "attorney general"."""
    index = lower.index(head)
    return set(lower[max(0, index - 1) : index + 3]) - {"of", head}


def _of_dependent(
    noun: str, words: Sequence[str], before: Sequence[str], context: set[str], organization: str | None
) -> str:
    """Return the category of a head that says little by itself: the nearest word before it tells, or all the rest."""
    order, bare, named = english.DEPENDENT[noun]
    if {"national", "committee"} <= context and english.BODIES["candidate"] & context:
        return "candidate"
    body = (organization or "").lower().split()
    if noun == "president" and "vice" in before and organization:
        context = set(body)  # what else there is says what for: "vice president of research at Kestrel"
    small = set(body[-1:]) & set((organization or "").split())
    for near in (*({word} for word in reversed(before)), small, context):
        shown = next((category for category in order.split() if english.BODIES[category] & near), None)
        if shown is not None:
            taught = shown == "expert" and noun in {"president", "chancellor"} and near & english.UNIVERSITIES
            return "education" if taught else shown
    if noun in _RANKS and any(word.lower() == noun and word[0].isupper() for word in words):
        return _RANKS[noun]
    names = [word for word in (organization or "").split() if word[0].isupper()]
    if noun in _TOP and _TOP[noun][0] in before and (names or noun == "officer"):
        return _TOP[noun][1]
    governs = bare == "executive" and not english.PARTS_OF_STATES.isdisjoint(context)
    if governs or (names and bare in {"executive", "official", "other"} and all(map(_is_country, names))):
        return bare
    return named if names or (organization is not None and bare in {"executive", "culture"}) else bare


# Heads that a word before them places where no body does: "executive director of Boats for Life", "chief data officer".
_TOP = {"director": ("executive", "advocate"), "officer": ("chief", "business")}


def _is_country(word: str) -> bool:
    """Tell whether a word with a capital seems to be a country's name: "Peru", "Norland"."""
    return english.in_country(word) or word.endswith(("land", "lands", "stan"))


_RANKS = {"representative": "legislator", "captain": "military", "major": "military", "inspector": "police"}


def is_clause(role: str) -> bool:
    """Tell whether a role is a clause, "chairs the harbor commission", not "head coach" or "chairs of boards"."""
    words = role.split()
    words = words[1:] if words[0] in {"has", "had"} else words
    if len(words) < 2 or words[0] not in english.CATEGORY_OF_VERB:
        return False
    if words[1] in english.DETERMINERS:
        return True
    link = next((i for i, word in enumerate(words) if i and word in english.ENDS_OF_CORES | {"and"}), len(words))
    return not english.is_role_noun(words[link - 1].lower())


def _of_clause(lower: Sequence[str], organization: str | None) -> str:
    """Return the category of "chairs the harbor commission": the body tells, else the verb."""
    verb = next(word for word in lower if word in english.CATEGORY_OF_VERB)
    told = english.CATEGORY_OF_VERB[verb]
    if told in {"sport", "expert", "education", "culture"}:
        return told
    context = {word.strip(".,").lower() for word in organization.split()} if organization else set(lower)
    context -= {"team", "group"}
    if told == "official" and organization and organization[0].isupper():
        told = "business"
    may_show = {"business"} if told == "media" else english.BODIES.keys() - {"spokesperson"}
    return next(
        (category for category in english.BODIES if category in may_show and english.BODIES[category] & context), told
    )
