"""Gold: annotated articles, read and checked by rules, and the one rule of what is right about a quotation."""

from __future__ import annotations

from quotes.gold.annotated_articles import Annotated, annotated
from quotes.gold.answers import Answer, NamedSpeaker, is_role, plain
from quotes.gold.gold_articles import GoldArticle, GoldQuote, GoldSpan, as_gold, read_gold
from quotes.gold.overlap import Span, shared
from quotes.gold.reviewed import WITHOUT_WORDS, holds_words, reviewed_rows

__all__ = [
    "WITHOUT_WORDS",
    "Annotated",
    "Answer",
    "GoldArticle",
    "GoldQuote",
    "GoldSpan",
    "NamedSpeaker",
    "Span",
    "annotated",
    "as_gold",
    "holds_words",
    "is_role",
    "plain",
    "read_gold",
    "reviewed_rows",
    "shared",
]
