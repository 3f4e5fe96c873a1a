"""Find names in plain text: runs of capitalized words, with particles, initials and hyphens, without their titles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes import english
from quotes.names.titles import Spans, bare_word, is_surname_here, opens_sentence, without_titles
from quotes.names.usage import Usage, plain, usage

_LETTER = r"[\w\u0300-\u036f\u00ad]"  # with accents of their own, and soft hyphens
_OF_SEVERAL = rf"(?<=s)['’](?=\s(?:[A-Z]{_LETTER}*\s){{0,3}}{english.BODY_IN_NAME}\b)"  # "Dockers' Union"
_WORD = rf"(?:{english.NAME_PREFIX}?[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]{_LETTER}*(?:[-‑'’]{_LETTER}+)*(?:{_OF_SEVERAL})?)"
_INITIALS = r"(?:[A-Z]\.(?:\s?[A-Z]\.)*)"
_NICKNAME = r"(?:\s+[“\"‘'(][A-ZÀ-Þ][\w-]+(?: [\w-]+)?[”\"’')])?"
_LINK = rf"(?:\s+(?:{english.NAME_PARTICLE}\s+|&\s+)?|\s+(?:al|el)[-‑])"
_ABBREVIATED = rf"(?:{english.one_of(english.ABBREVIATED_TITLES)}\.)"
_PART = rf"(?:{_ABBREVIATED}|{_INITIALS}|{_WORD})"
_NAME = re.compile(rf"(?<![\w@#/]){_PART}(?:{_NICKNAME}{_LINK}{_PART})*(?:,? {english.one_of(english.GENERATIONS)}\.)?")
_PARTY = re.compile(r"[RDI]-\w")
_PARTY_TAG = re.compile(r"\([RDI](?:-[\w.\s]*)?$")
_SPACED = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWN_POSSESSIVE = re.compile(r" (?:said|says|told|tells|announced|has|had|will|would)\b")  # "McDorrit's said"
_BODY_OF = re.compile(
    rf"\b{english.BODY_WITH_COMPLEMENT} (?:of|for) (?:the )?{_WORD}(?:\s{_WORD})*(?:,? and {_WORD}(?:\s{_WORD})*)?"
)
_CONTRACTED = re.compile(rf"(\w+)['’]{english.one_of(english.CONTRACTED_ENDINGS)}$")
_KEPT_STOP = re.compile(rf"(?:\b[A-Z]|{english.one_of(english.GENERATIONS)})\.$")
_WHEN = re.compile(rf"\b{english.one_of(english.BEFORE_TIMES, capital=True)} $")
_DATE_BEHIND = re.compile(r",? \d")
_QUESTION = re.compile(r"[^.?!\n]{0,300}\?")
_ACTS = re.compile(
    r"['’]s\b|,|:| (?:who|also|then|later|told|wrote|had|left|went|made|took|put|did|\w+ed|\w+s|in recent)\b"
)
_SAID_BEFORE = re.compile(r"\b(?:said|says|told|asked|added) $")
_NEVER_NAMES = english.NO_NAMES - english.NAMES_TOO - english.WEEKDAYS
_PARTICLE_BEFORE = re.compile(rf"(?<!\w){english.one_of(english.LEADING_PARTICLES)}\s$")
_LAST_OF_PARTICLES = tuple(f"{word.split()[-1]} " for word in english.LEADING_PARTICLES)
_REACH = 12
"""Characters before a word that tell whether it says when."""


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
        words = [word.rstrip(".,") for word in self.of(text).split()]
        if is_surname_here(words):
            return False  # Stephen King
        return words[-1].lower() in english.TITLES


@functools.lru_cache(maxsize=256)  # mentions, contenders and entities ask for the same paragraphs
def find_names(text: str, start: int, end: int) -> tuple[NameRun, ...]:
    """Return the names in ``text[start:end]``, in order, found without a parse."""
    found: list[NameRun] = []
    shown = usage(text)
    for match in _NAME.finditer(text, start, end):
        if match.group().lower() in _NEVER_NAMES:
            continue
        for words in _pieces(text, match, shown):
            run = _run(text, words, shown)
            if run is None:
                continue
            if found and run.title_start < found[-1].end:
                if run.start < found[-1].end:
                    continue
                run = NameRun(run.start, run.end, found.pop().title_start)  # "Bank of Kell Governor Ann Orr"
            found.append(_with_complement(text, run, end, shown))
    return tuple(found)


def _pieces(text: str, match: re.Match[str], shown: Usage) -> Iterator[Spans]:
    """Yield the words of a run; in a line in headline case those stretches that the rest of the article confirms."""
    words = [word.span() for word in _SPACED.finditer(text, *match.span())]
    if not shown.in_headline(match.start()):
        yield words
        return
    piece: Spans = []
    for word in words:
        bare = plain(text[word[0] : word[1]].rstrip(","))
        before = plain(text[piece[-1][0] : piece[-1][1]].rstrip(",")) if piece else ""
        known = shown.before.get(bare)
        if known is None:
            if piece:
                yield piece
            piece = []
        elif piece and before not in known:
            yield piece
            piece = [word]
        else:
            piece.append(word)
    if piece:
        yield piece


def _with_complement(text: str, run: NameRun, end: int, shown: Usage) -> NameRun:
    """Return the run with what belongs to a body's name: "Department" reaches over "of Agriculture"."""
    last = text.rfind(" ", run.start, run.end) + 1 or run.start
    body = _BODY_OF.match(text, last, end)
    if body is None or body.end() <= run.end:
        return run
    words = [word.span() for word in _SPACED.finditer(text, run.end, body.end()) if word.group()[0].isupper()]
    person = without_titles(text, words, shown)
    offices = [word for word in words[1 : len(words) - len(person)] if _is_office(bare_word(text, word))]
    named = len(person) > 1 and english.is_given_name(bare_word(text, person[0]))
    stop = offices[0][0] if offices else person[0][0] if named and len(person) < len(words) else body.end() + 1
    return NameRun(run.title_start, stop - 1, run.title_start)


