"""Turn gold annotation into a model."""

from __future__ import annotations

from quotes.training.learning import train

__all__ = [
    "train",
]
