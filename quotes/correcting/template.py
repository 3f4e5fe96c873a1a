"""The decisions still to be made on an article, as lines that a person fills in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotes.correcting.locating import Span, nearest, places
from quotes.dataset.corrections import FIELDS, Correction, Field
from quotes.records import Cue, Detection, Quote, Speaker


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


def correction_of(
    detection: Detection, span: Span, quote: Quote | None, *, reviewer: str, release: str | None = None
) -> Correction:
    """Return the correction that says of a span what a quotation says, or of one set aside that nobody said it."""
    text = detection.article.text
    given: dict[Field, str | None] = {"kind": "full", "speaker": None}
    occurrences: dict[Field, int] = {}
    if quote is not None:
        speaker, role, cue = quote.speaker, quote.role, quote.cue
        given = {
            "kind": quote.kind,
            "speaker": speaker.text if speaker else None,
            "name": speaker.name if speaker else None,
            "role": role.text if role else None,
            "cue": cue.text if cue else None,
        }
        given = {name: given[name] for name in FIELDS if name in given}
        parts: tuple[tuple[Field, Speaker | Cue | None], ...] = (("speaker", speaker), ("cue", cue))
        for name, part in parts:
            if part is not None:
                found = places(text, part.text)
                if (place := (part.start, part.end)) in found and nearest(text, found, span) != place:
                    occurrences[name] = found.index(place) + 1
    words = text[slice(*span)]
    alike = _starts(text, words)
    return Correction(
        article_id=detection.article.id,
        digest=detection.article.digest,
        text=words,
        occurrence=alike.index(span[0]) + 1 if len(alike) > 1 and span[0] in alike else None,
        decision="right" if quote else "missed",
        given=given,
        occurrences=occurrences,
        reviewer=reviewer,
        record_id=quote.id if quote else None,
        release=release,
    )


def _starts(text: str, words: str) -> list[int]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + len(words))
    return found
