"""Read roles off the words right before and right behind a name, and say how much each is worth.

Before it: "Harbor Commissioner Ilse Brandt"; turned round: "a spokesman for the ministry, Ilse Brandt, said"; behind
it: "Ilse Brandt, 43, a nurse from …", "Ilse Brandt, who chairs …", "Ilse Brandt was named …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.roles.parts import Phrase
from quotes.roles.phrases import Chunk, clause_end, noun_phrase, phrase_before
from quotes.roles.words import Word, is_time

# What a role is worth before its words are counted, half a point each: in an apposition, a predicate, a clause.
APPOSED = 10.0
_SERVING = 9.5
_PREDICATED = 8.5
_RESIGNED = 8.0
_WORKING = 6.5
_PER_WORD = 0.5
_MOST_WORDS = 10

AGE = re.compile(r"\d{1,3}$|\d+-year-old$")
_PARTY = re.compile(r"[RDI]-\w")
_SENTENCE_ENDS = frozenset({".", "?", "!", "”", '"', "’", "—", "–", "-"})
_QUOTES = frozenset("“\"'‘«")
_CLOSERS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "?", "!", "“", "”", '"', "'", "’", "-"})
_BEFORE_VERBS = english.ADVERBS | {"has", "had"}


def before_name(before: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the title right before a name: "US Secretary of State", "campaign manager"."""
    end = len(before)
    while end and before[end - 1].lower in english.FORMS_OF_ADDRESS:
        end -= 1
    chunk = phrase_before(before, end)
    if chunk is None and end and _may_be_occupation(before[end - 1]):
        chunk = Chunk(end - 1, end - 1, end, known=True)  # "Bodybuilder Ann Orr"
    if chunk is not None and chunk.end > chunk.head + 1 and _is_title(before[end - 1]):
        # "an adviser to Gov. Ann Orr": only what follows the link is Orr's.
        links = [i for i in range(chunk.head, end) if before[i].lower in english.LINKS | {"and"}]
        first = links[-1] + 1 if links else 0
        before, end = before[first:end], end - first
        chunk = phrase_before(before, end)
    if chunk is not None and (chunk.known or before[chunk.head].tag == "NN"):
        yield from weighed(before, chunk, APPOSED)


def _may_be_occupation(word: Word) -> bool:
    common = word.lower not in english.NO_NAMES and not english.is_given_name(word.lower)
    return word.capital and common and english.ends_like_occupation(word.lower)


def _is_title(word: Word) -> bool:
    return word.capital and word.lower in english.TITLES - english.DEPARTMENTS


