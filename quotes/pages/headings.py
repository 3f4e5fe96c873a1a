"""Tell which lines of a page's text are headings, by the elements that held them."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from quotes.pages.markup import HEADINGS, key_of, lines_of, prose_of

_LONGEST = 200
"""Characters of a heading; some pages set whole paragraphs as one, for its looks."""


def heading_keys(tree: Any) -> Set[str]:
    """Return the keys of the headings in a tree; what stands in a paragraph, too, is none."""
    keys: dict[bool, set[str]] = {True: set(), False: set()}
    for element in prose_of(tree):
        if lines := lines_of(element):
            keys[element.tag in HEADINGS and sum(map(len, lines)) <= _LONGEST].add(key_of(lines[0]))
    return keys[True] - keys[False]


def find_headings(text: str, keys: Set[str]) -> tuple[int, ...]:
    """Return the offsets of the lines of a text that have one of the keys."""
    found, start = [], 0
    for line in text.split("\n"):
        if line and key_of(line) in keys:
            found.append(start)
        start += len(line) + 1
    return tuple(found)
