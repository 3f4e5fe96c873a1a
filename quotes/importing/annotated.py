"""An annotated text on its way to a gold row: attributions of words to speakers, and what a row cannot hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.detection import QuotedSpan, scan
from quotes.gold import Span, shared

_SAME = 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnotatedWords:
    """Words given to a speaker: the places of the words, of the speaker's mentions and of the cue.

    ``names`` are those of a speaker whom the corpus knows as an entity. ``what`` calls it in the account of losses.
    """

    words: Sequence[Span]
    speakers: Sequence[Span] = ()
    cues: Sequence[Span] = ()
    names: Sequence[str] = ()
    what: str = "attributions"


@dataclass(kw_only=True, slots=True)
class AnnotatedText:
    """A text of a corpus, its attributions, and how often something of it was lost, by what it was."""

    where: str
    id: str
    text: str
    attributions: list[AnnotatedWords] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)


def gold_row(annotated: AnnotatedText, *, all_annotated: bool) -> dict[str, Any]:
    """Return the row of gold; what it cannot hold is added to ``lost``.

    A gold quotation is a quoted span that the text has: annotations of the same words differ in marks, commas and
    introductions. With ``all_annotated``, quoted spans without an annotation are words that nobody said.
    """
    text, lost = annotated.text, annotated.lost
    spans = scan(text).spans
    taken: set[int] = set()
    rows = []
    for number, attribution in enumerate(annotated.attributions):
        found = [(place, part) for part in attribution.words for place in quoted_in(part, spans)]
        if not found:
            lost[f"{attribution.what} without words in quotation marks"] += 1
        for place, part in found:
            if place in taken:
                lost["words that are annotated twice"] += 1
                continue
            taken.add(place)
            rows.append(_quote(text, spans[place], part, attribution, number))
        lost["further places of a cue"] += max(0, len(attribution.cues) - 1) * bool(found)
    row = {"doc_id": annotated.id, "text": text, "quotes": sorted(rows, key=lambda quote: int(quote["start"]))}
    if all_annotated:
        row["unattributed_quoted"] = [_places(span) for place, span in enumerate(spans) if place not in taken]
    return row


def quoted_in(part: Span, spans: Sequence[QuotedSpan]) -> Iterator[int]:
    """Yield the quoted spans of which most lies in a part of a text; they stand in the order of the text."""
    first = bisect_left(spans, part[0], key=lambda span: span.end)
    for place, span in enumerate(spans[first:], first):
        if span.start >= part[1]:
            return
        if shared(part, (span.start, span.end)) >= _SAME * (span.end - span.start):
            yield place


def _quote(text: str, span: QuotedSpan, part: Span, attribution: AnnotatedWords, number: int) -> dict[str, Any]:
    whole = shared(part, (span.outer_start, span.outer_end)) >= _SAME * (part[1] - part[0])
    resumed = len(attribution.words) > 1  # "…," she said, "and …"
    mentions = [_mention(text, place) for place in attribution.speakers]
    return {
        **_places(span),
        "text": text[span.outer_start : span.outer_end],
        "kind": "direct" if whole and (resumed or not span.partial) else "mixed",
        "speaker": mentions[0] if mentions else None,
        "speaker_alternatives": mentions[1:],
        **({"speaker_entity": {"names": list(attribution.names)}} if attribution.names else {}),
        "cue": _mention(text, attribution.cues[0]) if attribution.cues else None,
        "attribution_id": number,
    }


def _places(span: QuotedSpan) -> dict[str, int]:
    return {
        "start": span.outer_start,
        "end": span.outer_end,
        "content_start": span.start,
        "content_end": span.end,
    }


def _mention(text: str, place: Span) -> dict[str, Any]:
    return {"start": place[0], "end": place[1], "text": text[slice(*place)]}
