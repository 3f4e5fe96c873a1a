"""What counts as the right speaker, name and role: the three ways in which gold names a speaker, and the role texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

Span = tuple[int, int]

_BARE = re.compile(r"(?:the )?(?:a )?(?:an )?(.*?)(?:'s)?", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """The speaker that a record names: the mention ``text``, its span, and the full name it stands for."""

    text: str
    span: Span
    name: str


class Answer(Protocol):
    """The speaker of a gold quotation."""

    def accepts(self, mention: Mention) -> bool:
        """Tell whether a mention names this speaker."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A speaker whose mention has a place: what overlaps one of ``spans`` is right.

    The first span is the annotated one. A mention inside one of ``roles`` that is shorter than that is the role, not
    the speaker: "Harbor Office" in "Orr, spokeswoman for the Harbor Office".
    """

    spans: tuple[Span, ...]
    roles: tuple[Span, ...] = ()

    def accepts(self, mention: Mention) -> bool:
        """Tell whether a mention overlaps the speaker's and is more than the role."""
        if not any(shared(mention.span, span) for span in self.spans):
            return False
        longest = length(self.spans[0])
        return not any(_inside(mention.span, role) and length(role) < longest for role in self.roles)


@dataclass(frozen=True, slots=True)
class Entity:
    """A speaker of whom gold lists all names and mentions: any name will do, and half of any mention."""

    names: frozenset[str]
    mentions: tuple[Span, ...]

    def accepts(self, mention: Mention) -> bool:
        """Tell whether a mention is one of the speaker's names, or shares half of the longer with a mention."""
        if {plain(mention.name), plain(mention.text)} & self.names:
            return True
        return any(
            shared(mention.span, known) >= 0.5 * max(length(known), length(mention.span)) for known in self.mentions
        )


@dataclass(frozen=True, slots=True)
class Worded:
    """A speaker given by words alone: a mention that holds one of them is right."""

    words: tuple[str, ...]

    def accepts(self, mention: Mention) -> bool:
        """Tell whether a mention holds the words of the speaker."""
        return any(f" {words} " in f" {plain(mention.text)} " for words in self.words)


def is_role(role: str, answers: Iterable[str]) -> bool:
    """Tell whether a role is one of the right ones: equal, or one holds the other and is at least half as long."""
    have = plain(role)
    return any(_alike(have, plain(answer)) for answer in answers)


def plain(text: str) -> str:
    """Return a text without what makes no other name of it: case, typography, an article before, a 's behind."""
    lowered = unicodedata.normalize("NFKC", text).replace("’", "'").casefold().strip(" ,.;:")
    bare = _BARE.fullmatch(lowered)
    return bare.group(1) if bare else lowered


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def length(span: Span) -> int:
    """Return the number of characters of a span."""
    return span[1] - span[0]


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (bool(shorter) and shorter in longer and len(shorter) >= 0.5 * len(longer))
