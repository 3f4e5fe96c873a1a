"""Gold: annotated articles, read and checked by rules, and the one rule of what is right about a quotation."""

from __future__ import annotations

from quotes.gold.answers import Answer, NamedSpeaker, is_role
from quotes.gold.reading import GoldArticle, GoldQuote, Stretch, read_gold
from quotes.gold.spans import Span, shared

__all__ = [
    "Answer",
    "GoldArticle",
    "GoldQuote",
    "NamedSpeaker",
    "Span",
    "Stretch",
    "is_role",
    "read_gold",
    "shared",
]
