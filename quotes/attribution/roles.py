"""Find the roles an article gives a person: "principal deputy spokesperson for the State Department".

A role stands before a name ("Harbor Commissioner Ilse Brandt"), behind it ("Ilse Brandt, who chairs …", "Ilse Brandt,
43, a nurse from …", "Ilse Brandt is …"), or before it with the order turned round ("a spokesman for the ministry, Ilse
Brandt, said"); a lead may give it before the name falls. Of all roles that the article gives a bearer, the one that
says most is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quotes import lexicon
from quotes.attribution.bearers import PERSON, Bearer, Name
from quotes.attribution.mentions import Mention
from quotes.attribution.name_runs import find_names, is_organization
from quotes.attribution.role_nouns import KIN, OFFICE_VERBS, PARTIES, VERBS
from quotes.attribution.role_parts import Phrase
from quotes.attribution.role_phrases import Chunk, clause_end, noun_phrase, phrase_before
from quotes.attribution.role_words import (
    ADVERBS,
    CARDINALS,
    DETERMINERS,
    FORMER,
    LINKS,
    Word,
    is_plural,
    is_time,
    words_of,
)

_CLOSERS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "?", "!", "“", "”", '"', "'", "’", "-"})
_VERBS = frozenset(verb for verbs in VERBS.values() for verb in verbs.split())
_ENDS = frozenset({".", "?", "!", "”", '"', "’", "—", "–", "-"})
_AGE = re.compile(r"\d{1,3}$|\d+-year-old$")
_PARTY = re.compile(r"[RDI]-\w")
_POST_NOMINALS = frozenset(
    "jr sr ii iii iv mp mps kc qc sc mbe obe cbe phd ph.d md m.d msp mep ms esq cpa rn frs".split()
)
_COPULAS = frozenset("is was remains became becomes 's ’s".split())
_APPOINTED = frozenset("appointed named elected hired installed promoted confirmed made re-elected reappointed".split())
_IN_OFFICE = frozenset(
    """
    serves served serving works worked working acts acted acting resigned resigns quit quits retired retires doubles
    continues continued began started returned down over stint
    """.split()
)
_AUXILIARIES = frozenset("has had have was were is are will would could can may might should did does".split())
_HONORIFICS = frozenset("mr mrs ms miss mx dr prof sir lord lady dame".split())
_BARE = frozenset("sister father brother mr mrs ms miss mx dr prof sir lord lady dame rev count fr st".split())
_PERSONS = frozenset("man woman boy girl person police".split())
_LOW = (
    KIN
    | PARTIES
    | frozenset(
        "co-author people victim resident guest front-runner frontrunner favorite favourite winner eldest youngest".split()
    )
)
_SENTENCE = re.compile(r"[.?!][”\"’']*(?:\s|$)")
_SENTENCE_START = re.compile(r"(?<=[.?!”\"])\s+(?:On (?:the stump|[A-Z]\w+(?: \d+)?),? )?(?=(?:The|An?|the) )")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]+(?:, ?[^—–-]{1,40})? ?(?:\([^)]*\) ?)?[—–-]+ |(?:By|On) \w+(?: \d+)?,? ")
_IN_PLACE = re.compile(r"\b(?:in|at|of|for|near|from|to|the|on)\s(?:the\s)?$")
_SURE = 9.6
_LEAD = 900
_TAKEN_UP = 320
_MOST_NAMES = 6
_FAR_BACK = 20_000


def bearer_roles(
    text: str, bearer: Bearer, paragraphs: Sequence[tuple[int, int]], tags: dict[int, str]
) -> Iterator[Phrase]:
    """Yield every role phrase next to a name of the bearer."""
    best = 0.0
    for name in bearer.names:
        if name.quoted:
            continue
        start, end = paragraphs[name.paragraph]
        after = words_of(text, name.end, min(end, name.end + 260), tags)
        before = words_of(text, max(start, name.start - 220), name.start, tags)
        for phrase in (*_before_name(before), *_turned_round(before, after), *_after_name(before, after)):
            best = max(best, phrase.worth)
            yield phrase
    if bearer.person <= PERSON:
        return
    if best < _SURE:
        yield from _in_lead(text, bearer, paragraphs, tags)
        for name in bearer.names[:_MOST_NAMES]:
            if not name.quoted and text[name.end : name.end + 2] not in {"'s", "’s"}:
                yield from _taken_up(text, name, paragraphs, tags)


def _before_name(before: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the title right before a name: "US Secretary of State", "campaign manager"."""
    end = len(before)
    while end and before[end - 1].lower in _HONORIFICS:
        end -= 1
    chunk = phrase_before(before, end)
    if chunk is not None and chunk.end > chunk.head + 1 and _is_title(before[end - 1]):
        # "an adviser to Gov. Ann Orr": only what follows the link is Orr's.
        links = [i for i in range(chunk.head, end) if before[i].lower in LINKS | {"and"}]
        first = links[-1] + 1 if links else 0
        before, end = before[first:end], end - first
        chunk = phrase_before(before, end)
    if chunk is not None and (chunk.known or before[chunk.head].tag == "NN"):
        yield from _phrase(before, chunk, 10.0)


