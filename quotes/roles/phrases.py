"""Bound a role phrase: the noun phrase that names it, its head, and the complements that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes import english
from quotes.roles.words import (
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
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_STEPPED_OVER = english.DETERMINERS | english.ADVERBS
_FUNCTION_WORDS = english.DETERMINERS | english.ADVERBS | english.LINKS
_LONGEST_ITEM = 3
_BODIES = english.NAMES_OF_BODIES | english.PLACE_NOUNS
_NO_BEGINNINGS = _FUNCTION_WORDS | _POSSESSIVES
_WITHIN = _POSSESSIVES | {"&", "(", ")"}


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
        words[first].lower in _STEPPED_OVER or _is_age(words[first]) or (plural and _counts(words[first]))
    ):
        first += 1
    return _coordinated(words, _phrase(words, first, plural), plural)


def phrase_before(words: Sequence[Word], end: int, *, plural: bool = False) -> Chunk | None:
    """Return the longest role that ends right before ``end``."""
    words = words[:end]
    return _longest(words, plural, listed=False) or _longest(words, plural, listed=True)


def _longest(words: Sequence[Word], plural: bool, *, listed: bool) -> Chunk | None:
    """Return the longest role at the end of the words; with ``listed`` it may hold ", energy and industry"."""
    start = end = len(words)
    while start and end - start < _LONGEST_PHRASE and not (_breaks(words[start - 1]) or is_verb(words, start - 1)):
        start -= 1
    if listed:
        comma = start - 1
        if comma < 1 or words[comma].text != "," or not any(word.lower in {"and", "&"} for word in words[start:end]):
            return None
        while (
            start
            and end - start < _LONGEST_PHRASE
            and not ((_breaks(words[start - 1]) and words[start - 1].text != ",") or is_verb(words, start - 1))
        ):
            start -= 1
    for first in range(start, end):
        if (plural and _counts(words[first])) or words[first].text.isdigit() or _follows_subject(words, first):
            continue
        if words[first].lower in _NO_BEGINNINGS or not _is_word(words[first]):
            continue
        if first and words[first - 1].text[-1] in "-–" and words[first - 1].end == words[first].start:
            continue
        chunk = _coordinated(words, _phrase(words, first, plural), plural)
        if chunk is not None and chunk.end == end:
            return Chunk(_body_start(words, chunk.first), chunk.head, chunk.end, chunk.known)
    return None


def _follows_subject(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word seems to be a plural subject, or its verb: "[Investors] [trust] Strell founder …"."""
    word = words[index]
    if is_plural(word) and word.capital and index + 2 < len(words):
        return _may_be_verb(words[index + 1]) and words[index + 2].capital
    return index > 0 and _may_be_verb(word) and is_plural(words[index - 1])


def _may_be_verb(word: Word) -> bool:
    return word.text.islower() and not is_head(word)


def _body_start(words: Sequence[Word], first: int) -> int:
    """Return where the name of a body begins that a role has the end of: "[Bank of] Kell's chief economist"."""
    owner = words[first]
    if not (owner.capital and _is_possessive(owner)) and not (
        owner.capital and first + 1 < len(words) and words[first + 1].text in _POSSESSIVES
    ):
        return first
    start = first
    while start > 1 and words[start - 1].lower == "of" and words[start - 2].capital:
        start -= 2
        while start and words[start - 1].capital and _is_word(words[start - 1]):
            start -= 1
    return start if any(word.lower in _BODIES for word in words[start:first]) else first


def clause_end(words: Sequence[Word], start: int) -> int:
    """Return where the object of a verb before ``start`` ends: "studies [shared rivers at the institute], …"."""
    end = start
    while end < len(words) and words[end].lower in english.LINKS - {"to"} | english.PLACE_PREPOSITIONS:
        end += 1
    stop = _run(words, end)
    if stop == end or is_time(words[stop - 1]):
        return start
    stop = _complements(words, start - 1, stop)
    if stop < len(words) and words[stop].lower in english.PLACE_PREPOSITIONS:
        return clause_end(words, stop)
    return stop


def _is_age(word: Word) -> bool:
    return word.lower.endswith("-year-old")


def _counts(word: Word) -> bool:
    return word.lower in english.CARDINALS or word.text[0].isdigit()


def _breaks(word: Word) -> bool:
    """Tell whether no role reaches over a word."""
    if is_break(word):
        return not (word.capital and word.lower == "under")
    if not _is_word(word):
        return word.text not in _WITHIN
    return word.tag in {"VBD", "VBZ", "VBP", "MD"} and word.text.islower() and not is_head(word)


def _is_possessive(word: Word) -> bool:
    return word.text in _POSSESSIVES or word.lower.endswith(("'s", "’s"))


