"""Bound a role phrase: the noun phrase that names it, its head, and the complements that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes import lexicon
from quotes.attribution.role_words import (
    ADVERBS,
    CARDINALS,
    DETERMINERS,
    FORMER,
    LINKS,
    Word,
    is_break,
    is_head,
    is_occasion,
    is_occupation,
    is_plural,
    is_postmodifier,
    is_time,
    is_verb,
)

_LONGEST_CORE = 9
_LONGEST_PHRASE = 24
_PLACES = frozenset("near across outside around throughout along".split())
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words ``first:end`` of a role, its head noun among them; ``known`` says that a list holds the head."""

    first: int
    head: int
    end: int
    known: bool


def noun_phrase(words: Sequence[Word], start: int, *, plural: bool = False) -> Chunk | None:
    """Return the role that begins at ``start``, or None: "the [deputy spokesperson for the ministry] who …".

    Determiners, numbers and "now" before it are stepped over; with ``plural`` the head may be a plural.
    """
    first = start
    if plural and len(words) > 1 and words[0].lower == "one" and words[1].lower == "of":
        first += 2
    while first < len(words) and (
        words[first].lower in DETERMINERS | ADVERBS or _is_age(words[first]) or (plural and _counts(words[first]))
    ):
        first += 1
    return _coordinated(words, _phrase(words, first, plural), plural)


def phrase_before(words: Sequence[Word], end: int, *, plural: bool = False) -> Chunk | None:
    """Return the longest role that ends right before ``end``."""
    words = words[:end]
    start = end
    while start and end - start < _LONGEST_PHRASE and not (_breaks(words[start - 1]) or is_verb(words, start - 1)):
        start -= 1
    for first in range(start, end):
        if (plural and _counts(words[first])) or words[first].text.isdigit():
            continue
        if words[first].lower in DETERMINERS | ADVERBS | LINKS | _POSSESSIVES or not _is_word(words[first]):
            continue
        if first and words[first - 1].text[-1] in "-–" and words[first - 1].end == words[first].start:
            continue
        chunk = _coordinated(words, _phrase(words, first, plural), plural)
        if chunk is not None and chunk.end == end:
            return chunk
    return None


def clause_end(words: Sequence[Word], start: int) -> int:
    """Return where the object of a verb before ``start`` ends: "studies [shared rivers at the institute], …"."""
    end = start
    while end < len(words) and words[end].lower in LINKS - {"to"} | _PLACES:
        end += 1
    stop = _run(words, end)
    if stop == end or is_time(words[stop - 1]):
        return start
    stop = _complements(words, start - 1, stop)
    if stop < len(words) and words[stop].lower in _PLACES:
        return clause_end(words, stop)
    return stop


def _is_age(word: Word) -> bool:
    return word.lower.endswith("-year-old")


def _counts(word: Word) -> bool:
    return word.lower in CARDINALS or word.text[0].isdigit()


def _breaks(word: Word) -> bool:
    """Tell whether no role reaches over a word."""
    if is_break(word):
        return not (word.capital and word.lower == "under")
    if not _is_word(word):
        return word.text not in {"&", ")", "("} | _POSSESSIVES
    return word.tag in {"VBD", "VBZ", "VBP", "MD"} and word.text.islower() and not is_head(word)


def _is_possessive(word: Word) -> bool:
    return word.text in _POSSESSIVES or word.lower.endswith(("'s", "’s"))


def _is_word(word: Word) -> bool:
    return word.text[0].isalnum()


