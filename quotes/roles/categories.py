"""Sort roles into the closed list of categories of schemas/quote.v1.json, by the noun that heads them.

Heads such as "president" or "member" say little: there the body decides ("the club's president").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from quotes.english import BODIES, COUNTRIES, DEMONYMS, DEPENDENT, NOUNS, PAIRS, PARTIES, VERBS, lexicon

_SUFFIX = re.compile(
    r"\w{3,}(?:ologist|ographer|woman|women|sman|smen|keeper|maker|worker|holder|master|owner|leader|monger|wright|smith)$"
)
_PREFIX = re.compile(r"^(?:ex|co|vice|then|arch|sub|now|self)-(?=\w{3})")
_ENDING = re.compile(r"(?:-elect|-designate|['’]s|['’])$")
_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ean|ese|ish|[mxr]ican|uan|nyan|tan)$")
_LINKS = frozenset("for of at with from in to on who".split())
_DETERMINERS = frozenset("a an the his her their its our".split())
_WORD = re.compile(r"[\w&][\w&.’'-]*")
_UNIVERSITIES = frozenset("university college universities".split())


@functools.lru_cache(maxsize=2**14)
def is_role_noun(word: str) -> bool:
    """Tell whether a word, lower case, can be the head of a role: a title, an office, an occupation, a relation."""
    return _noun(word) is not None


@functools.lru_cache(maxsize=2**14)
def _noun(word: str) -> str | None:
    """Return the singular under which a role noun is listed, or its listed suffix."""
    bare = _ENDING.sub("", word)
    forms = [bare, _PREFIX.sub("", bare)]
    forms += [re.sub(*change, form) for form in forms for change in _PLURALS]
    for known in (_category_of(), _TITLE_NOUNS):
        if found := next((form for form in forms if form in known), None):
            return found
    return next((form for form in forms if _SUFFIX.match(form)), None)


_PLURALS = ((r"s$", ""), (r"ies$", "y"), (r"men$", "man"), (r"(ss|ch)es$", r"\1"))
_TITLE_NOUNS = lexicon.PERSON_NOUNS - {"police", "opposition", "audience", "crowd"}


@functools.cache
def _category_of() -> dict[str, str]:
    return {noun: category for category in reversed(NOUNS) for noun in NOUNS[category].split()}


def is_demonym(word: str) -> bool:
    """Tell whether a word is the adjective of a country: "Norwegian"."""
    lower = word.lower()
    return lower in DEMONYMS or (bool(_DEMONYM.match(word)) and lower not in COUNTRIES)


def categorize(role: str, organization: str | None = None) -> str:
    """Return the category of a role phrase; ``organization`` is the body or place in it, where there is one."""
    words = [_ENDING.sub("", word.strip(".,").replace("’", "'")) for word in _WORD.findall(role)]
    lower = [word.lower() for word in words]
    if is_clause(role):
        return _of_clause(lower, organization)
    found = [_of_noun_phrase(part, words, organization) for part in _conjuncts(lower)]
    known = [category for category in found if category is not None]
    weighty = [category for category in known if category not in {"other", "witness"}]
    return (weighty or known or ["other"])[0]


def _conjuncts(lower: Sequence[str]) -> list[list[str]]:
    """Split a role at "and" into parts that each hold a role noun."""
    parts: list[list[str]] = [[]]
    for word in lower:
        if word in {"and", "&"} and any(_noun(one) for one in parts[-1]):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _of_noun_phrase(lower: Sequence[str], words: Sequence[str], organization: str | None) -> str | None:
    """Return the category of one noun phrase of a role: its head is the last role noun before its first link."""
    link = next((i for i, word in enumerate(lower) if i and word in _LINKS), len(lower))
    core = lower[:link]
    head = next((i for i in reversed(range(len(core))) if _noun(core[i])), None)
    if head is None:
        return None
    noun = _noun(core[head]) or ""
    before, context = core[:head], set(lower) - {core[head]}
    for pairs, category in PAIRS.get(noun, {}).items():
        if set(pairs.split()) & (context if noun not in {"chief", "general"} else _near(lower, core[head])):
            return category
    if noun in DEPENDENT:
        return _of_dependent(noun, words, before, context, organization)
    if noun in PARTIES and "and" not in lower:
        return "legislator" if organization or any(is_demonym(word) for word in words) else "other"
    return _category_of().get(noun) or _of_suffix(noun)


def _near(lower: Sequence[str], head: str) -> set[str]:
    """Return the words next to a head, "of" left out: "chief of staff", "attorney general"."""
    index = lower.index(head)
    return set(lower[max(0, index - 1) : index + 3]) - {"of", head}


def _of_dependent(
    noun: str, words: Sequence[str], before: Sequence[str], context: set[str], organization: str | None
) -> str:
    """Return the category of a head that says little by itself: the nearest word before it tells, or all the rest."""
    order, bare, named = DEPENDENT[noun]
    if {"national", "committee"} <= context and BODIES["candidate"] & context:
        return "candidate"
    for near in (*({word} for word in reversed(before)), context):
        shown = next((category for category in order.split() if BODIES[category] & near), None)
        if shown is not None:
            taught = shown == "expert" and noun in {"president", "chancellor"} and near & _UNIVERSITIES
            return "education" if taught else shown
    if noun in _RANKS and any(word.lower() == noun and word[0].isupper() for word in words):
        return _RANKS[noun]
    names = [word for word in (organization or "").split() if word[0].isupper()]
    if noun == "director" and names and "executive" in before:
        return "advocate"
    if names and bare in {"executive", "official", "other"} and all(_in_country(word) for word in names):
        return bare
    return named if names or (organization is not None and bare in {"executive", "culture"}) else bare


def _in_country(word: str) -> bool:
    return is_demonym(word) or word.lower().rstrip(".") in COUNTRIES | _IN_COUNTRIES


_RANKS = {"representative": "legislator", "captain": "military", "major": "military", "inspector": "police"}
_IN_COUNTRIES = frozenset("united states republic north south new kingdom arab saudi sri lanka african".split())


def _of_suffix(noun: str) -> str:
    return "expert" if noun.endswith("ologist") else "business" if noun.endswith(("maker", "owner")) else "other"


def is_clause(role: str) -> bool:
    """Tell whether a role is a clause, "chairs the harbor commission", not "head coach" or "chairs of boards"."""
    words = role.split()
    words = words[1:] if words[0] in {"has", "had"} else words
    if len(words) < 2 or words[0] not in _verbs():
        return False
    if words[1] in _DETERMINERS:
        return True
    link = next((i for i, word in enumerate(words) if i and word in _LINKS | {"and"}), len(words))
    return not is_role_noun(words[link - 1].lower())


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(verb for verbs in VERBS.values() for verb in verbs.split())


def _of_clause(lower: Sequence[str], organization: str | None) -> str:
    """Return the category of "chairs the harbor commission": the body tells, else the verb."""
    verb = next(word for word in lower if word in _verbs())
    told = next(category for category, verbs in VERBS.items() if verb in verbs.split())
    if told in {"sport", "expert", "education", "culture"}:
        return told
    context = {word.strip(".,").lower() for word in organization.split()} if organization else set(lower)
    context -= {"team", "group"}
    if told == "official" and organization and organization[0].isupper():
        told = "business"
    may_show = {"business"} if told == "media" else BODIES.keys() - {"spokesperson"}
    return next((category for category in BODIES if category in may_show and BODIES[category] & context), told)
