"""Find the element that holds a page's article, whatever it is called, and put together one that stands in pieces."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Any

from quotes.pages.inline import is_hidden
from quotes.pages.markup import CONTAINERS, HEADINGS, PHRASING
from quotes.pages.surroundings import body_name, holds_teasers, is_beside

_PARTING = re.compile(r"[-_]+")
_BETWEEN = frozenset("p blockquote ul ol figure".split())
_NO_PROSE = frozenset("a aside button footer form header nav script select style template textarea".split())
_SHORTEST_LINE = 40
"""Characters of a line that is prose rather than a label."""
_FEWEST = 100
"""Characters of prose of the shortest article."""


def claim_article(tree: Any) -> None:
    """Take away the names and styles of what holds the article, where they say that it is none or is hidden.

    They do where hardly any prose stands outside of all that is so called, or less than in an article's body that is.
    """
    elements = [*tree.iter(*CONTAINERS, "ul", "ol", "noscript", "table")]
    apart = {one: None for one in elements if _is_apart(one)}
    prose = _prose(tree, apart.keys())
    outside = prose[tree]
    bodies = [one for one in elements if body_name(one) and 2 * prose[one] > outside]
    for one in bodies:
        if apart.keys().isdisjoint([one, *one.iterancestors()]):
            _rename(one, body_name(one))
    article = next((one for one in bodies if prose[one] > outside), None)
    if article is None and outside < _FEWEST:
        article = next((one for one in apart if prose[one] >= _FEWEST and not holds_teasers(one)), None)
    if article is not None:
        for element in article.iterancestors():
            _rename(element, None)
        _rename(article, "articleBody")


def _rename(element: Any, name: str | None) -> None:
    element.attrib.clear()
    if name:
        element.set("itemprop" if name == "articleBody" else "class", name)
    element.tag = "div" if element.tag == "noscript" else element.tag


def _is_apart(element: Any) -> bool:
    return element.tag == "noscript" or is_hidden(element) or is_beside(element)


def _prose(tree: Any, apart: Set[Any]) -> Mapping[Any, int]:
    """Return of every element how much prose it holds, without what stands apart in it."""
    lines: dict[Any, int] = defaultdict(int)
    prose: dict[Any, int] = defaultdict(int)
    for element in reversed([*tree.iter()]):
        if not isinstance(element.tag, str) or element.tag in _NO_PROSE:
            continue
        line = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        line += sum(lines[child] for child in element)
        prose[element] += sum(prose[child] for child in element if child not in apart)
        if element.tag in PHRASING:
            lines[element] = line
        elif line >= _SHORTEST_LINE:
            prose[element] += line
    return prose


def join_chunks(tree: Any) -> None:
    """Put the pieces of an article that advertisements cut into one element, with what stands between them."""
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        if name := body_name(element):
            article = next(element.iterancestors("article"), None)
            groups[element.tag, _PARTING.sub("", name).lower(), article].append(element)
    for group in groups.values():
        members = set(group)
        pieces = [piece for piece in group if members.isdisjoint(piece.iterancestors())]
        if not any(next(piece.iter("h1"), None) is not None for piece in pieces[1:]):
            _join(pieces)


def _join(pieces: list[Any]) -> None:
    first, last = pieces[0], pieces[-1]
    rest = pieces[1:]
    if all(piece.getparent() is first.getparent() for piece in rest):
        rest = [*itertools.takewhile(lambda one: one is not last, first.itersiblings()), last] if rest else []
    members = set(pieces)
    for element in rest:
        if element in members:
            first.extend([*element])
            element.drop_tree()
        elif element.tag in _BETWEEN or element.tag in HEADINGS:
            first.append(element)
