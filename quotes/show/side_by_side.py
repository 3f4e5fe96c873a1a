"""Show what two say of the same words: side by side, each in its context, and what differs in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quotes.show.page import make_page, text_of

Row = Mapping[str, Any]

_PARTS = ("speaker", "role", "cue")
_STYLE = """
.change { border-top: 1px solid var(--line); padding: 1rem 0; max-width: 66rem; margin-inline: auto; }
.change h2 { font: 600 .85rem/1.4 system-ui, sans-serif; margin: 0 0 .4rem; overflow-wrap: anywhere; }
.change h2 b { display: inline-block; min-width: 5.5em; }
.added h2 b { color: hsl(140 60% 38%); } .removed h2 b { color: hsl(0 65% 52%); }
.changed h2 b, .differ h2 b { color: hsl(38 85% 42%); }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2.5rem; }
.sides p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1rem; line-height: 1.5; }
.sides .none { color: var(--soft); font-style: italic; }
.sides h3 { font: 500 .75rem/1.4 system-ui, sans-serif; color: var(--soft); margin: 0 0 .2rem; }
table { border-collapse: collapse; font: .8rem/1.4 system-ui, sans-serif; margin-top: .6rem; }
td { padding: .1rem 1rem .1rem 0; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { color: var(--soft); white-space: nowrap; }
@media (max-width: 48rem) { .sides { display: block; } .sides > div + div { margin-top: .8rem; } }
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """The two sides of one span or row: a word for the pair, where it stands, markup of each side, what differs."""

    kind: str
    where: str
    sides: tuple[str, str]
    fields: Sequence[Sequence[str]] = ()


def render_pairs(title: str, about: Iterable[str], heads: tuple[str, str], pairs: Iterable[Pair | str]) -> str:
    """Return one page, self-contained, without scripts: markup ``about`` all, then the pairs, and words in between."""
    body = [f'<header class="change"><h1>{text_of(title)}</h1>', *about, "</header>"]
    body += (
        _section(one, heads) if isinstance(one, Pair) else f'<p class="change">{text_of(one)}</p>' for one in pairs
    )
    return make_page(title, "\n".join(body), style=_STYLE)


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a table of texts."""
    cells = ("".join(f"<td><bdi>{text_of(cell)}</bdi></td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def marked(row: Row) -> str:
    """Return a quotation's context with the words, the speaker, the role and the cue marked."""
    context = row["context"]
    if context["text"] is None:
        who = row["speaker"]["text"] if row["speaker"] else "nobody"
        return f'<p dir="auto"><mark class="voice" style="--hue:215">{text_of(row["text"])}</mark> — {text_of(who)}</p>'
    spans = [(row["start"], row["end"], "quoted")]
    spans += [(row[part]["start"], row[part]["end"], part) for part in _PARTS if row[part] is not None]
    start, end, text = context["start"], context["end"], context["text"]
    inside = [(max(a, start), min(b, end), kind) for a, b, kind in spans if a < end and b > start]
    cuts = sorted({start, end, *(place for a, b, _ in inside for place in (a, b))})
    pieces = (
        _piece(text[a - start : b - start], [kind for x, y, kind in inside if x <= a and b <= y])
        for a, b in pairwise(cuts)
    )
    return f'<p dir="auto">{"".join(pieces)}</p>'


def _section(pair: Pair, heads: tuple[str, str]) -> str:
    sides = "".join(f"<div><h3>{text_of(head)}</h3>{side}</div>" for head, side in zip(heads, pair.sides, strict=True))
    return (
        f'<section class="change {pair.kind}"><h2><b>{pair.kind}</b> <bdi>{text_of(pair.where)}</bdi></h2>'
        f'<div class="sides">{sides}</div>{table(pair.fields) if pair.fields else ""}</section>'
    )


def _piece(words: str, kinds: list[str]) -> str:
    inner = text_of(words)
    for kind in kinds:
        if kind == "quoted":
            inner = f'<mark class="voice" style="--hue:215">{inner}</mark>'
        else:
            inner = f'<span class="voice {kind}" style="--hue:215">{inner}</span>'
    return inner
