"""Read the role of somebody off a sentence that does not name them: a lead, or one right before or behind a name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes import english
from quotes.names import Entity, Name, NameRun, find_names, is_organization
from quotes.roles.complements import run_end
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase
from quotes.roles.predicates import predicate
from quotes.roles.weights import weighed
from quotes.roles.words import (
    AGE,
    FAR_BACK,
    NEGATED,
    POSSESSIVES,
    ArticleWords,
    Chunk,
    Word,
    has_object,
    is_age,
    is_break,
    is_finite,
    is_plural,
    is_possessive,
    is_time,
    is_word,
)

OPENERS = "(?:And|But|Now|So|Still|Then|Yet)"
"""Conjunctions, and what stands for one, at the head of a sentence."""
SUBORDINATE = (
    "(?:After|As|At|Before|Despite|During|For|From|Having|In|On|Since|Though|Although|Until|When|While|With)"
    r" [^.?!:;“”\"\n]{1,120}, "
)
"""What a sentence may open with before its subject: "With a minute left, the Kell captain sank it"."""
OPENING = 8.0
_INTRODUCED = 7.0
_LESS_BY_PRONOUN = 4.0
_LONGEST_LEAD = 900
_FEWEST_PARAGRAPHS = 3
"""Those of an article with a title and a line below it."""
_LONGEST_HEADING = 100
_OWNER = ("'s", "’s")
_LONGEST_SUBJECT = 12
_NEXT_WORD = 20
NEVER_NAMED = frozenset("legal police spokesperson official executive health religion diplomat".split())
"""Categories of those who may come in as "the defence barrister" and stay without a name."""
_AUTHORITIES = frozenset({"legal", "police"})
"""Categories of those who do something to whom a lead is about."""
FARTHEST = 400
# "She was" and "As the" at the head of a sentence; "where he is".
_PRONOUN_OR_AS = re.compile(
    r"\b(?:([Hh]e|[Ss]he|The \d{1,3}-year-old)(?: (?=(?:is|was|became|has|had|work|serve)(?:s|ed)?[ ,])|['’](?=s ))"
    r"|As (?=\w))"
)
_OPENS = re.compile(r"(?:[.?!”\"’'\n]\s*|\bwhere )$")
_LONGEST_AS = 24
_OPENING_WORD = 8
_DESCRIPTION = re.compile(
    r"(?:(?<=[.?!”\"’'] )|(?<=\n)|\A)"
    rf"(?:{OPENERS} (?=(?:the|his|her|its|their) [a-z])|"
    r"(?:It|(?:At|In|On) [A-Z][\w’' -]{1,40}, it) (?:is|was) (?=the|his|her|its|their|an? )|"
    r"(?=(?:The|His|Her|Its|Their|That|"
    r"(?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w-]*(?:['’]s|s['’])|The \w+['’]s) (?:[A-Z][\w’'-]+ )?[a-z]))"
)
SENTENCE_STOP = re.compile(r"[.?!][”\"’']?(?:\s|$)")
_APPOSED = re.compile(r", (?!(?:who|whose|in|at|on|of|from|also|now|aged)\b)[a-z]")
_CLAUSES = frozenset("who whom whose with".split())
_VERBS = english.FINITE_VERBS | english.PASTS_BEHIND_NAMES
_ASIDES = english.ADVERBS | english.INDEFINITE_ARTICLES | {"meanwhile", "however", "from"}
_SEVERAL = (" have ", " are ", " were ")
_NAMING = frozenset("named called".split())
_OPENING_PHRASE = re.compile(r"\s*(?:At|From|In|On) [a-z][^A-Z,;:]*, $")
_OWN_KIN = re.compile(
    rf"(?:(?<=\b(?:[Hh]is|[Hh]er) )|(?<=\b[Tt]heir )|(?<=['’]s ))(?:[\w’'-]+ )?({english.one_of(english.KIN)})\b"
)
_MARKS = re.compile(r"[^\w]+")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{1,60}(?:, ?[^—–-]{1,40})? ?(?:\([^)]*\) ?)?[—–-]+ |(?:By|On) \w+(?: \d+)?,? ")
_IN_PLACE = re.compile(
    rf"(?:\b{english.one_of(english.LINKS | english.PLACE_PREPOSITIONS | {'round', 'the', 'a', 'an'})}\s(?:the\s)?|& )$"
)


def in_lead(article_words: ArticleWords, entity: Entity) -> Iterator[Phrase]:
    """Yield the role that opens the article before its person is named: "The acting head of the line quit".

    A judge or an officer may be named before.
    """
    text = article_words.text
    lead = entity.full.start if article_words.lead is None else article_words.lead
    dateline = _DATELINE.match(text, lead, lead + _LONGEST_LEAD)
    lead = dateline.end() if dateline else lead
    name = next((one for one in entity.names if one.start > lead and not one.quoted), None)
    if name is None or name.start > lead + _LONGEST_LEAD:
        return
    words = article_words.between(lead, name.start)
    acted_on = _acted_on(words) if article_words.opens_clause(name.title_start) else None
    of_body = acted_on is not None and words[acted_on.first - 1].lower in {"its", "their"}
    first = words[acted_on.first].start if acted_on and of_body else lead  # who has sacked "their manager" is a body
    chunk = noun_phrase(words, 0)
    if chunk is not None and not any(is_possessive(word) for word in words[: chunk.head]):
        first = max(first, words[chunk.head].start)  # "A Kell Narrows deckhand has"
    if names_somebody(article_words, first, name.start, lead=True):
        return
    if (owned := _who_is_said_to_speak(words)) is not None:
        yield from weighed(words, owned, OPENING)
        return
    stop = next((i for i, word in enumerate(words) if word.text in {".", "?", "!"}), None)
    if stop is None:
        return  # whom it says something of in the same sentence is somebody else
    if chunk is None or not _may_open(words[0]) or not is_subject(words, chunk, kin=True):
        chunk = acted_on or _in_second_clause(words[:stop])
    elif acted_on is not None and english.CATEGORY_OF_NOUN.get(words[chunk.head].lower) in _AUTHORITIES:
        chunk = acted_on  # "A judge on Friday jailed a former deputy director of the port"
    if chunk is not None and words[chunk.head].lower in english.KIN and words[chunk.head - 1].tag != "NN":
        chunk = replace(chunk, first=chunk.head)  # "A heartbroken gran"
    if chunk is not None and chunk.end <= stop and words[chunk.head].lower not in english.BODY_NOUNS:
        yield from weighed(words, chunk, OPENING)


def _in_second_clause(words: Sequence[Word]) -> Chunk | None:
    """Return the subject behind "and" in a portrait's first sentence: "It is ten and the [fiddler] is making tea"."""
    for index in range(1, len(words) - 1):
        if words[index].lower == "and" and words[index + 1].lower == "the":
            chunk = noun_phrase(words, index + 1)
            if chunk is not None and chunk.known and is_subject(words, chunk) and not _comes_in_so(words[chunk.head]):
                return chunk
    return None


