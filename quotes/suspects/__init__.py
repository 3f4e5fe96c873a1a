"""The rows of a release that are likely to be wrong, each with why in plain words."""

from __future__ import annotations

from quotes.suspects.suspecting import Suspect, suspects

__all__ = [
    "Suspect",
    "suspects",
]
