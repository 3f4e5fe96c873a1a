"""What is derived from releases: their records read back, and releases migrated, restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.dataset.derivation.article_rows import (
        ArticleRows,
        check_no_newer,
        read_article_rows,
        rows_of_stretch,
        to_detection,
    )
    from quotes.dataset.derivation.carried import carried_over, cited
    from quotes.dataset.derivation.lookup import ArticleLookup
    from quotes.dataset.derivation.migration import migrate
    from quotes.dataset.derivation.recorded import holds_records, read_records, read_release
    from quotes.dataset.derivation.restoration import restore
else:
    __getattr__ = lazily(
        __name__,
        {
            "article_rows": "ArticleRows check_no_newer read_article_rows rows_of_stretch to_detection",
            "carried": "carried_over cited",
            "lookup": "ArticleLookup",
            "migration": "migrate",
            "recorded": "holds_records read_records read_release",
            "restoration": "restore",
        },
    )

__all__ = [
    "ArticleLookup",
    "ArticleRows",
    "carried_over",
    "check_no_newer",
    "cited",
    "holds_records",
    "migrate",
    "read_article_rows",
    "read_records",
    "read_release",
    "restore",
    "rows_of_stretch",
    "to_detection",
]
