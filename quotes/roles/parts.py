"""Turn a role phrase into a record: its title, its organization, its category, and whether it is still held."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes import english
from quotes.records import Role
from quotes.roles.categories import categorize, category_of_body, is_clause, owned_by_body

_LINK = re.compile(
    rf"\s+({english.one_of(english.LINKS - {'to'} | english.PLACE_PREPOSITIONS)}|(?:close |next )?to)\s+"
)
_ARTICLE = re.compile(rf"^{english.one_of(english.DETERMINERS)}\s+")
_PLACE_TAIL = re.compile(r"(?<=\w)\s+(?:(?:in|from|to)\s|on (?![A-Z])).*$")
_SECOND_ROLE = re.compile(r"(?<=\w)\s+and (?=[a-z])(.*)$")
_POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])\s+(.+)$")
_FIRST_WORD = re.compile(r"[A-Z][\w-]+(?= [a-z])")
_OPENING = re.compile(r"(?:^|[.?!:\n”\"’])\s*$")
_FEW = 3
_AUTHORS = frozenset("author co-author star".split())
_FORMERLY = re.compile(r"(?:ex|then)-(?=\w)")
_COMPOUND = re.compile(r"\S+-[a-z]+$")

_STATE_FIELDS = english.DEPARTMENTS | {"and"}
_PARTISAN_MODIFIERS = english.MODIFIERS | english.PARTIES
_NO_BODIES = frozenset("National State Federal Local Public Private Rural".split())
"""Adjectives of offices, with a capital in their names: of no body is a "Deputy Public Prosecutor"."""
_OWNERS = english.OWNERS_IN_ROLES | {"caucus", "conference", "fund", "school"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase ``text[start:end]``, and how much it is worth beside the entity's other roles.

    ``former`` says that the words around it tell that the role is over, ``affiliation`` that it names a body only.
    """

    start: int
    end: int
    score: float = 0.0
    former: bool = False
    affiliation: bool = False


def make_role(text: str, phrase: Phrase) -> Role:
    """Return the role record of a phrase, split into title and organization."""
    words, title = text[phrase.start : phrase.end], None
    if phrase.affiliation:
        organization: str | None = words
        category = category_of_body(words)
    else:
        title, organization = split_role(_in_sentence(text, phrase))
        category = categorize(words, organization)
    return Role(
        text=words,
        start=phrase.start,
        end=phrase.end,
        title=title and (words[: len(title)] if words.lower().startswith(title.lower()) else title),
        organization=organization,
        category=category,
        status="former" if phrase.former or _is_over(words) else "current",
    )


def gives_way(role: Role) -> bool:
    """Tell whether a role says less than a noun for its holder: "husband", "Orr's daughter", "teaches fifth class"."""
    return _head(role) in english.KIN or is_clause(role.text)


def repeats(clause: Role, role: Role) -> bool:
    """Tell whether a noun says no more of somebody than a clause: "shop owner", beside "owns the chip shop"."""
    return clause.title is not None and is_clause(clause.text) and _head(role) == clause.title


def says_little(role: Role) -> bool:
    """Tell whether a role says no more of somebody than kin does: "pensioner", "resident"."""
    return _head(role) in english.LOW_ROLES | english.NO_ROLES | english.AGES | english.VAGUE_PERSONS


def _head(role: Role) -> str | None:
    """Return the noun of a title, the last of several: of "nephew of Orr and investor" the investor."""
    if role.title is None:
        return None
    return role.title.rpartition(" and ")[2].partition(" of ")[0].rsplit(maxsplit=1)[-1].lower()


def _in_sentence(text: str, phrase: Phrase) -> str:
    """Return a role phrase without the capital that its first word has for opening a sentence: "Local", "Public"."""
    words = text[phrase.start : phrase.end]
    first = _FIRST_WORD.match(words)
    if first is None or not _OPENING.search(text, max(0, phrase.start - _FEW), phrase.start):
        return words
    word = first.group().lower()
    common = (
        word in english.COMMON_MODIFIERS
        or re.search(rf"(?<![\w’'-]){word}\b", text)
        or (english.ends_like_adjective(word) and not re.search(rf"[a-z,] {first.group()}\b", text))
    )
    return words[0].lower() + words[1:] if common else words


def _is_over(words: str) -> bool:
    """Tell whether a role phrase says itself that the role is no longer held: "former …", "ex-…", "led the …"."""
    parts = words.lower().split()
    if is_clause(words):
        return parts[0] not in {"has", "had"} and english.is_over(parts[0])
    title, _ = _split_phrase(words)  # of "the former president's spokesman" only "spokesman"
    first = re.split(r" (?:and|&|of|for|at|to|in) ", title.lower(), maxsplit=1)[0]
    return not english.NO_LONGER.isdisjoint(first.split()) or bool(_FORMERLY.match(first))


def _without_former(title: str) -> str:
    """Return a title without the words that say that it is no longer held."""
    words = title.split()
    kept = [word for word in words if word.lower() not in english.NO_LONGER] or words
    return _FORMERLY.sub("", " ".join(kept))