def _comes_in_so(head: Word) -> bool:
    """Tell whether a noun is one of those by whom "the judge" may come in and stay without a name."""
    return english.CATEGORY_OF_NOUN.get(head.lower) in NEVER_NAMED


def _may_open(word: Word) -> bool:
    """Tell whether a lead that begins so may begin with somebody's role: "A nurse", "Norland's finance minister"."""
    return word.lower in {"a", "an", "the"} or (word.capital and word.lower.endswith(("'s", "’s")))


def _acted_on(words: Sequence[Word]) -> Chunk | None:
    """Return whom something is done to in the main clause: "The Navy has dismissed [the captain of the Merrow]"."""
    for index in range(1, min(len(words) - 1, _LONGEST_SUBJECT)):
        verb, following = words[index], words[index + 1].lower
        if not verb.text[0].isalnum() or (is_break(verb) and verb.lower not in english.AUXILIARIES):
            return None
        done = verb.tag in {"VBD", "VBN", "VBZ"} or (verb.tag is None and verb.lower.endswith("ed"))
        if done and verb.text.islower() and following in english.PLAIN_DETERMINERS:
            chunk = noun_phrase(words, index + 1)
            if chunk is None or not chunk.known:
                return None
            link = words[chunk.head + 1].lower if chunk.head + 1 < len(words) else ""
            return chunk if link in {"of", "at"} else replace(chunk, end=chunk.head + 1)  # "with theft" is the charge
    return None


def _who_is_said_to_speak(words: Sequence[Word]) -> Chunk | None:
    """Return who speaks in a lead, if somebody of its subject's: "…, his [lawyer] said", "that its [head] calls"."""
    for index in range(2, len(words) - 2):
        if words[index].lower in {"his", "her", "its", "their"} and words[index - 1].text in {",", "that", "which"}:
            chunk = noun_phrase(words, index)
            if chunk is None:
                return None
            behind = [word.lower for word in words[chunk.end : chunk.end + 2]]
            verb = behind[1:] if behind and behind[0].endswith("ly") else behind[:1]
            return chunk if verb and verb[0] in english.verb_forms() else None
    return None


