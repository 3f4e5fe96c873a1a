"""Sort roles into the closed list of categories of schemas/quote.v1.json, by the noun that heads them.

Heads such as "president" or "member" say little: there the body decides ("the club's president").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from quotes import lexicon
from quotes.attribution.role_nouns import BODIES, COUNTRIES, DEPENDENT, NOUNS, PAIRS, PARTIES, VERBS

_SUFFIX = re.compile(
    r"\w{3,}(?:ologist|ographer|woman|women|sman|smen|keeper|maker|worker|holder|master|owner|leader|monger|wright|smith)$"
)
_PREFIX = re.compile(r"^(?:ex|co|vice|then|arch|sub|now|self)-(?=\w{3})")
_ENDING = re.compile(r"(?:-elect|-designate|['’]s|['’])$")
_DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ean|ese|can|uan|dan|yan|gan|ish)$")
_LINKS = frozenset("for of at with from in to on who".split())
_WORD = re.compile(r"[\w&][\w&.’'-]*")
_UNIVERSITIES = frozenset("university college universities".split())


@functools.cache
def is_role_noun(word: str) -> bool:
    """Tell whether a word, lower case, can be the head of a role: a title, an office, an occupation, a relation."""
    return _noun(word) is not None


@functools.cache
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


def is_place(word: str) -> bool:
    """Tell whether a word names a country or what belongs to it."""
    return word.lower().rstrip(".") in COUNTRIES or bool(_DEMONYM.match(word))


def categorize(role: str, organization: str | None = None) -> str:
    """Return the category of a role phrase; ``organization`` is the body or place in it, where there is one."""
    words = [_ENDING.sub("", word.strip(".,").replace("’", "'")) for word in _WORD.findall(role)]
    lower = [word.lower() for word in words]
    if is_clause(role):
        return _of_clause(lower, organization)
    found = [_of_noun_phrase(part, words, lower, organization) for part in _conjuncts(lower)]
    known = [category for category in found if category is not None]
    weighty = [category for category in known if category not in {"other", "witness"}]
    return (weighty or known or ["other"])[0]


def _conjuncts(lower: Sequence[str]) -> list[list[str]]:
    """Split a role at "and" into parts that each hold a role noun, each up to its first link."""
    parts: list[list[str]] = [[]]
    for word in lower:
        if word in {"and", "&"} and any(_noun(one) for one in parts[-1]):
            parts.append([])
        else:
            parts[-1].append(word)
    cores = []
    for part in parts:
        link = next((i for i, word in enumerate(part) if i and word in _LINKS), len(part))
        cores.append(part[:link])
    return cores


def _of_noun_phrase(
    core: Sequence[str], words: Sequence[str], lower: Sequence[str], organization: str | None
) -> str | None:
    """Return the category of one noun phrase ``core`` of a role; the whole role is its context."""
    head = next((i for i in reversed(range(len(core))) if _noun(core[i])), None)
    if head is None:
        return None
    noun = _noun(core[head]) or ""
    before, context = set(core[:head]), set(lower) - {core[head]}
    for pairs, category in PAIRS.get(noun, {}).items():
        if set(pairs.split()) & (before | context if noun not in {"chief", "general"} else _near(lower, core[head])):
            return category
    if noun in DEPENDENT:
        return _of_dependent(noun, words, lower, context, organization)
    if noun in PARTIES:
        return "legislator" if organization or any(is_place(word) for word in words) else "other"
    return _category_of().get(noun) or _of_suffix(noun)


def _near(lower: Sequence[str], head: str) -> set[str]:
    """Return the words next to a head, "of" left out: "chief of staff", "attorney general"."""
    index = lower.index(head)
    return set(lower[max(0, index - 1) : index + 3]) - {"of", head}


def _of_dependent(
    noun: str, words: Sequence[str], lower: Sequence[str], context: set[str], organization: str | None
) -> str:
    """Return the category of a head that says little by itself."""
    order, bare, named = DEPENDENT[noun]
    if {"national", "committee"} <= context and BODIES["candidate"] & context:
        return "candidate"
    for category in order.split():
        if BODIES[category] & context:
            if noun in {"president", "chancellor"} and category == "expert" and context & _UNIVERSITIES:
                return "education"
            return category
    if noun in {"representative", "captain", "inspector"} and any(
        word.lower() == noun and word[0].isupper() for word in words
    ):
        return {"representative": "legislator", "captain": "military", "inspector": "police"}[noun]
    if any(is_place(word) for word in words) and noun != "captain":
        return bare if bare in {"executive", "official"} or noun != "leader" else "executive"
    of_name = organization is not None and any(word[0].isupper() for word in organization.split())
    return named if of_name or (organization is not None and bare == "executive") else bare


def _of_suffix(noun: str) -> str:
    return "expert" if noun.endswith("ologist") else "business" if noun.endswith(("maker", "owner")) else "other"


def is_clause(role: str) -> bool:
    """Tell whether a role is a clause, "chairs the harbor commission", rather than a noun phrase."""
    words = role.split()
    if words[0] in {"has", "had"}:
        words = words[1:]
    return (
        len(words) > 1
        and words[0] in _verbs()
        and words[1] not in {"of", "and"}
        and not (is_role_noun(words[0]) and words[1] in _LINKS)
    )


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(verb for verbs in VERBS.values() for verb in verbs.split())


def _of_clause(lower: Sequence[str], organization: str | None) -> str:
    """Return the category of "chairs the harbor commission": the body tells, else the verb."""
    verb = next(word for word in lower if word in _verbs())
    told = next(category for category, verbs in VERBS.items() if verb in verbs.split())
    if told in {"sport", "expert", "education", "culture", "media"}:
        return told
    context = {word.strip(".,").lower() for word in organization.split()} if organization else set(lower)
    context -= {"team", "group"}
    shown = (category for category, bodies in BODIES.items() if category != "spokesperson" and bodies & context)
    return next(shown, told)
