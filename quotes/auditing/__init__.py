"""Audit a release: which rows of chance a person decides on, and what that says of all of them."""

from __future__ import annotations

from quotes.auditing.auditing import audit, read_audit
from quotes.auditing.drawing import Drawn, draw_articles, draw_rows, lot

__all__ = [
    "Drawn",
    "audit",
    "draw_articles",
    "draw_rows",
    "lot",
    "read_audit",
]
