"""Find in an article the places that a correction means: a person writes words, a record wants offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.dataset.corrections import Correction, Field
from quotes.dataset.release import short
from quotes.errors import RecordError

Span = tuple[int, int]

_OPENING = "\"“”„«‹‘'’`「『"
"""What may stand before quoted words; of places with and without one, those with one are meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Located:
    """The places of a correction in the text: of the quoted words, and of each given field that is a string of it."""

    correction: Correction
    span: Span
    speaker: Span | None = None
    name: Span | None = None
    role: Span | None = None
    cue: Span | None = None
    same_as: Span | None = None


def locate(correction: Correction, text: str) -> Located:
    """Return the places of a correction; raise a RecordError that asks, where one cannot be told.

    Of a speaker's, a role's or a cue's places the one nearest to the quotation is meant, its own paragraph first,
    outside the quotation where there is one; of a name's, the first.
    """
    span = _span(correction, text)
    given = correction.given
    same_as = given.get("same_as")
    return Located(
        correction=correction,
        span=span,
        speaker=_near(correction, text, "speaker", span),
        role=_near(correction, text, "role", span),
        cue=_near(correction, text, "cue", span),
        name=_first(correction, text, given.get("name")),
        same_as=_nearest_quoted(correction, text, same_as, span) if same_as else None,
    )


def places(text: str, words: str) -> list[Span]:
    """Return where words stand in a text, as words of their own; white space in them may be any, a line's end too."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    before, behind = r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else ""
    return [match.span() for match in re.finditer(f"{before}{pattern}{behind}", text)] if pattern else []


def same_words(text: str, words: str) -> list[Span]:
    """Return where a text has these very characters."""
    return [match.span() for match in re.finditer(re.escape(words), text)]


def nearest_place(text: str, found: Sequence[Span], span: Span) -> Span:
    """Return the place nearest to a quotation, its own paragraph first, and outside it where there is one."""
    outside = [place for place in found if place[1] <= span[0] or place[0] >= span[1]]
    return min(outside or found, key=lambda place: distance(text, place, span))


def distance(text: str, place: Span, span: Span) -> tuple[bool, int]:
    """Return how far a place is from a quotation: whether in another paragraph, and the characters in between."""
    gap = text[place[1] : span[0]] if place[1] <= span[0] else text[span[1] : place[0]]
    return "\n" in gap, len(gap)


def _span(correction: Correction, text: str) -> Span:
    words, start, end = correction.text, correction.start, correction.end
    if start is None or end is None:
        return _quoted(correction, text, words or "", correction.occurrence)
    there = text[start:end]
    if not there or (words is not None and there != words):
        raise _problem(correction, "start", f"the article has {short(there)} at {start}:{end}, not {short(words)}")
    return start, end


def _quoted(correction: Correction, text: str, words: str, occurrence: int | None) -> Span:
    """Return the one place of quoted words, or the numbered one."""
    found = same_words(text, words)
    if occurrence is not None:
        return _numbered(correction, found, words, occurrence, "occurrence")
    likely = [place for place in found if _is_opened(text, place)] or found
    if len(likely) == 1:
        return likely[0]
    if not likely:
        raise _problem(correction, "text", f"{short(words)} does not stand in the article")
    which = f"occurrence says which, from 1 to {len(found)}"
    raise _problem(correction, "text", f"{short(words)} stands {len(found)} times in the article; {which}")


def _is_opened(text: str, place: Span) -> bool:
    return place[0] > 0 and text[place[0] - 1] in _OPENING


def _nearest_quoted(correction: Correction, text: str, words: str, span: Span) -> Span:
    opened = [place for place in same_words(text, words) if _is_opened(text, place) and place != span]
    if not opened:
        raise _problem(correction, "same_as", f"{short(words)} does not stand between marks in the article")
    return nearest_place(text, opened, span)


def _near(correction: Correction, text: str, field: Field, span: Span) -> Span | None:
    words = correction.given.get(field)
    if words is None:
        return None
    found = places(text, words)
    if (occurrence := correction.occurrences.get(field)) is not None:
        return _numbered(correction, found, words, occurrence, f"{field}_occurrence")
    if not found:
        raise _problem(correction, field, f"{short(words)} does not stand in the article")
    return nearest_place(text, found, span)


def _first(correction: Correction, text: str, name: str | None) -> Span | None:
    if name is None:
        return None
    found = places(text, name)
    if not found:
        raise _problem(correction, "name", f"{short(name)} does not stand in the article")
    return found[0]


def _numbered(correction: Correction, found: Sequence[Span], words: str, occurrence: int, field: str) -> Span:
    if occurrence > len(found):
        times = f"{len(found)} time{'s' * (len(found) != 1)}"
        raise _problem(correction, field, f"is {occurrence}, but {short(words)} stands {times} in the article")
    return found[occurrence - 1]


def _problem(correction: Correction, field: str, message: str) -> RecordError:
    return RecordError(f"{correction.where or 'correction'} $.{field}: {message}")
