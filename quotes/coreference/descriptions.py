"""Take a description apart, "the former senator", and find where one brings in somebody without a name: "a nurse"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.detection import Layout
from quotes.speakers import Mention

_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee)$")
_THE = ("the ", "The ")
_WHO = (" who ", ", who ")
_ONE = ("One ", "one ", "Another ", "another ")
AGE = re.compile(r"(\d{1,3})-year-old$")
"""What says how old somebody is: "the 52-year-old"."""

_DETERMINER = re.compile(
    rf"(?=[\w-])\b(?:([Oo]ne of (?:{english.one_of(english.PLAIN_DETERMINERS)}))"
    rf"|({english.one_of(english.INTRODUCING, capital=True)})"
    rf"|({english.one_of(english.POSSESSIVES, capital=True)}|(?:[A-Z][\w.-]++ ){{0,3}}[\w-]++['’]s)"
    r"|[Tt]he(?: same)?) "
)
_WORDS = re.compile(r"(?:[\w’'-]++ ){0,4}[\w’'-]*\w")
_NAME_BEHIND = re.compile(r",? (?:called |named )?[A-Z]")
_NO_REFERENT = re.compile(r"(?:, |\b(?:is|was|as|been|be|become|became|not|like|than|such|what) )$")
_SUPPOSED = re.compile(r"\b(?:whether|if|unless) [^.?!,;:“”\"\n]*$", re.IGNORECASE)
"""What opens a clause in which somebody need not be there at all: "asked whether there was a doctor"."""
_CLEFT, _WHO = ("It was ", "it was ", "It is ", "it is "), (" who ", " that ")
"""Around who is brought in, though behind a copula: "It was a postman who …"."""
_CONJUNCTIONS = ("But ", "And ", "Yet ")
_LONGEST_PHRASE = 80
"""Characters of a phrase that opens a sentence, or of what is supposed."""
_WHEN_OR_WHERE = r"[A-Z][a-z]+(?:wards?|er|ly|where|while|side|by), "
"""An adverb that opens a sentence before a phrase: "Afterwards, in the bar, a man wept"."""
_FRONTED = re.compile(
    rf"(?:(?<![^\n])|[.?!][”\"’']? )(?=[A-Z])(?:{_WHEN_OR_WHERE})?"
    rf"(?:{english.one_of(english.PREPOSITIONS, capital=True)}|\w+(?:ed|ing)) [^,.?!\n“”\"]*\b[a-z]\w+, $"
)
_PLACED = re.compile(
    r"(?:(?<![^\n])|[.?!][”\"’']? )(?:At|In|On|Near|Outside|Inside|Behind|Beside|Across) [^,.?!\n“”\"]*, $"
)
"""What opens a sentence with a place, though a name ends it: "At the hospital in Kell, a nurse said"."""
_BREAKS = english.BREAKS_OF_ROLES | english.LINKS | english.DETERMINERS
_PLURAL = re.compile(r"(?<!s)s$|men$")

EntityKind = Literal["person", "body"]
Determiner = Literal["the", "own", "a", "none"]
Form = Literal["new", "own", "the"]


@dataclass(frozen=True, slots=True)
class Description:
    """A description taken apart: its head noun, the words before, how it is determined, person or body.

    All words are in lower case; ``names`` are the modifiers that have a capital.
    """

    head: str
    modifiers: frozenset[str]
    names: frozenset[str]
    determiner: Determiner
    kind: EntityKind


def take_apart(text: str, mention: Mention) -> Description | None:
    """Return the parts of a description that may stand for a named person or body, or None."""
    words = mention.words.replace("’", "'").lower().split()
    head = words[-1]
    old_man = len(words) > 2 and head in english.ANYBODY_NOUNS  # unlike "the man"
    vague = head in english.VAGUE_PERSONS and not old_man
    if mention.plural or head in english.DOCUMENT_NOUNS or vague:
        return None
    bare_head = head.partition("-of-")[0]
    person = (
        bare_head in english.KIN
        or head in english.PERSON_NOUNS
        or english.may_be_person(bare_head)
        or _PERSON_ENDING.search(head)
        or any(AGE.match(word) for word in words)
        or head in english.AGES | english.EPITHETS | english.PARTIES
        or english.is_demonym(head.capitalize())
        or english.is_inhabitant(head.capitalize())
    )
    body = head in english.BODY_KINDS and not (person and text.startswith(_WHO, mention.end))
    kind: EntityKind | None = "body" if body else "person" if person else None
    before = "the" if text.endswith(_THE, 0, mention.start) else "one" if text.endswith(_ONE, 0, mention.start) else ""
    article = before or words[0]
    determiner = _determiner(article, capital=mention.words[0].isupper())
    if kind is None or determiner is None or any(word.endswith("'s") for word in words):
        return None
    modifiers = frozenset(words[:-1]) - english.DEFINITE - english.POSSESSIVES - english.INDEFINITE_ARTICLES
    names = modifiers & {word.lower() for word in mention.words.split()[1:-1] if word[0].isupper()}
    return Description(head, modifiers, names, determiner, kind)


def _determiner(first: str, *, capital: bool) -> Determiner | None:
    if first in english.DEFINITE:
        return "the"
    if first in english.POSSESSIVES:
        return "own"
    if first in english.INTRODUCING:
        return "a"
    return "none" if capital and first not in english.NOT_DEFINITE else None


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody without a name at ``start:end`` of the text, known by a noun; the gender where the words tell it.

    ``subject`` tells whether a clause is about them.
    """

    start: int
    end: int
    noun: str
    form: Form
    gender: str | None
    subject: bool