def _phrase(words: Sequence[Word], first: int, plural: bool) -> Chunk | None:
    """Return the noun phrase from ``first`` on with its complements."""
    stop = first
    while stop < len(words) and stop - first < _LONGEST_CORE and _in_core(words, stop, first):
        stop += 1
    while stop > first and not _is_word(words[stop - 1]):
        stop -= 1
    last = stop - 1
    while last > first and is_postmodifier(words[last]) and is_head(words[last - 1]):
        last -= 1
    if last < first or (is_time(words[first]) and not _is_dated(words, first)):
        return None
    known = is_head(words[last])
    if not known and not is_occupation(words[last]):
        # "president succeeds": an untagged verb behind the head
        while last > first and not is_head(words[last]):
            if not _hardly_noun(words, last):
                return None
            last -= 1
        stop = last + 1
        known = is_head(words[last])
    if not (known or is_occupation(words[last])) or (is_plural(words[last]) and not plural):
        return None
    if any(is_head(word) and is_plural(word) and word.text.islower() for word in words[first:last]) and not plural:
        return None
    return Chunk(first, last, _complements(words, last, stop), known)


def _in_core(words: Sequence[Word], index: int, first: int) -> bool:
    """Tell whether a word carries on the noun phrase up to its head."""
    word = words[index]
    if word.text in _POSSESSIVES or word.text == "&":
        return index > first
    if not _is_word(word) or _breaks(word) or word.lower in LINKS or word.lower in DETERMINERS | ADVERBS:
        return False
    if index > first and is_time(word) and not _is_dated(words, index):
        return False
    if word.lower == "and":
        return (
            first < index < len(words) - 2
            and not is_head(words[index - 1])
            and _joins(words, index, core=not first or words[first - 1].lower not in DETERMINERS)
        )
    if index > first and is_head(words[index - 1]) and word.text.islower():
        return not _hardly_noun(words, index)
    return True


def _is_dated(words: Sequence[Word], index: int) -> bool:
    """Tell whether a year belongs to the noun behind it: "2008 campaign manager"."""
    return words[index].text.isdigit() and index + 1 < len(words) and words[index + 1].text.islower()


