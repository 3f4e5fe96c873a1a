"""Whether a release is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.dataset.validation.checks import Problem, check_apart, check_article, check_quotes, check_rejected
    from quotes.dataset.validation.validation import validate
else:
    __getattr__ = lazily(
        __name__,
        {
            "checks": "Problem check_apart check_article check_quotes check_rejected",
            "validation": "validate",
        },
    )

__all__ = [
    "Problem",
    "check_apart",
    "check_article",
    "check_quotes",
    "check_rejected",
    "validate",
]
