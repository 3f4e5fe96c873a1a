"""Say in a few words which row differs, and how."""

from __future__ import annotations

import json
from typing import Any

from quotes.dataset.difference.row_changes import Change, FieldChange
from quotes.dataset.release import ARTICLES, QUOTES

LIMIT = 60
_BEFORE = 15
"""Characters shown of a value, and those before the first that differs: old and new fit a wide terminal."""


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
