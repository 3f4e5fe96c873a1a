"""Words that may stand before somebody's name with a capital that only the sentence gives them."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from quotes.english.role_words import ends_like_occupation
from quotes.english.roles import is_role_noun

_COMMON_WORDS = Path(__file__).parent / "common_words.txt"
_LINKED = ("of-", "in-", "at-", "turned-")
_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing|en)$")


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns for people and the adjectives."""
    text = _COMMON_WORDS.read_text(encoding="utf-8")
    persons, _, adjectives = text.partition("\npersons:\n")[2].partition("\nadjectives:\n")
    return frozenset(persons.split()), frozenset(adjectives.split())


@functools.lru_cache(maxsize=2**14)
def is_person_noun(word: str) -> bool:
    """Tell whether a word, lower case, says what somebody is: "farmer", "co-founder", "mother-of-two"."""
    if is_role_noun(word) or not _lists()[0].isdisjoint((word, word.removesuffix("s"))):
        return True
    first, hyphen, rest = word.partition("-")
    return bool(hyphen) and is_role_noun(first) and (rest.startswith(_LINKED) or is_role_noun(rest))


@functools.lru_cache(maxsize=2**14)
def may_describe(word: str) -> bool:
    """Tell whether a word, lower case, may only describe the person whose name follows it: "brave", "embattled"."""
    return word in _lists()[1] or bool(_PARTICIPLE.match(word)) or ends_like_occupation(word) or is_person_noun(word)