def _is_office(word: str) -> bool:
    return english.is_person_noun(word) and word not in english.DEPARTMENTS


def _run(text: str, words: Spans, shown: Usage) -> NameRun | None:
    """Return the name in some capitalized words, if there is one."""
    words = _without_stop_words(text, words, shown)
    if not words:
        return None
    title_start = words[0][0]
    words = without_titles(text, words, shown)
    if words[0][0] == title_start:
        title_start = _particle_start(text, title_start)
        words = [(title_start, words[0][1]), *words[1:]]
    name_start, name_end = words[0][0], _without_ending(text, words[0][0], words[-1][1])
    before = text[max(0, name_start - 10) : name_end].partition(")")[0]
    in_tag = "(" in before and _PARTY_TAG.search(before)
    if in_tag or _PARTY.match(text, name_start, name_end) or not any(map(str.isalpha, text[name_start:name_end])):
        return None
    return NameRun(name_start, name_end, title_start)


def _particle_start(text: str, start: int) -> int:
    """Return where the particle before a name begins, if there is one: "van der Hoek said"."""
    if not text.endswith(_LAST_OF_PARTICLES, max(0, start - _REACH), start):
        return start
    particle = _PARTICLE_BEFORE.search(text, max(0, start - _REACH), start)
    return particle.start() if particle else start


def _without_stop_words(text: str, words: Spans, shown: Usage) -> Spans:
    """Return the words without function words at either end and letters such as MP behind; a lone month is no name."""
    bare = [bare_word(text, word) for word in words]
    first, last = 0, len(words)
    while first < last and _is_none_of_name(text, words, bare, first, shown):
        first += 1
    while first < last and _may_say_when(text, words[first:last], bare[last - 1]):
        if _is_surname(text, words[first:last], bare[last - 1], shown):
            break
        last -= 1
    while last - first > 1 and (bare[last - 1] in english.POST_NOMINALS or _is_label(text, words[last - 1])):
        last -= 1
    return words[first:last]


def _may_say_when(text: str, words: Spans, last: str) -> bool:
    """Tell whether the last word is a function word, or a month that is alone or before a day."""
    dated = len(words) == 1 or _DATE_BEHIND.match(text, words[-1][1])
    return last in english.NO_NAMES or bool(last in english.MONTHS and dated)


def _is_none_of_name(text: str, words: Spans, bare: Sequence[str], i: int, shown: Usage) -> bool:
    """Tell whether a word before others is none of the name: a function word, a label, or when it was."""
    word, start = bare[i], words[i][0]
    if i + 1 == len(words):
        return _is_function_word(word) and word not in english.NAMES_TOO | english.WEEKDAYS
    if _is_label(text, words[i]) or (word in english.MONTHS and _WHEN.search(text, max(0, start - _REACH), start)):
        return True
    if word in english.NAMES_TOO:
        return shown.in_headline(start) or (opens_sentence(text, start) and bool(_QUESTION.match(text, start)))
    return _is_function_word(word)


def _is_label(text: str, word: tuple[int, int]) -> bool:
    label = text[word[0] : word[1]]
    return label.isupper() and label.lower() in english.PAGE_LABELS


def _is_surname(text: str, words: Spans, last: str, shown: Usage) -> bool:
    """Tell whether the last word, a month, a day or "will" elsewhere, is somebody's surname: "Harriet May", "May"."""
    start, end = words[-1]
    if last not in english.NAMES_TOO | english.MONTHS | english.WEEKDAYS or _DATE_BEHIND.match(text, end):
        return False
    if _WHEN.search(text, max(0, start - _REACH), start):
        return False
    acts = _ACTS.match(text, end) or _SAID_BEFORE.search(text, max(0, start - _REACH), start)
    if len(words) == 1:
        return bool(acts) and shown.is_surname(plain(text[start:end]))
    before = text[words[-2][0] : words[-2][1]]
    named = english.is_given_name(before) or before.lower().rstrip(".") in english.TITLES
    if last in english.WEEKDAYS and (len(words) > 2 or not acts):
        return False
    return named and not shown.in_headline(start)


def _is_function_word(word: str) -> bool:
    """Tell whether a word, lower case, is none of a name: "the", "it's", "don't"."""
    if word in english.NO_NAMES or word.isalpha():
        return word in english.NO_NAMES
    contracted = _CONTRACTED.match(word)
    return bool(contracted and contracted.group(1) in english.NO_NAMES) or word.endswith(("n't", "n’t"))


def _without_ending(text: str, start: int, end: int) -> int:
    """Return where the name ends without a possessive or the full stop of its sentence."""
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive and (possessive.group() != "'" or text[possessive.start() - 1] == "s"):
        own = len(possessive.group()) == 2 and _OWN_POSSESSIVE.match(text, end)
        end = end if own else possessive.start()
    if text[end - 1] == "." and not _KEPT_STOP.search(text[start:end]):
        end -= 1
    return end


def is_organization(words: str) -> bool:
    """Tell whether a name looks like a body's: an acronym, or with a word such as "Ministry" or "Inc"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    if parts[0] == "the" or (len(parts) == 1 and words.isupper() and 1 < len(words) <= 6 and words.isalpha()):
        return True
    return not english.ORGANIZATION_WORDS.isdisjoint(parts)
