"""Bound a role phrase: the noun phrase that names it, and its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes import english
from quotes.roles.complements import LONGEST_PHRASE, complements_end, opens_time
from quotes.roles.unlisted import aged_noun
from quotes.roles.words import (
    AGE,
    FUNCTION_WORDS,
    POSSESSIVES,
    Chunk,
    Word,
    breaks,
    counts,
    hardly_noun,
    is_age,
    is_break,
    is_director,
    is_head,
    is_occupation,
    is_plural,
    is_postmodifier,
    is_time,
    is_verb,
    is_word,
    joins,
)

_LONGEST_CORE = 9
_STEPPED_OVER = english.DETERMINERS | english.ADVERBS | {"same", "both"}
_BEFORE_HOURS = english.PLAIN_DETERMINERS - {"one", "another"} | english.MODIFIERS | english.RANKS
_BODIES = english.NAMES_OF_BODIES | english.PLACE_NOUNS
_NO_BEGINNINGS = FUNCTION_WORDS | POSSESSIVES
_SHIFTS = frozenset("night day weekend morning breakfast evening summer".split())
"""Times that say what somebody does: "night watchman", "weekend editor"."""


def noun_phrase(words: Sequence[Word], start: int, *, plural: bool = False) -> Chunk | None:
    """Return the role that begins at ``start``, or None: "the [deputy spokesperson for the ministry] who …".

    Determiners, numbers, "same" and "now" before it are stepped over; with ``plural`` the head may be a plural.
    """
    first = start
    if plural and len(words) > 1 and words[0].lower == "one" and words[1].lower == "of":
        first += 2
    while first < len(words) and (
        words[first].lower in _STEPPED_OVER or is_age(words[first]) or (plural and counts(words[first]))
    ):
        first += 1
    if is_director(words, first):
        return Chunk(first, first, complements_end(words, first, first + 1), known=True)
    chunk = _coordinated(words, _phrase(words, first, plural), plural)
    if chunk is None or not chunk.known:
        chunk = _of_age(words, start, first) or _with_age(words, start) or chunk
    return chunk or _of_body(words, first, plural)


def _with_age(words: Sequence[Word], start: int) -> Chunk | None:
    """Return a noun in no list that an age behind it makes somebody: "The [skip], 24, said"."""
    if start >= len(words) or words[start].lower != "the":
        return None
    chunk = aged_noun(words, start + 1)
    behind = words[chunk.end : chunk.end + 3] if chunk else []
    aged = len(behind) == 3 and behind[0].text == behind[2].text == "," and AGE.match(behind[1].text)
    return chunk if aged else None


def _of_body(words: Sequence[Word], first: int, plural: bool) -> Chunk | None:
    """Return a role behind the name of its body, in which a link stands: "University of Kell professor"."""
    body = first
    while body < len(words) and words[body].text in english.MODIFIERS | english.RANKS:
        body += 1
    link = end = _capitals_end(words, body)
    while end < len(words) and words[end].text in ({"of", "for"} if end == link else {"of", "for", "and", "the"}):
        end = _capitals_end(words, end + 1)
    if link in {body, end} or not words[end - 1].capital:
        return None
    chunk = _phrase(words, end, plural)
    return None if chunk is None or not chunk.known else replace(chunk, first=first)


def _capitals_end(words: Sequence[Word], start: int) -> int:
    """Return where a run of capitalized words that begins at ``start`` ends."""
    while start < len(words) and words[start].capital and is_word(words[start]):
        start += 1
    return start


def _of_age(words: Sequence[Word], start: int, first: int) -> Chunk | None:
    """Return "10-year-old from a local school", or "skip" of "24-year-old skip", which is in no list."""
    head = first - 1
    if head < start or not is_age(words[head]) or first == len(words):
        return None
    if words[first].lower not in english.LINKS:
        return aged_noun(words, first)
    end = complements_end(words, head, first)
    return Chunk(head, head, end, known=True) if end > first else None


def phrase_before(words: Sequence[Word], end: int, *, plural: bool = False) -> Chunk | None:
    """Return the longest role that ends right before ``end``."""
    words = words[:end]
    start = end = len(words)
    while start and end - start < LONGEST_PHRASE and not (breaks(words[start - 1]) or is_verb(words, start - 1)):
        start -= 1
    chunk = _longest(words, start, plural) or _longest(words, _list_start(words, start), plural)
    return replace(chunk, first=chunk.first - 1) if chunk is not None and _works_at(words, chunk.first) else chunk


def _works_at(words: Sequence[Word], first: int) -> bool:
    """Tell whether when somebody works stands before a role: "night watchman", but not "last night watchman Orr"."""
    if not first or words[first - 1].text not in _SHIFTS or not words[first].text.islower():
        return False
    before = words[first - 2] if first > 1 else None
    return before is None or not (is_time(before) or before.lower in english.BEFORE_TIMES | english.DEMONSTRATIVES)


def _list_start(words: Sequence[Word], start: int) -> int:
    """Return where a role begins that may hold ", energy and industry", of which ``start`` is where commas end it."""
    end = len(words)
    if start < 2 or words[start - 1].text != "," or not any(word.lower in {"and", "&"} for word in words[start:]):
        return end
    while (
        start
        and end - start < LONGEST_PHRASE
        and not ((breaks(words[start - 1]) and words[start - 1].text != ",") or is_verb(words, start - 1))
    ):
        start -= 1
    return start


def _longest(words: Sequence[Word], start: int, plural: bool) -> Chunk | None:
    """Return the longest role at the end of the words that begins at ``start`` or behind it."""
    end = len(words)
    for first in range(start, end):
        if words[first].lower in _NO_BEGINNINGS or not is_word(words[first]) or counts(words[first]):
            continue
        if _follows_subject(words, first) or _tells_when(words, first) or _holds_verb(words, first):
            continue
        if first and words[first - 1].text[-1] in "-–" and words[first - 1].end == words[first].start:
            continue
        chunk = _coordinated(words, _phrase(words, first, plural), plural)
        if chunk is not None and chunk.end == end and not is_age(words[first]):
            return Chunk(_body_start(words, chunk.first), chunk.head, chunk.end, chunk.known)
    return None


def _holds_verb(words: Sequence[Word], first: int) -> bool:
    """Tell whether the word before a title with a capital is none of its own: "Kell [met] President Ann Orr"."""
    *before, title = words[first:]
    if not before or not title.capital or title.lower not in english.PERSONAL_TITLES:
        return False
    word = before[-1]
    noun = word.lower in _BODIES or (word.tag or "").startswith(("NN", "JJ"))  # "school board President Ann Orr"
    return word.text.islower() and not noun and word.lower not in english.TITLES | english.FORMER


def _follows_subject(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word seems to be a plural subject, or its verb: "[Investors] [trust] Strell founder …"."""
    word = words[index]
    if is_plural(word) and word.capital and index + 2 < len(words):
        return _may_be_verb(words[index + 1]) and words[index + 2].capital
    return index > 0 and _may_be_verb(word) and is_plural(words[index - 1])


