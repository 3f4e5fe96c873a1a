"""A release: the folder that holds one version of a dataset. Written once, read and checked often."""

from __future__ import annotations

from quotes.dataset.difference import Difference, changes, diff
from quotes.dataset.features import features
from quotes.dataset.migration import migrate
from quotes.dataset.problem import Problem
from quotes.dataset.release import Release, open_release
from quotes.dataset.restoration import restore
from quotes.dataset.revision import revise
from quotes.dataset.row_changes import Change, FieldChange
from quotes.dataset.rows import Skipped
from quotes.dataset.statistics import Statistics, stats
from quotes.dataset.validation import validate
from quotes.dataset.write import write_release

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
    "revise",
    "stats",
    "validate",
    "write_release",
]
