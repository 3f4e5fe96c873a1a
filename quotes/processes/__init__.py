"""Processes that work for this one, so that what is done row by row takes as many cores as there are."""

from __future__ import annotations

from quotes.processes.nursery import Fork, Nursery, Work, end_all, raise_workers
from quotes.processes.pool import HERE, Processes, batched

__all__ = ["HERE", "Fork", "Nursery", "Processes", "Work", "batched", "end_all", "raise_workers"]
