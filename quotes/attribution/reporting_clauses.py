"""Read the plainest reporting clauses off the page: “…,” Oduya said / “…,” said Ms. Oduya / But she added: “…”.

Half of all whole quotations stand beside one of these, and a parser can find nothing else in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from quotes import lexicon
from quotes.attribution.name_runs import find_names

_ADVERBS = "also|later|then|once|again|simply|quickly|recently|repeatedly|often|previously|warily"
_VERB = re.compile(rf"\s+(?:(?:{_ADVERBS})\s+)?(?:(?:has|had|have)\s+(?:(?:{_ADVERBS})\s+)?)?([a-z]+)(?![\w’'-])")
_VERB_FIRST = re.compile(r"([a-z]+)\s+")
_PRONOUN = re.compile(r"([Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)(?![\w’'-])")
_DETERMINER = re.compile(r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother)\s+")
_NOUNS = re.compile(r"[A-Za-z][\w’'-]*")
_APPOSITION = re.compile(
    r",\s(?:\d\d|an?|the|who|his|her|its|[a-z]+(?:man|woman)?)\b[^,.;:“”\"()]{0,80}(?:,[^,.;:“”\"()]{1,40})?,"
)
_OPENER = re.compile(r"(?:But|And|Yet|Then|Still|So|Instead|Later|However|Meanwhile|Also|Earlier|Recently)(?:,\s+|\s+)")
_BEHIND_SUBJECT = re.compile(
    r"\s*(?:[.,;:?!(—–]|$)|\s+(?:-{1,2}\s|(?:who|of|in|on|at|during|after|before|as|when|while|to|from|with|for|by|last|"
    r"this|earlier|later|about|without|through|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_COMPLEMENT = re.compile(r"(?:\s+(?!that\b|and\b|but\b)[\w’'.-]+){0,8}\s*[,:]\s*$")
_FUNCTION_WORDS = frozenset(
    "of in on at to for by with from and or but that who which when as than was were is are".split()
)
_ROLE_NOUNS = lexicon.TITLES | lexicon.PERSON_NOUNS
_REACH = 130


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject ``text[start:end]``, its modifiers included, whose head begins at ``head``."""

    start: int
    head: int
    end: int
    kind: Literal["name", "pronoun", "phrase"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and the verb of speech ``text[start:end]``."""

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
    if subject is None or (subject.kind == "phrase" and text[subject.end : subject.end + 1] != "."):
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
    return word.endswith(("ed", "s", "id", "told", "wrote")) and lexicon.reporting_strength(word) == "speech"


def _subject_first(text: str, place: int, stop: int) -> Clause | None:
    verb: re.Match[str] | None = None

    def verb_follows(end: int) -> bool:
        nonlocal verb
        verb = _VERB.match(text, end, stop)
        if verb is None and (apposition := _APPOSITION.match(text, end, stop)):
            verb = _VERB.match(text, apposition.end(), stop)
        return verb is not None and is_said(verb.group(1))

    subject = _subject(text, place, stop, verb_follows)
    return Clause(subject, *verb.span(1)) if subject and verb else None


def _subject(text: str, place: int, stop: int, ends: Callable[[int], bool]) -> Subject | None:
    """Return the subject at ``place``: a pronoun, a name with what stands before it, or a noun phrase."""
    if match := _PRONOUN.match(text, place, stop):
        return Subject(place, place, match.end(), "pronoun") if ends(match.end()) else None
    determiner = _DETERMINER.match(text, place, stop)
    begin = determiner.end() if determiner else place
    for run in find_names(text, begin, stop)[:3]:
        if not run.is_title(text) and _may_modify(text[begin : run.title_start]) and ends(run.end):
            return Subject(place, run.start, run.end, "name")
    return _noun_phrase(text, place, determiner, stop, ends) if determiner else None


def _noun_phrase(
    text: str, place: int, determiner: re.Match[str], stop: int, ends: Callable[[int], bool]
) -> Subject | None:
    """Return the phrase of at most five words whose head comes first before what ``ends`` a subject."""
    end = determiner.end()
    for _ in range(5):
        word = _NOUNS.match(text, end, stop)
        if word is None or word.group() in _FUNCTION_WORDS or is_said(word.group()):
            return None
        if word.group().islower() and ends(word.end()):
            return Subject(place, word.start(), word.end(), "phrase")
        end = word.end() + 1
    return None


def _may_modify(between: str) -> bool:
    """Tell whether words may stand before a name as its title: "former Kell budget director", Ann Orr."""
    words = between.split()
    plain = all(letter.isalnum() or letter in " -.’'&" for letter in between)
    return not words or (plain and words[-1] in _ROLE_NOUNS and _FUNCTION_WORDS.isdisjoint(words))


def _may_be_common(text: str, subject: Subject) -> bool:
    """Tell whether a single word may have its capital from the sentence that it opens: "Police said"."""
    word = text[subject.start : subject.end].lower()
    return subject.kind == "name" and " " not in word and word in _ROLE_NOUNS | lexicon.BODY_NOUNS
