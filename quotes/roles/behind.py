"""Read roles off the words right behind a name: "Ann Orr, 43, a nurse from …", "Ann Orr MP", "Ann Orr of the union"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.roles.complements import clause_end, complements_end
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase
from quotes.roles.predicates import first_to_be, noun, occupation, predicate, relative
from quotes.roles.unlisted import apposed_noun, is_closed, is_common_noun
from quotes.roles.weights import AFFILIATED, APPOSED, PREDICATED, WORKING, measured, weighed
from quotes.roles.words import (
    AGE,
    CLOSERS,
    FUNCTION_WORDS,
    SENTENCE_ENDS,
    Chunk,
    Word,
    is_break,
    is_director,
    is_finite,
    is_head,
    is_time,
)

_APPOINT = english.APPOINTED | english.APPOINTS
_LONGEST_DESCRIPTION = 5
_PARTY = re.compile(r"[RDI]-\w")
# Words of bodies' names, in general; of places' names no less are "Port Kell" and "Kell City".
_BODY_WORDS = frozenset().union(english.ORGANIZATION_WORDS, *english.BODIES.values()) - english.PLACES_IN_NAMES
_PLACE_WORDS = english.PLACES_IN_NAMES | english.PLACE_NOUNS | english.BEFORE_PLACES | english.LANDS
_BEHIND_PARTICIPLES = english.PLACE_PREPOSITIONS | english.LINKS | {"by"}
_DESCRIBED_BODIES = english.BODY_KINDS | english.PLACE_NOUNS | {"service", "operator"}


def after_name(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the roles behind a name: in appositions, relative clauses and predicates, in letters: "Ann Orr MP"."""
    if after and after[0].text.isupper() and len(after[0].text) > 1 and is_head(after[0]):
        yield from noun(after, 0, APPOSED)
    yield from _appointed(before, after)
    yield from _in_title(before, after)
    index = skip_asides(after, 0)
    aged = any(AGE.match(word.text) for word in after[:index])
    first, stop = _body_behind(after, index)
    index = stop if stop > first else _place_end(after, index)
    if index < len(after) and after[index].text in {",", "—", "–", "-", "("}:
        index = _skip_duration(after, _skip_age(after, skip_asides(after, index + 1)))
        place = _place_end(after, index)  # "Ann Orr, of Kell, a nurse, said"
        index = place + 1 if place > index else index
        index += [word.lower for word in after[index : index + 2]] == ["and", "who"]
        if index == len(after):
            return
        if after[index].lower in {"who", "who's", "who’s"}:
            yield from relative(after, index)
            yield from _behind_comma(after, index)
            yield from _of_the_dead(after, index)
        elif after[index].lower in english.COURT_ROLES:
            yield measured(after, index, index + 1, WORKING)
        elif after[index].lower in {"is", "was"}:
            yield from predicate(after, index)
        elif aged and (is_finite(after[index]) or after[index].lower in english.CATEGORY_OF_VERB):
            yield from predicate(after, index)  # "Ann Orr, 43, has been a tram driver since"
            yield from occupation(after, index)
        else:
            yield from _apposition(before, after, index)
            if before and before[-1].text == ",":  # "One of them, Ann Orr, manages the rink"
                yield from occupation(after, index)
    elif index < len(after) and (index in {0, stop} or after[index - 1].text == ")"):
        yield from predicate(after, index)
        yield from occupation(after, index)


