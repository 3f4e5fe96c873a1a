"""Show what differs between two releases as a page: each row in its context, as it was and as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from quotes.dataset.difference import Change, Difference, RowCounts, field_words
from quotes.dataset.release import ARTICLES, QUOTES
from quotes.show.page import make_page, text_of

Row = Mapping[str, Any]

_PARTS = ("speaker", "role", "cue")
_PLACE = re.compile(r"^context\.|(?:^|[._])(?:start|end)$")
"""Fields that the marked text shows."""
_STYLE = """
.change { border-top: 1px solid var(--line); padding: 1rem 0; max-width: 66rem; margin-inline: auto; }
.change h2 { font: 600 .85rem/1.4 system-ui, sans-serif; margin: 0 0 .4rem; overflow-wrap: anywhere; }
.change h2 b { display: inline-block; min-width: 5.5em; }
.added h2 b { color: hsl(140 60% 38%); } .removed h2 b { color: hsl(0 65% 52%); }
.changed h2 b { color: hsl(38 85% 42%); }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2.5rem; }
.sides p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1rem; line-height: 1.5; }
.sides .none { color: var(--soft); font-style: italic; }
.sides h3 { font: 500 .75rem/1.4 system-ui, sans-serif; color: var(--soft); margin: 0 0 .2rem; }
table { border-collapse: collapse; font: .8rem/1.4 system-ui, sans-serif; margin-top: .6rem; }
td { padding: .1rem 1rem .1rem 0; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { color: var(--soft); white-space: nowrap; }
@media (max-width: 48rem) { .sides { display: block; } .sides > div + div { margin-top: .8rem; } }
"""


def render_difference_page(difference: Difference) -> str:
    """Return one page with the rows that the difference keeps as examples, self-contained, without scripts."""
    old, new = difference.old, difference.new
    title = f"{old.name} {old.version} → {new.name} {new.version}"
    body = [f'<header class="change"><h1>{text_of(title)}</h1>', *_summary(difference), "</header>"]
    for file, counts in difference.rows.items():
        body += _file(file, counts, (old.version, new.version))
    return make_page(title, "\n".join(body), style=_STYLE)


def _summary(difference: Difference) -> Iterator[str]:
    for file, counts in difference.rows.items():
        yield f"<p>{text_of(f'{file}: {counts}')}</p>"
    if difference.other_texts:
        yield "<p>One publishes more of the articles; rows are compared without that.</p>"
    if difference.other_order:
        yield "<p>No row differs; the same rows stand in another order.</p>"
    if difference.made_with:
        yield _table(difference.made_with)


def _file(file: str, counts: RowCounts, versions: tuple[str, str]) -> Iterator[str]:
    for kind, changes in counts.examples.items():
        for change in changes:
            yield _change(change, versions)
        if counts.kinds[kind] > len(changes):
            yield f'<p class="change">{text_of(f"{counts.kinds[kind] - len(changes)} more {kind} in {file}")}</p>'


def _change(change: Change, versions: tuple[str, str]) -> str:
    sides = "".join(
        f"<div><h3>{text_of(version)}</h3>{_side(change.file, row)}</div>"
        for version, row in zip(versions, (change.old, change.new), strict=True)
    )
    where = f"{change.article_id} · {change.row['id']}" if change.file != ARTICLES else change.article_id
    told = [field for field in change.fields if not _PLACE.search(field.field)]
    return (
        f'<section class="change {change.kind}"><h2><b>{change.kind}</b> <bdi>{text_of(where)}</bdi></h2>'
        f'<div class="sides">{sides}</div>{_table(told) if told else ""}</section>'
    )


def _table(fields: Any) -> str:
    rows = "".join(
        f"<tr><td>{text_of(field.field)}</td>"
        + "".join(f"<td><bdi>{text_of(words)}</bdi></td>" for words in field_words(field))
        + "</tr>"
        for field in fields
    )
    return f"<table>{rows}</table>"


def _side(file: str, row: Row | None) -> str:
    if row is None:
        return '<p class="none">not there</p>'
    if file == QUOTES:
        return f'<p dir="auto">{_marked(row)}</p>'
    words = row["title"] if file == ARTICLES else row["text"]
    return f'<p dir="auto">{text_of(words or "")}</p>'


def _marked(row: Row) -> str:
    """Return a quotation's context with the words, the speaker, the role and the cue marked."""
    context = row["context"]
    if context["text"] is None:
        who = row["speaker"]["text"] if row["speaker"] else "nobody"
        return f'<mark class="voice" style="--hue:215">{text_of(row["text"])}</mark> — {text_of(who)}'
    spans = [(row["start"], row["end"], "quoted")]
    spans += [(row[part]["start"], row[part]["end"], part) for part in _PARTS if row[part] is not None]
    start, end, text = context["start"], context["end"], context["text"]
    inside = [(max(a, start), min(b, end), kind) for a, b, kind in spans if a < end and b > start]
    cuts = sorted({start, end, *(place for a, b, _ in inside for place in (a, b))})
    return "".join(
        _piece(text[a - start : b - start], [kind for x, y, kind in inside if x <= a and b <= y])
        for a, b in pairwise(cuts)
    )


def _piece(words: str, kinds: list[str]) -> str:
    inner = text_of(words)
    for kind in kinds:
        if kind == "quoted":
            inner = f'<mark class="voice" style="--hue:215">{inner}</mark>'
        else:
            inner = f'<span class="voice {kind}" style="--hue:215">{inner}</span>'
    return inner
