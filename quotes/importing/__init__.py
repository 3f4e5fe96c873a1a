"""Gold of others: annotated texts in the formats of tools and corpora, as gold rows, with what is lost."""

from __future__ import annotations

from quotes.importing.importers import FORMATS, ImportedRow, import_gold

__all__ = [
    "FORMATS",
    "ImportedRow",
    "import_gold",
]