def turned_round(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "spokesman for the ministry, Ilse Brandt, said" and "the team's coach, Ilse Brandt, said"."""
    end = len(before)
    while end and before[end - 1].lower in english.BEFORE_NAMES:
        end -= 1
    if end < 2 or before[end - 1].text != "," or not _is_apposition(after):
        return
    chunk = phrase_before(before, end - 1) or before_clause(before, end - 1)
    if chunk is not None:
        yield from weighed(before, chunk, APPOSED)


def _is_apposition(after: Sequence[Word]) -> bool:
    """Tell whether a name behind a role and a comma is that person, not the next of a list or "…, Brandt said, …"."""
    if not after or after[0].text in _CLOSERS - {","} or after[0].lower in {"is", "was", "who"}:
        return True
    following = after[1] if len(after) > 1 else None
    if after[0].text == ",":
        listed = following is not None and following.capital and following.tag in {"NNP", None}
        return following is None or (following.lower != "which" and (not listed or is_time(following)))
    if following is None or english.reporting_strength(after[0].lower) is None:
        return False
    if following.text == ",":
        return len(after) > 2 and after[2].text in _QUOTES
    return following.text not in {".", "”"}


def before_clause(before: Sequence[Word], end: int, *, plural: bool = False) -> Chunk | None:
    """Return the role in "The engineer who signed it off, …", which opens its sentence."""
    who = next((i for i in reversed(range(end)) if before[i].lower in {"who", "that", ","}), 0)
    chunk = phrase_before(before, who, plural=plural) if who and before[who].text != "," else None
    if chunk is None:
        return None
    opens = chunk.first
    while opens and before[opens - 1].lower in english.DETERMINERS | english.CARDINALS:
        opens -= 1
    return chunk if opens < chunk.first and (not opens or before[opens - 1].text in _SENTENCE_ENDS) else None


def after_name(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the roles behind a name: in appositions, relative clauses and predicates."""
    index = skip_asides(after, 0)
    if index < len(after) and after[index].text in {",", "—", "–", "-", "("}:
        index = skip_asides(after, index + 1)
        if index == len(after):
            return
        if after[index].lower in {"who", "who's", "who’s"}:
            yield from relative(after, index)
        elif after[index].lower in {"is", "was"}:
            yield from _predicate(after, index)
        else:
            yield from _apposition(before, after, index)
    elif index < len(after) and (index == 0 or after[index - 1].text == ")"):
        yield from _predicate(after, index)


def skip_asides(words: Sequence[Word], index: int) -> int:
    """Return what follows ", 43," and "(D-Wis.)" and "KC" behind a name."""
    while index < len(words) and (stop := _aside_end(words, index)) > index:
        index = stop
    return min(index, len(words))


def _aside_end(words: Sequence[Word], index: int) -> int:
    """Return where the aside that begins at ``index`` ends, or ``index``."""
    word, following = words[index], words[index + 1] if index + 1 < len(words) else None
    if word.text == "(":
        close = next((i for i in range(index, min(index + 8, len(words))) if words[i].text == ")"), index)
        named = close > index + 2 and words[index + 1].lower in english.DETERMINERS
        return index if close == index or named else close + 1
    if word.lower in english.POST_NOMINALS_BEHIND_NAMES and word.capital:
        return index + 1
    if following is None:
        return index
    if word.text == "," and (_is_aside(following) or following.lower in english.POST_NOMINALS_BEHIND_NAMES):
        return index + 2
    dot = word.text == "." and following.text in {",", "("}
    return index + (dot or (_is_aside(word) and following.text in {",", "and", "."}))


def _is_aside(word: Word) -> bool:
    return bool(AGE.match(word.text) or _PARTY.match(word.text))


def _apposition(before: Sequence[Word], after: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the role in ", a nurse from Aldbrook," and the one that a predicate behind it gives."""
    chunk = noun_phrase(after, index)
    if chunk is None or not _is_closed(before, after, chunk):
        return
    if chunk.known or chunk.first > index:
        end = _with_place(after, chunk.end)
        yield from weighed(after, chunk, APPOSED, end=end)
    close = next((i for i in range(chunk.end, min(len(after), chunk.end + 25)) if after[i].text == ","), None)
    if close is not None:
        yield from _predicate(after, close + 1)


def _is_closed(before: Sequence[Word], after: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether what follows a name is set apart behind, too: not "according to Brandt, a nurse was seen"."""
    if chunk.end >= len(after) or after[chunk.end].text in _CLOSERS:
        return True
    word = after[chunk.end]
    if word.tag not in {"VBD", "VBZ", "VBP", "MD"} and word.lower not in english.AUXILIARIES:
        return True
    opens = not before or before[-1].text in _SENTENCE_ENDS | {"“"} or before[-1].lower in english.FORMS_OF_ADDRESS
    return opens and english.reporting_strength(word.lower) is not None


def _with_place(words: Sequence[Word], end: int) -> int:
    """Return where ", Peru" or ", N.M." behind "from Puno" ends."""
    place = end + 1
    if place + 1 >= len(words) or words[end].text != "," or not (words[end - 1].capital and words[place].capital):
        return end
    if not any(word.lower in english.LINKS for word in words[:end]) or words[place].lower in english.TITLES:
        return end
    stop = place + 1 + (words[place].lower in english.BEFORE_PLACES and words[place + 1].capital)
    closed = stop >= len(words) or words[stop].text in {",", "."} or english.reporting_strength(words[stop].lower)
    return stop if closed else end


def relative(words: Sequence[Word], who: int) -> Iterator[Phrase]:
    """Yield the role in "who is the …", "who serves as …", "who chairs …", "who has led …"."""
    if words[who].lower != "who":
        yield from _noun(words, who + 1, _SERVING)
        return
    index = who + 1
    while index < len(words) and words[index].lower in english.ADVERBS | {"at", "the", "time"}:
        index += 1
    yield from _predicate(words, index)
    verb = index
    while verb < len(words) and words[verb].lower in _BEFORE_VERBS:
        verb += 1
    if verb >= len(words) or words[verb].lower not in (
        english.CATEGORY_OF_VERB if verb == index else english.OFFICE_VERBS
    ):
        return
    end = clause_end(words, verb + 1)
    if end > verb + 1:
        office = words[verb].lower in english.OFFICE_VERBS and _holds_body(words[verb + 1 : end])
        yield _measured(words, index, end, _PREDICATED if office else _WORKING)


def _holds_body(words: Sequence[Word]) -> bool:
    return any(word.capital or word.lower in english.NAMES_OF_BODIES for word in words)


def _predicate(words: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the role in "is the mayor", "was appointed chair", "resigned as head of the line"."""
    first = index
    while index < len(words) and words[index].lower in _BEFORE_VERBS:
        index += 1
    if index < len(words) and words[index].lower in english.COPULAS:
        index += 1
        while index < len(words) and words[index].lower in english.ADVERBS | {"to", "be", "been"}:
            index += 1
        if index < len(words) and words[index].lower not in english.APPOINTED:
            yield from _noun(words, index, _PREDICATED, known=words[index].lower not in english.DETERMINERS)
            return
    for place in range(first, min(len(words) - 1, first + 7)):
        word, following = words[place], words[place + 1].lower
        if not word.text[0].isalpha() and word.text[0] not in "'’":
            return
        if word.lower in english.APPOINTED and place > first:
            step = {"as": 2, "to": 3}.get(following, 1)
            yield from _noun(words, place + step, _PREDICATED, known=True)
            return
        if word.lower in english.IN_OFFICE and following == "as":
            yield from _noun(words, place + 2, _SERVING if word.lower in {"serves", "works"} else _RESIGNED)
            return


def _noun(words: Sequence[Word], index: int, score: float, *, known: bool = False) -> Iterator[Phrase]:
    chunk = noun_phrase(words, index)
    if chunk is not None and (chunk.known or not known):
        yield from weighed(words, chunk, score)


def weighed(words: Sequence[Word], chunk: Chunk, score: float, *, end: int | None = None) -> Iterator[Phrase]:
    """Yield the phrase of a chunk, worth less where it says less: "former …", "Republican", "Sister"."""
    first = chunk.first
    inside = [word.lower for word in words[first : chunk.end]]
    if words[chunk.head].lower in english.NO_ROLES or (inside[0] in english.FORMS_OF_ADDRESS and len(inside) == 2):
        return
    while first < chunk.head and words[first].lower in english.FORMS_OF_ADDRESS | {"fellow"}:
        first += 1
    score -= 6.0 * (len(inside) == 1 and inside[0] in english.BARE_TITLES)
    score -= 3.0 * (words[chunk.head].lower in english.LOW_ROLES)
    score -= 2.0 * (not chunk.known)
    score -= 2.0 * bool(english.FORMER & set(inside[:2]))
    yield _measured(words, first, end or chunk.end, score)


def _measured(words: Sequence[Word], first: int, end: int, score: float) -> Phrase:
    return Phrase(words[first].start, words[end - 1].end, score + _PER_WORD * min(end - first, _MOST_WORDS))
