"""Whether two names may be one entity's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from quotes.english import lexicon

_PARTICLES = frozenset(
    "the of and for in on al el de del der di da du la le van von bin ben ibn jr sr ii iii iv".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NICKNAMES = (
    "alexander alex sasha", "andrew andy drew", "anthony tony", "benjamin ben", "charles charlie chuck",
    "christopher chris", "daniel dan danny", "david dave", "donald don", "edward ed eddie ted", "elizabeth liz beth",
    "gregory greg", "james jim jimmy", "jeffrey jeff", "jennifer jen jenny", "john jack johnny", "joseph joe",
    "katherine kathy kate katie", "kenneth ken", "lawrence larry", "margaret maggie peggy meg", "matthew matt",
    "michael mike", "nicholas nick", "patricia pat patty", "peter pete", "philip phil", "richard rich rick dick",
    "robert bob bobby rob", "ronald ron", "samuel sam", "stephen steve steven", "susan sue", "theodore ted",
    "thomas tom tommy", "timothy tim", "vladimir volodymyr", "william bill billy will",
)  # fmt: skip


def name_words(name: str | None) -> tuple[str, ...]:
    """Return the words of a name that tell its entity: lower case, no titles, initials' dots, accents or particles."""
    if not name:
        return ()
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    words = [re.sub(r"['’]s$", "", word.lower()) for word in _WORD.findall(plain)]
    told = [word for word in words if word not in _PARTICLES and word not in lexicon.HONORIFICS]
    while len(told) > 1 and told[0] in lexicon.TITLES:
        del told[0]
    return tuple(told or words)


def same_entity(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether two names, as ``name_words`` gives them, may be one entity's: "Patel" and "Vedant Patel" may.

    Variant spellings ("Zelensky"), initials and common nicknames are allowed for.
    """
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    if not shorter:
        return False
    if set(shorter) <= set(longer) or _is_acronym(shorter, longer):
        return True
    if not _alike(shorter[-1], longer[-1]):
        return len(shorter) == 1 and len(longer) > 1 and _alike(shorter[0], longer[0])
    return len(shorter) == 1 or _same_first(shorter[0], longer[0])


def _is_acronym(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    return len(shorter) == 1 and len(longer) > 1 and shorter[0] == "".join(word[0] for word in longer)


def _same_first(left: str, right: str) -> bool:
    if _alike(left, right) or left.startswith(right) or right.startswith(left):
        return True
    return any(left in names.split() and right in names.split() for names in _NICKNAMES)


def _alike(left: str, right: str) -> bool:
    """Say whether two words are one name in two spellings: Zelensky and Zelenskyy, Kuznetsov and Kuznetzov."""
    if left == right:
        return True
    return min(len(left), len(right)) >= 5 and JaroWinkler.similarity(left, right) >= 0.93