def find_introduced(layout: Layout, paragraph: int) -> Iterator[Introduced]:
    """Yield the descriptions in a paragraph that bring in, or take up, somebody whom they do not name, in order.

    Quotations are left out.
    """
    text, paragraphs = layout.text, layout.paragraphs
    stop = paragraphs[paragraph + 1].start if paragraph + 1 < len(paragraphs) else len(text)
    for match in _DETERMINER.finditer(text, paragraphs[paragraph].start, stop):
        words = _WORDS.match(text, match.end())
        several = match.group(1) is not None
        if words is None or (noun := _head(words.group(), several)) is None or layout.is_quoted(match.start()):
            continue
        start, end = match.start(), match.end() + noun.end
        form: Form = "new" if several or match.group(2) else "own" if match.group(3) else "the"
        cleft = text.endswith(_CLEFT, 0, start) and text.startswith(_WHO, end)
        subject = (
            cleft or layout.opens_clause(_without_conjunction(text, start)) or _is_behind_phrase(layout, start, end)
        )
        known_otherwise = form != "own" and not subject and _NO_REFERENT.search(text, max(0, start - 12), start)
        supposed = form == "new" and _SUPPOSED.search(
            text, max(paragraphs[paragraph].start, start - _LONGEST_PHRASE), start
        )
        if not (known_otherwise or supposed) and not _NAME_BEHIND.match(text, end):
            yield Introduced(start, end, noun.word, form, noun.gender, subject)


def _without_conjunction(text: str, start: int) -> int:
    """Return where the sentence begins that a description opens behind "But": "But a resident was in no doubt"."""
    return next((start - len(word) for word in _CONJUNCTIONS if text.endswith(word, 0, start)), start)


def _is_behind_phrase(layout: Layout, start: int, end: int) -> bool:
    """Tell whether a description stands behind the phrase that opens its sentence: "In the bar, one guest wept"."""
    text = layout.text
    if not text.endswith(", ", 0, start) or not text.startswith(" ", end):
        return False
    line = layout.paragraphs[layout.paragraph_at(start)].start
    first = max(line, start - _LONGEST_PHRASE)
    return any(opening.search(text, first, start) for opening in (_FRONTED, _PLACED))


@dataclass(frozen=True, slots=True)
class _Head:
    word: str
    end: int
    gender: str | None


@functools.lru_cache(maxsize=2**12)  # "the president said", again and again
def _head(words: str, several: bool) -> _Head | None:
    """Return the noun of a person, or of ``several``, that the first words of a phrase have for their head."""
    found, end, gender, before = None, 0, None, ""
    for word in words.split(" "):
        in_name = word == "of" and found is None and before[:1].isupper()  # "a Ministry of Health spokesman"
        if word in _BREAKS and not in_name:
            break
        before = word
        gender = english.gender_of_noun(word.partition("-of-")[0]) or gender
        end += len(word)
        if _is_person(word, several):
            found = _Head(word, end, gender)
        elif found is not None:
            break
        end += 1
    return found


@functools.lru_cache(maxsize=2**16)
def _is_person(word: str, several: bool) -> bool:
    bare = word.partition("-of-")[0].removesuffix("-to-be")
    plural = bare == "people" or (_PLURAL.search(bare) is not None and english.role_noun(bare) != bare)
    owner = word.endswith(("'", "’"))  # "the shipowners’ federation"
    return word.islower() and plural == several and not owner and english.may_be_person(bare)
