"""Records as annotation tools have them: labelled spans of a text, what is said of each, and links between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from quotes.records import Detection, Quote

SpanLabel = Literal["Direct", "Mixed", "Speaker", "Cue", "Role"]
LinkLabel = Literal["speaker", "cue", "role", "utterance"]
Told = Mapping[str, str | float | None]

TOLD: Mapping[SpanLabel, tuple[str, ...]] = MappingProxyType(
    {
        "Direct": ("record", "confidence", "method"),
        "Mixed": ("record", "confidence", "method"),
        "Speaker": ("name", "form"),
        "Cue": ("lemma",),
        "Role": ("title", "organization", "category", "status"),
    }
)
"""What is said of a span, by its label."""
LINKS: tuple[LinkLabel, ...] = ("speaker", "cue", "role", "utterance")
"""The links of words: to who said them, to the cue, to the role, and of a later part to the first of an utterance."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledSpan:
    """A stretch of a text, with a key of its own there; words have that of their record."""

    key: str
    label: SpanLabel
    start: int
    end: int
    told: Told


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledRecords:
    """The spans of an article in the order of its text, and the links from words: their key, label, the other key."""

    spans: tuple[LabelledSpan, ...]
    links: tuple[tuple[str, LinkLabel, str], ...]


def labelled_records(detection: Detection) -> LabelledRecords:
    """Return the quotations of an article as spans and links; a mention, cue or role of several stands there once."""
    keys: dict[tuple[SpanLabel, int, int, tuple[object, ...]], str] = {}
    spans: list[LabelledSpan] = []
    links: list[tuple[str, LinkLabel, str]] = []
    there = {quote.id for quote in detection.quotes}
    for quote in detection.quotes:
        for label, start, end, told in _spans(quote):
            words = label in ("Direct", "Mixed")
            known = label, start, end, () if words else tuple(told.values())
            if known not in keys:
                keys[known] = quote.id if words else f"{quote.id}-{label.lower()}"
                spans.append(LabelledSpan(key=keys[known], label=label, start=start, end=end, told=told))
            if not words:
                links.append((quote.id, _LINK[label], keys[known]))
        if quote.utterance_id != quote.id and quote.utterance_id in there:
            links.append((quote.id, "utterance", quote.utterance_id))
    return LabelledRecords(spans=tuple(sorted(spans, key=lambda one: (one.start, one.end))), links=tuple(links))


_LINK: Mapping[SpanLabel, LinkLabel] = {"Speaker": "speaker", "Cue": "cue", "Role": "role"}


def _spans(quote: Quote) -> Iterator[tuple[SpanLabel, int, int, Told]]:
    attribution, speaker, cue, role = quote.attribution, quote.speaker, quote.cue, quote.role
    label: SpanLabel = "Direct" if quote.kind == "full" else "Mixed"
    told: Told = {"record": quote.id, "confidence": attribution.confidence, "method": attribution.method}
    yield label, quote.start, quote.end, told
    if speaker is not None:
        yield "Speaker", speaker.start, speaker.end, {"name": speaker.name, "form": speaker.form}
    if cue is not None:
        yield "Cue", cue.start, cue.end, {"lemma": cue.lemma}
    if role is not None:
        yield "Role", role.start, role.end, {name: getattr(role, name) for name in TOLD["Role"]}
