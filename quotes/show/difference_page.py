"""Show what differs between two releases as a page: each row in its context, as it was and as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quotes.dataset.difference import Change, Difference, field_words
from quotes.dataset.release import ARTICLES, QUOTES
from quotes.show.page import text_of
from quotes.show.side_by_side import Pair, marked, render_pairs, table

Row = Mapping[str, Any]

_PLACE = re.compile(r"^context\.|(?:^|[._])(?:start|end)$")
"""Fields that the marked text shows."""


def render_difference_page(difference: Difference) -> str:
    """Return one page with the rows that the difference keeps as examples, self-contained, without scripts."""
    old, new = difference.old, difference.new
    title = f"{old.name} {old.version} → {new.name} {new.version}"
    return render_pairs(title, _summary(difference), (old.version, new.version), _pairs(difference))


def _summary(difference: Difference) -> Iterator[str]:
    for file, counts in difference.rows.items():
        yield f"<p>{text_of(f'{file}: {counts}')}</p>"
    if difference.other_texts:
        yield "<p>One publishes more of the articles; rows are compared without that.</p>"
    if difference.other_order:
        yield "<p>No row differs; the same rows stand in another order.</p>"
    if difference.made_with:
        yield table((field.field, *field_words(field)) for field in difference.made_with)


def _pairs(difference: Difference) -> Iterator[Pair | str]:
    for file, counts in difference.rows.items():
        for kind, changes in counts.examples.items():
            yield from map(_pair, changes)
            if counts.kinds[kind] > len(changes):
                yield f"{counts.kinds[kind] - len(changes)} more {kind} in {file}"


def _pair(change: Change) -> Pair:
    return Pair(
        kind=change.kind,
        where=f"{change.article_id} · {change.row['id']}" if change.file != ARTICLES else change.article_id,
        sides=(_side(change.file, change.old), _side(change.file, change.new)),
        fields=[(field.field, *field_words(field)) for field in change.fields if not _PLACE.search(field.field)],
    )


def _side(file: str, row: Row | None) -> str:
    if row is None:
        return '<p class="none">not there</p>'
    if file == QUOTES:
        return marked(row)
    words = row["title"] if file == ARTICLES else row["text"]
    return f'<p dir="auto">{text_of(words or "")}</p>'
