"""Find names in plain text: runs of capitalized words, with particles, initials and hyphens, without their titles."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from quotes import english

_WORD = rf"(?:{english.NAME_PREFIX}?[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w]*(?:[-‑'’][\w]+)*)"
_INITIALS = r"(?:[A-Z]\.(?:\s?[A-Z]\.)*)"
_NICKNAME = r"(?:\s+[“\"‘'(][A-ZÀ-Þ][\w-]+(?: [\w-]+)?[”\"’')])?"
_LINK = rf"(?:\s+(?:{english.NAME_PARTICLE}\s+|&\s+)?|\s+(?:al|el)[-‑])"
_ABBREVIATED = rf"(?:{english.one_of(english.ABBREVIATED_TITLES)}\.)"
_PART = rf"(?:{_ABBREVIATED}|{_INITIALS}|{_WORD})"
_NAME = re.compile(rf"(?<![\w@#/]){_PART}(?:{_NICKNAME}{_LINK}{_PART})*(?:,? {english.one_of(english.GENERATIONS)}\.)?")
_PARTY = re.compile(r"[RDI]-\w")
_PARTY_TAG = re.compile(r"\([RDI](?:-[\w.\s]*)?$")
_OF_TITLE = re.compile(rf"\b{english.TITLE_WITH_COMPLEMENT} of (?:the )?$")
_SPACED = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_BODY_OF = re.compile(
    rf"\b{english.BODY_WITH_COMPLEMENT} (?:of|for) (?:the )?{_WORD}(?:\s{_WORD})*(?:,? and {_WORD}(?:\s{_WORD})*)?"
)
_CONTRACTED = re.compile(rf"(\w+)['’]{english.one_of(english.CONTRACTED_ENDINGS)}$")
_KEPT_STOP = re.compile(rf"(?:\b[A-Z]|{english.one_of(english.GENERATIONS)})\.$")
_OWNER = re.compile(r"['’]s$")


class NameRun(NamedTuple):
    """A run of capitalized words ``text[start:end]`` without the titles before it (``title_start``: with them)."""

    start: int
    end: int
    title_start: int

    def of(self, text: str) -> str:
        """Return the name's characters."""
        return text[self.start : self.end]

    def is_title(self, text: str) -> bool:
        """Tell whether it is a title that stands for its holder: "the Prime Minister", "the State Secretary"."""
        words = self.of(text).split()
        last = words[-1].rstrip(".,").lower()
        if last in english.SURNAME_TITLES and len(words) > 1 and english.gender_of(words[-2]):
            return False  # Stephen King
        return last in english.TITLES


@functools.lru_cache(maxsize=256)  # mentions, contenders and entities ask for the same paragraphs
def find_names(text: str, start: int, end: int) -> tuple[NameRun, ...]:
    """Return the names in ``text[start:end]``, in order, found without a parse."""
    found: list[NameRun] = []
    for match in _NAME.finditer(text, start, end):
        if match.group().lower() in english.NO_NAMES:
            continue
        run = _run(text, match.start(), match.end())
        if run is not None and not (found and run.start < found[-1].end):
            found.append(_with_complement(text, run, end))
    return tuple(found)


def _with_complement(text: str, run: NameRun, end: int) -> NameRun:
    """Return the run with what belongs to a body's name: "Department" reaches over "of Agriculture"."""
    last = text.rfind(" ", run.start, run.end) + 1 or run.start
    body = _BODY_OF.match(text, last, end)
    return NameRun(run.title_start, body.end(), run.title_start) if body and body.end() > run.end else run


def _run(text: str, start: int, end: int) -> NameRun | None:
    """Return the name in one match of capitalized words, if there is one."""
    words = _without_stop_words(text, [match.span() for match in _SPACED.finditer(text, start, end)])
    if not words:
        return None
    title_start = words[0][0]
    words = _without_titles(text, words)
    name_start, name_end = words[0][0], _without_ending(text, words[0][0], words[-1][1])
    before = text[max(0, name_start - 10) : name_end].partition(")")[0]
    in_tag = "(" in before and _PARTY_TAG.search(before)
    if in_tag or _PARTY.match(text, name_start, name_end) or not any(map(str.isalpha, text[name_start:name_end])):
        return None
    return NameRun(name_start, name_end, title_start)


def _without_stop_words(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words without function words at either end and letters such as MP behind; a lone month is no name."""
    bare = [_bare(text, word) for word in words]
    first, last = 0, len(words)
    while first < last and _is_function_word(bare[first]):
        first += 1
    while first < last and bare[last - 1] in english.NO_NAMES:
        last -= 1
    while last - first > 1 and bare[last - 1] in english.POST_NOMINALS:
        last -= 1
    return [] if last - first == 1 and bare[first] in english.MONTHS else words[first:last]


def _is_function_word(word: str) -> bool:
    """Tell whether a word, lower case, is none of a name: "the", "it's", "don't"."""
    if word in english.NO_NAMES or word.isalpha():
        return word in english.NO_NAMES
    contracted = _CONTRACTED.match(word)
    return bool(contracted and contracted.group(1) in english.NO_NAMES) or word.endswith(("n't", "n’t"))


def _without_titles(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words behind the last title: "US Secretary of State Ann Orr" is "Ann Orr"."""
    if len(words) == 1:
        return words
    bare = [_bare(text, word) for word in words]
    if bare[-1] in english.SURNAME_TITLES and english.gender_of(bare[-2]):
        bare[-1] = ""  # "Judge Stephen King" has one title
    last_title = next((i for i in reversed(range(len(bare))) if bare[i] in english.TITLES), -1)
    if 0 <= last_title < len(words) - 1:
        words = words[last_title + 1 :]
    elif len(words) > 2 and english.ORGANIZATION_WORDS.isdisjoint(bare):
        owner = max((i for i, word in enumerate(bare[:-2]) if _OWNER.search(word)), default=-1)
        words = words[owner + 1 :]  # "Kenya's Ann Orr"
    start = words[0][0]
    if text.endswith(("of ", "of the "), 0, start) and _OF_TITLE.search(text, max(0, start - 24), start):
        while len(words) > 1 and _bare(text, words[0]) in english.DEPARTMENTS | {"and"}:
            words = words[1:]
        bodies = [i for i, word in enumerate(words[:-2]) if _bare(text, word) in english.ORGANIZATION_WORDS]
        words = words[bodies[-1] + 1 :] if bodies else words
    return words


def _without_ending(text: str, start: int, end: int) -> int:
    """Return where the name ends without a possessive or the full stop of its sentence."""
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive and (possessive.group() != "'" or text[possessive.start() - 1] == "s"):
        end = possessive.start()
    if text[end - 1] == "." and not _KEPT_STOP.search(text[start:end]):
        end -= 1
    return end


def _bare(text: str, word: tuple[int, int]) -> str:
    return text[word[0] : word[1]].rstrip(".,").lower()


def is_organization(words: str) -> bool:
    """Tell whether a name looks like a body's: an acronym, or with a word such as "Ministry" or "Inc"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    if parts[0] == "the" or (len(parts) == 1 and words.isupper() and 1 < len(words) <= 6 and words.isalpha()):
        return True
    return not english.ORGANIZATION_WORDS.isdisjoint(parts)
