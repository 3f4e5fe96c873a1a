"""Gold: annotated articles, read and checked by rules."""

from __future__ import annotations

from quotes.gold.rows import gold_rows

__all__ = ["gold_rows"]
