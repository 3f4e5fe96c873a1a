"""The words of a quotation in the form in which two prints of them are the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from quotes import english
from quotes.clusters.numbers import join_numbers

STOP_WORDS = english.WORDS_WITHOUT_CONTENT | {"1"}  # numbers are in digits
_LETTERS_IN_BRACKETS = re.compile(r"[\[(](\w)[\])](?=\w)|(?<=\w)[\[(](\w{1,3})[\])]")
_BRACKETED = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_APOSTROPHES = "’‘ʼ`´"
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:'\w+)*|%|[.?!…]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quotation: ``stems`` without inflection, and which of them are ``names``."""

    stems: tuple[str, ...]
    names: frozenset[str]

    @property
    def content(self) -> int:
        """Return how many words carry content."""
        return len(self.stems) - sum(map(STOP_WORDS.__contains__, self.stems))


def words_of(text: str) -> Words:
    """Return the words of a quotation without what editors change.

    Gone are case, punctuation, accents, what an editor put in brackets, contractions, fillers, inflection, British
    spelling, and whether a number is in words or digits.
    """
    plain = text if text.isascii() and "`" not in text else _normalized(text)
    if "[" in plain or "(" in plain:
        plain = _without_brackets(_LETTERS_IN_BRACKETS.sub(r"\1\2", plain))
    plain = _in_full(plain)
    stems: list[str] = []
    names: set[str] = set()
    begins = True
    for word in join_numbers(_WORD.findall(_without_accents(plain))):
        if word in ".?!…":
            begins = True
            continue
        root = _root(word)
        if root is None:
            continue
        stems.append(root)
        if word[0].isupper() and not begins and root not in STOP_WORDS:
            names.add(root)
        begins = False
    return Words(tuple(stems), frozenset(names))


def _normalized(text: str) -> str:
    """Return a text with one form of each letter, and one apostrophe."""
    plain = unicodedata.normalize("NFKC", text)
    for mark in _APOSTROPHES:
        plain = plain.replace(mark, "'")
    return plain


def _in_full(plain: str) -> str:
    """Return a text with short forms spelt out."""
    lower = plain.lower()
    if any(part in lower for part in english.IN_WORDS_TO_SPELL_OUT):
        plain = english.TO_SPELL_OUT.sub(lambda found: english.SPELT_OUT[found.group().lower()], plain)
    if "-" in plain:
        plain = english.HYPHENED.sub(r"\1", plain)
    if "'" in plain:
        plain = english.SHORTENED.sub(lambda found: english.IN_FULL[found.lastindex or 0], plain)
    return plain


def _without_brackets(text: str) -> str:
    """Leave out the words in brackets, which are the editor's, unless hardly any other is there."""
    without = _BRACKETED.sub(" ", text)
    return without if len(without.split()) >= 2 else text


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


@functools.lru_cache(maxsize=2**16)
def _root(word: str) -> str | None:
    """Return the stem of a word; None of a filler."""
    lower = word.casefold()
    return None if lower in english.FILLERS else stem(lower)


@functools.lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """Return a word in lower case without inflection and British spelling."""
    if len(word) <= 3 or word in STOP_WORDS or word in english.NEGATIONS or word[0].isdigit():
        return word
    for pattern, spelling in (*english.SPELLINGS, *english.ENDINGS):
        word = pattern.sub(spelling, word)
    return word
