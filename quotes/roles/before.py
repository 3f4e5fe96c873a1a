"""Read roles off the words right before a name: "Harbor Commissioner Ilse Brandt", "the team's coach, Ilse Brandt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes import english
from quotes.roles.behind import are_letters
from quotes.roles.complements import complements_end
from quotes.roles.parts import Phrase
from quotes.roles.phrases import phrase_before
from quotes.roles.unlisted import title_of_any_noun
from quotes.roles.weights import APPOSED, SHARED, WORKING, measured, weighed
from quotes.roles.words import (
    CLOSERS,
    FUNCTION_WORDS,
    SENTENCE_ENDS,
    Chunk,
    Word,
    has_object,
    is_age,
    is_break,
    is_finite,
    is_head,
    is_plural,
    is_time,
    is_verb,
    is_word,
)

_LONGEST_CLAUSE = 9
_NAMING = frozenset("name identified introduced named known".split())
_BEHIND_NAMING = frozenset("as only just simply himself herself themselves ,".split())
"""Words of a clause that tells a part of somebody's name: "who gave her name only as"."""
_OVER = english.FORMER & {"former", "retired"}
_LONGEST_WORK = 4
_OF_PAIR = 3
"""Words of "brother and sister"."""
_FEWEST_WORDS = 4
"""Words of "The Convener of Kell"."""
_OFFICES_IN_LETTERS = english.SHORT_OFFICES | english.OFFICES_IN_LETTERS
_OPENING_WORDS = english.DETERMINERS | english.ADVERBS
_OWNERS = frozenset("the his her its their those these our my".split())
_COUNTED = english.CARDINALS | english.DETERMINERS
_STOPS = frozenset(",.;—–(")
_MAY_BE_FIRMS = frozenset("buyer operator sponsor".split())
_QUOTES = frozenset("“\"'‘«")
_SET_PHRASES = [
    ["in", "question"],
    ["at", "the", "time"],
    *(["of", word] for word in ("his", "hers", "theirs", "mine", "ours")),
]
"""What an office has behind it that is no part of it: "the engineer in question", "a colleague of hers"."""
_HERE = frozenset({"here", "there"})
_RANKS = english.HONORIFICS | english.MILITARY_TITLES | english.BARE_TITLES
_OF_DEPARTMENTS = english.DEPARTMENTS | {"of", "general"}


