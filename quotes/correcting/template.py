"""The decisions still to be made on an article, as lines that a person fills in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from quotes.correcting.locating import Span, nearest_place, places, same_words
from quotes.dataset.corrections import FIELDS, Correction, Field
from quotes.records import Detection, Kind, Quote


def to_decide(detection: Detection, *, reviewer: str, release: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield a row for each quotation and each span set aside, in text order, whose decision is null.

    Such a line decides nothing. With "right" in place of null it keeps what it says, with "changed" what was written
    into it, with "missed" the span is a quotation, with "no_quotation" it is none.
    """
    spans = {(span.start, span.end): None for span in detection.rejected if span.reason not in ("unpaired", "empty")}
    quotes = {(quote.start, quote.end): quote for quote in detection.quotes}
    for span in sorted({**spans, **quotes}):
        correction = correction_of(detection, span, quotes.get(span), reviewer=reviewer, release=release)
        yield {**correction.to_dict(), "decision": None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What is said of a quotation: the places of mention and cue, the words of name and role, None for none.

    ``same_as`` is the place of another quotation of the same utterance, None where nothing is said of that.
    """

    kind: Kind = "full"
    speaker: Span | None = None
    name: str | None = None
    role: str | None = None
    cue: Span | None = None
    same_as: Span | None = None


def labels_of(quote: Quote) -> Claim:
    """Return what a record says of its quotation."""
    speaker, role, cue = quote.speaker, quote.role, quote.cue
    return Claim(
        kind=quote.kind,
        speaker=(speaker.start, speaker.end) if speaker else None,
        name=speaker.name if speaker else None,
        role=role.text if role else None,
        cue=(cue.start, cue.end) if cue else None,
    )


def correction_of(
    detection: Detection, span: Span, quote: Quote | None, *, reviewer: str, release: str | None = None
) -> Correction:
    """Return the correction that says of a span what a quotation says, or of one set aside that nobody said it."""
    made = correction_saying(detection, span, labels_of(quote) if quote else None, reviewer=reviewer, release=release)
    return replace(made, record_id=quote.id if quote else None)


def correction_saying(
    detection: Detection, span: Span, labels: Claim | None, *, reviewer: str, release: str | None = None
) -> Correction:
    """Return the correction that says of a span what the labels say; without any, that nobody says what is missed."""
    text = detection.article.text
    given: dict[Field, str | None] = {"kind": "full", "speaker": None}
    occurrences: dict[Field, int] = {}
    if labels is not None:
        places_of: tuple[tuple[Field, Span | None], ...] = (("speaker", labels.speaker), ("cue", labels.cue))
        words_of = {field: text[slice(*place)] if place else None for field, place in places_of}
        given = {"kind": labels.kind, "name": labels.name, "role": labels.role, **words_of}
        if labels.same_as is not None:
            given["same_as"] = text[slice(*labels.same_as)]
        given = {name: given[name] for name in FIELDS if name in given}
        for field, place in places_of:
            if place is not None:
                found = places(text, text[slice(*place)])
                if place in found and nearest_place(text, found, span) != place:
                    occurrences[field] = found.index(place) + 1
    words = text[slice(*span)]
    alike = same_words(text, words)
    return Correction(
        article_id=detection.article.id,
        digest=detection.article.digest,
        text=words,
        occurrence=alike.index(span) + 1 if len(alike) > 1 and span in alike else None,
        decision="right" if labels else "missed",
        given=given,
        occurrences=occurrences,
        reviewer=reviewer,
        release=release,
    )
