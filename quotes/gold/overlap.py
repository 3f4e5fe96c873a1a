"""Spans of characters: what two share, when one is the other, which one is near."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]


def covers(found: Sequence[Span], words: Span) -> bool:
    """Tell whether found spans together are gold's: 80 % of its characters, and at most 1.25 times (and 4) as long."""
    size, common = length(words), sum(shared(span, words) for span in found)
    return common >= 0.8 * max(1, size) and sum(map(length, found)) <= 1.25 * size + 4


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def length(span: Span) -> int:
    """Return the number of characters of a span."""
    return span[1] - span[0]


def inside(inner: Span, outer: Span) -> bool:
    """Tell whether a span lies wholly in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def nearest_mention(spans: Sequence[Span], quotation: Span) -> Span | None:
    """Return the span that stands nearest to a quotation, outside it; of two, the one before."""
    outside = [span for span in spans if span[1] <= quotation[0] or span[0] >= quotation[1]]
    return min(outside, key=lambda span: (max(quotation[0] - span[1], span[0] - quotation[1]), span), default=None)
