"""Tell how a name stands in its clause, and which pronouns stand around it, as far as print tells."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal

from quotes import english
from quotes.detection import Layout
from quotes.names import Name
from quotes.parsing import Passage, left_edges

_OBJECT_BEFORE = re.compile(rf"\b(?:{english.one_of(english.PREPOSITIONS)}|told|asked) (?:[\w.’'-]+ ){{0,2}}$")
_EMBEDDED_BEFORE = re.compile(
    rf"\b{english.one_of(english.PREPOSITIONS_AND_SUBORDINATORS | english.RELATIVES)} (?:the )?$"
)
_GOES_ON = re.compile(r",? [a-z\d]")
_ACTS = re.compile(rf" (?:\w+ly )?([a-z]{{2,}}(?:ed|s)|{english.one_of(english.FINITE_VERBS)})\b")
_NO_VERBS = english.CONJUNCTIONS | english.POSSESSIVES | english.DETERMINERS
_VERB_BEHIND = re.compile(r"(?:, [^,.;:“”\"]{1,90},)? (?:\w+ly |also |has |had )?(\w+)")
_SECOND_VERB = re.compile(r"(?:, [^.;:“”\"]{1,90},)? \w+ [^.;:“”\"]{1,80}? and (\w+) that\b")
"""The verb of a clause that shares its subject: "Orr, a vet, is against it, and says that"."""
_VERB_BEFORE = re.compile(r"[”\"’'],? (\w+) $")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?$")
_SENTENCE_END = re.compile(english.SENTENCE_END)
_PRONOUN = {"f": re.compile(r"\b[Ss]he\b"), "m": re.compile(r"\b[Hh]e\b")}
_OBJECT_BEHIND = {
    gender: re.compile(
        rf"{english.LETTERS_BEHIND_NAMES}?(?:, [^.?!;:“”\"]{{1,90}},)? (?:\w+ly |had |has )?\w+(?:ed|ought|old|ave|ent)"
        rf" (?:to |with |for |from )?({pronoun})(?=[.,:?]| {english.one_of(english.BREAKS_OF_SUBJECTS)}\b)"
    )
    for gender, pronoun in (("m", "him"), ("f", "her"))
}
_MARKS = re.compile(r"[“”\"]")
_ROLE = re.compile(r"(?<![^\s“\"‘'(])[A-Z0-9][\w’'&-]* (?:[\w’'&-]+ ){0,6}$")
_OFFICE = re.compile(
    r"(?<![^\s“\"‘'(])[A-Z][\w’'-]*(?: ([\w-]+))? (?:of|for|at|in) (?:(?:the|of|for|at|in|and|[A-Z][\w’'-]*,?) ){0,9}$"
)
"""An office with what it is for but the last words of that: "Minister of State at the Department of [Transport]"."""
_NO_ROLE = english.NO_NAMES | english.DETERMINERS | english.REPORTING_FORMS
_LONGEST_ROLE = 80
_REACH = 40
_LONGEST_SENTENCE = 300

Place = Literal["possessor", "label", "subject", "embedded", "object", "other"]


def place_of(layout: Layout, name: Name) -> Place:
    """Return how a name stands in its sentence."""
    text = layout.text
    before = max(0, name.title_start - _REACH)
    if text[name.end : name.end + 2] in {"'s", "’s"}:
        return "possessor"
    if text[name.end : name.end + 1] == ":":
        return "label"
    if layout.opens_clause(role_start(layout, name)) and _GOES_ON.match(text, name.end):
        return "subject"
    if name.subject or is_behind_phrase(text, name):
        return "embedded" if _EMBEDDED_BEFORE.search(text, before, name.title_start) else "subject"
    return "object" if _OBJECT_BEFORE.search(text, before, name.title_start) else "other"


def is_behind_phrase(text: str, name: Name) -> bool:
    """Tell whether a name acts behind what opens its sentence, where none was parsed: "At dawn, Ann Orr walks"."""
    if not text.endswith(", ", 0, name.title_start):
        return False
    acts = _ACTS.match(text, name.end)
    return acts is not None and acts.group(1) not in _NO_VERBS


def role_start(layout: Layout, name: Name) -> int:
    """Return where a clause begins that opens with somebody's role and name: "Former trumpet player Ann Orr said".

    Where it opens otherwise it is where the name begins, with the titles before it.
    """
    start, text = name.title_start, layout.text
    line = max(layout.paragraphs[name.paragraph].start, start - _LONGEST_ROLE)
    if start < name.start and text.endswith((" of ", " for ", " at ", " in ", " the "), 0, start):
        office = _OFFICE.search(text, line, start)
        held = office is not None and english.is_person_noun((office[1] or office[0].partition(" ")[0]).lower())
        return office.start() if office is not None and held else start
    opening = _ROLE.search(text, line, start)
    if opening is None or not layout.opens_clause(opening.start()):
        return start
    words = opening.group().lower().split()
    broken = not _NO_ROLE.isdisjoint(words[1:]) or words[0] in english.PREPOSITIONS
    return start if broken or not english.is_person_noun(words[-1]) else opening.start()


def reports(text: str, name: Name) -> bool:
    """Tell whether a name is the subject of a verb of speech, before or behind it, or the source: "According to"."""
    behind = _VERB_BEHIND.match(text, name.end)
    if name.subject and behind:
        second = _SECOND_VERB.match(text, name.end)
        verbs = {behind.group(1), second.group(1) if second else ""}
        if "speech" in map(english.reporting_strength, verbs):
            return True
    reach = max(0, name.title_start - _REACH)
    if _ACCORDING.search(text, reach, name.title_start):
        return True
    before = _VERB_BEFORE.search(text, reach, name.title_start)
    return before is not None and english.reporting_strength(before.group(1)) == "speech"


@functools.lru_cache(maxsize=2**10)  # each pronoun asks it of the same names before it
def is_behind_pronoun(text: str, name: Name, gender: str) -> bool:
    """Tell whether "he", or "she", stands before a name in its sentence: "she named Ann Orr" speaks of two people."""
    before = text[max(0, name.start - _LONGEST_SENTENCE) : name.start].rpartition("\n")[2]
    if not _PRONOUN[gender].search(before):
        return False  # the split below is slow
    sentence = _SENTENCE_END.split(before)[-1]
    return bool(_PRONOUN[gender].search(_MARKS.split(sentence)[-1]))


def object_behind(text: str, name: Name, gender: str) -> int | None:
    """Return where "him", or "her", is the object of the verb that a name is the subject of: "Orr asked her to go"."""
    found = _OBJECT_BEHIND[gender].match(text, name.end)
    return None if found is None else found.start(1)


def parsed_subjects(passages: Sequence[Passage]) -> set[int]:
    """Return where the names that the parse takes for subjects may begin: at the phrase's start, or at its head."""
    found = set()
    for passage in passages:
        edges = left_edges(passage.heads)
        for index, dep in enumerate(passage.deps):
            if dep in {"nsubj", "nsubjpass"} and passage.inside[index] < 0:
                found |= {passage.starts[edges[index]], passage.starts[index]}
    return found
