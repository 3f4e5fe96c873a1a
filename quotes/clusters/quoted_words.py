"""The words of a quotation in the form in which two prints of them are the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from quotes.clusters.numbers import join_numbers

STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been being but by can could did do does doing done down
    for from get got had has have having he her here hers him his how i if in into is it its just like may me might
    mine more most must my of off on one 1 only or other our ours out over own same shall she should single so some
    such than that the their theirs them then there these they this those through to too under up us very was we well
    were what when where which while who whom whose why will with would you your yours
    """.split()
)
NEGATIONS = frozenset("no not never none nobody nothing neither nor nowhere without".split())

_FILLERS = frozenset("uh um er erm hm hmm".split())
_LETTERS_IN_BRACKETS = re.compile(r"[\[(](\w)[\])](?=\w)|(?<=\w)[\[(](\w{1,3})[\])]")
_BRACKETED = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_SPELT_OUT = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "no one": "nobody",
    "no-one": "nobody",
}
_TO_SPELL_OUT = re.compile(rf"\b(?:{'|'.join(_SPELT_OUT)})\b", re.I)
_SHORTENED = (
    (re.compile(r"(?<=\w)n't\b", re.I), " not"),
    (re.compile(r"(?<=\w)'re\b", re.I), " are"),
    (re.compile(r"(?<=\w)'ll\b", re.I), " will"),
    (re.compile(r"(?<=\w)'ve\b", re.I), " have"),
    (re.compile(r"(?<=\w)'d\b", re.I), " would"),
    (re.compile(r"\b([Ii])'m\b"), r"\1 am"),
    (re.compile(r"\b(it|that|he|she|what|there|here|who|where|how)'s\b", re.I), r"\1 is"),
    (re.compile(r"(?<=\w)'s?(?!\w)"), ""),
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:'\w+)*|%|[.?!…]")
_SPELLINGS = (
    (re.compile(r"(\w{3,}[^aeiou])re$"), r"\1er"),  # metre, theatre
    (re.compile(r"(\w{3,})our$"), r"\1or"),  # labour, neighbour
    (re.compile(r"(\w{3,})is(e|ed|es|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"(\w{2,})fence$"), r"\1fense"),
    (re.compile(r"(\w+)gramme$"), r"\1gram"),
    (re.compile(r"(\w+)ll(ed|ing|er)$"), r"\1l\2"),  # travelled, cancelling
)
_ENDINGS = (
    (re.compile(r"(?<=\w{2})(?:ies|ied|ying|y)$"), "i"),
    (re.compile(r"(?<=\w{3})(?:ing|edly|ed|es|ly|s|e)$"), ""),
)
_HYPHENED = re.compile(r"\b(re|co|pre|non|anti|un|mid)-(?=\w)", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quotation: ``stems`` without inflection, and which of them are ``names``."""

    stems: tuple[str, ...]
    names: frozenset[str]

    @property
    def content(self) -> int:
        """Return how many words carry content."""
        return sum(stem not in STOP_WORDS for stem in self.stems)


def words_of(text: str) -> Words:
    """Return the words of a quotation without what editors change.

    Gone are case, punctuation, accents, what an editor put in brackets, contractions, fillers, inflection, British
    spelling, and whether a number is in words or digits.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    if "[" in plain or "(" in plain:
        plain = _without_brackets(_LETTERS_IN_BRACKETS.sub(r"\1\2", plain))
    plain = _TO_SPELL_OUT.sub(lambda found: _SPELT_OUT[found.group().lower()], plain)
    if "-" in plain:
        plain = _HYPHENED.sub(r"\1", plain)
    if "'" in plain:
        for pattern, words in _SHORTENED:
            plain = pattern.sub(words, plain)
    stems: list[str] = []
    names: set[str] = set()
    begins = True
    for word in join_numbers(_WORD.findall(_without_accents(plain))):
        if word in ".?!…":
            begins = True
            continue
        lower = word.casefold()
        if lower in _FILLERS:
            continue
        root = stem(lower)
        stems.append(root)
        if word[0].isupper() and not begins and root not in STOP_WORDS:
            names.add(root)
        begins = False
    return Words(tuple(stems), frozenset(names))


def _without_brackets(text: str) -> str:
    """Leave out the words in brackets, which are the editor's, unless hardly any other is there."""
    without = _BRACKETED.sub(" ", text)
    return without if len(without.split()) >= 2 else text


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


@functools.lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """Return a word in lower case without inflection and British spelling."""
    if len(word) <= 3 or word in STOP_WORDS or word in NEGATIONS or word[0].isdigit():
        return word
    for pattern, spelling in (*_SPELLINGS, *_ENDINGS):
        word = pattern.sub(spelling, word)
    return word
