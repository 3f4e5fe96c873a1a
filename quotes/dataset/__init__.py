"""A release: the folder that holds one version of a dataset. Written once, read and checked often."""

from __future__ import annotations

from quotes.dataset.derivation.migration import migrate
from quotes.dataset.derivation.restoration import restore
from quotes.dataset.derivation.revision import revise
from quotes.dataset.difference.difference import Difference, changes, diff
from quotes.dataset.difference.row_changes import Change, FieldChange
from quotes.dataset.metadata.statistics import Statistics, stats
from quotes.dataset.release.card_metadata import CARD, split_card
from quotes.dataset.release.release import Release, open_release
from quotes.dataset.tables.columns import features
from quotes.dataset.validation.problem import Problem
from quotes.dataset.validation.validation import validate
from quotes.dataset.writing.rows import Skipped
from quotes.dataset.writing.write import write_release

__all__ = [
    "CARD",
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
    "revise",
    "split_card",
    "stats",
    "validate",
    "write_release",
]
