"""Settle what stands inside a sentence: words that stay, words that go, and the marks that ``<q>`` stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from lxml import etree

from quotes.pages.markup import HEADINGS, IN_LINE, PHRASING, PROSE, is_mostly_linked, remove, replace_by_words, words_of

_HIDING = re.compile(r"(?:^|[\s_-])(?:sr-only|screen-?reader(?:-text)?|visually-?hidden)(?:$|[\s_-])")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DELETED = ("del", "s", "strike")
_NO_WORDS = ("script", "style", "template", "noscript")
_LABELS = ("button", "label")
_VALUES = ("math", "meter", "output")
# What a page plays, draws or asks for, and how letters are read: their words, if any, are for other browsers.
_NOT_READ = frozenset("audio canvas embed iframe input object progress rp rt select svg textarea video".split())
_SENTENCE_GOES_ON = re.compile(r"[,.;:!?’”)]|[^\S\n]+[a-z]|'s")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|note \d{1,3}|citation needed|[*†‡§])[\])]?")
_UNITS = frozenset("m mm cm dm km in ft yd mi s".split())  # what has powers
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_LINKS = 300
"""Links that are most of a paragraph and may still be prose; trafilatura's time grows with their square."""
_OPENING, _CLOSING = "“«„", "”»"
_MARKS = {0: ("“", "”"), 1: ("‘", "’")}


def settle_words(tree: Any) -> None:
    """Take out what is deleted, hidden or a note's number, and give ``<q>`` its marks."""
    remove(tree, [element for element in tree.iter() if _is_unread(element)])
    for element in [*tree.iter(*_LABELS, *_VALUES)]:
        if _is_in_line(element):
            _make_words(element)
    remove(tree, [element for element in tree.iter(*_NOT_READ, *_LABELS) if _is_in_line(element)])
    for element in tree.iter("sup"):
        if _before(element)[-1:].isdigit() and not len(element):
            element.text = (element.text or "").translate(_RAISED)  # 10² is not 102
    for element in [*tree.iter("q")]:
        if next(element.iterdescendants(*PROSE), None) is not None:
            element.tag = "blockquote"
    for block in dict.fromkeys(_block_of(element) for element in tree.iter("q")):
        _mark(block)


def dissolve_phrasing(tree: Any) -> None:
    """Leave of elements in a sentence their words; of links, too, but where they are most of a paragraph.

    They may have any class: none makes a menu or a byline of words in the middle of a sentence.
    """
    replace_by_words(tree, [element for element in tree.iter(*PHRASING - {"a"}) if _is_in_sentence(element)])
    links: dict[Any, list[Any]] = defaultdict(list)
    for element in tree.iter("a"):
        if _is_in_sentence(element):
            links[_block_of(element)].append(element)
    menus = {block for block in links if is_mostly_linked(block)}
    replace_by_words(tree, [one for block, held in links.items() if block not in menus for one in held])
    remove(tree, [block for block in menus if len(links[block]) > _MOST_LINKS])


def _is_unread(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _DELETED or element.tag in _NO_WORDS:
        return True
    return _is_note(element) if element.tag == "sup" else bool(element.attrib) and is_hidden(element)


def _is_in_line(element: Any) -> bool:
    """Tell whether an element stands in a paragraph, or beside words."""
    parent = element.getparent()
    beside = parent is not None and (parent.tag in PROSE or parent.tag in PHRASING)
    return beside or bool(_before(element).strip() or (element.tail or "").strip())


def _is_heading(element: Any) -> bool:
    """Tell whether an element is all words of a heading, below which it opens what is there."""
    parent = element.getparent()
    return parent is not None and parent.tag in HEADINGS and words_of(parent) == words_of(element)


def _make_words(element: Any) -> None:
    """Make a ``<span>`` of what is a part of a sentence: a value, or a button in its middle."""
    before, tail = _before(element).strip(), element.tail or ""
    if element.tag in _VALUES:
        element.text = words_of(element)
        element[:] = []
    elif not (_is_heading(element) or (before and tail.strip()) or _SENTENCE_GOES_ON.match(tail)):
        return
    element.tag = "span"
    element.attrib.clear()


def _is_note(element: Any) -> bool:
    """Tell whether raised letters or figures are a note's: a link is in or around them, or they stand behind a word."""
    words = words_of(element)
    if not _NOTE.fullmatch(words):
        return False
    before = _before(element).rstrip()
    unit = re.search(r"[^\W\d_]*$", before[-20:])
    is_power = words in {"2", "3"} and unit is not None and unit[0] in _UNITS
    behind_word = before[-1:].isalpha() or before[-1:] in tuple('.,;:!?”"’)')
    return element.find(".//a") is not None or _is_in_link(element) or (behind_word and not is_power)


def is_hidden(element: Any) -> bool:
    """Tell whether a page does not show an element; where it is all there is, a script shows it."""
    if element.tag in {"html", "body", "article", "main"}:
        return False
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    if _UNSEEN.search(element.get("style", "")) or _HIDING.search(element.get("class", "")):
        return True
    return element.tag in PHRASING and element.get("aria-hidden") == "true"


def _is_in_link(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a" and parent.get("href", "").startswith("#")


def _before(element: Any) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _block_of(element: Any) -> Any:
    while (parent := element.getparent()) is not None and element.tag in IN_LINE:
        element = parent
    return element


def _is_in_sentence(element: Any) -> bool:
    block = _block_of(element)
    return block.tag in PROSE or block.tag == "blockquote"


def _mark(block: Any) -> None:
    """Set marks around every ``<q>`` of a block; inside other marks, and inside one another, the other pair."""
    depth = 0
    typed = _Typed()
    bare: list[bool] = []
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if element.tag == "q":
            if event == "start":
                words = words_of(element)
                opened = (words[:1] + _before(element)[-1:]).strip()
                bare.append(bool(words) and not any(letter in _OPENING + '"' for letter in opened))
                if bare[-1]:
                    _open(element, _MARKS[(depth + typed.inside) % 2][0])
                    depth += 1
            elif bare.pop():
                depth -= 1
                _close(element, _MARKS[(depth + typed.inside) % 2][1])
        if element is not block or event == "start":
            typed.read((element.text if event == "start" else element.tail) or "", depth)


class _Typed:
    """Whether double marks that were typed are open."""

    inside = 0

    def read(self, text: str, depth: int) -> None:
        """Take note of the marks of a stretch, unless it stands in a ``<q>``, whose marks are ours."""
        if depth:
            return
        for letter in text:
            if letter in _OPENING:
                self.inside = 1
            elif letter in _CLOSING:
                self.inside = 0
            elif letter == '"':
                self.inside = 1 - self.inside


def _open(element: Any, mark: str) -> None:
    text = element.text or ""
    words = text.lstrip()
    element.text = f"{text[: len(text) - len(words)]}{mark}{words}"


def _close(element: Any, mark: str) -> None:
    if len(element):
        element[-1].tail = _ended(element[-1].tail or "", mark)
    else:
        element.text = _ended(element.text or "", mark)


def _ended(text: str, mark: str) -> str:
    words = text.rstrip()
    return f"{words}{mark}{text[len(words) :]}"
