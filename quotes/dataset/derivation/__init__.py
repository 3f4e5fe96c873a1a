"""Releases made from releases: revised, migrated, restored."""

from __future__ import annotations

from quotes.dataset.derivation.migration import migrate
from quotes.dataset.derivation.restoration import restore
from quotes.dataset.derivation.revision import revise

__all__ = [
    "migrate",
    "restore",
    "revise",
]
