"""Collect every occurrence of a name in an article, in text order."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from quotes import english
from quotes.detection import Layout
from quotes.names.runs import NameRun, find_names, is_organization
from quotes.names.titles import opens_sentence
from quotes.names.usage import is_headline, usage

_MOST_WORDS = 6
_BEHIND_QUOTED = ("” ", '" ', "’ ", "' ")
_VERB_BEHIND = re.compile(
    rf"{english.LETTERS_BEHIND_NAMES}?"
    r"(?:,[^.;:“”\"]{1,160},| [—–-] [^.;:“”\"—–]{1,90} [—–-]| \([^)]{1,40}\),?|,)? "
    rf"(?:{english.one_of(english.PASTS_BEHIND_NAMES)}|says|tells|is|has|will|would|could|does|\w{{2,}}ed|who)\b"
)
_LETTERS = re.compile(r"[A-Z]{2,4} (?=\w+ )")
_COMMON_ENDING = re.compile(r"^(?!.+[A-Z])[A-Z][a-z]+(?:[^sui]s|ly|[^aeiou](?:ed|est|ing))$")
_SPEAKS = re.compile(rf"['’]|,? (?:has|is|was|does|{english.one_of(english.REPORTING_FORMS)})\b")
_GOVERNED = re.compile(rf"\b{english.one_of(english.PREPOSITIONS)} (?:the )?$")


class Name(NamedTuple):
    """One occurrence of a name: ``text[start:end]``, behind the titles from ``title_start`` on.

    ``subject`` says that it looks like the subject of its clause.
    """

    start: int
    end: int
    title_start: int
    words: str
    paragraph: int
    quoted: bool
    subject: bool


def collect_names(layout: Layout, subjects: Collection[int] = ()) -> list[Name]:
    """Return the names of a text in order; of headlines, where every word is capitalized, those that prose confirms.

    A full name that is told there alone counts too.

    ``subjects`` are the starts of names that a parse says are subjects; elsewhere the next word tells.
    """
    text = layout.text
    found: list[Name] = []
    doubtful: list[Name] = []
    headlined: list[Name] = []
    common = set(text.split())
    runs = [find_names(text, paragraph.start, paragraph.end) for paragraph in layout.paragraphs]
    written = {run.of(text) for of_paragraph in runs for run in of_paragraph}
    for index, paragraph in enumerate(layout.paragraphs):
        headline = is_headline(text[paragraph.start : paragraph.end])
        for run in (_without_letters(text, one, written) for one in runs[index]):
            words = " ".join(run.of(text).split())
            if (
                len(words) < 2
                or words.count(" ") >= _MOST_WORDS
                or ((" " in words or words.isupper()) and run.is_title(text))
                or run.is_inhabitant(text)
            ):
                continue
            has_capital = run.title_start == run.start and opens_sentence(text, run.start)
            if (has_capital or _opens_headline(text, run.title_start)) and _is_common(text, words, common):
                continue
            quoted = layout.is_quoted(run.start)
            subject = run.start in subjects or _is_subject(text, run)
            name = Name(run.start, run.end, run.title_start, words, index, quoted, subject)
            if headline and not _is_nowhere_else(text, words):
                headlined.append(name)
                continue
            found.append(name)
            if has_capital and _seems_common(text, name):
                doubtful.append(name)
    starts = {name.start for name in doubtful}
    sure = {name.words for name in found if name.start not in starts}  # it also stands within a sentence, or speaks
    known = {name.words for name in found if name.start not in starts or name.words in sure}
    known |= {words.rpartition(" ")[2] for words in known}
    if not known:  # a headline is all there is
        known = {name.words for name in headlined if english.is_given_name(name.words.partition(" ")[0])}
    return sorted(name for name in (*found, *headlined) if name.words in known)


def _without_letters(text: str, run: NameRun, written: Collection[str]) -> NameRun:
    """Return a name without letters before it, as of an office, if it is written without elsewhere: "QB Ann Orr"."""
    letters = _LETTERS.match(text, run.start, run.end)
    rest = text[letters.end() : run.end] if letters else ""
    return run._replace(start=letters.end()) if letters and rest in written and not is_organization(rest) else run


def _is_nowhere_else(text: str, words: str) -> bool:
    """Tell whether a line in capitals tells somebody's full name, of whom the text has the given name alone."""
    given, _, surname = words.partition(" ")
    shown = usage(text)
    return given not in shown.before.get(surname, ()) and shown.is_full_name(given, surname)


def _opens_headline(text: str, start: int) -> bool:
    """Tell whether a word stands behind quoted words that no stop ends: "‘I STILL CAN’ Gran, 81, skates"."""
    return text[max(0, start - 2) : start] in _BEHIND_QUOTED and text[start - 3 : start - 2].isalnum()


def _is_common(text: str, words: str, common: Collection[str]) -> bool:
    """Tell whether a word with which a sentence opens is written small elsewhere, or a noun: "Gran, 81, walks home"."""
    word, shown = words.lower(), usage(text)
    if word in common:
        return not shown.is_surname(words)
    return english.is_person_noun(word) and not any(shown.before.get(words, ()))


def _seems_common(text: str, name: Name) -> bool:
    """Tell whether a word that opens a sentence seems a plural, an adverb, a participle: "Leaflets that", "Hardest".

    None is a word with a capital inside: "DriveWest posted".
    """
    word = name.words
    if not _COMMON_ENDING.search(word) or english.is_given_name(word) or usage(text).is_surname(word):
        return False
    return not _SPEAKS.match(text, name.end)


def _is_subject(text: str, run: NameRun) -> bool:
    """Tell whether a verb follows a name, perhaps behind an aside, and no preposition stands before it."""
    before = max(0, run.title_start - 12)
    return bool(_VERB_BEHIND.match(text, run.end)) and not _GOVERNED.search(text, before, run.title_start)
