"""How sure a record is: the probability that these words were said by this person, its parts, and its rivals."""

from __future__ import annotations

from quotes.confidence.assessment import Assessed, Confidence, Guess, assess
from quotes.confidence.evidence import PARTS, evidence_of

__all__ = [
    "PARTS",
    "Assessed",
    "Confidence",
    "Guess",
    "assess",
    "evidence_of",
]
