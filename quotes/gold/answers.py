"""The one rule of what is right: the three ways in which gold names a speaker, the names, and the role texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from quotes.gold.overlap import Span, inside, length, shared

_POSSESSIVES = ("'s", "s' ")
_BARE = re.compile(r"(?:the )?(?:a )?(?:an )?(.*?)(?:'s)?", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedSpeaker:
    """Whom a record, or a candidate in training, names: the mention ``text``, its span, and its full name if known."""

    text: str
    span: Span
    name: str = ""


class Answer(Protocol):
    """The speaker of a gold quotation."""

    def accepts(self, speaker: NamedSpeaker) -> bool:
        """Tell whether this speaker is named."""

    def shared(self, span: Span) -> int:
        """Return how many characters a span shares with the span of this speaker that it fits best."""


@dataclass(frozen=True, slots=True)
class SpanAnswer:
    """A speaker whose mention has a place: what overlaps one of ``spans`` is right.

    The first span is the annotated one. A mention inside one of ``roles`` that is shorter than that is the role, not
    the speaker: "Harbor Office" in "Orr, spokeswoman for the Harbor Office".
    """

    spans: tuple[Span, ...]
    roles: tuple[Span, ...] = ()

    def accepts(self, speaker: NamedSpeaker) -> bool:
        """Tell whether a mention overlaps the speaker's and is more than the role."""
        if not self.shared(speaker.span):
            return False
        annotated = length(self.spans[0])
        return not any(inside(speaker.span, role) and length(role) < annotated for role in self.roles)

    def shared(self, span: Span) -> int:
        """Return how many characters a span shares with the mention."""
        return _most_shared(span, self.spans)


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """A speaker of whom gold lists all names and mentions: any name will do, and half of any mention."""

    names: frozenset[str]
    mentions: tuple[Span, ...]

    def accepts(self, speaker: NamedSpeaker) -> bool:
        """Tell whether a mention is one of the speaker's names, or shares half of the longer with a mention."""
        if {plain(speaker.name), plain(speaker.text)} & self.names:
            return True
        return any(
            shared(speaker.span, known) >= 0.5 * max(length(known), length(speaker.span)) for known in self.mentions
        )

    def shared(self, span: Span) -> int:
        """Return how many characters a span shares with a mention."""
        return _most_shared(span, self.mentions)


@dataclass(frozen=True, slots=True)
class WordsAnswer:
    """A speaker given by words alone: a mention that holds one of them is right."""

    words: tuple[str, ...]

    def accepts(self, speaker: NamedSpeaker) -> bool:
        """Tell whether a mention holds the words of the speaker."""
        return any(f" {words} " in f" {plain(speaker.text)} " for words in self.words)

    def shared(self, span: Span) -> int:
        """Return 0: words have no place."""
        return 0


def is_role(role: str, answers: Iterable[str]) -> bool:
    """Tell whether a role is one of the right ones: equal, or at least half of one, or one at least half of it.

    What stands before a possessive is somebody else's: "minister" is wrong for "minister's wife", and the reverse.
    """
    have = plain(" ".join(role.split()))  # of wrapped text
    return any(_alike(have, plain(answer)) for answer in answers)


def plain(text: str) -> str:
    """Return a text without what makes no other name of it: case, typography, an article before, a 's behind."""
    lowered = unicodedata.normalize("NFKC", text).replace("’", "'").casefold().strip(" ,.;:")
    bare = _BARE.fullmatch(lowered)
    return bare.group(1) if bare else lowered


def _most_shared(span: Span, spans: Iterable[Span]) -> int:
    return max((shared(span, one) for one in spans), default=0)


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if not shorter or shorter not in longer or len(shorter) < 0.5 * len(longer):
        return one == other
    return not longer.partition(shorter)[2].startswith(_POSSESSIVES)