def _tells_when(words: Sequence[Word], index: int) -> bool:
    """Tell whether a noun behind "one" is no part of the title behind it: "at one [stage] Mayor Ann Orr"."""
    behind_one = index > 0 and words[index - 1].lower == "one"
    return behind_one and words[index].text.islower() and words[-1].capital


def _may_be_verb(word: Word) -> bool:
    return word.text.islower() and not is_head(word)


def _body_start(words: Sequence[Word], first: int) -> int:
    """Return where the name of a body begins that a role has the end of: "[Bank of] Kell's economist".

    Members begin one, too: "[Friends of the] Quay chair".
    """
    owner = words[first]
    if not owner.capital or first + 1 >= len(words):
        return first
    start = first
    while (link := start - 1 - (start > 1 and words[start - 1].lower == "the")) > 0 and (
        words[link].lower in {"of", "for"} and words[link - 1].capital
    ):
        start = link - 1
        while start and words[start - 1].capital and is_word(words[start - 1]):
            start -= 1
    named = any(word.lower in _BODIES or (word.capital and is_plural(word)) for word in words[start:first])
    return start if named else first


def _phrase(words: Sequence[Word], first: int, plural: bool) -> Chunk | None:
    """Return the noun phrase from ``first`` on with its complements."""
    if (ranked := _ranking_end(words, first)) > first:
        return Chunk(first, ranked - 1, ranked, True)
    stop = first
    while stop < len(words) and stop - first < _LONGEST_CORE and _in_core(words, stop, first):
        stop += 1
    while stop > first and not is_word(words[stop - 1]):
        stop -= 1
    if stop == first or (is_time(words[first]) and not _is_dated(words, first)):
        return None
    head = stop - 1
    while head > first and is_postmodifier(words[head]) and is_head(words[head - 1]):
        head -= 1
    while head > first and not is_head(words[head]) and not is_occupation(words[head]):
        if not hardly_noun(words, head):
            return None
        head, stop = head - 1, head
    known = is_head(words[head])
    several = any(is_plural(word) and (word.text.islower() or word is words[head]) for word in words[first : head + 1])
    if not (known or is_occupation(words[head])) or (several and not plural):
        return None
    if words[head].lower in english.ROLES_BEHIND_NOUNS and not _is_behind_noun(words, first, head):
        return None
    return Chunk(first, head, complements_end(words, head, stop), known)


