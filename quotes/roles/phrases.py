"""Bound a role phrase: the noun phrase that names it, and its head."""

from __future__ import annotations

from collections.abc import Sequence

from quotes import english
from quotes.roles.bounds import (
    FUNCTION_WORDS,
    POSSESSIVES,
    breaks,
    counts,
    hardly_noun,
    is_age,
    is_word,
    joins,
)
from quotes.roles.complements import LONGEST_PHRASE, complements_end
from quotes.roles.unlisted import aged_noun
from quotes.roles.words import Chunk, Word, is_head, is_occupation, is_plural, is_postmodifier, is_time, is_verb

_LONGEST_CORE = 9
_STEPPED_OVER = english.DETERMINERS | english.ADVERBS | {"same"}
_BODIES = english.NAMES_OF_BODIES | english.PLACE_NOUNS
_NO_BEGINNINGS = FUNCTION_WORDS | POSSESSIVES


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
    return _coordinated(words, _phrase(words, first, plural), plural) or _of_age(words, start, first)


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
    return _longest(words, plural, listed=False) or _longest(words, plural, listed=True)


def _longest(words: Sequence[Word], plural: bool, *, listed: bool) -> Chunk | None:
    """Return the longest role at the end of the words; with ``listed`` it may hold ", energy and industry"."""
    start = end = len(words)
    while start and end - start < LONGEST_PHRASE and not (breaks(words[start - 1]) or is_verb(words, start - 1)):
        start -= 1
    if listed:
        comma = start - 1
        if comma < 1 or words[comma].text != "," or not any(word.lower in {"and", "&"} for word in words[start:end]):
            return None
        while (
            start
            and end - start < LONGEST_PHRASE
            and not ((breaks(words[start - 1]) and words[start - 1].text != ",") or is_verb(words, start - 1))
        ):
            start -= 1
    for first in range(start, end):
        if counts(words[first]) or _follows_subject(words, first) or _tells_when(words, first):
            continue
        if words[first].lower in _NO_BEGINNINGS or not is_word(words[first]):
            continue
        if first and words[first - 1].text[-1] in "-–" and words[first - 1].end == words[first].start:
            continue
        chunk = _coordinated(words, _phrase(words, first, plural), plural)
        if chunk is not None and chunk.end == end and not is_age(words[first]):
            return Chunk(_body_start(words, chunk.first), chunk.head, chunk.end, chunk.known)
    return None


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
    if word.text in POSSESSIVES or word.text == "&":
        return index > first
    if not is_word(word) or breaks(word) or word.lower in FUNCTION_WORDS:
        return False
    if index > first and (word.text in english.ONE_TO_TEN or (is_time(word) and not _is_dated(words, index))):
        return False
    if word.lower == "and":
        loose = not first or words[first - 1].lower not in english.DETERMINERS
        return first < index < len(words) - 2 and not is_head(words[index - 1]) and joins(words, index, core=loose)
    if index > first and is_head(words[index - 1]) and (word.text.islower() or counts(word)):
        return not (counts(word) or hardly_noun(words, index))
    return True


def _is_dated(words: Sequence[Word], index: int) -> bool:
    """Tell whether a year belongs to the noun behind: "2008 campaign manager", "first year student", "Year 9 pupil"."""
    if index + 1 >= len(words):
        return False
    of_school = words[index].lower == "year" and (
        words[index - 1].lower in english.ORDINALS or (words[index].capital and words[index + 1].text.isdigit())
    )
    return (words[index].text.isdigit() or of_school) and is_word(words[index + 1])


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
    return Chunk(chunk.first, chunk.head, second.end, chunk.known)
