"""Show an article in the terminal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import click

from quotes.printable import printable
from quotes.records import Detection, Quote
from quotes.show.segments import NOT_ENGLISH, Segment, lines, second_guess, speaker_label, voices

COLORS = ("cyan", "magenta", "green", "yellow", "blue", "bright_red")


def render_terminal(detection: Detection, *, width: int = 80) -> str:
    """Return the article with its quotations in colour, one a speaker, and a numbered list of them, in ANSI styles.

    Control characters of the article are shown as escapes, so that it cannot steer the terminal.
    """
    article, numbers = detection.article, voices(detection)
    foreign = NOT_ENGLISH if detection.english is False else None
    about = " · ".join(filter(None, (article.id, article.source, article.published, foreign)))
    parts = [click.style(printable(article.title or article.id), bold=True)]
    if about != article.id or article.title:
        parts.append(click.style(printable(about), dim=True))
    parts += ["", *_body(detection, numbers, width), ""]
    for number, quote in enumerate(detection.quotes, 1):
        parts += _entry(number, quote, numbers)
    if not detection.quotes:
        parts.append("No quotation found.")
    for rejection in detection.rejected:
        told = f"not a quotation ({rejection.reason}: {rejection.detail})"
        parts.append(click.style(printable(f"  –  {_short(rejection.text or '')}  {told}"), dim=True))
    return "\n".join(parts) + "\n"


def _body(detection: Detection, numbers: dict[str, int], width: int) -> Iterator[str]:
    blank = False
    for line in lines(detection):
        if line:
            yield from [""] * blank
            yield "".join(_styled(line, detection, numbers, width))
        blank = not line


def _styled(line: tuple[Segment, ...], detection: Detection, numbers: dict[str, int], width: int) -> Iterator[str]:
    breaks = _breaks("".join(segment.text for segment in line), width)
    at = 0
    for segment in line:
        first, last = bisect_left(breaks, at), bisect_left(breaks, at + len(segment.text))
        begins = first < len(breaks) and breaks[first] == at
        cuts = [0, *(place - at for place in breaks[first + begins : last]), len(segment.text)]
        if begins:
            yield "\n"
        style = _style(segment, detection, numbers)
        pieces = (segment.text[start:end] for start, end in pairwise(cuts))
        yield "\n".join(click.style(printable(piece), **style) for piece in pieces)
        at += len(segment.text)
        if segment.quote is not None and segment.end == detection.quotes[segment.quote].end:
            yield click.style(f"[{segment.quote + 1}]", dim=True)


def _breaks(text: str, width: int) -> list[int]:
    """Return where the lines of a text begin, but for the first."""
    places, column = [], 0
    for word in re.finditer(r"\S+\s*", text):
        if column and column + len(word[0].rstrip()) > width:
            places.append(word.start())
            column = 0
        column += len(word[0])
    return places


def _style(segment: Segment, detection: Detection, numbers: dict[str, int]) -> dict[str, Any]:
    owner = segment.quote if segment.quote is not None else next(iter(segment.parts.values()), None)
    style: dict[str, Any] = {}
    if owner is not None:
        style["fg"] = _color(detection.quotes[owner], numbers)
    if segment.quote is not None:
        style["bold"] = True
    if segment.parts.keys() & {"speaker", "name"}:
        style["underline"] = True
    if segment.parts.keys() & {"role", "cue"}:
        style["italic"] = True
    if segment.rejected is not None and segment.quote is None:
        style["dim"] = True
    return style


def _color(quote: Quote, numbers: dict[str, int]) -> str | None:
    label = speaker_label(quote)
    return COLORS[numbers[label] % len(COLORS)] if label else None


def _entry(number: int, quote: Quote, numbers: dict[str, int]) -> Iterator[str]:
    label = speaker_label(quote) or "speaker unknown"
    who = click.style(printable(label), fg=_color(quote, numbers), bold=True)
    if quote.speaker and quote.speaker.text != label:
        who += printable(f" (“{quote.speaker.text}”)")
    if quote.role:
        who += printable(f", {quote.role.text}")
    cue = f"“{quote.cue.text}”" if quote.cue else "no cue"
    sureness = f"{quote.attribution.confidence:.0%} by {quote.attribution.method}"
    yield f"{number:>3}  {printable(_short(quote.text))}"
    yield f"     {who}"
    guess = second_guess(quote)
    facts = (cue, sureness, *([guess] if guess else ()), *quote.attribution.reasons)
    yield click.style(printable(f"     {' · '.join(facts)}"), dim=True)


def _short(text: str, length: int = 72) -> str:  # a line of 80 columns, indented
    text = " ".join(text.split())
    return f"“{text if len(text) <= length else text[: length - 1].rstrip() + '…'}”"
