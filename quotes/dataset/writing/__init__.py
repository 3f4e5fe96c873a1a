"""Write a release, all at once or not at all."""

from __future__ import annotations

from quotes.dataset.writing.publishing import Draft, make_draft, publish
from quotes.dataset.writing.rows import Skipped, Tally, write_rows
from quotes.dataset.writing.write import carried_on, write_release

__all__ = [
    "Draft",
    "Skipped",
    "Tally",
    "carried_on",
    "make_draft",
    "publish",
    "write_release",
    "write_rows",
]
