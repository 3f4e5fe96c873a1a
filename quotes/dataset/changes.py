"""What changed against the previous version: counts of rows added, removed and changed, by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.dataset.compare import differences
from quotes.dataset.jsonl import ARTICLES, QUOTES, REJECTED, canonical, read_rows
from quotes.dataset.versions import previous_version
from quotes.disk import DiskMapping

_WORDS = {QUOTES: "Quotations", ARTICLES: "Articles", REJECTED: "Rejected stretches"}


def render_changes(folder: Path, target: Path) -> str:
    """Return CHANGES.md for the rows in ``folder``, which are to become the release ``target``."""
    previous = previous_version(target)
    title = f"# Changes in {target.parent.name} {target.name}\n"
    if previous is None:
        return f"{title}\nThis is the first version.\n"
    paragraphs = [title, f"Against {previous.name}. Rows are matched by article id and record id.\n"]
    for file, words in _WORDS.items():
        key = _article_key if file == ARTICLES else _record_key
        paragraphs.append(f"## {words}\n\n{_count(previous / file, folder / file, key).render()}")
    return "\n".join(paragraphs)


@dataclass(kw_only=True, slots=True)
class _Changes:
    added: int = 0
    removed: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def render(self) -> str:
        lines = [f"{self.added} added, {self.removed} removed, {self.changed} changed.\n"]
        if self.fields:
            lines.append("\n| field | rows changed |\n|---|---:|\n")
            lines.extend(f"| `{name}` | {count} |\n" for name, count in sorted(self.fields.items()))
        return "".join(lines)


def _count(old: Path, new: Path, key: Callable[[dict[str, Any]], str]) -> _Changes:
    changes, matched = _Changes(), 0
    with DiskMapping() as rows:
        olds = sum(rows.add(key(row), canonical(row)) for row in read_rows(old))
        for row in read_rows(new):
            before = rows.get(key(row))
            if before is None:
                changes.added += 1
                continue
            matched += 1
            fields = {place.removeprefix("$.") for place, _, _ in differences(json.loads(before), row)}
            changes.changed += bool(fields)
            changes.fields.update(fields)
    changes.removed = olds - matched
    return changes


def _article_key(row: dict[str, Any]) -> str:
    return str(row["id"])


def _record_key(row: dict[str, Any]) -> str:
    return canonical([row["article_id"], row["id"]])