def _in_title(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in the title of a portrait: "Ann Orr: lamplighter who …"."""
    if before or not after or after[0].text != ":":
        return
    chunk = noun_phrase(after, 1) or _bare_noun(after, 1)
    if chunk is not None and chunk.end < len(after) and after[chunk.end].lower == "who":
        yield from weighed(after, chunk, APPOSED)


def _skip_duration(after: Sequence[Word], index: int) -> int:
    """Return what follows "for years" or "for some 30 years" that opens an apposition."""
    if index >= len(after) or after[index].lower != "for":
        return index
    spans = (i for i in range(index + 1, min(len(after), index + 4)) if after[i].lower in english.SPANS_OF_TIME)
    stop = next(spans, index) + 1
    return stop if index + 1 < stop < len(after) else index


def _skip_age(after: Sequence[Word], index: int) -> int:
    """Return what follows "now 19 and", or "at 93", that opens an apposition."""
    if index + 2 < len(after) and after[index].lower == "at" and AGE.match(after[index + 1].text):
        return index + 2
    age = index + (index < len(after) and after[index].lower in english.ADVERBS)
    joined = age + 2 < len(after) and AGE.match(after[age].text) and after[age + 1].lower == "and"
    return age + 2 if joined else index


def _place_end(after: Sequence[Word], index: int) -> int:
    """Return where "of Kell" in "Lord Orr of Kell, a peer" ends, or "at the Institute of Ice in Kell", or ``index``."""
    stop = index + 1
    if index >= len(after) or after[index].lower not in {"of", "from", "at"}:
        return index
    while stop + 1 < len(after) and (after[stop].capital or _goes_on(after[stop : stop + 3])):
        stop += 1
    return stop if stop > index + 1 and stop < len(after) and after[stop].text == "," else index


def _goes_on(words: Sequence[Word]) -> bool:
    """Tell whether small words lead on to another with a capital: "the Institute of the North in Kell"."""
    small = [word.lower for word in itertools.takewhile(lambda word: not word.capital, words)]
    return 0 < len(small) < len(words) and english.LOWER_IN_TITLES.issuperset(small)


def _appointed(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "named Ann Orr head of the line" and "the appointment of Ann Orr as head of the line"."""
    if len(before) < 2 or not after:
        return
    named = before[-1].lower in _APPOINT
    appointment = before[-1].lower == "of" and before[-2].lower in english.APPOINTMENTS
    if named or (appointment and after[0].lower == "as"):
        yield from noun(after, int(after[0].lower in {"as", "to"}), PREDICATED, known=True)


def _apposition(before: Sequence[Word], after: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the role in ", a nurse from Aldbrook," and the one that a predicate behind it gives."""
    if after[index].lower.endswith("ing") and after[index].lower in english.CATEGORY_OF_VERB:
        end = clause_end(after, index + 1)
        if end > index + 1:
            yield measured(after, index, end, WORKING)
        return
    towards = after[index + 1].lower if index + 1 < len(after) else ""
    if after[index].lower.endswith("ing") and towards.endswith("ard"):
        return  # "told Orr, leaning forward"
    spelt_so = noun_phrase(after, first_to_be(after, index))
    if spelt_so is not None and _is_the_next_ones(before, after, index, spelt_so.end):
        return
    chunk = spelt_so or _plain_noun(after, index)
    if chunk is None or _says_little(after, chunk):
        yield from _described_clause(after, index if chunk is None else chunk.end)
        if chunk is not None and chunk.end + 1 < len(after) and after[chunk.end].text == ",":
            yield from noun(after, chunk.end + 1, APPOSED, known=True)  # "Ann Orr, the eldest, a teacher in Kell,"
    if chunk is None or not _is_closed(before, after, chunk):
        return
    if chunk.known or chunk.first > index or chunk is not spelt_so or _is_compound(after, chunk):
        initials = after[chunk.end - 1].text == ")" and after[chunk.end - 3].text == "("
        end = _with_body(after, _with_place(after, chunk.end - 3 * initials))
        ended = _is_ended(after, end)
        yield from weighed(after, chunk, APPOSED - 2 * ended, end=end, over=ended)
    yield from _behind_comma(after, chunk.end)


def _is_the_next_ones(before: Sequence[Word], after: Sequence[Word], index: int, end: int) -> bool:
    """Tell whether a role is that of the name behind it: "Asked by Ann Orr, the director, Bo Ray, said"."""
    if not before or before[-1].text in SENTENCE_ENDS or after[index].lower != "the":
        return False
    if end + 1 >= len(after) or after[end].text != "," or not english.is_given_name(after[end + 1].text):
        return False
    stop = next((i for i in range(end + 1, len(after)) if not after[i].capital), len(after))
    verb = stop + (stop < len(after) and after[stop].text == ",")
    return stop > end + 2 and verb < len(after) and is_finite(after[verb])


def _is_compound(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a role in no list is set apart: "Ann Orr, crossword setter, 1931-2024", "…, glazer at Kell,"."""
    inside = words[chunk.first : chunk.end]
    following = words[chunk.end].text if chunk.end < len(words) else ""
    closed = following == "who" or (following in {",", ".", ")"} and len(inside) > 1)
    complemented = len(inside) > 1 and inside[0].text.islower() and inside[1].lower in english.LINKS
    return closed and (complemented or all(word.text.islower() for word in inside))


def _is_ended(words: Sequence[Word], end: int) -> bool:
    """Tell whether "for 14 years before …" behind a role says that it is over."""
    following = [word.lower for word in words[end : end + 4]]
    return (
        len(following) == 4
        and following[0] == "for"
        and following[2] in english.SPANS_OF_TIME
        and (following[3] in {"before", "until"})
    )


def _behind_comma(words: Sequence[Word], start: int) -> Iterator[Phrase]:
    """Yield the role of the predicate behind the comma that closes what begins at a word."""
    close = next((i for i in range(start, min(len(words), start + 25)) if words[i].text == ","), None)
    if close is not None:
        yield from predicate(words, close + 1)


def _plain_noun(words: Sequence[Word], index: int) -> Chunk | None:
    """Return a noun in no list that stands alone, as in ", formerly a stevedore,": what somebody is."""
    if [word.lower for word in words[index : index + 2]] == ["a", "senior"] and len(words) > index + 2:
        end = complements_end(words, index + 1, index + 2)
        return Chunk(index + 1, index + 1, end, known=True) if is_closed(words, end) else None  # of a high school
    index += words[index].lower in english.ADVERBS | english.NO_LONGER
    if (retired := _retired(words, index)) is not None:
        return retired
    bare = _bare_noun(words, index)
    if bare is not None and (is_closed(words, bare.end) or words[bare.end].lower in {"for", "since"}):
        return bare  # "mayordomo of the Kell Ditch for 31 years"
    return apposed_noun(words, index)


def _of_the_dead(words: Sequence[Word], who: int) -> Iterator[Phrase]:
    """Yield the role of an obituary's first sentence: "Ann Orr, who has died aged 93, was coxswain of the Kell"."""
    close = next((i for i in range(who, min(len(words) - 2, who + 12)) if words[i].text == ","), None)
    if close is None or "died" not in {word.lower for word in words[who:close]} or words[close + 1].lower != "was":
        return
    if (chunk := _bare_noun(words, close + 2)) is not None:
        yield from weighed(words, chunk, APPOSED)


def _bare_noun(words: Sequence[Word], index: int) -> Chunk | None:
    """Return a noun of whatever spelling that goes on as roles do, without article: "cox of the Kell", "cox who"."""
    if index + 2 >= len(words) or not is_common_noun(words[index]) or english.may_describe(words[index].lower):
        return None
    if words[index + 1].lower == "who":
        return Chunk(index, index, index + 1, known=False)
    end = complements_end(words, index, index + 1)
    complement = [word for word in words[index + 1 : end] if word.lower != "the"]
    links = {"of", "at", "with", "for"} if words[index].tag == "NN" else {"of"}
    of_name = len(complement) > 1 and complement[0].lower in links and complement[1].capital
    return Chunk(index, index, end, known=False) if of_name else None


def _retired(words: Sequence[Word], index: int) -> Chunk | None:
    """Return the role in "a retired mail carrier": what somebody retires from is an office, whatever its noun."""
    first = index + 1
    if first + 1 >= len(words) or words[index].lower not in {"a", "an"} or words[first].lower != "retired":
        return None
    end = first + 1
    while end < min(len(words), first + 4) and words[end].text.islower() and words[end].tag in {"NN", None}:
        if words[end].lower in FUNCTION_WORDS or is_break(words[end]) or is_time(words[end]):
            break
        end += 1
    return Chunk(first, end - 1, end, known=False) if end > first + 1 else None


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
        or (verb in {"has", "had"} and following == "been")
        or (verb in english.OFFICE_VERBS and not english.is_over(verb))
        or (verb in english.IN_OFFICE and following == "as")
    ):
        yield from relative(words, who)


def _is_closed(before: Sequence[Word], after: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether what follows a name is set apart behind, too: not "according to Brandt, a nurse was seen"."""
    if chunk.end >= len(after) or after[chunk.end].text in CLOSERS or after[chunk.end - 1].text in CLOSERS:
        return True
    word = after[chunk.end]
    if before and before[-1].lower in english.REPORTING_FORMS and _is_participle(after[chunk.end : chunk.end + 2]):
        return True
    if not is_finite(word) and word.tag != "VBP" and word.lower not in english.AUXILIARIES:
        return True
    opens = not before or before[-1].text in SENTENCE_ENDS | {"“"} or before[-1].lower in english.FORMS_OF_ADDRESS
    return opens and english.reporting_strength(word.lower) is not None


def _is_participle(words: Sequence[Word]) -> bool:
    """Tell whether "based at" behind "said Ann Orr, a nurse" goes on from the noun: the verb has its subject."""
    return len(words) > 1 and words[0].lower.endswith("ed") and words[1].lower in _BEHIND_PARTICIPLES


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


def affiliation(after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the body in "Ann Orr of the Rivers Coalition" and "Ann Orr, The Kell Times:"."""
    first, stop = _body_behind(after, skip_asides(after, 0))
    if stop > first:
        yield Phrase(after[first].start, after[stop - 1].end, AFFILIATED, affiliation=True)


def _body_behind(after: Sequence[Word], index: int) -> tuple[int, int]:
    """Return where the name of a body behind somebody's name and the asides at it begins and ends, or no words."""
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
    if linked and words and not known:
        definite = after[first - 1].lower == "the"
        if definite and stop < len(after) and after[stop].lower in english.BODY_KINDS:  # "of the Save Kell Bay group"
            stop, known = stop + 1, True
        elif definite and len(words) > 1 and after[index].lower == "of":
            known = words[-1] not in _PLACE_WORDS  # "of the Green Kell Collective"
        else:  # "of Friends of Kell Bay"
            known = words[1:2] == ["of"] and english.role_noun(words[0]) not in {None, words[0]}
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
    if word.capital and are_letters(words, index):
        return index + 1
    if following is None:
        return index
    if word.text == "," and (_is_aside(following) or are_letters(words, index + 1)):
        return index + 2
    if word.text == "," and following.capital and following.lower in english.NOBLE:
        return next((i for i in range(index + 1, min(index + 8, len(words))) if words[i].text == ","), index)
    dot = word.text == "." and following.text in {",", "("}
    return index + (dot or (following.text in {",", "and", "."} and _is_aside(word)))


def are_letters(words: Sequence[Word], index: int) -> bool:
    """Tell whether "KC" or "MP" behind a name stands alone, not in "MP for Kell"."""
    if words[index].lower not in english.POST_NOMINALS_BEHIND_NAMES:
        apart = 0 < index < len(words) - 1 and words[index - 1].text == words[index + 1].text == ","
        return apart and words[index].text.isupper() and 1 < len(words[index].text) < 7 and not is_head(words[index])
    following = words[index + 1].lower if index + 1 < len(words) else ""
    return not (is_director(words, index) or (is_head(words[index]) and following in english.LINKS))


def _is_aside(word: Word) -> bool:
    return bool(AGE.match(word.text) or _PARTY.match(word.text))
