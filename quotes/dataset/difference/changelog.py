"""CHANGES.md: the difference to the version before, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.dataset.difference.change_words import field_words, row_words
from quotes.dataset.difference.difference import Difference, RowCounts, diff
from quotes.dataset.difference.row_changes import KINDS, FieldChange
from quotes.dataset.release import ARTICLES, PUBLISHED, QUOTES, REJECTED, Release, level_of
from quotes.schema import major_of

_TITLES = {QUOTES: "Quotations", ARTICLES: "Articles", REJECTED: "Rejected stretches"}
_MATCHED = "Rows are matched by article id and record id; those of an article whose text was edited, by their words."


def render_changes(previous: Release | None, release: Release) -> str:
    """Return CHANGES.md of a release for the version before it, or None if it is the first."""
    title = f"# Changes in {release.name} {release.version}\n"
    before = release.manifest.get("previous")
    if previous is None and before is not None:
        return f"{title}\nThe version before, {before['version']}, is not in this folder; it is not compared.\n"
    if previous is None:
        return f"{title}\nThis is the first version.\n"
    old, new = previous.manifest.get("schema_version"), release.manifest.get("schema_version")
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
