"""Whether two names may be one entity's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from quotes import english

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def name_words(name: str | None) -> tuple[str, ...]:
    """Return the words of a name that tell its entity: lower case, no titles, initials' dots, accents or particles."""
    if not name:
        return ()
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    words = [re.sub(r"['’]s$", "", word.lower()) for word in _WORD.findall(plain)]
    told = [word for word in words if word not in english.NO_PART_OF_ENTITY and word not in english.HONORIFICS]
    while len(told) > 1 and told[0] in english.TITLES:
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
    return any({left, right} <= names for names in english.NICKNAMES)


def _alike(left: str, right: str) -> bool:
    """Say whether two words are one name in two spellings: Zelensky and Zelenskyy, Kuznetsov and Kuznetzov."""
    if left == right:
        return True
    return min(len(left), len(right)) >= 5 and JaroWinkler.similarity(left, right) >= 0.93
