"""Corrections: what people decided on quotations, one decision a line, in files of their own and in releases."""

from __future__ import annotations

from quotes.dataset.corrections.correction import FIELDS, Correction, Decision, Field
from quotes.dataset.corrections.corrections_file import (
    CORRECTIONS,
    CorrectionsTail,
    append_corrections,
    kept_corrections,
    read_corrections,
    write_corrections,
)

__all__ = [
    "CORRECTIONS",
    "FIELDS",
    "Correction",
    "CorrectionsTail",
    "Decision",
    "Field",
    "append_corrections",
    "kept_corrections",
    "read_corrections",
    "write_corrections",
]
