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
from quotes.roles.words import Word, is_head, is_plural, is_time

# What a role is worth before its words are counted, half a point each: in an apposition, a predicate, a clause.
APPOSED = 10.0
_SERVING = 9.5
_PREDICATED = 8.5
_RESIGNED = 8.0
_WORKING = 6.5
_AFFILIATED = 1.0
_PER_WORD = 0.5
_MOST_WORDS = 10
_LONGEST_DESCRIPTION = 5

AGE = re.compile(r"\d{1,3}$|\d+-year-old$")
_PARTY = re.compile(r"[RDI]-\w")
_SENTENCE_ENDS = frozenset({".", "?", "!", "”", '"', "’", "—", "–", "-"})
_QUOTES = frozenset("“\"'‘«")
_CLOSERS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "?", "!", "“", "”", '"', "'", "’", "-"})
# Words of bodies' names, in general; of places' names no less are "Port Kell" and "Kell City".
_BODY_WORDS = frozenset().union(english.ORGANIZATION_WORDS, *english.BODIES.values()) - english.PLACES_IN_NAMES
_DESCRIBED_BODIES = english.BODY_KINDS | english.PLACE_NOUNS | {"service", "operator"}
_RANKS = english.HONORIFICS | english.MILITARY_TITLES
_OF_DEPARTMENTS = english.DEPARTMENTS | {"of", "general"}
_BEFORE_VERBS = english.ADVERBS | {"has", "had"}


