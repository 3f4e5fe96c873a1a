"""Read roles off predicates and relative clauses: "is the mayor", "was named chair", "who chairs the board"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes import english
from quotes.roles.complements import clause_end
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase
from quotes.roles.weights import PREDICATED, RESIGNED, SERVING, WORKING, measured, weighed
from quotes.roles.words import AGE, FUNCTION_WORDS, Word, is_break, is_word

_OCCUPIED = 4.0
_IN_CLAUSE = 8.9
"""What a relative clause is worth at most, however long: less than "Mayor" before a name, "A hill farmer" in a lead."""
_ENDED = 2.0
"""What a role is worth less that a relative clause tells in the past: "the coach, who was a skater as a boy"."""
_BODIES = english.NAMES_OF_BODIES | english.BODY_KINDS
_RUNS = frozenset("chairs coaches commands directs edits heads manages owns runs teaches".split())
"""Verbs of offices and work that, in the present tense, a main clause has of little else."""
_BEFORE_VERBS = english.ADVERBS | {"has", "had", "since", "today"}
_FIRST = english.ORDINALS | {"only", "youngest", "oldest"}
_FEWEST_OF_FIRST = 6
_BECOMES = frozenset("be become serve".split())
_LONGEST_CLAUSE = 16
_LONGEST_OBJECT = 6
_LONGEST_SPAN = 6
_JOINED = frozenset("joined joins trained trains qualified job post".split())
"""What is said of an office or a trade at its beginning, or its end: somebody may have another now."""
_WITH_OBJECT = frozenset("served serves worked works".split())
"""Verbs that may have some time or some place before "as": "works nights at the port as a guard"."""


def relative(words: Sequence[Word], who: int) -> Iterator[Phrase]:
    """Yield the role in "who is the …", "who serves as …", "who chairs …", "who has led …"."""
    if words[who].lower != "who":
        yield from noun(words, who + 1 + (words[who + 1].lower == "been"), SERVING)  # "who's been bailiff here"
        return
    index = _behind_aside(words, who + 1)
    yield from _done(words, index)
    if (second := _second_half(words, index)) is not None:
        yield from _done(words, second)  # "who joined as a cleaner and is now a driver"


def _behind_aside(words: Sequence[Word], index: int) -> int:
    """Return what follows ", like many here," behind "who" or "is"."""
    if index >= len(words) or words[index].text != ",":
        return index
    return next((i + 1 for i in range(index + 1, min(len(words), index + 8)) if words[i].text == ","), index)


def _behind_age(words: Sequence[Word], index: int) -> int:
    """Return what follows the age in "is 79, a former signalman" and "is 31 and a nurse"."""
    aged = index + 2 < len(words) and AGE.match(words[index].text) and words[index + 1].lower in {",", "and"}
    return _behind_until(words, _last_of_list(words, index + 2)) if aged else index


def _last_of_list(words: Sequence[Word], index: int) -> int:
    """Return where the last of what somebody is begins: "a cook" of "left-handed and a cook", or ``index``."""
    if words[index].lower in english.DETERMINERS:
        return index
    for place in range(index, min(len(words) - 1, index + _LONGEST_SPAN)):
        if words[place].lower == "and" and words[place + 1].lower in english.PLAIN_DETERMINERS:
            return place + 1
        if words[place].lower in FUNCTION_WORDS or not (words[place].text == "," or is_word(words[place])):
            break
    return index


def _behind_until(words: Sequence[Word], index: int) -> int:
    """Return what follows "until three years ago was"."""
    if index >= len(words) or words[index].lower != "until":
        return index
    was = (i for i in range(index + 1, min(len(words), index + _LONGEST_SPAN)) if words[i].lower == "was")
    return next(was, index - 1) + 1


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
    index += index > 0 and words[index - 1].lower == "at" and index < len(words) and bool(AGE.match(words[index].text))
    was = _behind_until(words, index)  # "who until three years ago was a cooper"
    index = was - 1 if was > index else index
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
    behind_as = end + 1 < len(words) and words[end].lower == "as"  # "who follows the market as an analyst at Kell Bank"
    if behind_as and (offices := list(noun(words, end + 1, SERVING, known=True))):
        yield from offices
        return
    if end > verb + 1 and end + 1 < len(words) and words[end].lower == "and":
        # "runs a kiln and teaches pottery"
        further = words[end + 1].lower in english.CATEGORY_OF_VERB and clause_end(words, end + 2)
        end = further if further and further > end + 2 else end
    if end > verb + 1:
        office = words[verb].lower in english.OFFICE_VERBS and _holds_body(words[verb + 1 : end])
        clause = measured(words, index, end, _IN_CLAUSE if office else WORKING)
        yield replace(clause, score=min(clause.score, _IN_CLAUSE))


def _holds_body(words: Sequence[Word]) -> bool:
    return any(word.capital or word.lower in english.NAMES_OF_BODIES for word in words)


def predicate(words: Sequence[Word], index: int, *, ended: float = 0.0) -> Iterator[Phrase]:
    """Yield the role in "is the mayor", "was appointed chair", "resigned as head of the line".

    ``ended`` is what a role is worth less that somebody "was".
    """
    first = index
    index = verb = _at_verb(words, index)
    if [word.lower for word in words[index : index + 3]] == ["used", "to", "be"]:
        yield from noun(words, index + 3, PREDICATED - ended, over=True)
        return
    if index < len(words) and words[index].lower in english.COPULAS:
        index += 1
        while index < len(words) and words[index].lower in english.ADVERBS | {"to", "be", "been", "today"}:
            index += 1
        index = _behind_age(words, _behind_aside(words, index))
        if index < len(words) and words[index].lower not in english.APPOINTED:
            known = words[index].lower not in english.DETERMINERS
            over = any(word.lower in {"was", "were"} for word in words[first:index])
            found = list(noun(words, index, PREDICATED - ended * over, known=known, over=over))
            yield from found
            if found or not known:
                return  # but "was sworn in as sheriff"
    for place in range(first, min(len(words) - 1, first + 7)):
        word, following = words[place], words[place + 1].lower
        if not word.text[0].isalpha() and word.text[0] not in "'’":
            return
        if word.lower in english.APPOINTED and place > first:
            step = {"as": 2, "to": 3}.get(following, 1)
            yield from noun(words, place + step, PREDICATED, known=True)
            return
        if word.lower in english.IN_OFFICE and (behind_as := _behind_as(words, place, place == verb)) is not None:
            score = SERVING if word.lower in {"serves", "works"} else WORKING if word.lower in _JOINED else RESIGNED
            still = place > first and words[place - 1].lower == "has" and word.lower in _WITH_OBJECT
            yield from noun(words, behind_as, score, over=word.lower in english.LEFT and not still)
            return


def _behind_as(words: Sequence[Word], verb: int, own: bool) -> int | None:
    """Return what follows "as" behind a verb: "took over as", "works nights at the port as".

    The second only of the clause's ``own`` verb: not in "said Ray had worked there as a cleaner".
    """
    # "joined from Kell Foods as chief executive", but who "joined the railway as a cleaner" has moved on
    moved = [word.lower for word in words[verb : verb + 2]] == ["joined", "from"]
    reach = _LONGEST_OBJECT if own and (moved or words[verb].lower in _WITH_OBJECT) else 1
    for place in range(verb + 1, min(len(words) - 1, verb + 1 + reach)):
        if not words[place].text[0].isalnum() or (is_break(words[place]) and words[place].lower != "as"):
            return None
        if words[place].lower == "as":
            return place + 1
    return None


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
    chunk = noun_phrase(words, first_to_be(words, index))
    if chunk is not None and (chunk.known or not known):
        yield from weighed(words, chunk, score, over=over)


def first_to_be(words: Sequence[Word], index: int) -> int:
    """Return what follows "the first woman to be", or "the youngest person to serve as", or ``index``."""
    if index + _FEWEST_OF_FIRST > len(words) or words[index].lower != "the" or words[index + 1].lower not in _FIRST:
        return index
    lower = [word.lower for word in words[index : index + _LONGEST_CLAUSE]]
    to = next((i for i in range(2, len(lower) - 2) if lower[i] == "to" or not is_word(words[index + i])), 0)
    if lower[to] != "to" or english.ANYBODY_NOUNS.isdisjoint(lower[2:to]) or lower[to + 1] not in _BECOMES:
        return index
    return index + to + 2 + (lower[to + 2] in english.APPOINTED | {"as"})
