"""Read the plainest reporting clauses off the page: “…,” Oduya said / “…,” said Ms. Oduya / But she added: “…”.

Half of all whole quotations stand beside one of these, and a parser can find nothing else in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.names import find_names

_ADVERB = r"(?:(?:also|later|then|once|again|often|[a-z]+ly)\s+)?"
_VERB = re.compile(rf"\s+{_ADVERB}(?:(?:has|had|have)\s+{_ADVERB})?([a-z]+)(?![\w’'-])")
_VERB_FIRST = re.compile(r"([a-z]+)\s+")
_PRONOUN = re.compile(rf"(?:{english.one_of(english.PERSONAL_PRONOUNS - {'i', 'you'}, capital=True)}|I)(?![\w’'-])")
_DETERMINER = re.compile(rf"{english.one_of(english.PLAIN_DETERMINERS, capital=True)}\s+")
_NOUN = re.compile(r"[A-Za-z][\w’'-]*")
_APPOSITION = re.compile(
    rf",\s(?:\d\d|who|{english.one_of(english.DETERMINERS)}|[a-z]+(?:man|woman)?)\b"
    r"[^,.;:“”\"()]{0,80}(?:,[^,.;:“”\"()]{1,40})?,"
)
_OPENER = re.compile(rf"{english.one_of(word.capitalize() for word in english.OPENERS)},?\s+")
_WEEKDAY = english.one_of(day.capitalize() for day in english.WEEKDAYS)
_BEHIND_SUBJECT = re.compile(
    r"(?!,\s(?:[A-Z][\w.’'-]*\s){1,3}and\s[A-Z])"  # several speak
    rf"\s*(?:[.,;:?!(—–]|$)|\s+(?:-{{1,2}}\s|(?:{english.one_of(english.BEHIND_SUBJECTS)}|{_WEEKDAY}|[a-z]+ly)\b)"
)
_COMPLEMENT = re.compile(r"(?:\s+(?!that\b|and\b|but\b)[\w’'.-]+){0,8}\s*[,:]\s*$")
_ROLE_NOUNS = english.TITLES | english.PERSON_NOUNS
_MOST_NOUNS = 5
_REACH = 130


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject ``text[start:end]``, with the words before its head."""

    start: int
    end: int
    kind: Literal["name", "pronoun", "phrase"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and its verb of speech, ``text[start:end]``."""

    subject: Subject
    start: int
    end: int

    @property
    def last(self) -> int:
        """Return where the later of the two ends."""
        return max(self.subject.end, self.end)


def clause_behind(text: str, place: int, stop: int) -> Clause | None:
    """Return the clause that begins at ``place``, behind a quotation."""
    stop = min(stop, place + _REACH)
    verb = _VERB_FIRST.match(text, place, stop)
    if verb is None or not is_said(verb.group(1)):
        return _subject_first(text, place, stop)
    subject = _subject(text, verb.end(), stop, lambda end: _BEHIND_SUBJECT.match(text, end, stop) is not None)
    if subject is None or (subject.kind == "phrase" and not text.startswith(".", subject.end)):
        return None  # behind "said the leader of the group, " may stand who that is
    return Clause(subject, *verb.span(1))


def clause_before(text: str, start: int, stop: int) -> Clause | None:
    """Return the clause that fills ``text[start:stop]``, before a quotation."""
    opener = _OPENER.match(text, start, stop)
    clause = _subject_first(text, opener.end() if opener else start, stop)
    if clause is None or not _COMPLEMENT.match(text, clause.end, stop):
        return None
    if any(map(is_said, text[clause.end : stop].split())) or _may_be_common(text, clause.subject):
        return None
    return clause


def is_said(word: str) -> bool:
    """Tell whether a word is a verb of speech in the past or in the third person of the present."""
    return word.endswith(("ed", "s", "id", "told", "wrote")) and english.reporting_strength(word) == "speech"


def _subject_first(text: str, place: int, stop: int) -> Clause | None:
    verb: re.Match[str] | None = None

    def verb_follows(end: int) -> bool:
        nonlocal verb
        apposition = _APPOSITION.match(text, end, stop)
        verb = _VERB.match(text, apposition.end() if apposition else end, stop)
        return verb is not None and is_said(verb.group(1))

    subject = _subject(text, place, stop, verb_follows)
    return Clause(subject, *verb.span(1)) if subject and verb else None


def _subject(text: str, place: int, stop: int, ends: Callable[[int], bool]) -> Subject | None:
    """Return the subject at ``place``: a pronoun, a name and its title, or a noun phrase.

    ``ends`` tells whether it may end at a place.
    """
    if pronoun := _PRONOUN.match(text, place, stop):
        return Subject(place, pronoun.end(), "pronoun") if ends(pronoun.end()) else None
    determiner = _DETERMINER.match(text, place, stop)
    begin = determiner.end() if determiner else place
    for run in find_names(text, begin, stop)[:3]:
        if not run.is_title(text) and _may_be_title(text[begin : run.title_start]) and ends(run.end):
            return Subject(place, run.end, "name")
    end = _noun_phrase_end(text, begin, stop, ends) if determiner else None
    return Subject(place, end, "phrase") if end else None


def _may_be_title(words: str) -> bool:
    """Tell whether words may stand before a name as its title: "former Kell budget director"."""
    if not words or words.isspace():
        return True
    plain = all(letter.isalnum() or letter in " -.’'&" for letter in words)
    return (
        plain and words.rsplit(maxsplit=1)[-1] in _ROLE_NOUNS and english.BREAKS_OF_SUBJECTS.isdisjoint(words.split())
    )


def _noun_phrase_end(text: str, place: int, stop: int, ends: Callable[[int], bool]) -> int | None:
    """Return where a few plain words end at a common noun."""
    for _ in range(_MOST_NOUNS):
        word = _NOUN.match(text, place, stop)
        if (
            word is None
            or word.group() in english.BREAKS_OF_SUBJECTS | english.PERSONAL_PRONOUNS
            or word.group().endswith("ly")
            or is_said(word.group())
        ):
            return None
        if word.group().islower() and ends(word.end()):
            return word.end()
        place = word.end() + 1
    return None


def _may_be_common(text: str, subject: Subject) -> bool:
    """Tell whether a single word may have its capital from the sentence that it opens: "Police said"."""
    word = text[subject.start : subject.end].lower()
    return subject.kind == "name" and word in _ROLE_NOUNS | english.BODY_NOUNS
