"""What of an article is parsed, and the parse in columns with the article's offsets."""

from __future__ import annotations

from quotes.parsing.cutting import Window, cut, cut_all, cut_windows
from quotes.parsing.passages import Passage, align, is_punctuation, left_edges

__all__ = [
    "Passage",
    "Window",
    "align",
    "cut",
    "cut_all",
    "cut_windows",
    "is_punctuation",
    "left_edges",
]
