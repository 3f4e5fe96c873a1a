"""Turn a role phrase into a record: its title, its organization and its category."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes import english
from quotes.records import Role
from quotes.roles.categories import categorize, is_clause

_LINK = re.compile(
    rf"\s+({english.one_of(english.LINKS - {'to'} | english.PLACE_PREPOSITIONS)}|(?:close |next )?to)\s+"
)
_ARTICLE = re.compile(rf"^{english.one_of(english.DETERMINERS)}\s+")
_PLACE_TAIL = re.compile(r"(?<=\w)\s+(?:(?:in|from|on|to)\s|and (?=[a-z])).*$")
_POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])\s+(.+)$")
_COMPOUND = re.compile(r"\S+-[a-z]+$")

_STATE_FIELDS = english.DEPARTMENTS | {"and"}
_PARTISAN_MODIFIERS = english.MODIFIERS | english.PARTIES
_OWNERS = english.OWNERS_IN_ROLES | {"caucus", "conference", "fund", "school"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase ``text[start:end]``, and how much it is worth beside the entity's other roles."""

    start: int
    end: int
    score: float = 0.0


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
    if is_clause(words):
        return _split_clause(words)
    core, complements = _cut(words)
    kin = core.split()[-1].lower() in english.KIN
    owner, title = _owner_before(core)
    end = len(core)
    for link, text in complements:
        if _names_body(link, text, core, kin):
            body = _ARTICLE.sub("", words[words.index(text, end) :])
            return title + words[len(core) : end], owner or _PLACE_TAIL.sub("", body)
        end = words.index(text, end) + len(text)
    return title + words[len(core) :], None if kin else owner


def _split_clause(words: str) -> tuple[str, str | None]:
    """Split "leads the hazards team at the Safety Board": the body is the object, or else what follows it."""
    match = re.match(r"(?:has |had )?\S+", words)
    verb, rest = match.group() if match else "", words[match.end() :].strip() if match else ""
    body, complements = _cut(rest)
    if _has_name(body) or (verb.split()[-1] in english.OFFICE_VERBS and _has_body(body)):
        return verb, _ARTICLE.sub("", rest)
    start = len(body)
    for link, text in complements:
        place = rest.index(text, start)
        if link != "of" and _has_name(text):
            return f"{verb} {rest[:place].rstrip().removesuffix(link).rstrip()}", _ARTICLE.sub("", rest[place:])
        start = place + len(text)
    return words, None


def _cut(words: str) -> tuple[str, list[tuple[str, str]]]:
    """Cut a phrase at its links: "head", [("of", "virology"), ("at", "the institute")]."""
    parts = _LINK.split(words)
    return parts[0], [(link, _conjunct(text)) for link, text in zip(parts[1::2], parts[2::2], strict=True)]


def _conjunct(text: str) -> str:
    """Return a complement without the second role behind it: "Yale and author"."""
    first, _, second = text.partition(" and ")
    return first if any(english.is_role_noun(word.lower()) for word in second.split()) else text


def _names_body(link: str, text: str, core: str, kin: bool) -> bool:
    """Tell whether a complement names a body or a place rather than a field: "of virology", "of state"."""
    if link == "of" and all(word.lower().strip(",") in _STATE_FIELDS for word in text.split()):
        return False
    bare = _ARTICLE.sub("", text)
    words = bare.split()
    if not words or (words[0][0].isupper() and words[0].rstrip(".").lower() in english.TITLES - english.DEPARTMENTS):
        return False
    if (
        words[-1].lower() in english.FIELDS
        or (link in {"on", "with"} and not _has_name(bare))
        or (link == "on" and not _has_body(bare))
    ):
        return _has_body(bare)
    if kin:
        return link in {"at", "in", "from"} and _has_name(bare)
    if _has_name(bare) or _has_body(bare):
        return True
    speaks = categorize(core) in {"spokesperson", "legal"}
    return link in {"at", "with", "from"} or (link == "for" and speaks)


def _has_name(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split())


def _has_body(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1:]
    return bool(last) and last[0].lower().strip(".,") in english.BODIES_OF_ROLES


def _owner_before(words: str) -> tuple[str | None, str]:
    """Split "Ukraine's foreign minister" and "former Pentagon spokesman" into owner and title."""
    possessive = _POSSESSIVE.match(words)
    if possessive:
        return (None if _is_person(possessive.group(1)) else possessive.group(1)), possessive.group(2)
    parts = words.split()
    first = 0
    while first < len(parts) - 1 and _is_modifier(parts[first]):
        first += 1
    last = _owner_end(parts, first)
    if last > first and parts[last - 1].lower() in _OWNERS:
        while (
            first
            and parts[first - 1][0].isupper()
            and (parts[first - 1].lower() in english.PARTIES or english.is_demonym(parts[first - 1]))
        ):
            first -= 1
    if last <= first or _COMPOUND.match(parts[last]) or parts[first:last] in (["National"], ["State"], ["Federal"]):
        return None, words
    return " ".join(parts[first:last]), " ".join(parts[:first] + parts[last:])


def _is_person(words: str) -> bool:
    """Tell whether a possessor is a person with a title: "Mr. Oke", "Rep. Ann Orr"."""
    return any(word.rstrip(".").lower() in english.PERSONAL_TITLES for word in words.split()[:-1])


def _is_modifier(part: str) -> bool:
    return (
        bool(_COMPOUND.match(part))
        or part.lower() in _PARTISAN_MODIFIERS
        or part in english.LOWER_MODIFIERS
        or english.is_demonym(part)
    )


def _owner_end(parts: list[str], first: int) -> int:
    """Return where the name of a body or place at ``first`` ends, before the title."""
    end = first
    while end < len(parts) - 1 and (parts[end][0].isupper() or _joins(parts, first, end)):
        if _in_title(parts[end]) or _COMPOUND.match(parts[end]):
            break
        end += 1
    bodies = [
        i for i in range(first, len(parts) - 1) if parts[i][0].isupper() and parts[i].lower() in english.OWNERS_IN_ROLES
    ]
    while bodies and not all(part[0].isupper() or part in {"and", "&"} for part in parts[first : bodies[-1]]):
        bodies.pop()
    end = max(end, bodies[-1] + 1) if bodies else end
    if first < end < len(parts) - 1 and parts[end] in english.BODIES_BEFORE_TITLES:
        end += 1
    return end


def _joins(parts: list[str], first: int, index: int) -> bool:
    return first < index and parts[index] in {"&", "and"} and parts[index + 1][0].isupper()


def _in_title(part: str) -> bool:
    bare = part.lower().rstrip(".,")
    if part[0].isupper() and bare.endswith("s") and english.is_role_noun(bare[:-1]):
        return False  # "United Dockworkers"
    return bare in english.TITLE_WORDS or english.is_role_noun(bare) or part.endswith(("'s", "’s"))