def before_name(before: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the title right before a name: "US Secretary of State", "campaign manager"."""
    end = len(before)
    while end and before[end - 1].lower in english.FORMS_OF_ADDRESS:
        end -= 1
    end = _rank_start(before, end)
    chunk = phrase_before(before, end)
    if chunk is None and end and _may_be_occupation(before[end - 1]):
        chunk = Chunk(end - 1, end - 1, end, known=True)  # "Bodybuilder Ann Orr"
    if chunk is not None and chunk.end > chunk.head + 1 and _is_small_title(before[end - 1]):
        # "a friend of goalkeeper Ann Orr"
        links = [i for i in range(chunk.head, end) if before[i].lower in english.LINKS]
        own = phrase_before(before[links[-1] + 1 :], end - links[-1] - 1) if links else None
        if own is not None and not any(word.lower in {"and", "&"} for word in before[links[-1] : end]):
            before, end, chunk = before[links[-1] + 1 :], end - links[-1] - 1, own
    elif chunk is not None and chunk.end > chunk.head + 1 and _is_title(before[end - 1]):
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


def _is_small_title(word: Word) -> bool:
    return word.text.islower() and is_head(word) and not is_plural(word) and word.lower not in english.DEPARTMENTS


def _rank_start(before: Sequence[Word], end: int) -> int:
    """Return where the rank between a role and a name begins: "military spokesman [Lt. Col.] Ann Orr"."""
    start = end
    while start and before[start - 1].capital and before[start - 1].lower in _RANKS:
        start -= 1
    if start == end or not start:
        return end
    start -= before[start - 1].lower == "the" and start > 1  # "vicar the Rev. Ann Orr"
    chunk = phrase_before(before, start)
    if (
        chunk is None
        or not chunk.known
        or before[chunk.head].lower in english.KIN
        or before[start - 1].lower == "fellow"
    ):
        return end
    complement = before[chunk.head + 1 : start]
    if not complement and not before[start - 1].text.islower():
        return end  # "Police Chief Inspector"
    return start if all(word.lower in _OF_DEPARTMENTS for word in complement) else end


def turned_round(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "spokesman for the ministry, Ilse Brandt, said" and "the team's coach, Ilse Brandt, said"."""
    end = len(before)
    while end and before[end - 1].lower in english.BEFORE_NAMES:
        end -= 1
    if end < 2 or before[end - 1].text != ",":
        return
    chunk = phrase_before(before, end - 1) or before_clause(before, end - 1)
    if chunk is not None and (_is_apposition(after) or _follows_as(before, chunk)):
        yield from weighed(before, chunk, APPOSED)


def _follows_as(before: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a role opens its sentence behind "As": "As policy director for the union, Ann Orr has …"."""
    first = chunk.first
    while first and before[first - 1].lower in english.DETERMINERS:
        first -= 1
    opens = first == 1 or (first > 1 and before[first - 2].text in _SENTENCE_ENDS)
    return opens and before[first - 1].text == "As"


def _is_apposition(after: Sequence[Word]) -> bool:
    """Tell whether a name behind a role and a comma is that person, not the next of a list or "…, Brandt said, …"."""
    if len(after) > 2 and after[0].lower == "of" and after[1].capital:
        # "the park's designer, Ann Orr of Concrete Dreams, said"
        after = after[next((i for i in range(1, len(after)) if not after[i].capital), len(after)) :]
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
    """Yield the roles behind a name: in appositions, relative clauses and predicates, in letters: "Ann Orr MP"."""
    if after and after[0].text.isupper() and len(after[0].text) > 1 and is_head(after[0]):
        yield from _noun(after, 0, APPOSED)
    index = skip_asides(after, 0)
    first, stop = _body_behind(after)
    index = stop if stop > first else index
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
    elif index < len(after) and (index in {0, stop} or after[index - 1].text == ")"):
        yield from _predicate(after, index)


def affiliation(after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the body in "Ann Orr of the Rivers Coalition" and "Ann Orr, The Kell Times:"."""
    first, stop = _body_behind(after)
    if stop > first:
        yield Phrase(after[first].start, after[stop - 1].end, _AFFILIATED, affiliation=True)


def _body_behind(after: Sequence[Word]) -> tuple[int, int]:
    """Return where the name of a body behind somebody's name begins and ends; no words where there is none."""
    index = skip_asides(after, 0)
    apart = index < len(after) and after[index].text == ","
    index += apart
    linked = index < len(after) and after[index].lower in ({"of", "from", "with"} if apart else {"of"})
    first = index + linked
    first += first < len(after) and after[first].lower == "the"
    if not (apart or linked) or first >= len(after):
        return first, first
    stop = first
    while stop < len(after) and (after[stop].capital or (stop > first and _stands_in_name(after, stop))):
        stop += 1
    words = [word.lower for word in after[first:stop]]
    closed = linked or stop >= len(after) or after[stop].text == ":"
    known = any(word in _BODY_WORDS for word in words) and not english.is_role_noun(words[-1])
    return first, stop if known and closed and after[first].text.isalpha() else first


def _stands_in_name(words: Sequence[Word], index: int) -> bool:
    """Tell whether a small word joins two with capitals in a body's name: "of", "for the", "and", "'"."""
    following = words[index + 1 : index + 3]
    if words[index].text in {"'", "’", "'s", "’s"} or words[index].lower in {"of", "for", "and", "&"}:
        return bool(following) and (following[0].capital or (following[0].text == "the" and following[-1].capital))
    return words[index].text == "the" and bool(following) and following[0].capital and words[index - 1].text.islower()


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
    if word.capital and _are_letters(words, index):
        return index + 1
    if following is None:
        return index
    if word.text == "," and (_is_aside(following) or _are_letters(words, index + 1)):
        return index + 2
    dot = word.text == "." and following.text in {",", "("}
    return index + (dot or (_is_aside(word) and following.text in {",", "and", "."}))


def _are_letters(words: Sequence[Word], index: int) -> bool:
    """Tell whether "KC" or "MP" behind a name stands alone, not in "MP for Kell"."""
    if words[index].lower not in english.POST_NOMINALS_BEHIND_NAMES:
        return False
    office = is_head(words[index]) and index + 1 < len(words) and words[index + 1].lower in english.LINKS
    return not office


def _is_aside(word: Word) -> bool:
    return bool(AGE.match(word.text) or _PARTY.match(word.text))


def _apposition(before: Sequence[Word], after: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the role in ", a nurse from Aldbrook," and the one that a predicate behind it gives."""
    if after[index].lower.endswith("ing") and after[index].lower in english.CATEGORY_OF_VERB:
        end = clause_end(after, index + 1)
        if end > index + 1:
            yield _measured(after, index, end, _WORKING)
        return
    chunk = noun_phrase(after, index) or _plain_noun(after, index)
    if chunk is None or _says_little(after, chunk):
        yield from _described_clause(after, index if chunk is None else chunk.end)
    if chunk is None or not _is_closed(before, after, chunk):
        return
    if chunk.known or chunk.first > index:
        initials = after[chunk.end - 1].text == ")" and after[chunk.end - 3].text == "("
        end = _with_body(after, _with_place(after, chunk.end - 3 * initials))
        yield from weighed(after, chunk, APPOSED, end=end)
    close = next((i for i in range(chunk.end, min(len(after), chunk.end + 25)) if after[i].text == ","), None)
    if close is not None:
        yield from _predicate(after, close + 1)


def _plain_noun(words: Sequence[Word], index: int) -> Chunk | None:
    """Return a noun in no list that stands alone, as in ", formerly a stevedore,": what somebody is."""
    index += words[index].lower in english.ADVERBS | english.NO_LONGER
    if index + 1 >= len(words) or words[index].lower not in {"a", "an"} or not _is_common_noun(words[index + 1]):
        return None
    closed = index + 2 >= len(words) or words[index + 2].text in {",", ".", ";", ")", "—"}
    return Chunk(index + 1, index + 1, index + 2, known=False) if closed else None


def _is_common_noun(word: Word) -> bool:
    plain = word.text.islower() and word.text.isalpha() and word.tag in {"NN", None} and not is_time(word)
    return plain and word.lower not in english.NO_OCCUPATIONS and not english.ends_like_adjective(word.lower)


def _says_little(words: Sequence[Word], chunk: Chunk) -> bool:
    head, before = words[chunk.head].lower, words[max(0, chunk.first - 1) : chunk.head]
    return head in english.NO_ROLES | english.LOW_ROLES or any(word.lower in english.FORMER for word in before)


def _described_clause(words: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the office in "a mother of three who runs the food bank"; ``index`` is where the description goes on."""
    stop = min(index + _LONGEST_DESCRIPTION, len(words) - 1)
    who = next((i for i in range(index, stop) if not words[i].text[0].isalnum() or words[i].lower == "who"), index)
    if who >= len(words) - 2 or words[who].lower != "who":
        return
    verb, following = words[who + 1].lower, words[who + 2].lower
    if (
        verb in english.COPULAS
        or (verb in english.OFFICE_VERBS and not english.is_over(verb))
        or (verb in english.IN_OFFICE and following == "as")
    ):
        yield from relative(words, who)


def _is_closed(before: Sequence[Word], after: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether what follows a name is set apart behind, too: not "according to Brandt, a nurse was seen"."""
    if chunk.end >= len(after) or after[chunk.end].text in _CLOSERS or after[chunk.end - 1].text in _CLOSERS:
        return True
    word = after[chunk.end]
    if word.tag not in {"VBD", "VBZ", "VBP", "MD"} and word.lower not in english.AUXILIARIES:
        return True
    opens = not before or before[-1].text in _SENTENCE_ENDS | {"“"} or before[-1].lower in english.FORMS_OF_ADDRESS
    return opens and english.reporting_strength(word.lower) is not None


def _with_body(words: Sequence[Word], end: int) -> int:
    """Return where ", Advisa" behind "director of the crime agency" ends: the name of the body that is described."""
    stop = end + 1
    if words[end - 1].lower not in _DESCRIBED_BODIES or not words[end - 1].text.islower():
        return end
    if stop >= len(words) or words[end].text != ",":
        return end
    while stop < len(words) and words[stop].capital and words[stop].text.isalnum():
        stop += 1
    closed = stop < len(words) and words[stop].text in {",", "."}
    return stop if closed and stop > end + 1 else end


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
    if [word.lower for word in words[verb : verb + 2]] in (["ran", "for"], ["runs", "for"], ["run", "for"]):
        return
    end = clause_end(words, verb + 1)
    if end > verb + 1 and end + 1 < len(words) and words[end].lower == "and":
        # "runs a kiln and teaches pottery"
        further = words[end + 1].lower in english.CATEGORY_OF_VERB and clause_end(words, end + 2)
        end = further if further and further > end + 2 else end
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
            known = words[index].lower not in english.DETERMINERS
            over = any(word.lower in {"was", "were"} for word in words[first:index])
            yield from _noun(words, index, _PREDICATED, known=known, over=over)
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
            score = _SERVING if word.lower in {"serves", "works"} else _RESIGNED
            yield from _noun(words, place + 2, score, over=word.lower in english.LEFT)
            return


def _noun(
    words: Sequence[Word], index: int, score: float, *, known: bool = False, over: bool = False
) -> Iterator[Phrase]:
    chunk = noun_phrase(words, index)
    if chunk is not None and (chunk.known or not known):
        yield from weighed(words, chunk, score, over=over)


def weighed(
    words: Sequence[Word], chunk: Chunk, score: float, *, end: int | None = None, over: bool = False
) -> Iterator[Phrase]:
    """Yield the phrase of a chunk, worth less where it says less: "former …", "Republican", "Sister".

    With ``over`` the words around it say that the role is no longer held; "formerly" before it does as well.
    """
    first = chunk.first
    inside = [word.lower for word in words[first : chunk.end]]
    if english.NOT_YET & set(inside[: chunk.head - first]):
        return
    if words[chunk.head].lower in english.NO_ROLES or (inside[0] in english.FORMS_OF_ADDRESS and len(inside) == 2):
        return
    while first < chunk.head and words[first].lower in english.FORMS_OF_ADDRESS | {"fellow"}:
        first += 1
    score -= 6.0 * (len(inside) == 1 and inside[0] in english.BARE_TITLES)
    score -= 3.0 * (words[chunk.head].lower in english.LOW_ROLES)
    score -= 2.0 * (not chunk.known)
    score -= 2.0 * bool(english.FORMER & set(inside[:2]))
    opens = first
    while opens and words[opens - 1].lower in english.DETERMINERS:
        opens -= 1
    over = over or any(word.lower in english.NO_LONGER for word in words[max(0, opens - 1) : first])
    yield _measured(words, first, end or chunk.end, score, over=over)


def _measured(words: Sequence[Word], first: int, end: int, score: float, *, over: bool = False) -> Phrase:
    return Phrase(words[first].start, words[end - 1].end, score + _PER_WORD * min(end - first, _MOST_WORDS), over)
