"""Bound what belongs to the head of a role, or to its verb: "of investigations", "at the ministry in Osk"."""

from __future__ import annotations

from collections.abc import Sequence

from quotes import english
from quotes.roles.words import (
    CHILDREN,
    FUNCTION_WORDS,
    POSSESSIVES,
    Word,
    breaks,
    counts,
    hardly_noun,
    is_break,
    is_head,
    is_occasion,
    is_possessive,
    is_premodifier,
    is_time,
    is_word,
    joins,
)

LONGEST_PHRASE = 24
_LONGEST_ITEM = 3
_IN_CHARGE = {("in", "charge", "of"), ("in", "command", "of"), ("with", "responsibility", "for")}
_ON_DUTY = (["in", "charge"], ["in", "command"])
"""What stands behind "special agent" and "officer" with nothing of which it is."""
_PARTS = frozenset("one two three some most many several both".split())
_SINGULAR = ("'s", "’s")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}


def clause_end(words: Sequence[Word], start: int) -> int:
    """Return where the object of a verb before ``start`` ends: "studies [shared rivers at the institute], …"."""
    end = start
    while end < len(words) and words[end].lower in english.LINKS - {"to"} | english.PLACE_PREPOSITIONS:
        end += 1
    several = [word.lower for word in words[end : end + 2]]
    end += 2 * (several[1:] == ["of"] and several[0] in _PARTS)  # "drives one of the vans"
    stop = run_end(words, end)
    if stop == end or is_time(words[stop - 1]) or _is_amount(words[end:stop]):
        return start
    stop = complements_end(words, start - 1, stop)
    if stop < len(words) and words[stop].lower in english.PLACE_PREPOSITIONS:
        return clause_end(words, stop)
    return stop


def _is_amount(words: Sequence[Word]) -> bool:
    """Tell whether an object is a number and no more: "owns 11 per cent", but not "drove the 38"."""
    return counts(words[-1]) and words[0].lower != "the" and not any(word.capital for word in words)


def complements_end(words: Sequence[Word], head: int, end: int) -> int:
    """Return where the complements behind a head end: "of investigations", "at the ministry in Osk"."""
    limit = min(len(words), head + LONGEST_PHRASE)
    while end < limit:
        stop = _complement(words, head, end)
        if stop == end or stop > limit:
            break
        end = stop
        end = _list_end(words, end, limit)
    both = [word.lower for word in words[end : end + 2]] in (["and", "a"], ["and", "an"])
    if both and end > head + 1 and words[head].lower.endswith(CHILDREN):
        end = run_end(words, end + 1)  # "son of a miner and a nurse"
    return end


def _list_end(words: Sequence[Word], end: int, limit: int) -> int:
    """Return where ", safety and policy" behind "president of research" ends, or ``end``."""
    index, small = end, words[end - 1].text.islower()
    while index < limit - 1 and words[index].text == ",":
        comma, index = index, _item_end(words, index + 1, small)
        if index == comma + 1:
            return end
    if index == end or index >= limit - 1 or words[index].lower not in {"and", "&"}:
        return end
    stop = _item_end(words, index + 1, small)
    cut = stop < len(words) and small and words[stop].text.islower() and not _ends_phrase(words[stop])
    return stop if stop > index + 1 and not cut else end


def _ends_phrase(word: Word) -> bool:
    return is_break(word) or is_time(word) or word.lower in FUNCTION_WORDS or word.tag in {"VBD", "VBZ", "MD"}


def _item_end(words: Sequence[Word], start: int, small: bool) -> int:
    """Return where an item of a list of fields ends: one to three nouns, no role among them."""
    stop = start
    while stop < min(len(words), start + _LONGEST_ITEM):
        word = words[stop]
        if not is_word(word) or word.text.islower() != small or word.lower in FUNCTION_WORDS | {"and"}:
            break
        if is_head(word) or is_break(word) or is_time(word) or (stop > start and hardly_noun(words, stop)):
            break
        stop += 1
    return stop


def _complement(words: Sequence[Word], head: int, end: int) -> int:
    """Return where the next complement ends, or ``end``."""
    if words[end].text == "(":
        return _bracket_end(words, end)
    charge = end + (words[end].lower in english.ADVERBS)  # "the canon then in charge of the fabric"
    if _in_charge(words, charge):
        stop = run_end(words, charge + 3)
        return stop if stop > charge + 3 else end
    if end == head + 1 and [word.lower for word in words[end : end + 2]] in _ON_DUTY:
        return end + 2
    link = end + (words[end].lower in {"close", "familiar"} and end == head + 1)
    if link >= len(words) or words[link].lower not in english.LINKS or (words[link].lower == "with" and end > head + 1):
        return end
    stop = run_end(words, link + 1)
    return stop if stop > link + 1 and _complements_head(words, link, stop) else end


