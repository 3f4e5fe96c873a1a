"""Write a release, all at once or not at all."""

from __future__ import annotations

from quotes.dataset.writing.publishing import Draft, make_draft, publish
from quotes.dataset.writing.rows import ArticleLines, Skipped, Tally, article_lines, with_license, write_rows
from quotes.dataset.writing.write import TO_PLACE, carried_on, write_release

__all__ = [
    "TO_PLACE",
    "ArticleLines",
    "Draft",
    "Skipped",
    "Tally",
    "article_lines",
    "carried_on",
    "make_draft",
    "publish",
    "with_license",
    "write_release",
    "write_rows",
]
