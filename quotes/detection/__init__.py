"""Find quoted spans without a model, and tell speech from the rest."""

from __future__ import annotations

from quotes.detection.layout import Layout
from quotes.detection.paragraphs import Paragraph, find_paragraphs
from quotes.detection.scanner import Scan, scan
from quotes.detection.span_features import describe_spans
from quotes.detection.spans import QuotedSpan, Rejected
from quotes.detection.speech import as_no_speech, may_be_speech

__all__ = [
    "Layout",
    "Paragraph",
    "QuotedSpan",
    "Rejected",
    "Scan",
    "as_no_speech",
    "describe_spans",
    "find_paragraphs",
    "may_be_speech",
    "scan",
]
