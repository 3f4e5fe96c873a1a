"""What differs between two releases, and how CHANGES.md says it."""

from __future__ import annotations

from quotes.dataset.difference.changelog import field_words, render_changes, render_difference, row_words
from quotes.dataset.difference.difference import CHANGES, Difference, RowCounts, changes, diff
from quotes.dataset.difference.row_changes import Change, FieldChange

__all__ = [
    "CHANGES",
    "Change",
    "Difference",
    "FieldChange",
    "RowCounts",
    "changes",
    "diff",
    "field_words",
    "render_changes",
    "render_difference",
    "row_words",
]
