"""Put what people decided in place of what was detected, and print what there is to decide."""

from __future__ import annotations

from quotes.correcting.applying import Corrections
from quotes.correcting.locating import Located, locate, nearest, places
from quotes.correcting.revision import revise
from quotes.correcting.template import correction_of, to_decide

__all__ = [
    "Corrections",
    "Located",
    "correction_of",
    "locate",
    "nearest",
    "places",
    "revise",
    "to_decide",
]
