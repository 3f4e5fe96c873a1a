"""A release: the folder that holds one version of a dataset. Written once, read and checked often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.dataset.derivation import migrate, restore
    from quotes.dataset.difference import Change, Difference, FieldChange, changes, diff
    from quotes.dataset.metadata import Statistics, stats
    from quotes.dataset.release import Release, open_release
    from quotes.dataset.tables import features
    from quotes.dataset.validation import Problem, validate
    from quotes.dataset.writing import Skipped, write_release
else:
    __getattr__ = lazily(
        __name__,
        {
            "derivation": "migrate restore",
            "difference": "Change Difference FieldChange changes diff",
            "metadata": "Statistics stats",
            "release": "Release open_release",
            "tables": "features",
            "validation": "Problem validate",
            "writing": "Skipped write_release",
        },
    )

__all__ = [
    "Change",
    "Difference",
    "FieldChange",
    "Problem",
    "Release",
    "Skipped",
    "Statistics",
    "changes",
    "diff",
    "features",
    "migrate",
    "open_release",
    "restore",
    "stats",
    "validate",
    "write_release",
]
