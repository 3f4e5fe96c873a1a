"""Read roles off predicates and relative clauses: "is the mayor", "was named chair", "who chairs the board"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes import english
from quotes.roles.complements import clause_end
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase
from quotes.roles.weights import PREDICATED, RESIGNED, SERVING, WORKING, measured, weighed
from quotes.roles.words import Word

_OCCUPIED = 4.0
_ENDED = 2.0
"""What a role is worth less that a relative clause tells in the past: "the coach, who was a skater as a boy"."""
_BODIES = english.NAMES_OF_BODIES | english.BODY_KINDS
_RUNS = frozenset("chairs coaches commands directs edits heads manages owns runs teaches".split())
"""Verbs of offices and work that, in the present tense, a main clause has of little else."""
_BEFORE_VERBS = english.ADVERBS | {"has", "had", "since", "today"}
_LONGEST_CLAUSE = 16


def relative(words: Sequence[Word], who: int) -> Iterator[Phrase]:
    """Yield the role in "who is the …", "who serves as …", "who chairs …", "who has led …"."""
    if words[who].lower != "who":
        yield from noun(words, who + 1, SERVING)
        return
    index = _behind_aside(words, who + 1)
    found = list(_done(words, index))
    if not found and (second := _second_half(words, index)) is not None:
        found = list(_done(words, second))  # "who trained under him and is now a curator"
    yield from found


def _behind_aside(words: Sequence[Word], index: int) -> int:
    """Return what follows ", like many here," behind "who"."""
    if index >= len(words) or words[index].text != ",":
        return index
    return next((i + 1 for i in range(index + 1, min(len(words), index + 8)) if words[i].text == ","), index)


def _second_half(words: Sequence[Word], index: int) -> int | None:
    """Return where the verb of a clause's second half stands, behind "and"."""
    for place in range(index, min(len(words) - 1, index + _LONGEST_CLAUSE)):
        if not words[place].text[0].isalnum():
            return None
        if words[place].lower == "and":
            return place + 1
    return None


def _done(words: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the role that the predicate at ``index`` of a relative clause gives: of an office, of work."""
    while index < len(words) and words[index].lower in english.ADVERBS | {"at", "the", "time"}:
        index += 1
    yield from predicate(words, index, ended=_ENDED)
    verb = index
    while verb < len(words) and words[verb].lower in _BEFORE_VERBS:
        verb += 1
    if verb >= len(words) or words[verb].lower not in (
        english.CATEGORY_OF_VERB if verb == index else english.OFFICE_VERBS
    ):
        return
    if verb + 1 < len(words) and words[verb + 1].lower.endswith("ly"):
        return  # "worked closely with him"
    if [word.lower for word in words[verb : verb + 2]] in (["ran", "for"], ["runs", "for"], ["run", "for"]):
        return
    end = clause_end(words, verb + 1)
    if end > verb + 1 and end + 1 < len(words) and words[end].lower == "and":
        # "runs a kiln and teaches pottery"
        further = words[end + 1].lower in english.CATEGORY_OF_VERB and clause_end(words, end + 2)
        end = further if further and further > end + 2 else end
    if end > verb + 1:
        office = words[verb].lower in english.OFFICE_VERBS and _holds_body(words[verb + 1 : end])
        yield measured(words, index, end, PREDICATED if office else WORKING)


def _holds_body(words: Sequence[Word]) -> bool:
    return any(word.capital or word.lower in english.NAMES_OF_BODIES for word in words)


def predicate(words: Sequence[Word], index: int, *, ended: float = 0.0) -> Iterator[Phrase]:
    """Yield the role in "is the mayor", "was appointed chair", "resigned as head of the line".

    ``ended`` is what a role is worth less that somebody "was".
    """
    first = index
    index = _at_verb(words, index)
    if [word.lower for word in words[index : index + 3]] == ["used", "to", "be"]:
        yield from noun(words, index + 3, PREDICATED - ended, over=True)
        return
    if index < len(words) and words[index].lower in english.COPULAS:
        index += 1
        while index < len(words) and words[index].lower in english.ADVERBS | {"to", "be", "been", "today"}:
            index += 1
        if index < len(words) and words[index].lower not in english.APPOINTED:
            known = words[index].lower not in english.DETERMINERS
            over = any(word.lower in {"was", "were"} for word in words[first:index])
            yield from noun(words, index, PREDICATED - ended * over, known=known, over=over)
            return
    for place in range(first, min(len(words) - 1, first + 7)):
        word, following = words[place], words[place + 1].lower
        if not word.text[0].isalpha() and word.text[0] not in "'’":
            return
        if word.lower in english.APPOINTED and place > first:
            step = {"as": 2, "to": 3}.get(following, 1)
            yield from noun(words, place + step, PREDICATED, known=True)
            return
        if word.lower in english.IN_OFFICE and following == "as":
            score = SERVING if word.lower in {"serves", "works"} else RESIGNED
            yield from noun(words, place + 2, score, over=word.lower in english.LEFT)
            return


def _at_verb(words: Sequence[Word], index: int) -> int:
    """Return where the verb behind "has now" stands, or behind "went on to"."""
    while index < len(words) and words[index].lower in _BEFORE_VERBS:
        index += 1
    return index + 3 * ([word.lower for word in words[index : index + 3]] == ["went", "on", "to"])


def occupation(words: Sequence[Word], verb: int) -> Iterator[Phrase]:
    """Yield what a main clause says that somebody runs or teaches: "runs the chip shop", "teaches physics at Kell"."""
    if words[verb].lower not in _RUNS:
        return
    end = clause_end(words, verb + 1)
    taught = words[verb].lower == "teaches" and end > verb + 1
    if taught or any(word.lower in _BODIES for word in words[verb + 1 : end]):
        yield measured(words, verb, end, _OCCUPIED)


def noun(
    words: Sequence[Word], index: int, score: float, *, known: bool = False, over: bool = False
) -> Iterator[Phrase]:
    """Yield the role that begins at a word; with ``known``, only one whose head a list holds."""
    chunk = noun_phrase(words, index)
    if chunk is not None and (chunk.known or not known):
        yield from weighed(words, chunk, score, over=over)