def _is_word(word: Word) -> bool:
    return word.text[0].isalnum()


def _phrase(words: Sequence[Word], first: int, plural: bool) -> Chunk | None:
    """Return the noun phrase from ``first`` on with its complements."""
    if (ranked := _ranking_end(words, first)) > first:
        return Chunk(first, ranked - 1, ranked, True)
    stop = first
    while stop < len(words) and stop - first < _LONGEST_CORE and _in_core(words, stop, first):
        stop += 1
    while stop > first and not _is_word(words[stop - 1]):
        stop -= 1
    if stop == first or (is_time(words[first]) and not _is_dated(words, first)):
        return None
    head = stop - 1
    while head > first and is_postmodifier(words[head]) and is_head(words[head - 1]):
        head -= 1
    while head > first and not is_head(words[head]) and not is_occupation(words[head]):
        if not _hardly_noun(words, head):
            return None
        head, stop = head - 1, head
    known = is_head(words[head])
    several = any(is_plural(word) and (word.text.islower() or word is words[head]) for word in words[first : head + 1])
    if not (known or is_occupation(words[head])) or (several and not plural):
        return None
    if words[head].lower in english.ROLES_BEHIND_NOUNS and not _is_behind_noun(words, first, head):
        return None
    return Chunk(first, head, _complements(words, head, stop), known)


def _is_behind_noun(words: Sequence[Word], first: int, head: int) -> bool:
    """Tell whether a noun stands before a head: "design lead", not "Sanders lead"."""
    opens = first == 0 or words[first - 1].text in {".", "?", "!"}
    return first < head and (words[head - 1].text.islower() or (opens and words[head - 1].lower[-1] != "s"))


def _ranking_end(words: Sequence[Word], first: int) -> int:
    """Return where "world number three" or "world No. 3" ends, or ``first``."""
    index = first + 1
    if index >= len(words) or words[index].lower not in {"number", "no"}:
        return first
    if words[first].lower != "world" and not english.is_demonym(words[first].text):
        return first
    index += 1
    index += index < len(words) and words[index].text == "."
    return index + 1 if index < len(words) and _counts(words[index]) else first


def _in_core(words: Sequence[Word], index: int, first: int) -> bool:
    """Tell whether a word carries on the noun phrase up to its head."""
    word = words[index]
    if word.text in _POSSESSIVES or word.text == "&":
        return index > first
    if not _is_word(word) or _breaks(word) or word.lower in _FUNCTION_WORDS:
        return False
    if index > first and is_time(word) and not _is_dated(words, index):
        return False
    if word.lower == "and":
        loose = not first or words[first - 1].lower not in english.DETERMINERS
        return first < index < len(words) - 2 and not is_head(words[index - 1]) and _joins(words, index, core=loose)
    if index > first and is_head(words[index - 1]) and word.text.islower():
        return not _hardly_noun(words, index)
    return True


def _is_dated(words: Sequence[Word], index: int) -> bool:
    """Tell whether a year belongs to the noun behind it: "2008 campaign manager", "second year student"."""
    year = words[index].text.isdigit() or (words[index].lower == "year" and words[index - 1].lower in english.ORDINALS)
    return year and index + 1 < len(words) and _is_word(words[index + 1])


