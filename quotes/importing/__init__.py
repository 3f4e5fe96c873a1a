"""Annotations of others: texts in the formats of tools and corpora, as gold rows or as corrections of a release."""

from __future__ import annotations

from quotes.importing.importers import FORMATS, ImportedRow, import_gold
from quotes.importing.returned import RETURNS, Returned, returned_corrections

__all__ = [
    "FORMATS",
    "RETURNS",
    "ImportedRow",
    "Returned",
    "import_gold",
    "returned_corrections",
]
