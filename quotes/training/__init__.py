"""Turn gold annotation into a model."""

from __future__ import annotations

from quotes.evaluation.gold_rows import gold_rows
from quotes.training.learning import train

__all__ = [
    "gold_rows",
    "train",
]
