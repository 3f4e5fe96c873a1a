"""Words and names of HTML elements, and how many of them are taken out of a tree at once, in linear time."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from typing import Any

from lxml import etree

# https://html.spec.whatwg.org/#phrasing-content, what holds words; and elements that are out of use.
PHRASING = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark nobr q ruby samp small span strong sub sup
    time tt u var
    """.split()
)
IN_LINE = PHRASING | {"br", "img", "wbr"}
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
PROSE = frozenset({"p", "li", "dd", "dt", "td", "th", "figcaption", "caption", "summary"}) | HEADINGS
CONTAINERS = frozenset("article aside body center div figure footer header main section".split())

_LETTERS = re.compile(r"\W+")
_KEY = 60
"""Letters at its beginning that tell a line of a page from others."""
_FEWEST_OUTSIDE = 8
"""Words outside links of a paragraph that is prose, however much of it is linked."""
_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def words_of(element: Any) -> str:
    """Return the text of an element, white space made one space."""
    return " ".join("".join(element.itertext()).split())


def lines_of(element: Any) -> list[str]:
    """Return the lines of an element's text, which ``<br>`` parts, without blank ones."""
    parts = [element.text or ""]
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if one is not element and isinstance(one.tag, str):
            parts.append(("\0" if one.tag == "br" else one.text or "") if event == "start" else one.tail or "")
    return [line for part in "".join(parts).split("\0") if (line := " ".join(part.split()))]


def key_of(line: str) -> str:
    """Return what tells a line of a page from others: the letters at its beginning."""
    return _letters(line[: 3 * _KEY])[:_KEY]


@functools.lru_cache(maxsize=10_000)  # steps ask for the lines of one page again
def _letters(words: str) -> str:
    return _LETTERS.sub("", words)


def names_of(element: Any) -> frozenset[str]:
    """Return the words of an element's class and id, in small letters: "article-Byline" has article and byline."""
    value = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(name.lower() for name in _NAME.findall(value)) if len(value) > 1 else frozenset()


def is_mostly_linked(element: Any) -> bool:
    """Tell whether links are most of an element, as of a menu, with no more than a label of words outside of them."""
    linked = [words_of(link) for link in element.iter("a")]
    words = words_of(element)
    outside = len(words.split()) - sum(len(one.split()) for one in linked)
    return 2 * sum(map(len, linked)) > len(words) and outside < _FEWEST_OUTSIDE


def replace_by_words(tree: Any, elements: Collection[Any]) -> None:
    """Leave of some elements what they hold."""
    parents = {element.getparent() for element in elements}
    for element in elements:
        element.tag = "unwrapped"
    etree.strip_tags(tree, "unwrapped")
    for parent in parents:  # stretches of text that lie side by side become one, or XPath's text() takes quadratic time
        parent.text = parent.text
        for child in parent:
            child.tail = child.tail


def remove(tree: Any, elements: Iterable[Any]) -> None:
    """Leave nothing of some elements, but for what stands behind them."""
    for element in elements:
        element.tag = "removed"
    etree.strip_elements(tree, "removed", with_tail=False)


def prose_of(element: Any) -> list[Any]:
    """Return the innermost elements of paragraphs, items and headings in one, which is no such itself, in order."""
    return [one for one in element.iter(*PROSE, "pre") if next(one.iterdescendants(*PROSE, "pre"), None) is None]
