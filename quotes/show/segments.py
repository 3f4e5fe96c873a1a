"""Cut an article's text where a quotation, a mention, a role, a cue or a rejected span begins or ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotes.records import Detection, Quote

_NEAR = 0.5
"""Of the confidence, the part from which on a second guess is shown."""
NOT_ENGLISH = "not in English"
_LINE = re.compile(r"[^\r\n]+|(?:\r\n?|\n)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """A part of one line; ``quote`` and ``rejected`` index the detection, ``parts`` maps a part to its quotation."""

    text: str
    start: int
    end: int
    quote: int | None
    parts: dict[str, int]
    rejected: int | None


@dataclass(frozen=True, slots=True)
class _Marked:
    start: int
    end: int
    kind: str
    index: int


def lines(detection: Detection) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments of each line of the text in order; a blank line is an empty tuple."""
    text = detection.article.text
    spans = list(_spans(detection))
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    opening, closing = defaultdict(list), defaultdict(list)
    for span in spans:
        opening[span.start].append(span)
        closing[span.end].append(span)
    active: dict[_Marked, None] = {}
    line: list[Segment] = []
    for start, end in pairwise(cuts):
        for span in closing[start]:
            active.pop(span, None)
        active.update(dict.fromkeys(opening[start]))
        for match in _LINE.finditer(text, start, end):
            if match[0][0] in "\r\n":
                yield tuple(line)
                line = []
            else:
                line.append(_segment(match, active))
    yield tuple(line)


def speaker_label(quote: Quote) -> str | None:
    """Return what to call the speaker: the full name, else the mention; None for nobody."""
    return (quote.speaker.name or quote.speaker.text) if quote.speaker else None


def second_guess(quote: Quote) -> str | None:
    """Return who else may have said it, and how likely, where that is near; None where it is not."""
    first = next(iter(quote.attribution.alternatives), None)
    if first is None or first.probability < _NEAR * quote.attribution.confidence:
        return None
    who = first.name or first.text or "nobody here"
    here = f" (“{first.text}”)" if first.name and first.text != first.name else ""
    return f"or {who}{here}, {first.probability:.0%}"


def voices(detection: Detection) -> dict[str, int]:
    """Give each speaker a number, in the order in which they are first quoted."""
    labels = (speaker_label(quote) for quote in detection.quotes)
    return {label: number for number, label in enumerate(dict.fromkeys(label for label in labels if label))}


def _spans(detection: Detection) -> Iterator[_Marked]:
    for index, quote in enumerate(detection.quotes):
        speaker = quote.speaker
        yield from _span("quote", index, quote.start, quote.end)
        if speaker:
            yield from _span("speaker", index, speaker.start, speaker.end)
            yield from _span("name", index, speaker.name_start, speaker.name_end)
        if quote.role:
            yield from _span("role", index, quote.role.start, quote.role.end)
        if quote.cue:
            yield from _span("cue", index, quote.cue.start, quote.cue.end)
    for index, rejection in enumerate(detection.rejected):
        yield from _span("rejected", index, rejection.start, rejection.end)


def _span(kind: str, index: int, start: int | None, end: int | None) -> Iterator[_Marked]:
    if start is not None and end is not None and start < end:
        yield _Marked(start, end, kind, index)


def _segment(match: re.Match[str], active: dict[_Marked, None]) -> Segment:
    latest = {span.kind: span.index for span in active if span.kind in {"quote", "rejected"}}
    first: dict[str, int] = {}
    for span in active:
        if span.kind not in {"quote", "rejected"}:
            first.setdefault(span.kind, span.index)
    return Segment(
        text=match[0],
        start=match.start(),
        end=match.end(),
        quote=latest.get("quote"),
        parts=first,
        rejected=latest.get("rejected"),
    )
