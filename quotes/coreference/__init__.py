"""Whom a mention stands for: names, pronouns and descriptions, article-wide."""

from __future__ import annotations

from quotes.coreference.identities import Identity, NamedRival, Quotation, Resolver
from quotes.coreference.reference import Candidate, Reference

__all__ = [
    "Candidate",
    "Identity",
    "NamedRival",
    "Quotation",
    "Reference",
    "Resolver",
]