def _hardly_noun(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word behind a noun is a verb or an adverb rather than the next noun or its adjective."""
    word = words[index]
    if word.text[0].isupper() or is_head(word) or is_postmodifier(word) or _is_possessive(words[index - 1]):
        return False
    if word.tag is None and _is_premodifier(words, index):
        return False
    following = next((other for other in words[index + 1 : index + 4] if other.tag != "JJ"), None)
    before_noun = following is not None and following.tag in {"NN", "NNS"}
    if word.tag is None:
        after = words[index + 1] if index + 1 < len(words) else None
        noun = word.lower in english.PARTICIPLES and not (after and (after.capital or after.lower in english.LINKS))
        ending = len(word.text) > 5 and word.lower.endswith(("ed", "ing", "ly"))
        return (ending and not noun) or word.lower in english.verb_forms()
    if word.tag in {"JJ", "VBN", "VBG", "VB"}:
        return not (before_noun or (word.tag == "JJ" and is_occupation(word)))
    return word.tag.startswith(("VB", "RB", "IN", "RP", "MD", "JJ"))


def _is_premodifier(words: Sequence[Word], index: int) -> bool:
    """Tell whether a form in -ing or -ed is no verb: "a small [catering] business", "civil [engineering] at Kell"."""
    word, before = words[index].lower, words[index - 1]
    if not word.endswith(("ed", "ing")) or index + 1 >= len(words):
        return word.endswith("ing") and english.ends_like_adjective(before.lower)
    following = words[index + 1]
    if english.ends_like_adjective(before.lower) or before.lower in english.DETERMINERS:
        return word.endswith("ing") or (_is_word(following) and following.lower not in _FUNCTION_WORDS)
    if before.lower in english.NAMES_OF_BODIES or is_head(before):
        return False
    return following.text.islower() and following.lower in english.NAMES_OF_BODIES


def _complements(words: Sequence[Word], head: int, end: int) -> int:
    """Return where the complements behind a head end: "of investigations", "at the ministry in Osk"."""
    limit = min(len(words), head + _LONGEST_PHRASE)
    while end < limit:
        stop = _complement(words, head, end)
        if stop == end or stop > limit:
            break
        end = stop
        end = _list_end(words, end, limit)
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
    return is_break(word) or is_time(word) or word.lower in _FUNCTION_WORDS or word.tag in {"VBD", "VBZ", "MD"}


def _item_end(words: Sequence[Word], start: int, small: bool) -> int:
    """Return where an item of a list of fields ends: one to three nouns, no role among them."""
    stop = start
    while stop < min(len(words), start + _LONGEST_ITEM):
        word = words[stop]
        if not _is_word(word) or word.text.islower() != small or word.lower in _FUNCTION_WORDS | {"and"}:
            break
        if is_head(word) or is_break(word) or is_time(word) or (stop > start and _hardly_noun(words, stop)):
            break
        stop += 1
    return stop


def _complement(words: Sequence[Word], head: int, end: int) -> int:
    """Return where the next complement ends, or ``end``."""
    if words[end].text == "(":
        return _bracket_end(words, end)
    if _in_charge(words, end):
        stop = _run(words, end + 3)
        return stop if stop > end + 3 else end
    link = end + (words[end].lower in {"close", "familiar"} and end == head + 1)
    if link >= len(words) or words[link].lower not in english.LINKS or (words[link].lower == "with" and end > head + 1):
        return end
    stop = _run(words, link + 1)
    return stop if stop > link + 1 and _complements_head(words, link, stop) else end


def _in_charge(words: Sequence[Word], index: int) -> bool:
    """Tell whether "in charge of" or "in command of" begins at a word."""
    return [word.lower for word in words[index : index + 3 : 2]] == ["in", "of"] and (
        words[index + 1].lower in {"charge", "command"}
    )


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
    if _is_possessive(last) or not _is_word(last):
        return False
    timed = is_time(first) or is_time(last) or _counts(first)
    if timed and (word != "of" or (stop < len(words) and is_time(words[stop]))):
        return False
    if word == "to" and first.text.islower() and not is_head(first):
        return first.lower in english.DETERMINERS | english.FORMER or first.tag in {"NN", "NNS", "JJ", "PRP$"}
    return word in {"of", "for", "to"} or not last.text.islower() or not is_occasion(last)


def _run(words: Sequence[Word], start: int) -> int:
    """Return where a noun phrase of any head ends, or ``start``."""
    first = start + (start < len(words) and words[start].lower in english.DETERMINERS)
    end = first
    while end < len(words):
        if words[end].text in _QUOTES and (title := _title_end(words, end)) > end:
            return title
        if not _carries_on(words, first, end):
            break
        end += 1
    while end > first and (words[end - 1].text in _POSSESSIVES or words[end - 1].lower in {"and", "&"}):
        end -= 1
    return end if end > first else start


def _carries_on(words: Sequence[Word], first: int, index: int) -> bool:
    """Tell whether a word belongs to the noun phrase that begins at ``first``."""
    word = words[index]
    if word.text in _POSSESSIVES or word.text == "&":
        return True
    if index > first and word.lower in {"the", "and"}:
        in_name = words[index - 1].capital and index + 1 < len(words) and words[index + 1].capital
        return in_name if word.lower == "the" else _joins(words, index)
    if not _is_word(word) or word.lower in _FUNCTION_WORDS:
        return False
    if index == first:
        return not is_break(word)
    if is_break(word):
        return _is_premodifier(words, index)
    timed = is_time(word) and (word.text.islower() or (not words[index - 1].text.islower() and not word.text.isdigit()))
    return not (timed or _breaks(word) or _hardly_noun(words, index))


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
    if is_break(after) or after.lower in _FUNCTION_WORDS or is_head(after):
        return False
    if before.text.islower() != after.text.islower():
        return False
    if after.capital:
        return not core or before.lower in english.DEPARTMENTS | english.ORGANIZATION_WORDS
    beyond = words[index + 2] if index + 2 < len(words) else None
    if after.tag is not None:
        return after.tag in {"NN", "NNS", "JJ"}
    return not _hardly_noun(words, index + 1) and (beyond is None or beyond.lower not in english.DETERMINERS)


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
