"""What is derived from releases: their records read back, and releases revised, migrated, restored."""

from __future__ import annotations

from quotes.dataset.derivation.migration import migrate
from quotes.dataset.derivation.recorded import holds_records, read_records, read_release
from quotes.dataset.derivation.restoration import restore
from quotes.dataset.derivation.revision import revise

__all__ = [
    "holds_records",
    "migrate",
    "read_records",
    "read_release",
    "restore",
    "revise",
]