def _in_charge(words: Sequence[Word], index: int) -> bool:
    """Tell whether "in charge of", "in command of" or "with responsibility for" begins at a word."""
    return tuple(word.lower for word in words[index : index + 3]) in _IN_CHARGE


def _bracket_end(words: Sequence[Word], start: int) -> int:
    """Return where "(Harbor Transit Authority)" or "(HTA)" ends, or ``start``."""
    close = next((i for i in range(start + 1, min(len(words), start + 8)) if words[i].text == ")"), start)
    inside = words[start + 1 : close]
    initials = len(inside) == 1 and len(inside[0].text) > 1 and inside[0].text.isupper()
    return close + 1 if initials or (len(inside) > 1 and all(word.capital for word in inside)) else start


def _complements_head(words: Sequence[Word], link: int, stop: int) -> bool:
    """Tell whether ``words[link:stop]`` says whose or where a role is, not when or how something was said."""
    word, first, last = words[link].lower, words[link + 1], words[stop - 1]
    if first.text in _QUOTES or last.text in _QUOTES.values():
        return True
    if (is_possessive(last) or not is_word(last)) and not _is_house(words, stop):
        return False
    timed = is_time(first) or is_time(last) or counts(first)
    following = words[stop].lower if stop < len(words) else ""
    if (
        (word != "of" and following in english.SPANS_OF_TIME)  # "in the dying months"
        or (word in {"on", "in"} and first.lower in english.PERSON_PRONOUNS)  # "on his way home"
        or (word == "to" and following in english.PLAIN_DETERMINERS)  # "to lead the firm"
        or (word == "at" and last.lower == "age")  # "at the age of 12"
    ):
        return False
    if timed and (word != "of" or (stop < len(words) and is_time(words[stop]))):
        return False
    if word == "to" and first.text.islower() and not is_head(first):
        return first.lower in english.DETERMINERS | english.FORMER or first.tag in {"NN", "NNS", "JJ", "PRP$"}
    return word in {"of", "for", "to"} or not last.text.islower() or not is_occasion(last)


def run_end(words: Sequence[Word], start: int) -> int:
    """Return where a noun phrase of any head ends, or ``start``."""
    first = start + (start < len(words) and words[start].lower in english.DETERMINERS)
    end = first
    while end < len(words):
        if words[end].text in _QUOTES and (title := _title_end(words, end)) > end:
            return title
        if not _carries_on(words, first, end):
            break
        end += 1
    while end > first and (words[end - 1].text in POSSESSIVES or words[end - 1].lower in {"and", "&"}):
        end -= 1
    while end > first and end < len(words) and opens_time(words[end - 1], words[end]):
        end -= 1
    return end if end > first else start


def _is_house(words: Sequence[Word], end: int) -> bool:
    """Tell whether a possessive before ``end`` ends the name of a body: "manager of St Brannoc's, Ann Orr"."""
    own = words[end - 1].capital and words[end - 1].lower.endswith(_SINGULAR)
    return own and (end == len(words) or words[end].text == ",")


def opens_time(word: Word, following: Word) -> bool:
    """Tell whether a word counts or points to the time behind it: "four years ago", "last spring"."""
    if counts(word):
        return following.text in english.SPANS_OF_TIME
    return word.text in english.BEFORE_TIMES and is_time(following)


def _carries_on(words: Sequence[Word], first: int, index: int) -> bool:
    """Tell whether a word belongs to the noun phrase that begins at ``first``."""
    word = words[index]
    if word.text in POSSESSIVES or word.text == "&":
        return True
    if index > first and word.lower in {"the", "and"}:
        in_name = words[index - 1].capital and index + 1 < len(words) and words[index + 1].capital
        return in_name if word.lower == "the" else joins(words, index)
    if not is_word(word) or word.lower in FUNCTION_WORDS:
        return False
    if index == first:
        return not is_break(word)
    if is_break(word):
        return is_premodifier(words, index)
    timed = is_time(word) and (word.text.islower() or (not words[index - 1].text.islower() and not word.text.isdigit()))
    return not (timed or breaks(word) or hardly_noun(words, index))


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