def _is_title(word: Word) -> bool:
    return word.capital and word.lower in lexicon.TITLES - lexicon.DEPARTMENTS


def _turned_round(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role in "spokesman for the ministry, Ilse Brandt, said" and "the team's coach, Ilse Brandt, said"."""
    end = len(before)
    while end and (
        before[end - 1].lower in lexicon.HONORIFICS | {"the", "late"} or before[end - 1].lower in _BARE | {"justice"}
    ):
        end -= 1
    if end < 2 or before[end - 1].text != ",":
        return
    chunk = phrase_before(before, end - 1) or _with_clause(before, end - 1)
    if chunk is None or not _set_apart(before, chunk, after):
        return
    yield from _phrase(before, chunk, 10.0)


def _with_clause(before: Sequence[Word], end: int, *, plural: bool = False) -> Chunk | None:
    """Return the role in "The two commissioners who voted no, …", which opens its sentence."""
    who = next((i for i in reversed(range(end)) if before[i].lower in {"who", "that", ","}), 0)
    if not who or before[who].text == ",":
        return None
    chunk = phrase_before(before, who, plural=plural)
    if chunk is None or not chunk.first:
        return None
    opens = chunk.first
    while opens and (before[opens - 1].lower in DETERMINERS or before[opens - 1].lower in CARDINALS):
        opens -= 1
    return chunk if opens < chunk.first and (not opens or before[opens - 1].text in _ENDS) else None


def _set_apart(before: Sequence[Word], chunk: Chunk, after: Sequence[Word]) -> bool:
    """Tell whether a name behind a comma is an apposition to the role, not the next of a list or "X, Brandt said, …"."""
    if not after or after[0].text in {".", ";", ":", "—", "–", ")"}:
        return True
    if after[0].text == "," and len(after) > 1 and after[1].lower == "which":
        return False
    if after[0].text == ",":
        return len(after) == 1 or not after[1].capital or after[1].tag not in {"NNP", None} or is_time(after[1])
    if after[0].lower in {"is", "was", "who"}:
        return True
    saying = lexicon.reporting_strength(after[0].lower) is not None
    return (
        saying
        and len(after) > 1
        and after[1].text not in {".", "”"}
        and not (after[1].text == "," and len(after) > 2 and after[2].text not in "“\"'‘«")
    )


def _after_name(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the roles behind a name: in appositions, relative clauses and predicates."""
    index = _skip_asides(after, 0)
    if index >= len(after):
        return
    mark = after[index].text
    if mark in {",", "—", "–", "-", "("}:
        index = _skip_asides(after, index + 1)
        if index >= len(after):
            return
        if after[index].lower in {"who", "who's", "who’s"}:
            yield from _relative(after, index)
            return
        if mark == "," and after[index].lower in {"is", "was"}:
            yield from _predicate(after, index)
            return
        chunk = noun_phrase(after, index)
        if chunk is not None and _closed(before, after, chunk, mark):
            determined = chunk.first > index
            if chunk.known or determined:
                yield from _phrase(after, chunk, 10.0 if determined or chunk.known else 7.0, extend=True)
            close = next((i for i in range(chunk.end, min(len(after), chunk.end + 25)) if after[i].text == ","), None)
            if close is not None and close + 1 < len(after):
                yield from _predicate(after, close + 1)
    elif index == 0 or after[index - 1].text == ")":
        yield from _predicate(after, index)


def _skip_asides(words: Sequence[Word], index: int) -> int:
    """Step over ", 43," and "(D-Wis.)" and "KC" behind a name."""
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if word.text == "(":
            close = next((i for i in range(index, min(index + 8, len(words))) if words[i].text == ")"), None)
            if close is None or (close - index > 2 and words[index + 1].lower in DETERMINERS):
                return index
            index = close + 1
        elif word.lower in _POST_NOMINALS and word.capital:
            index += 2 if word.text in {"Jr", "Sr"} and following and following.text == "." else 1
        elif word.text == "." and following and following.text in {",", "("}:
            index += 1
        elif word.text == "," and following and (_is_aside(following) or following.lower in _POST_NOMINALS):
            index += 2
        elif _is_aside(word) and following and following.text in {",", "and", "."}:
            index += 1
        else:
            break
    return index


def _is_aside(word: Word) -> bool:
    return bool(_AGE.match(word.text) or _PARTY.match(word.text))


def _closed(before: Sequence[Word], after: Sequence[Word], chunk: Chunk, mark: str) -> bool:
    """Tell whether what follows a name is set apart on both sides: not "according to Brandt, a nurse was seen"."""
    if chunk.end >= len(after):
        return True
    word = after[chunk.end]
    if word.text in _CLOSERS or word.lower in {
        "who",
        "whose",
        "whom",
        "that",
        "which",
        "where",
        "and",
        "but",
        "as",
        "for",
        "since",
        "at",
        "on",
        "in",
        "with",
        "of",
        "from",
        "under",
        "during",
        "until",
        "after",
        "near",
        "by",
        "to",
    }:
        return True
    finite = word.tag in {"VBD", "VBZ", "VBP", "MD"} or word.lower in _AUXILIARIES
    opens = not before or before[-1].text in {".", "“", "”", '"', "?", "!"} or before[-1].lower in _HONORIFICS
    return not finite or (opens and lexicon.reporting_strength(word.lower) is not None)


def _relative(words: Sequence[Word], who: int) -> Iterator[Phrase]:
    """Yield the role in "who is the …", "who serves as …", "who chairs …", "who has led …"."""
    index = who + 1
    while index < len(words) and words[index].lower in ADVERBS | {"at", "the", "time"}:
        index += 1
    if words[who].lower != "who":
        yield from _noun(words, who + 1, 9.5)
        return
    if index >= len(words):
        return
    yield from _predicate(words, index)
    verb = index
    while verb < len(words) and words[verb].lower in {"has", "had", "have"} | ADVERBS:
        verb += 1
    if verb >= len(words) or words[verb].lower not in _VERBS:
        return
    if verb > index and words[verb].lower not in OFFICE_VERBS:
        return
    end = clause_end(words, verb + 1)
    if end > verb + 1:
        office = words[verb].lower in OFFICE_VERBS and _holds_body(words[verb + 1 : end])
        yield _measured(words, index, end, 8.5 if office else 6.5)


def _holds_body(words: Sequence[Word]) -> bool:
    return any(word.capital or word.lower in lexicon.BODY_NOUNS | lexicon.ORGANIZATION_WORDS for word in words)


def _predicate(words: Sequence[Word], index: int) -> Iterator[Phrase]:
    """Yield the role in "is the mayor", "was appointed chair", "resigned as head of the line"."""
    first = index
    while index < len(words) and words[index].lower in ADVERBS | {"has", "had"}:
        index += 1
    if index >= len(words) or not (words[index].text[0].isalpha() or words[index].text[0] in "'’"):
        return
    if words[index].lower in _COPULAS | {"been"}:
        index += 1
        while index < len(words) and words[index].lower in ADVERBS | {"to", "be", "been"}:
            index += 1
        if index < len(words) and words[index].lower not in _APPOINTED:
            yield from _noun(words, index, 8.5, known=words[index].lower not in DETERMINERS)
            return
    for place in range(first, min(len(words) - 1, first + 7)):
        word = words[place]
        if not word.text[0].isalpha():
            return
        if word.lower in _APPOINTED and place > first:
            step = 2 if words[place + 1].lower == "as" else 3 if words[place + 1].lower == "to" else 1
            yield from _noun(words, place + step, 8.5, known=True)
            return
        if word.lower in _IN_OFFICE and words[place + 1].lower == "as":
            yield from _noun(words, place + 2, 9.5 if word.lower in {"serves", "works"} else 8.0)
            return


def _noun(words: Sequence[Word], index: int, worth: float, known: bool = False) -> Iterator[Phrase]:
    chunk = noun_phrase(words, index)
    if chunk is not None and (chunk.known or not known):
        yield from _phrase(words, chunk, worth)


def _phrase(words: Sequence[Word], chunk: Chunk, worth: float, extend: bool = False) -> Iterator[Phrase]:
    """Yield the phrase of a chunk, worth less where it says less: "former …", "Republican", "Sister"."""
    first, end = chunk.first, chunk.end
    inside = [word.lower for word in words[first:end]]
    if words[chunk.head].lower in _PERSONS or (inside[0] in _HONORIFICS and len(inside) == 2):
        return
    if len(inside) == 1 and inside[0] in _BARE:
        worth -= 6.0
    while first < chunk.head and words[first].lower in _HONORIFICS | {"fellow"}:
        first += 1
    if words[chunk.head].lower in _LOW:
        worth -= 3.0
    if not chunk.known:
        worth -= 2.0
    if FORMER & set(inside[:2]):
        worth -= 2.0
    if extend:
        end = _with_place(words, end)
    yield _measured(words, first, end, worth)


def _with_place(words: Sequence[Word], end: int) -> int:
    """Return where ", Peru" or ", N.M." behind "from Puno" ends."""
    place = end + 1
    if place + 1 >= len(words) or words[end].text != "," or not (words[end - 1].capital and words[place].capital):
        return end
    if not any(word.lower in LINKS for word in words[:end]) or words[place].lower in lexicon.TITLES:
        return end
    stop = place + 1
    while stop < len(words) and stop - place < 2 and words[stop].capital:
        stop += 1
    closed = stop >= len(words) or words[stop].text in {",", "."} or lexicon.reporting_strength(words[stop].lower)
    return stop if closed else end


def _measured(words: Sequence[Word], first: int, end: int, worth: float) -> Phrase:
    return Phrase(words[first].start, words[end - 1].end, worth + 0.5 * min(end - first, 10))


def _in_lead(
    text: str, bearer: Bearer, paragraphs: Sequence[tuple[int, int]], tags: dict[int, str]
) -> Iterator[Phrase]:
    """Yield the role that opens the article before the first person is named: "The acting head of the line quit"."""
    name = bearer.names[0]
    lead = next((start for start, end in paragraphs if _SENTENCE.search(text, start, end)), name.start)
    dateline = _DATELINE.match(text, lead, name.start)
    lead = dateline.end() if dateline else lead
    if not lead < name.start < lead + _LEAD or _names_somebody(text, lead, name.start):
        return
    words = words_of(text, lead, name.start, tags)
    chunk = noun_phrase(words, 0)
    if chunk is not None and words[0].lower in {"a", "an", "the"} and _is_subject(words, chunk):
        yield from _phrase(words, chunk, 8.0)


def _taken_up(text: str, name: Name, paragraphs: Sequence[tuple[int, int]], tags: dict[int, str]) -> Iterator[Phrase]:
    """Yield the role by which one of the next sentences takes a name up: "Brandt smiled. The engineer, 43, said"."""
    index = min(name.paragraph + 1, len(paragraphs) - 1)
    end = min(paragraphs[index][1], name.end + _TAKEN_UP)
    for start in _SENTENCE_START.finditer(text, name.end, end):
        if _names_somebody(text, name.end, start.end(), alone=True):
            return
        words = words_of(text, start.end(), min(end + 200, paragraphs[index][1]), tags)
        chunk = noun_phrase(words, 0)
        if chunk is None or not chunk.known or words[0].lower not in {"a", "an", "the"}:
            continue
        aged = (
            words[chunk.end : chunk.end + 1]
            and words[chunk.end].text == ","
            and _AGE.match(words[min(chunk.end + 1, len(words) - 1)].text)
        )
        if words[0].lower == "the" and (aged or chunk.end > chunk.first + 1) and _is_subject(words, chunk):
            yield from _phrase(words, chunk, 5.0)
            return
        elif words[0].lower in {"a", "an"} and _has_pronoun_subject(words, chunk):
            yield from _phrase(words, chunk, 8.0)


def _names_somebody(text: str, start: int, end: int, alone: bool = False) -> bool:
    """Tell whether a text seems to hold a person's name; with ``alone`` one word is enough."""
    for run in find_names(text, start, end):
        words = run.of(text)
        if run.title_start < run.start:
            return True
        if (
            (" " in words or alone)
            and not is_organization(words)
            and not _IN_PLACE.search(text, start, run.title_start)
        ):
            return True
    return False


def _is_subject(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a role is the subject of a verb, perhaps after ", 43,", and not the apposition to a name."""
    if words[chunk.head].lower in _LOW or words[chunk.head].capital or chunk.end >= len(words):
        return False
    index = chunk.end
    if words[index].text == "," and index + 2 < len(words):
        if words[index + 1].lower in {"who", "whose", "which", "with"}:
            return True
        aside = _AGE.match(words[index + 1].text) or words[index + 1].lower in ADVERBS | {"meanwhile", "however"}
        index = index + 3 if aside and words[index + 2].text == "," else index
    if index < len(words) and words[index].lower in {"who", "whose"}:
        return True
    while index + 1 < len(words) and (words[index].tag == "RB" or words[index].lower in ADVERBS):
        index += 1
    word = words[min(index, len(words) - 1)]
    return word.tag in {"VBD", "VBZ", "MD"} or word.lower in _AUXILIARIES or word.lower in lexicon.verb_forms()


def _has_pronoun_subject(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether "A retired judge elected in 2022, he …" goes on with a pronoun."""
    stop = next((i for i in range(chunk.end, len(words)) if words[i].text in {".", "?", "!"}), len(words))
    return any(
        words[i].text == "," and words[i + 1].text in {"he", "she"} for i in range(chunk.end, max(chunk.end, stop - 1))
    )


def group_roles(text: str, start: int, end: int, line: tuple[int, int], tags: dict[int, str]) -> Iterator[Phrase]:
    """Yield the role that joint speakers ``text[start:end]`` share: "the two commissioners, Ann Orr and Bo Ray"."""
    after = words_of(text, end, min(line[1], end + 260), tags)
    before = words_of(text, max(line[0], start - 220), start, tags)
    if before and before[-1].text == ",":
        chunk = phrase_before(before, len(before) - 1, plural=True) or _with_clause(
            before, len(before) - 1, plural=True
        )
        if chunk is not None and is_plural(before[chunk.head]):
            yield from _phrase(before, chunk, 10.0)
    index = _skip_asides(after, 0)
    if index + 1 < len(after) and after[index].text == ",":
        if after[index + 1].lower == "who":
            yield from _relative(after, index + 1)
        else:
            chunk = noun_phrase(after, index + 1, plural=True)
            if chunk is not None and chunk.known and is_plural(after[chunk.head]):
                yield from _phrase(after, chunk, 10.0)


def description_role(text: str, mention: Mention, stop: int, tags: dict[int, str]) -> Phrase | None:
    """Return the role of somebody unnamed: the description itself, with what follows it ("officials at the port").

    A bare "the spokeswoman" takes up the fuller description before it ("a spokeswoman for the ferry line").
    """
    own = _described(text, mention.start, mention.end, stop, tags)
    if own is None or not mention.words.lower().startswith("the ") or " " in text[own.start : own.end]:
        return own
    head = re.escape(text[own.start : own.end])
    fuller_head = re.compile(rf"\b{head}(?= (?:for|of|at|with|from|close) )")
    for match in reversed(list(fuller_head.finditer(text, max(0, mention.start - _FAR_BACK), mention.start))):
        fuller = _described(text, match.start(), match.end(), mention.start, tags)
        if fuller is not None:
            return fuller
    return own


def _described(text: str, start: int, end: int, stop: int, tags: dict[int, str]) -> Phrase | None:
    words = words_of(text, start, min(stop, end + 160), tags)
    chunk = noun_phrase(words, 0, plural=True)
    if chunk is None or words[chunk.head].end < end:
        return None
    return Phrase(words[chunk.first].start, words[chunk.end - 1].end)


def fullest(text: str, phrases: Iterable[Phrase]) -> Phrase | None:
    """Return the phrase that says most, the earlier of two that say as much; "former senator" goes before "senator"."""
    ranked = sorted(phrases, key=lambda phrase: (-phrase.worth, phrase.start))
    if not ranked:
        return None
    best = text[ranked[0].start : ranked[0].end]
    former = (phrase for phrase in ranked if _is_former(text[phrase.start : phrase.end], best))
    return next(former, ranked[0])


def _is_former(words: str, best: str) -> bool:
    return words.endswith(" " + best) and words.split()[0].lower() in FORMER
