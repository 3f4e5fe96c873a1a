"""Take a description apart: "the former senator", "his client", "a council"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.coreference.reference import EntityKind
from quotes.speakers import Mention

_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee)$")
_THE = ("the ", "The ")
_WHO = (" who ", ", who ")
_ONE = ("One ", "one ", "Another ", "another ")
AGE = re.compile(r"(\d{1,3})-year-old$")
"""What says how old somebody is: "the 52-year-old"."""

Determiner = Literal["the", "own", "a", "none"]


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