def _hardly_noun(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word behind a noun is a verb or an adverb rather than the next noun or its adjective."""
    word = words[index]
    if word.text[0].isupper() or is_head(word) or is_postmodifier(word) or _is_possessive(words[index - 1]):
        return False
    following = next((other for other in words[index + 1 : index + 4] if other.tag != "JJ"), None)
    before_noun = following is not None and following.tag in {"NN", "NNS"}
    if word.tag is None:
        return word.lower in lexicon.verb_forms() or word.lower.endswith(("ed", "ing", "ly"))
    if word.tag in {"JJ", "VBN", "VBG", "VB"}:
        return not (before_noun or (word.tag == "JJ" and is_occupation(word)))
    return word.tag.startswith(("VB", "RB", "IN", "RP", "MD", "JJ"))


def _complements(words: Sequence[Word], head: int, end: int) -> int:
    """Return where the complements behind a head end: "of investigations", "at the ministry in Osk"."""
    limit = min(len(words), head + _LONGEST_PHRASE)
    while end < limit:
        stop = _complement(words, head, end)
        if stop == end or stop > limit:
            break
        end = stop
    return end


def _complement(words: Sequence[Word], head: int, end: int) -> int:
    """Return where the next complement ends, or ``end``."""
    if words[end].text == "(":
        close = next((i for i in range(end + 1, min(len(words), end + 8)) if words[i].text == ")"), end)
        return close + 1 if close > end + 2 and all(word.capital for word in words[end + 1 : close]) else end
    link = words[end].lower
    if link in {"close", "familiar"} and end == head + 1 and end + 1 < len(words) and words[end + 1].lower in LINKS:
        return _after_link(words, end + 1) if _after_link(words, end + 1) > end + 1 else end
    if link not in LINKS:
        return end
    if link == "with" and end > head + 1:
        return end
    stop = _after_link(words, end)
    return stop if stop > end + 1 else end


def _after_link(words: Sequence[Word], link: int) -> int:
    """Return where the noun phrase behind a link ends; ``link + 1`` where none does."""
    start = link + 1
    stop = _run(words, start)
    if stop == start:
        return link + 1
    last = words[stop - 1]
    if words[start].text in _QUOTES or last.text in _QUOTES.values():
        return stop
    if _is_possessive(last):
        return link + 1
    timed = is_time(words[start]) or is_time(last) or words[start].text[0].isdigit() or words[start].lower in CARDINALS
    if words[start].text.isdigit() and stop < len(words) and is_time(words[stop]):
        return link + 1
    if not _is_word(last) or (timed and words[link].lower != "of"):
        return link + 1
    if words[link].lower == "to" and words[start].text.islower() and not is_head(words[start]):
        if words[start].lower not in DETERMINERS | FORMER and words[start].tag not in {"NN", "NNS", "JJ", "PRP$"}:
            return link + 1
    if words[link].lower in {"in", "at", "on", "with", "from"} and last.text.islower() and is_occasion(last):
        return link + 1
    return stop


def _run(words: Sequence[Word], start: int) -> int:
    """Return where a noun phrase of any head ends."""
    end = start
    while end < len(words) and words[end].lower in DETERMINERS:
        end += 1
    first = end
    while end < len(words):
        word = words[end]
        if word.text in _QUOTES and (title := _title_end(words, end)) > end:
            return title
        if word.text in _POSSESSIVES or word.text == "&":
            end += 1
            continue
        if word.lower == "the" and end > first and words[end - 1].capital and _capital(words, end + 1):
            end += 1
            continue
        if word.lower == "and":
            if end > first and _joins(words, end):
                end += 1
                continue
            break
        if not _is_word(word) or word.lower in LINKS | ADVERBS or word.lower in DETERMINERS:
            break
        if _breaks(word) and (is_break(word) or end > first):
            break
        if end > first and (_hardly_noun(words, end) or (is_time(word) and word.text.islower())):
            break
        if end > first and is_time(word) and not words[end - 1].text.islower() and not word.text[0].isdigit():
            break
        end += 1
    while end > first and (words[end - 1].text in _POSSESSIVES or words[end - 1].lower in {"and", "&"}):
        end -= 1
    return end if end > first else start


def _capital(words: Sequence[Word], index: int) -> bool:
    return index < len(words) and words[index].capital


def _title_end(words: Sequence[Word], start: int) -> int:
    """Return where the title of a work in quotation marks ends, or ``start``."""
    first = start
    while first < len(words) and words[first].text == words[start].text:
        first += 1
    closing = _QUOTES[words[start].text]
    for end in range(first, min(len(words), first + 9)):
        if words[end].text == closing:
            return end + first - start if first < end and words[first].text[0].isupper() else start
    return start


def _joins(words: Sequence[Word], index: int, *, core: bool = False) -> bool:
    """Tell whether "and" stands within a complement: "Gulf and Inner Asian Affairs", "policy and research"."""
    if index + 1 >= len(words) or not _is_word(words[index + 1]):
        return False
    before, after = words[index - 1], words[index + 1]
    if is_break(after) or after.lower in DETERMINERS | LINKS | ADVERBS or is_head(after):
        return False
    if before.text.islower() != after.text.islower():
        return False
    if after.capital:
        return not core or before.lower in lexicon.DEPARTMENTS | lexicon.ORGANIZATION_WORDS
    beyond = words[index + 2] if index + 2 < len(words) else None
    if after.tag is not None:
        return after.tag in {"NN", "NNS", "JJ"}
    return not _hardly_noun(words, index + 1) and (beyond is None or beyond.lower not in DETERMINERS)


def _coordinated(words: Sequence[Word], chunk: Chunk | None, plural: bool) -> Chunk | None:
    """Return a role with a second one behind "and": "president and chief executive of the line"."""
    if chunk is None or chunk.end + 1 >= len(words) or words[chunk.end].lower not in {"and", "&"}:
        return chunk
    start = chunk.end + 1
    second = _phrase(words, start, plural)
    if second is None or not second.known:
        return chunk
    if any(word.capital and word.lower in {"mr", "mrs", "ms"} for word in words[start : second.head]):
        return chunk
    return Chunk(chunk.first, chunk.head, second.end, chunk.known)
