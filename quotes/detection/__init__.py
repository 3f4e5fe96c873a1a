"""Find quoted stretches without a model, and tell speech from the rest."""

from __future__ import annotations

from quotes.detection.paragraphs import Paragraph, find_paragraphs
from quotes.detection.scanner import Scan, Stretch, scan
from quotes.detection.span_features import describe_stretch
from quotes.detection.speech import Verdict, is_partial, judge_speech, minor_families

__all__ = [
    "Paragraph",
    "Scan",
    "Stretch",
    "Verdict",
    "describe_stretch",
    "find_paragraphs",
    "is_partial",
    "judge_speech",
    "minor_families",
    "scan",
]
