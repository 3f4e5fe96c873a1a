"""Let trafilatura find the article in a prepared tree, put back quotations it leaves out, and tell its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Any, NamedTuple

from quotes.pages.inline import dissolve_phrasing
from quotes.pages.markup import HEADINGS, is_mostly_linked, key_of, lines_of, prose_of
from quotes.pages.surroundings import is_surrounding

_QUOTED = re.compile(r"[“«„\"‘]\w+\W+\w+\W+\w+")
_SHORTEST = 80
"""Characters of a sentence that comes back with the quotations beside it; shorter ones may be labels."""
_LONGEST_HEADING = 200
"""Characters of a heading; some pages set whole paragraphs as one, for its looks."""
_STOPS = tuple('.?!”"’')


class _Block(NamedTuple):
    """A paragraph, item or heading of the page: its element, its lines, and what tells it from others."""

    element: Any
    lines: list[str]
    key: str


def extract_text(tree: Any) -> str:
    """Return the article's text, a paragraph a line; empty where there is none."""
    import trafilatura
    from trafilatura.settings import Document

    dissolve_phrasing(tree)
    blocks = [_Block(one, lines, key_of(lines[0])) for one in prose_of(tree) if (lines := lines_of(one))]
    found = trafilatura.bare_extraction(tree, include_comments=False)
    text = (found.text or "") if isinstance(found, Document) else ""
    return _restored(text, blocks)


def _restored(text: str, blocks: Sequence[_Block]) -> str:
    """Return the text with paragraphs of the page's body that hold quotations and were left out, each in its place.

    The body is what lies between the first and the last paragraph of the text, beside any of them or beside their
    container. With a lost quotation, its neighbours come back: they hold the names.
    """
    lines = text.split("\n")
    place: dict[str, int] = {}
    for number, line in enumerate(lines):
        place.setdefault(key_of(line), number)
    known = [number for number, block in enumerate(blocks) if block.key in place]
    if not known:
        return text
    body = range(known[0], known[-1] + 1)
    beside = {blocks[number].element.getparent() for number in known}
    frames = {parent.getparent() for parent in beside} - {None}
    frames = {frame for frame in frames if frame.tag not in {"body", "html"}}
    lost = {
        parent
        for number, block in enumerate(blocks)
        if block.key not in place and _is_quotation(block)
        for parent in [block.element.getparent()]
        if number in body or parent in beside or parent in frames or parent.getparent() in frames
    }
    if not lost:
        return text
    added: dict[int, list[str]] = {}
    after = 0
    for block in blocks:
        after = place.get(block.key, after)
        if block.key not in place and block.element.getparent() in lost and _is_prose(block):
            added.setdefault(after, []).extend(block.lines)
    return "\n".join(one for number, line in enumerate(lines) for one in (line, *added.get(number, ())))


def _is_quotation(block: _Block) -> bool:
    return any(map(_QUOTED.search, block.lines)) and _is_prose(block)


def _is_prose(block: _Block) -> bool:
    if block.element.tag not in {"p", "li"} or is_surrounding(block.element):
        return False
    length = sum(map(len, block.lines))
    if (
        is_mostly_linked(block.element)
        or next(block.element.iterancestors("a", "li", "td", "th", "blockquote"), None) is not None
    ):
        return False
    return (length >= _SHORTEST and block.lines[-1].endswith(_STOPS)) or any(map(_QUOTED.search, block.lines))


def heading_keys(tree: Any) -> Set[str]:
    """Return the keys of the headings in a tree; what stands in a paragraph, too, is none."""
    keys: dict[bool, set[str]] = {True: set(), False: set()}
    for element in prose_of(tree):
        if lines := lines_of(element):
            keys[element.tag in HEADINGS and sum(map(len, lines)) <= _LONGEST_HEADING].add(key_of(lines[0]))
    return keys[True] - keys[False]


def find_headings(text: str, keys: Set[str]) -> tuple[int, ...]:
    """Return the offsets of the lines of a text that have one of the keys."""
    found, start = [], 0
    for line in text.split("\n"):
        if line and key_of(line) in keys:
            found.append(start)
        start += len(line) + 1
    return tuple(found)
