"""CHANGES.md: the difference to the version before, for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from quotes.dataset.difference.difference import Difference, RowCounts, diff
from quotes.dataset.difference.row_changes import KINDS, Change, FieldChange
from quotes.dataset.release import ARTICLES, PUBLISHED, QUOTES, REJECTED, Release, level_of
from quotes.schema import major_of

LIMIT = 60
_BEFORE = 15
_TITLES = {QUOTES: "Quotations", ARTICLES: "Articles", REJECTED: "Rejected spans"}
_MATCHED = "Rows are matched by article id and record id; those of an article whose text was edited, by their words."


def render_changes(previous: Release | None, release: Release) -> str:
    """Return CHANGES.md of a release for the version before it, or None if it is the first."""
    title = f"# Changes in {release.name} {release.version}\n"
    before = release.manifest.previous
    if previous is None and before is not None:
        return f"{title}\nThe version before, {before.version}, is not in this folder; it is not compared.\n"
    if previous is None:
        return f"{title}\nThis is the first version.\n"
    old, new = previous.manifest.schema_version, release.manifest.schema_version
    if major_of(old) != major_of(new):
        return f"{title}\nAgainst {previous.version}. Its rows have schema {old}, these {new}; they are not compared.\n"
    return render_difference(diff(previous, release))


def render_difference(difference: Difference) -> str:
    """Return a difference as Markdown: counts, fields, and the rows kept as examples."""
    old, new = difference.old, difference.new
    from_name = "" if old.name == new.name else f"{old.name} "
    parts = [f"# Changes in {new.name} {new.version}\n", f"Against {from_name}{old.version}. {_MATCHED}\n"]
    if difference.other_texts:
        parts.append(
            f"{PUBLISHED[level_of(new.manifest)]} Rows are compared without what only one version publishes.\n"
        )
    if difference.other_order:
        parts.append("No row differs; the same rows stand in another order.\n")
    for file, title in _TITLES.items():
        counts = difference.rows[file]
        parts.append("".join([f"## {title}\n\n{counts}.\n", *_fields(counts), *_examples(counts)]))
    if difference.made_with:
        parts.append("".join(["## Made with\n\n", *(f"- {_field(change)}" for change in difference.made_with)]))
    return "\n".join(parts)


def row_words(change: Change) -> str:
    """Return article id, record id, first words and speaker of a row: ``a1 8f…: “We open at nine,” Mira Okafor``."""
    row = change.row
    if change.file == ARTICLES:
        return f"{row['id']}: {_cut(row['title'] or row['text'] or row['digest'])}"
    said = f"{row['start']}:{row['end']}" if row["text"] is None else f"“{_cut(row['text'])}”"
    words = f"{row['article_id']} {row['id']}: {said}"
    if change.file == QUOTES:
        return f"{words} {_value_words(row['speaker'])}"
    return f"{words} {row['reason']}"


def field_words(change: FieldChange) -> tuple[str, str]:
    """Return the old and the new value; of long texts, the part where they begin to differ."""
    old, new = _value_words(change.old), _value_words(change.new)
    if old == new:  # they differ in what the words leave out
        old, new = json.dumps(change.old, ensure_ascii=False), json.dumps(change.new, ensure_ascii=False)
    start = 0
    if max(len(old), len(new)) > LIMIT:
        shorter = min(len(old), len(new))
        start = max(0, next((i for i in range(shorter) if old[i] != new[i]), shorter) - _BEFORE)
    return _cut(old, start), _cut(new, start)


def _fields(counts: RowCounts) -> Iterator[str]:
    if counts.fields:
        yield "\n| field | rows |\n|---|---:|\n"
        yield from (f"| `{name}` | {count} |\n" for name, count in sorted(counts.fields.items()))


def _examples(counts: RowCounts) -> Iterator[str]:
    for kind in KINDS:
        examples = counts.examples[kind]
        if not examples:
            continue
        yield f"\n### {kind.capitalize()}\n\n"
        for change in examples:
            yield f"- {_plain(row_words(change))}\n"
            yield from (f"  - {_field(field)}" for field in change.fields)
        if counts.kinds[kind] > len(examples):
            yield f"- and {counts.kinds[kind] - len(examples)} more\n"


def _field(change: FieldChange) -> str:
    old, new = field_words(change)
    return f"`{change.field}`: {_plain(old)} → {_plain(new)}\n"


def _plain(text: str) -> str:
    """Return the text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>|#~&])", r"\\\1", text)


def _value_words(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("text") or value
    if isinstance(value, str):
        return " ".join(value.split())
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str, start: int = 0) -> str:
    text = " ".join(text.split())
    head = "…" if start else ""
    return f"{head}{text[start : start + LIMIT]}{'…' * (len(text) > start + LIMIT)}"