def split_role(words: str) -> tuple[str, str | None]:
    """Split a role phrase into title and organization: "spokesman for the ministry", "Pentagon spokesman".

    A title is an office or an occupation: of "chairs the board" it is "chair", of "former senator" it is "senator".
    """
    if words.lower() in english.COURT_ROLES:
        return english.COURT_ROLES[words.lower()], None
    if is_clause(words):
        return _split_clause(words)
    title, organization = _split_phrase(words)
    return _without_former(title), organization


def _split_phrase(words: str) -> tuple[str, str | None]:
    core, complements = _cut(words)
    if (owned := owned_by_body(words)) is not None:
        return owned[1], owned[0]
    kin = core.split()[-1].lower() in english.KIN
    owner, title = _owner_before(core)
    end = len(core)
    for link, text in complements:
        if _names_body(link, text, core, kin):
            body = _ARTICLE.sub("", words[words.index(text, end) :])
            return title + words[len(core) : end], owner or _without_tail(body)
        end = words.index(text, end) + len(text)
    return title + words[len(core) :], None if kin else owner


def _split_clause(words: str) -> tuple[str, str | None]:
    """Return who does what a clause says, and the body: "leads the hazards team at the Safety Board"."""
    verb, _, rest = re.sub(r"^(?:has|had) ", "", words).partition(" ")
    office = english.OFFICE_OF_VERB[verb]
    body, complements = _cut(rest)
    if _has_name(body) or (verb in english.OFFICE_VERBS and _has_body(body)):
        return office, _ARTICLE.sub("", rest)
    start = len(body)
    for link, text in complements:
        place = rest.index(text, start)
        if link != "of" and _has_name(text):
            return office, _ARTICLE.sub("", rest[place:])
        start = place + len(text)
    return office, None


def _cut(words: str) -> tuple[str, list[tuple[str, str]]]:
    """Cut a phrase at its links: "head", [("of", "virology"), ("at", "the institute")]."""
    parts = _LINK.split(words)
    return parts[0], [(link, _conjunct(text)) for link, text in zip(parts[1::2], parts[2::2], strict=True)]


def _conjunct(text: str) -> str:
    """Return a complement without the second role behind it: "Yale and author"."""
    first, _, second = text.partition(" and ")
    return first if any(english.is_role_noun(word.lower()) for word in second.split()) else text


def _without_tail(body: str) -> str:
    """Return a body without the place or the second role behind it: "the Institute [in Osk]", "Yale [and author]"."""
    second = _SECOND_ROLE.search(body)
    if second is not None and any(english.is_role_noun(word.strip(".,").lower()) for word in second[1].split()):
        body = body[: second.start()]
    return _PLACE_TAIL.sub("", body)


def _names_person_or_work(core: str, bare: str) -> bool:
    """Tell whether a complement names a person or a work: "for the buyer", "to President Orr", "of The Long Wall"."""
    words = bare.split()
    if core.rsplit(maxsplit=1)[-1].lower() in _AUTHORS and not _has_body(bare):
        return True
    if words[-1].islower() and english.is_role_noun(words[-1]) and words[-1] not in english.BODY_KINDS:
        return True
    return words[0][0].isupper() and words[0].rstrip(".").lower() in english.TITLES - english.DEPARTMENTS


def _names_body(link: str, text: str, core: str, kin: bool) -> bool:
    """Tell whether a complement names a body or a place rather than a field: "of virology", "of state"."""
    if link == "of" and all(word.lower().strip(",") in _STATE_FIELDS for word in text.split()):
        return False
    bare = _ARTICLE.sub("", text)
    words = bare.split()
    if not words or _names_person_or_work(core, bare):
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
    return bool(last) and last[0].lower().strip(".,") in english.BODIES_OF_ROLES | english.BODY_KINDS


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
    if last <= first or _COMPOUND.match(parts[last]) or (last == first + 1 and parts[first] in _NO_BODIES):
        return None, words
    return " ".join(parts[first:last]), " ".join(parts[:first] + parts[last:])


def _is_person(words: str) -> bool:
    """Tell whether a possessor is a person with a title, or by a title: "Mr. Oke", "Rep. Ann Orr", "the president"."""
    last = words.rsplit(maxsplit=1)[-1]
    if last.islower() and english.is_role_noun(last) and last not in english.NAMES_OF_BODIES:
        return True
    return any(word.rstrip(".").lower() in english.PERSONAL_TITLES for word in words.split()[:-1])


def _is_modifier(part: str) -> bool:
    return (
        bool(_COMPOUND.match(part))
        or part.lower() in _PARTISAN_MODIFIERS
        or part in english.LOWER_MODIFIERS
        or part.lower() in english.PEOPLES
        or english.is_demonym(part.rsplit("-", 1)[-1])
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
    if bare == "force":
        return False  # "Air Force major"
    return bare in english.TITLE_WORDS or english.is_role_noun(bare) or part.endswith(("'s", "’s"))
