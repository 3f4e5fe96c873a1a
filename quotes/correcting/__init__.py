"""Put what people decided in place of what was detected, and print what there is to decide."""

from __future__ import annotations

from quotes.correcting.agreeing import agree, standing
from quotes.correcting.applying import Corrections, put_in_place
from quotes.correcting.differing import parts_of
from quotes.correcting.locating import Located, distance, locate, nearest_place, places
from quotes.correcting.revision import revise
from quotes.correcting.template import Claim, correction_of, correction_saying, labels_of, to_decide

__all__ = [
    "Claim",
    "Corrections",
    "Located",
    "agree",
    "correction_of",
    "correction_saying",
    "distance",
    "labels_of",
    "locate",
    "nearest_place",
    "parts_of",
    "places",
    "put_in_place",
    "revise",
    "standing",
    "to_decide",
]