def before_name(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the title right before a name: "US Secretary of State", "campaign manager"."""
    before = _that_may_tell(before)
    end = len(before)
    while end and before[end - 1].capital and before[end - 1].lower in english.FORMS_OF_ADDRESS:
        end -= 1  # "the mayor, Dame Ann Orr", but "dinner lady Ann Orr"
    if (named := _named_in_part(before)) is not None:
        yield from weighed(before, named, APPOSED)
        return
    end = _rank_start(before, end)
    naming = end - 1 - (end > 1 and before[end - 2].lower == "known")  # "known as"
    if end and (before[end - 1].lower in {"named", "called"} or before[naming].lower == "known"):
        yield from _called(before, _behind_comma(before, naming), after)
        return
    chunk = _title(before, end)
    if chunk is not None and chunk.end > chunk.head + 1 and _is_small_title(before[end - 1]):
        # "a friend of goalkeeper Ann Orr"
        links = [i for i in range(chunk.head, end) if before[i].lower in english.LINKS]
        own = phrase_before(before[links[-1] + 1 :], end - links[-1] - 1) if links else None
        if own is not None and not any(word.lower in {"and", "&"} for word in before[links[-1] : end]):
            before, end, chunk = before[links[-1] + 1 :], end - links[-1] - 1, own
    elif chunk is not None and chunk.end > chunk.head + 1 and _is_title(before[end - 1]):
        # "an adviser to Gov. Ann Orr": only what follows the link is Orr's.
        links = [i for i in range(chunk.head, end) if before[i].lower in english.LINKS | {"and"}]
        joined = links == [chunk.head + 1] and before[chunk.head + 1].lower == "and"  # "Kell Foods co-founder and CEO"
        first = links[-1] + 1 if links and not joined else 0
        before, end = before[first:end], end - first
        chunk = phrase_before(before, end)
    unlisted = None if chunk is not None and chunk.known else title_of_any_noun(before, end, after)
    if unlisted is not None:
        yield from weighed(before, unlisted, APPOSED)
        return
    if chunk is None:
        return
    ranked = before[chunk.first].lower in english.RANKS  # "senior conservator Ann Orr"
    opens = not chunk.first or before[chunk.first - 1].text in SENTENCE_ENDS  # "Bird behaviourist Dr Ann Orr"
    alone = not after or after[0].text in CLOSERS  # "the well digger Ann Orr.", but "the trailer Ann Orr bought"
    definite = chunk.first and before[chunk.first - 1].lower == "the" and alone
    if chunk.known or ranked or opens or definite or before[chunk.head].tag == "NN":
        yield from weighed(before, chunk, APPOSED)


def _that_may_tell(before: Sequence[Word]) -> Sequence[Word]:
    """Return the words before a name without what limits a title: "Superintendent of Police [(Rural)] Ann Orr".

    None where they tell two Orrs apart: "the elder Orr".
    """
    if [word.lower for word in before[-2:]] == ["the", "elder"]:
        return []
    bracket = [word.text for word in before[-3::2]] == ["(", ")"]
    return before[:-3] if bracket else before


def _title(before: Sequence[Word], end: int) -> Chunk | None:
    """Return the role that ends right before a name, of a listed noun or of what else stands there for one."""
    chunk = phrase_before(before, end) or _ranked(before, end)
    if chunk is None or not chunk.known:
        chunk = _formerly(before, end) or chunk
    if chunk is None and end and _may_be_occupation(before[end - 1]):
        return Chunk(end - 1, end - 1, end, known=True)  # "Bodybuilder Ann Orr", "DI Ann Orr"
    return None if chunk is not None and _ends_in_firm(before, chunk) else chunk


def _ranked(before: Sequence[Word], end: int) -> Chunk | None:
    """Return a rank that is one behind another only: "Det Con"."""
    ranks = before[max(0, end - 2) : end]
    if len(ranks) < 2 or not all(word.capital for word in ranks) or ranks[1].lower not in english.RANKS_BEHIND_RANKS:
        return None
    if ranks[0].lower not in english.TITLES:
        return None
    adjective = before[end - 3] if end > 2 else None  # "Temporary Det Con"
    described = adjective is not None and adjective.capital and english.may_describe(adjective.lower)
    return Chunk(end - 2 - described, end - 1, end, known=True)


def _formerly(before: Sequence[Word], end: int) -> Chunk | None:
    """Return what somebody was, whatever its noun: "former herring gutter Ann Orr"."""
    first = end - 1
    if first < 0 or is_verb(before, first) or before[first].tag not in {"NN", None}:
        return None
    if before[first].lower in english.NO_OCCUPATIONS:
        return None  # "in the former town Ann Orr loved"
    while first > max(0, end - _LONGEST_WORK) and is_word(before[first]) and not before[first].text[0].isdigit():
        first -= 1
        if before[first].lower in _OVER:
            return Chunk(first, end - 1, end, known=True)
        if is_break(before[first]) or before[first].lower in FUNCTION_WORDS or is_head(before[first]):
            return None
    return None


def _called(before: Sequence[Word], end: int, after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "a dentist called Ann Orr"."""
    chunk = phrase_before(before, end)
    if chunk is None or not chunk.known:
        return
    opens = chunk.first - (chunk.first > 0 and is_age(before[chunk.first - 1])) - 1
    subject = opens < 1 or before[opens - 1].text in SENTENCE_ENDS
    verb = before[end].lower == "called" and subject and not (after and _goes_on(after))
    if opens >= 0 and before[opens].lower in {"a", "an"} and not verb:  # "A judge called Orr a liar"
        yield from weighed(before, chunk, APPOSED)


def _behind_comma(before: Sequence[Word], end: int) -> int:
    """Return where ", popularly called" begins, or ``end``."""
    adverb = end - 1 if end and before[end - 1].lower.endswith("ly") else end
    return adverb - 1 if 0 < adverb < end and before[adverb - 1].text == "," else end


def _named_in_part(before: Sequence[Word]) -> Chunk | None:
    """Return the role of "said the first caller, who gave her name as" and "a trader identified only as"."""
    if not before or before[-1].lower not in {"as", ","}:
        return None  # most names
    clause = [word.lower for word in before[-_LONGEST_CLAUSE:]]
    naming = next((word for word in reversed(clause) if word not in _BEHIND_NAMING), "")
    if naming not in _NAMING or not (clause[-1] == "as" or clause[-2:] == ["name", ","]):
        return None
    who = len(before) - clause[::-1].index("who" if "who" in clause else naming) - 1
    chunk = phrase_before(before, who - (who > 0 and before[who - 1].text == ","))
    return chunk if chunk is not None and chunk.known else None


def _ends_in_firm(before: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a role ends in what the firm is whose name follows: "a spokesperson for toy maker [Kell]"."""
    if before[chunk.end - 1].lower not in english.BODY_KINDS or before[chunk.end - 1].capital:
        return False
    links = [i for i in range(chunk.head + 1, chunk.end) if before[i].lower in english.LINKS]
    return bool(links) and before[links[-1] + 1].lower not in english.DETERMINERS | english.POSSESSIVES


def _may_be_occupation(word: Word) -> bool:
    if word.text.isupper() and word.lower in _OFFICES_IN_LETTERS:
        return True
    common = word.lower not in english.NO_NAMES and not english.is_given_name(word.lower)
    return word.capital and common and english.seems_occupation(word.lower)


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
    while end and (before[end - 1].lower in english.BEFORE_NAMES or is_age(before[end - 1])):
        end -= 1
    if (predicated := _subject_of(before, end, after)) is not None:
        yield from weighed(before, predicated, WORKING)
        return
    address, closed = end, bool(after) and after[0].text == ","
    while closed and end and before[end - 1].capital and _may_be_title(before[end - 1]):
        end -= 1  # "The club's chairman, Chief Ann Orr, said"
    end -= 1 < end < address and before[end - 1].lower == "the"  # "The chair of governors, the Reverend Bo Orr,"
    if end < 2 or before[end - 1].text != ",":
        return
    if closed and end < len(before) and (office := _unlisted_office(before, end - 1)) is not None:
        yield from weighed(before, office, APPOSED)
        return
    if end == 2 or before[end - 3].text in SENTENCE_ENDS:
        yield from _in_court(before, end - 2, after)
    end -= _set_phrase(before, end - 1)
    lifelong = [word.lower for word in before[end - 4 : end - 1 : 2]] == ["all", "life"]
    end -= before[end - 2].lower in _HERE  # "The ferry skipper there, Ann Orr, knows"
    end -= 3 * lifelong  # "A plum grower all her life, Ann Orr knows"
    chunk = phrase_before(before, end - 1) or _one_of(before, end - 1)
    if chunk is None or before[chunk.head].lower in english.NO_ROLES:  # "A judge who had been there as a boy, …"
        chunk = before_clause(before, end - 1)
    if end < address and chunk is not None and english.CATEGORY_OF_NOUN.get(before[chunk.head].lower) == "witness":
        return  # "her neighbour, Senator Ann Orr,"
    if chunk is not None and (
        _is_apposed(before, chunk, after) or _follows_as(before, chunk) or _opens(before, chunk, after)
    ):
        yield from weighed(before, chunk, APPOSED)


def _may_be_title(word: Word) -> bool:
    """Tell whether a word with a capital is a title or an office, or letters that may stand for one: "SP Ann Orr"."""
    return _is_title(word) or is_head(word) or (word.text.isupper() and len(word.text) > 1)


def _is_apposed(before: Sequence[Word], chunk: Chunk, after: Sequence[Word]) -> bool:
    """Tell whether a name is who a role before it means, not in "With two dogs and a driver on the rope, Orr was"."""
    opening = [word.lower for word in before[max(0, chunk.first - 2) : chunk.first]]
    listed = opening[:1] == ["and"] and opening[-1] in english.INDEFINITE_ARTICLES
    # Nor in "In the corridor, Orr was", "To the judge, Orr said".
    fronted = _opener(before, chunk).lower() in english.PREPOSITIONS
    acts = bool(after) and after[0].text != ","
    return _is_apposition(after) and not (acts and (listed or (fronted and after[0].text not in CLOSERS)))


def _set_phrase(before: Sequence[Word], end: int) -> int:
    """Return how many words of "in question", "at the time" or "of hers" end before ``end``."""
    ended = (len(one) for one in _SET_PHRASES if [word.lower for word in before[max(0, end - len(one)) : end]] == one)
    return next(ended, 0)


def _one_of(before: Sequence[Word], end: int) -> Chunk | None:
    """Return what several are of whom one is named: "One of the [pharmacists], Ann Orr, said"."""
    chunk = phrase_before(before, end, plural=True)
    if chunk is None or not chunk.known or chunk.first < 2:
        return None
    opening = [word.lower for word in before[max(0, chunk.first - 3) : chunk.first] if word.lower not in _OWNERS]
    return chunk if opening[-2:] == ["one", "of"] else None


def _subject_of(before: Sequence[Word], end: int, after: Sequence[Word]) -> Chunk | None:
    """Return the role that opens a sentence whose predicate is the name: "Her great [rival] was Ann Orr of Kell"."""
    if end < 3 or before[end - 1].lower not in {"is", "was"}:
        return None
    chunk = phrase_before(before, end - 1 - _set_phrase(before, end - 1))
    closed = not after or after[0].text in _STOPS or after[0].lower in english.LINKS | {"who", "whose"}
    if chunk is None or not chunk.known or not closed or not chunk.first:
        return None
    head = before[chunk.head].lower
    if head in _MAY_BE_FIRMS or english.CATEGORY_OF_NOUN.get(head) == "business":
        return None  # "The buyer is Kell Holdings, a firm in Jersey"
    opens = chunk.first == 1 or before[chunk.first - 2].text in SENTENCE_ENDS
    return chunk if opens and before[chunk.first - 1].lower in english.DETERMINERS else None


def _unlisted_office(before: Sequence[Word], end: int) -> Chunk | None:
    """Return the office of whatever noun that opens its sentence: "The Convener of the council, Cllr Ann Orr, …"."""
    first = next((i + 1 for i in reversed(range(end)) if before[i].text in SENTENCE_ENDS), 0)
    if end - first < _FEWEST_WORDS or before[first].lower != "the":
        return None
    head, link = before[first + 1 : first + 3]
    known = head.lower in english.NAMES_OF_BODIES or is_head(head)
    if known or head.tag not in {"NN", "NNP", None} or link.lower not in {"of", "for"}:
        return None
    stop = complements_end(before, first + 1, first + 2)
    return Chunk(first + 1, first + 1, end, known=True) if stop == end else None


def _in_court(before: Sequence[Word], index: int, after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "Mitigating, Ann Orr said"."""
    if before[index].lower in english.COURT_ROLES and before[index].capital and after and is_finite(after[0]):
        yield measured(before, index, index + 1, WORKING)


def _opens(before: Sequence[Word], chunk: Chunk, after: Sequence[Word]) -> bool:
    """Tell whether a role opens the sentence whose subject is the name behind it: "A former nurse, Ann Orr had …"."""
    first = chunk.first
    while first and before[first - 1].lower in _OPENING_WORDS:
        first -= 1
    if first == chunk.first or (first and before[first - 1].text not in SENTENCE_ENDS) or not after:
        return False
    put_in = len(after) > 1 and after[1].text == ","  # "The mayor, Ann Orr said, was …"
    return (is_finite(after[0]) or has_object(after)) and not put_in


def _goes_on(after: Sequence[Word]) -> bool:
    """Tell whether a name is the subject, or an apposition is closed behind it."""
    return after[0].text == "," or is_finite(after[0])


def shared(before: Sequence[Word], after: Sequence[Word], gender: str | None) -> Iterator[Phrase]:
    """Yield the role of one of two named together: "Senators Ann Orr and Bo Ray", "sister and brother Ann and Bo"."""
    end = len(before)
    if end > 1 and before[-1].lower == "and" and before[-2].capital:
        end -= 1
        while end and before[end - 1].capital and not is_plural(before[end - 1]):
            end -= 1
    elif len(after) < 2 or after[0].lower != "and" or not after[1].capital:
        return
    apart = end > 1 and before[end - 1].text == ","
    end -= apart
    chunk = phrase_before(before, end, plural=True) or (before_clause(before, end) if apart else None)
    pair = before[chunk.first : chunk.end] if chunk else []
    if gender and len(pair) == _OF_PAIR and all(word.lower in english.KIN for word in pair[::2]):
        own = next((i for i in (0, 2) if english.gender_of_noun(pair[i].lower) == gender), None)
        if chunk is not None and own is not None:
            place = chunk.first + own
            yield from weighed(before, Chunk(place, place, place + 1, known=True), SHARED)
        return
    if chunk is None or not is_plural(before[chunk.head]):
        return
    opening = before[chunk.first - 1] if chunk.first else None
    if before[chunk.head].capital or opening is None or opening.lower in _COUNTED:
        yield from weighed(before, chunk, SHARED)


def _follows_as(before: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a role opens its sentence behind "As": "As policy director for the union, Ann Orr has …"."""
    return _opener(before, chunk) == "As"


def _opener(before: Sequence[Word], chunk: Chunk) -> str:
    """Return the word before a role and its articles if it opens the sentence, else nothing."""
    first = chunk.first
    while first and before[first - 1].lower in english.DETERMINERS:
        first -= 1
    opens = first == 1 or (first > 1 and before[first - 2].text in SENTENCE_ENDS)
    return before[first - 1].text if opens else ""


def _is_apposition(after: Sequence[Word]) -> bool:
    """Tell whether a name behind a role and a comma is that person, not the next of a list or "…, Brandt said, …"."""
    if len(after) > 3 and after[0].lower == "of" and after[1 + (after[1].lower == "the")].capital:
        # "the park's designer, Ann Orr of Concrete Dreams, said"
        stop = (i for i in range(2, len(after)) if not (after[i].capital or after[i].lower in english.LINKS))
        after = after[next(stop, len(after)) :]
    apart = len(after) > 1 and after[0].text == ","  # "Ann Orr KC", "Ann Orr, MP,"
    after = after[1 + apart :] if len(after) > apart and are_letters(after, int(apart)) else after
    if not after or after[0].text in CLOSERS - {","} or after[0].lower in {"is", "was", "who"}:
        return True
    following = after[1] if len(after) > 1 else None
    if after[0].text == ",":
        listed = following is not None and following.capital and following.tag in {"NNP", None}
        if following is not None and listed and not is_time(following):
            return _acts(after, 1)  # "his lawyer, Ann Orr, Karl said"
        return following is None or following.lower != "which"
    if following is None or english.reporting_strength(after[0].lower) is None:
        return False
    if following.text == ",":
        return len(after) > 2 and after[2].text in _QUOTES
    return following.text not in {".", "”"}


def _acts(words: Sequence[Word], index: int) -> bool:
    """Tell whether capitalized words from ``index`` on have a finite verb behind them."""
    while index < len(words) and words[index].capital:
        index += 1
    if index + 1 >= len(words) or words[index].lower in english.LINKS | {"and"}:
        return False
    verb, object_ = words[index : index + 2]
    return is_finite(verb) or verb.lower in english.verb_forms() or object_.lower in english.PLAIN_DETERMINERS


def before_clause(before: Sequence[Word], end: int, *, plural: bool = False) -> Chunk | None:
    """Return the role in "The engineer who signed it off, …", which opens its sentence."""
    who = next((i for i in reversed(range(end)) if before[i].lower in {"who", "that", ","}), 0)
    chunk = phrase_before(before, who, plural=plural) if who and before[who].text != "," else None
    if chunk is None:
        return None
    opens = chunk.first
    while opens and before[opens - 1].lower in english.DETERMINERS | english.CARDINALS:
        opens -= 1
    return chunk if opens < chunk.first and (not opens or before[opens - 1].text in SENTENCE_ENDS) else None
