"""Find names in plain text: runs of capitalized words, with particles, initials and hyphens, without their titles."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from quotes.english import lexicon

_PARTICLE = (
    r"(?:de la|de los|de las|van der|van den|van de|von der|de|da|do|dos|das|del|della|der|den|di|du|la|le|van|von|"
    r"bin|bint|ibn|al|el|abu|ter|ten|zu|y|e)"
)
_WORD = r"(?:(?:(?:al|el|an|ad|ash|as|at|ar|ould)[-‑]|[dDlL]['’]|O['’]|Mc|Mac)?[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w]*(?:[-‑'’][\w]+)*)"
_INITIALS = r"(?:[A-Z]\.(?:\s?[A-Z]\.)*)"
_NICKNAME = r"(?:\s+[“\"‘'(][A-ZÀ-Þ][\w-]+(?: [\w-]+)?[”\"’')])?"
_LINK = rf"(?:\s+(?:{_PARTICLE}\s+|&\s+)?|\s+(?:al|el)[-‑])"
_ABBREVIATED = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Lt|Gen|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Det|Insp|Supt|Rev|Fr|St|Hon|"
    r"Cllr|Messrs)\.)"
)
_PART = rf"(?:{_ABBREVIATED}|{_INITIALS}|{_WORD})"
_NAME = re.compile(rf"(?<![\w@#/]){_PART}(?:{_NICKNAME}{_LINK}{_PART})*(?:,? (?:Jr|Sr)\.)?")
_PARTY = re.compile(r"[RDI]-\w")
_PARTY_TAG = re.compile(r"\([RDI](?:-[\w.\s]*)?$")
_OF_TITLE = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|[Dd]irector|[Cc]hief|[Hh]ead|[Cc]ommissioner|[Dd]epartment|[Cc]hair\w*|CEO|[Pp]resident|"
    r"[Ff]ounder|[Mm]ember|[Ll]eader) of "
    r"(?:the )?$"
)
_SPACED = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP_WORDS = frozenset(
    """
    a an the this that these those he she it they we i you his her its their our my your who what which when
    where why how but and or nor so yet if then else as at by for from in into of on onto off over under to up
    with without within about after before since until till while during against among between through across
    despite although though because however meanwhile moreover also still even just only not no yes there here
    now today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday asked speaking
    according other others another some many most more all both each every any several few one two three four
    five six seven eight nine ten last next first second third once later earlier ago is are was were be been
    being am do does did has have had will would can could should may might must shall let asked like unlike
    instead perhaps maybe indeed finally again recently officially critics officials photo image video read
    related share advertisement nobody somebody anybody everybody someone anyone everyone nothing something
    anything everything
    """.split()
)
_POST_NOMINALS = frozenset("mp mps kc qc sc mbe obe cbe phd md td msp mep".split())
_BODY_OF = re.compile(
    rf"\b(?:Department|Ministry|Bank|University|Institute|Council|Board|Office|Church|House|Chamber|Association|Society|"
    rf"Federation|Union|League|Conference|Academy|Museum|School|College|Court|Bureau|Institution|Centre|Center|Agency|Committee|Coalition)"
    rf" (?:of|for) (?:the )?{_WORD}(?:\s{_WORD})*(?:,? and {_WORD}(?:\s{_WORD})*)?"
)
_CONTRACTED = re.compile(r"(\w+)['’](?:s|re|ve|ll|d|m)$")
_OWNER = re.compile(r"['’]s$")
_SURNAMES = frozenset(
    "king pope prince bishop dean judge justice cardinal duke major marshal lord pastor baron chief".split()
)
"""Titles that are surnames too."""
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december  jan feb mar apr jun
    jul aug sep sept oct nov dec
    """.split()
)


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
        if last in _SURNAMES and len(words) > 1 and lexicon.gender_of(words[-2]):
            return False  # Stephen King
        return last in lexicon.TITLES


@functools.lru_cache(maxsize=256)  # mentions, contenders and entities ask for the same paragraphs
def find_names(text: str, start: int, end: int) -> tuple[NameRun, ...]:
    """Return the names in ``text[start:end]``, in order, found without a parse."""
    found: list[NameRun] = []
    for match in _NAME.finditer(text, start, end):
        if match.group().lower() in _STOP_WORDS:
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
    while first < last and bare[last - 1] in _STOP_WORDS:
        last -= 1
    while last - first > 1 and bare[last - 1] in _POST_NOMINALS:
        last -= 1
    return [] if last - first == 1 and bare[first] in _MONTHS else words[first:last]


def _is_function_word(word: str) -> bool:
    """Tell whether a word, lower case, is none of a name: "the", "it's", "don't"."""
    if word in _STOP_WORDS or word.isalpha():
        return word in _STOP_WORDS
    contracted = _CONTRACTED.match(word)
    return bool(contracted and contracted.group(1) in _STOP_WORDS) or word.endswith(("n't", "n’t"))


def _without_titles(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words behind the last title: "US Secretary of State Ann Orr" is "Ann Orr"."""
    if len(words) == 1:
        return words
    bare = [_bare(text, word) for word in words]
    if bare[-1] in _SURNAMES and lexicon.gender_of(bare[-2]):
        bare[-1] = ""  # "Judge Stephen King" has one title
    last_title = next((i for i in reversed(range(len(bare))) if bare[i] in lexicon.TITLES), -1)
    if 0 <= last_title < len(words) - 1:
        words = words[last_title + 1 :]
    elif len(words) > 2 and lexicon.ORGANIZATION_WORDS.isdisjoint(bare):
        owner = max((i for i, word in enumerate(bare[:-2]) if _OWNER.search(word)), default=-1)
        words = words[owner + 1 :]  # "Kenya's Ann Orr"
    start = words[0][0]
    if text.endswith(("of ", "of the "), 0, start) and _OF_TITLE.search(text, max(0, start - 24), start):
        while len(words) > 1 and _bare(text, words[0]) in lexicon.DEPARTMENTS | {"and"}:
            words = words[1:]
        bodies = [i for i, word in enumerate(words[:-2]) if _bare(text, word) in lexicon.ORGANIZATION_WORDS]
        words = words[bodies[-1] + 1 :] if bodies else words
    return words


def _without_ending(text: str, start: int, end: int) -> int:
    """Return where the name ends without a possessive or the full stop of its sentence."""
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive and (possessive.group() != "'" or text[possessive.start() - 1] == "s"):
        end = possessive.start()
    if text[end - 1] == "." and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", text[start:end]):
        end -= 1
    return end


def _bare(text: str, word: tuple[int, int]) -> str:
    return text[word[0] : word[1]].rstrip(".,").lower()


def is_organization(words: str) -> bool:
    """Tell whether a name looks like a body's: an acronym, or with a word such as "Ministry" or "Inc"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    if parts[0] == "the" or (len(parts) == 1 and words.isupper() and 1 < len(words) <= 6 and words.isalpha()):
        return True
    return not lexicon.ORGANIZATION_WORDS.isdisjoint(parts)