def tells(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a description tells more than "the driver" and "the defence barrister", who may come in so."""
    inside = words[chunk.first : chunk.head]
    from_place = [word.lower for word in words[chunk.end : chunk.end + 2]] == [",", "from"]
    if is_aged(words, chunk) or from_place or chunk.end > chunk.head + 1 or "-of-" in words[chunk.head].lower:
        return True
    if any(word.lower in english.FORMER for word in inside):
        return True
    category = english.CATEGORY_OF_NOUN.get(words[chunk.head].lower)
    full = len(inside) > 1 and category in {"health", "religion"}  # "The registered practical nurse"
    return full or (bool(inside) and category not in NEVER_NAMED)


def stands_alone(article_words: ArticleWords, name: Name) -> bool:
    """Tell whether no one else is named, or meant by "he" or "she", in a sentence up to a name: whom it brings in."""
    if article_words.opens_clause(name.title_start):
        return True
    text, start = article_words.text, article_words.paragraphs[name.paragraph].start
    start = max((stop.end() for stop in SENTENCE_STOP.finditer(text, start, name.title_start)), default=start)
    words = {word.lower for word in article_words.between(start, name.title_start)}
    meant = any(english.is_role_noun(word) or word in english.PERSON_PRONOUNS for word in words)
    return not meant and not names_somebody(article_words, start, name.title_start)


def by_pronoun(article_words: ArticleWords, name: Name, gender: str | None) -> Iterator[Phrase]:
    """Yield the roles that the next sentences give somebody as "he" or "she": "She was a nurse", "As cook he …".

    So does an age: "The 29-year-old is a nurse".
    """
    text, paragraphs = article_words.text, article_words.paragraphs
    _, stop = paragraphs[min(name.paragraph + 1, len(paragraphs) - 1)]
    stop = min(stop, name.end + FARTHEST)
    for start in _PRONOUN_OR_AS.finditer(text, name.end, stop):
        place = start.start()
        if not _OPENS.search(text, max(name.end, place - _OPENING_WORD), place) or article_words.is_quoted(place):
            continue
        if names_somebody(article_words, name.end, place):
            return
        words = article_words.between(start.end(), start.end() + FARTHEST)
        if words[0].lower == "s":
            words[0] = words[0]._replace(lower="is")  # "She's a nurse"
        if start[1] is None:
            yield from _behind_as(words, gender)
        elif gender in {None, english.PERSON_PRONOUNS.get(start[1].lower(), gender)}:
            for phrase in predicate(words, 0):
                yield replace(phrase, score=phrase.score - _LESS_BY_PRONOUN)


def _behind_as(words: Sequence[Word], gender: str | None) -> Iterator[Phrase]:
    """Yield the role behind "As", where a pronoun is the subject of its sentence."""
    chunk = noun_phrase(words, 0)
    if chunk is None or not chunk.known:
        return
    for word in words[chunk.end : _LONGEST_AS]:
        if word.text in {"he", "she"} and gender in {None, english.PERSON_PRONOUNS[word.text]}:
            yield from weighed(words, chunk, OPENING)
        if word.text in {"he", "she", ".", "?", "!", "“", '"'}:
            return


def under_heading(article_words: ArticleWords, name: Name) -> Iterator[Phrase]:
    """Yield the role in the heading of a paragraph that opens with a name: "Opposition leader responds ¶ Orr rose"."""
    text, paragraphs = article_words.text, article_words.paragraphs
    start, end = paragraphs[max(0, name.paragraph - 1)]
    opens = name.title_start == paragraphs[name.paragraph].start and name.paragraph > 0
    if not opens or end - start > _LONGEST_HEADING or not text[start:end].rstrip()[-1:].isalnum():
        return
    words = article_words.between(start, end)
    words = owning(words) or words  # "The opposition leader's response"
    chunk = noun_phrase(words, 0)
    if chunk is None or not chunk.known or is_plural(words[chunk.head]) or chunk.end == len(words):
        return
    following = words[chunk.end]
    if following.text.islower() and following.lower.endswith("s"):
        yield from weighed(words, chunk, _INTRODUCED)


def owning(words: Sequence[Word]) -> list[Word]:
    """Return "the guard has" for "the guard's layup won it", and no words where nobody owns anything."""
    index = next((i for i, word in enumerate(words) if not is_word(word) or word.lower.endswith(_OWNER)), len(words))
    if index == len(words) or not is_word(words[index]):
        return []
    own, end = words[index], words[index].end - 2
    owner = own._replace(end=end, text=own.text[:-2], lower=own.lower[:-2])
    return [*words[:index], owner, Word(end, own.end, "has", "has", "VBZ")]


def below_title(article_words: ArticleWords, name: Name) -> Iterator[Phrase]:
    """Yield the role in the line below a title that is a name: "Ann Orr ¶ Quarrywoman who taught half of Kell"."""
    paragraphs = article_words.paragraphs
    if name.paragraph > 0 or name.end != paragraphs[0].end or len(paragraphs) < _FEWEST_PARAGRAPHS:
        return
    words = article_words.between(*paragraphs[1])
    words[0] = words[0]._replace(text=words[0].lower)  # the capital is the line's
    chunk = noun_phrase(words, 0)
    if chunk is None or chunk.first or is_plural(words[chunk.head]):
        return
    if chunk.end == len(words) or words[chunk.end].lower == "who":
        yield from weighed(words, chunk, OPENING)


def introduced(article_words: ArticleWords, name: Name) -> Iterator[Phrase]:
    """Yield the role in a sentence before the one that first names somebody: "Her son was blunter. “No,” said Orr"."""
    text, paragraphs = article_words.text, article_words.paragraphs
    if _APPOSED.match(text, name.end):
        return  # "The priest spoke. Ann Orr, postmistress for 50 years, did not"
    first, _ = paragraphs[max(0, name.paragraph - 1)]
    start = max(first, name.title_start - FARTHEST)
    yield from _relative(article_words, start, name)
    described = [
        m.end() for m in _DESCRIPTION.finditer(text, start, name.title_start) if not article_words.is_quoted(m.end())
    ]
    if not described:
        return
    stop = SENTENCE_STOP.search(text, described[-1], name.title_start)
    if stop is None or not _is_next_subject(article_words, stop.end(), name):
        return
    words = article_words.between(described[-1], stop.end())
    if (owned := _who_is_said_to_speak(words)) is not None:
        yield from weighed(words, owned, _INTRODUCED)
        return
    chunk = noun_phrase(words, 0)
    if chunk is None or not chunk.known or not is_subject(words, chunk, kin=True):
        return
    if not names_somebody(article_words, words[chunk.end - 1].end, stop.start()):
        yield from weighed(words, chunk, _INTRODUCED)


def _relative(article_words: ArticleWords, start: int, name: Name) -> Iterator[Phrase]:
    """Yield what a sentence calls the kin who is named next, of a surname known: "It was her [father]. Bo Orr …"."""
    text = article_words.text
    others, kin = ([None, None, *_OWN_KIN.finditer(text, start, name.title_start)])[-2:]
    stop = kin and SENTENCE_STOP.search(text, kin.end(), name.title_start)
    if kin is None or stop is None or " " not in name.words or article_words.is_quoted(kin.start()):
        return
    if others is not None and SENTENCE_STOP.search(text, others.end(), kin.start()) is None:
        return  # "Her father drove his son there."
    if not _is_next_subject(article_words, stop.end(), name) or names_somebody(article_words, kin.end(), stop.start()):
        return
    given, *_, surname = name.words.split()
    part = re.compile(rf"\b{english.one_of(surname.split('-'))}\b")
    known = part.search(text, max(0, kin.start() - FAR_BACK), kin.start()) is not None
    genders = {english.gender_of(given), english.gender_of_noun(kin[1])} - {None}
    if known and len(genders) < 2:
        words = article_words.between(kin.start(), kin.end())
        yield from weighed(words, Chunk(0, len(words) - 1, len(words), known=True), _INTRODUCED)


def _is_next_subject(article_words: ArticleWords, start: int, name: Name) -> bool:
    """Tell whether only what is quoted, a reporting verb, or "In a speech," stands between ``start`` and a name."""
    text = article_words.text
    bare = "".join(text[i] for i in range(start, name.title_start) if not article_words.is_quoted(i))
    return bool(_OPENING_PHRASE.match(bare)) or all(
        word.lower() in english.REPORTING_FORMS for word in _MARKS.split(bare) if word
    )


def names_somebody(article_words: ArticleWords, start: int, end: int, *, lead: bool = False) -> bool:
    """Tell whether the reporter seems to name a person there; of a ``lead``, with several words, and no judge."""
    text = article_words.text
    runs = (run for run in find_names(text, start, end) if not article_words.is_quoted(run.start))
    return any(_is_person(text, start, run, lead) for run in runs)


def _is_person(text: str, start: int, run: NameRun, lead: bool) -> bool:
    words = run.of(text)
    if run.title_start < run.start:
        titles = text[run.title_start : run.start].lower().split()
        return not lead or all(english.CATEGORY_OF_NOUN.get(title.rstrip(".")) not in _AUTHORITIES for title in titles)
    if lead and (" " not in words or words.rpartition(" ")[2].lower() in english.NO_NAMES):
        return False  # "on Fish Friday"
    kind = text[start : run.title_start].rsplit(maxsplit=1)[-1:]  # "the biscuit maker Ann Orr & Co"
    several = text.startswith(_SEVERAL, run.end)  # "Kell Ladies have"
    named_body = several or is_organization(words) or (bool(kind) and kind[0] in english.BODY_KINDS)
    return not named_body and not _IN_PLACE.search(text, start, run.title_start)


def has_age(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether ", 43," or ", now 43," stands behind a role."""
    behind = [word.text for word in words[chunk.end : chunk.end + 3] if word.lower != "now"]
    return behind[:1] == [","] and bool(AGE.match("".join(behind[1:2])))


def is_aged(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether an age stands before a role, or behind it: "the 43-year-old jockey", "the jockey, 43,"."""
    return has_age(words, chunk) or (chunk.first > 0 and is_age(words[chunk.first - 1]))


def is_subject(words: Sequence[Word], chunk: Chunk, *, kin: bool = False) -> bool:
    """Tell whether a role is the subject of a verb, perhaps after ", 43,", and not the apposition to a name.

    A party, or kin, is none that counts; with ``kin`` it is.
    """
    head = words[chunk.head]
    if head.capital or (head.lower in english.LOW_ROLES and not kin):
        return False
    behind = _behind_companions(_behind_aside(words[chunk.end :]))
    closed = len(behind) < len(words) - chunk.end and behind and behind[0].lower not in _CLAUSES
    if closed and behind[0].text.isalpha() and behind[0].text.islower() and not is_break(behind[0]):
        return True
    behind = behind[2:] if len(behind) > 1 and behind[0].lower == "on" and is_time(behind[1]) else behind
    behind = [word for word in behind[:4] if word.tag != "RB" and word.lower not in english.ADVERBS]
    if not behind:
        return False
    verb = behind[0]
    known = _VERBS | _CLAUSES | english.verb_forms().keys()
    untagged = verb.tag is None and (verb.lower.endswith("ed") or has_object(behind))
    return is_finite(verb) or untagged or verb.lower in known


def _behind_companions(words: Sequence[Word]) -> Sequence[Word]:
    """Return what follows "and her team"."""
    owned = [word.lower for word in words[:2]] in (["and", "his"], ["and", "her"])
    return words[run_end(words, 1) :] if owned else words


def _behind_aside(words: Sequence[Word]) -> Sequence[Word]:
    """Return what follows ", 43," or ", from Kell, Osk," or ", standing by with a flask," or the comma of ", who …"."""
    if len(words) < 3 or words[0].text != ",":
        return words
    if words[1].lower in _CLAUSES:
        return words[1:]
    marks = (i for i in range(2, len(words)) if not (is_word(words[i]) or words[i].text in POSSESSIVES))
    comma = next(marks, len(words) - 1)
    if words[1].lower == "from" and comma + 2 < len(words) and words[comma + 1].capital:
        comma += 2 * (words[comma + 2].text == ",")
    aged = words[1 + (words[1].lower == "now")].text
    aside = AGE.match(aged) or words[1].lower.endswith(("ing", "ed")) or words[1].lower in _ASIDES | {"which"}
    aside = aside or (words[1].capital and comma == 2)  # "from Kell, Osk, had"
    aside = aside and not _names(words[1:comma])  # ", a man named Orr,"
    return words[comma + 1 :] if aside and words[comma].text == "," else words


def _names(words: Sequence[Word]) -> bool:
    """Tell whether words tell a name: "a man named Orr", but "called up on Thursday"."""
    return any(word.lower in _NAMING and after.capital for word, after in itertools.pairwise(words))


def acts(article_words: ArticleWords, name: Name) -> bool:
    """Tell whether a name is the subject of a clause, as far as the words beside it tell."""
    if article_words.text.startswith(_OWNER, name.end):
        return False
    if name.subject or article_words.opens_clause(name.title_start):
        return True
    behind = article_words.between(name.end, name.end + _NEXT_WORD)
    # "India A opener Ann Orr says", "Here Ann Orr couldn't look"
    return bool(behind) and (is_finite(behind[0]) or behind[0].lower in _VERBS or behind[0].lower.endswith(NEGATED))
