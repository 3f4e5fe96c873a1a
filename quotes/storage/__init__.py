"""What lies on disk: mappings that spill there, files in the making, claims on work, room, strict JSON."""

from __future__ import annotations

from quotes.storage.appending import appended
from quotes.storage.claims import WorkClaim
from quotes.storage.disk import DiskCounter, DiskMapping
from quotes.storage.room import named_when_full, warn_of_little_room
from quotes.storage.scratch import ScratchFile, SpillingFile, scratch_folder
from quotes.storage.strict_json import parse, quick_value
from quotes.storage.temporary import settle, unfinished

__all__ = [
    "DiskCounter",
    "DiskMapping",
    "ScratchFile",
    "SpillingFile",
    "WorkClaim",
    "appended",
    "named_when_full",
    "parse",
    "quick_value",
    "scratch_folder",
    "settle",
    "unfinished",
    "warn_of_little_room",
]
