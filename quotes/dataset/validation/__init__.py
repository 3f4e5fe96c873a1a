"""Whether a release is sound."""

from __future__ import annotations

from quotes.dataset.validation.checks import Problem, check_apart, check_article, check_quotes, check_rejected
from quotes.dataset.validation.validation import validate

__all__ = [
    "Problem",
    "check_apart",
    "check_article",
    "check_quotes",
    "check_rejected",
    "validate",
]
