"""Compare records with gold: what was found, whose words they are, in which role, and how sure that is."""

from __future__ import annotations

from quotes.evaluation.evaluating import evaluate
from quotes.evaluation.report import Report
from quotes.evaluation.table import render_report

__all__ = [
    "Report",
    "evaluate",
    "render_report",
]
