"""Turn gold annotation into a model."""

from __future__ import annotations

from quotes.training.cross_fitting import cross_fit
from quotes.training.learning import train

__all__ = [
    "cross_fit",
    "train",
]