def _is_behind_noun(words: Sequence[Word], first: int, head: int) -> bool:
    """Tell whether a noun stands before a head: "design lead", not "Sanders lead"."""
    opens = first == 0 or words[first - 1].text in {".", "?", "!"}
    if [word.lower for word in words[head + 1 : head + 3]] == ["of", "the"] and head + 3 < len(words):
        return words[head + 3].capital  # "master of the Merrow"
    return first < head and (words[head - 1].text.islower() or (opens and words[head - 1].lower[-1] != "s"))


def _ranking_end(words: Sequence[Word], first: int) -> int:
    """Return where "world number three", "world No. 3" or "opposite number" ends, or ``first``."""
    index = first + 1
    if index >= len(words) or words[index].lower not in {"number", "no"}:
        return first
    if words[first].lower == "opposite":
        return index + 1
    if words[first].lower != "world" and not english.is_demonym(words[first].text):
        return first
    index += 1
    index += index < len(words) and words[index].text == "."
    return index + 1 if index < len(words) and counts(words[index]) else first


def _in_core(words: Sequence[Word], index: int, first: int) -> bool:
    """Tell whether a word carries on the noun phrase up to its head."""
    word = words[index]
    if word.text in POSSESSIVES or word.text == "&" or (word.text == "A" and words[index - 1].capital):
        return index > first  # "the India A opener"
    if not is_word(word) or (breaks(word) and not _is_misread(words, index, first)) or word.lower in FUNCTION_WORDS:
        return False
    if index > first and (word.text in english.ONE_TO_TEN or _opens_place_or_time(words, index)):
        return False
    if word.lower == "and":
        loose = not first or words[first - 1].lower not in english.DETERMINERS
        return first < index < len(words) - 2 and not is_head(words[index - 1]) and joins(words, index, core=loose)
    if index > first and is_head(words[index - 1]) and (word.text.islower() or counts(word)):
        return not (counts(word) or hardly_noun(words, index) or word.lower in english.PASTS_BEHIND_NAMES)
    return True


def _is_misread(words: Sequence[Word], index: int, first: int) -> bool:
    """Tell whether what seems a verb is the noun of an apposition: "Ann Orr, [drinks] analyst at Kell Foods, said"."""
    if index > first or is_break(words[index]) or index + 1 == len(words):
        return False
    following = words[index + 1]  # a verb would have an article behind it
    return following.text.islower() and is_head(following) and not is_plural(following)


def _opens_place_or_time(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word says where or when: "farmer [near] Kell", "director [last] year"."""
    if is_time(words[index]):
        return not _is_dated(words, index)
    if not is_head(words[index - 1]):
        return False
    before_time = index + 1 < len(words) and opens_time(words[index], words[index + 1])
    return before_time or words[index].text in english.PLACE_PREPOSITIONS


def _is_dated(words: Sequence[Word], index: int) -> bool:
    """Tell whether a year belongs to the noun behind: "2008 campaign manager", "first year student", "Year 9 pupil"."""
    if index + 1 >= len(words):
        return False
    of_school = words[index].lower == "year" and (
        words[index - 1].lower in english.ORDINALS or words[index + 1].text.isdigit()
    )
    following = words[index + 1]
    if words[index].text.islower() and following.text.islower() and is_head(following):
        # "the night watchman", but "On Sunday night manager Ann Orr said"
        return index > 0 and (words[index - 1].lower in _BEFORE_HOURS or is_age(words[index - 1]))
    return (words[index].text.isdigit() or of_school) and is_word(following)


def _coordinated(words: Sequence[Word], chunk: Chunk | None, plural: bool) -> Chunk | None:
    """Return a role with a second one behind "and": "president and chief executive of the line"."""
    if chunk is None or chunk.end + 1 >= len(words) or words[chunk.end].lower not in {"and", "&"}:
        return chunk
    start = chunk.end + 1
    second = _phrase(words, start, plural)
    if second is None or not second.known:
        return chunk
    if any(word.capital and word.lower in english.FORMS_OF_ADDRESS for word in words[start : second.head]):
        return chunk
    if words[chunk.head].lower in english.ANYBODY_NOUNS and words[second.head].lower not in english.LOW_ROLES:
        return second  # "a Kell woman and dental hygienist"
    return Chunk(chunk.first, chunk.head, second.end, chunk.known)
