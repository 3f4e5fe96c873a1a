"""What a release made of another one carries on of it."""

from __future__ import annotations

from typing import Any

from quotes.dataset.release import Release
from quotes.dataset.writing import Skipped
from quotes.errors import QuotesError


def cited(base: Release) -> dict[str, Any]:
    """Return who is cited for a release; the day belongs to that version alone."""
    return {"authors": base.manifest.authors}


def carried_over(base: Release) -> Skipped:
    """Return what was skipped when the release was built; a further error is not skipped but raised."""
    return Skipped(tell=_raise, count=base.counts.skipped, unread=list(base.manifest.skipped))


def _raise(error: QuotesError) -> None:
    raise error
