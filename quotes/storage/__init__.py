"""What lies on disk: mappings that spill there, files in the making, claims on work, strict JSON."""

from __future__ import annotations

from quotes.storage.appending import appended
from quotes.storage.claims import WorkClaim
from quotes.storage.disk import DiskCounter, DiskMapping
from quotes.storage.strict_json import parse
from quotes.storage.temporary import unfinished

__all__ = [
    "DiskCounter",
    "DiskMapping",
    "WorkClaim",
    "appended",
    "parse",
    "unfinished",
]
