"""A mention of a person or a body: where it stands, and what sort of thing it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.records import Form

PARTICIPLES = frozenset({"accused"})
"""Participles that are nouns for one person in the courts of most countries."""
_ANYBODY = english.INDEFINITES | PARTICIPLES


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention ``text[start:end]`` in a paragraph.

    ``first`` and ``head`` are token indices of its paragraph's parse, ``anchor`` the token that holds its place in
    the sentence: for a name behind a title that the parser took for the head, the title.
    """

    start: int
    end: int
    form: Form
    words: str
    first: int
    head: int
    anchor: int
    plural: bool

    @property
    def place(self) -> tuple[int, int]:
        """Return where it stands in the text: "Oduya" and "Oduya's dad" begin at one place."""
        return self.start, self.end


def first_token(mention: Mention) -> int:
    """Return where a mention begins among the tokens of its passage: mentions stand in this order."""
    return mention.first


def noun_class(mention: Mention) -> Literal["person", "document", "body", "owned", "other"]:
    """Return what sort of thing a description names, by its last word: "a passenger", "one sign", "Oduya's dad"."""
    head = mention.words.rsplit(maxsplit=1)[-1].lower()
    if head in english.PERSON_NOUNS or head in _ANYBODY or english.is_person_noun(head):
        return "person"
    if head in english.DOCUMENT_NOUNS:
        return "document"
    if head in english.BODY_NOUNS:
        return "body"
    return "owned" if "'s " in mention.words or "’s " in mention.words else "other"
