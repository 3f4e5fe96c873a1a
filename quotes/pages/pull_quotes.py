"""Take out pull quotes: words of the article that are set once more, larger, beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import islice
from typing import Any

from quotes.pages.attributions import has_attribution, quoted_in
from quotes.pages.markup import CONTAINERS, names_of, prose_of, remove, words_of

_PULLED = re.compile(r"pull-?_?quote|blockquote--pull|quote-?_?pull", re.IGNORECASE)
_CALLED = frozenset("blockquote callout highlight highlighted pullquote quotation quote".split())
_WORD = re.compile(r"[^\W_]+")
_RUN = 4
"""Words in a row that two texts must share to be compared."""
_SAME = 0.75
"""Share of the runs that stand in the article, too: editors cut and mend what they pull."""
_LONGEST = 60
"""Words of a pull quote; a longer one is an article that has some."""
_MOST = 200
"""Candidates of a page; no article has as many."""


def leave_out_pull_quotes(tree: Any) -> None:
    """Take out asides, figures and block quotations whose words the article has elsewhere, and pull quotes by name."""
    candidates = list(islice(_candidates(tree), _MOST))
    if not candidates:
        return
    taken = set(candidates)
    body = (one for one in prose_of(tree) if one not in taken and taken.isdisjoint(one.iterancestors()))
    runs = runs_of(map(words_of, body))
    remove(tree, [one for one in candidates if _is_repeated(one, runs) or _is_loose(one)])


def _candidates(tree: Any) -> Iterable[Any]:
    for element in tree.iter("aside", "figure", "blockquote", "p", *CONTAINERS):
        set_apart = element.tag == "blockquote" or (element.tag in {"aside", "figure"} and _holds_words(element))
        candidate = set_apart or _is_set_larger(element) or _is_named(element)
        if candidate and next(element.iter("h1", "main", "article"), None) is None:
            yield element


def _is_set_larger(element: Any) -> bool:
    """Tell whether an element is called a quotation, or all of a paragraph is set in large letters."""
    words = words_of(element) if names_of(element) & _CALLED or _only_child(element) is not None else ""
    return 0 < len(words.split()) <= _LONGEST


def _only_child(paragraph: Any) -> Any | None:
    """Return what holds all words of a paragraph, if it is large or called a quotation."""
    if paragraph.tag != "p" or len(paragraph) != 1 or (paragraph.text or "").strip():
        return None
    (child,) = paragraph
    large = child.tag == "big" or names_of(child) & _CALLED or _PULLED.search(child.get("class", ""))
    return child if large and not (child.tail or "").strip() else None


def _is_loose(element: Any) -> bool:
    """Tell whether an element calls itself a pull quote, and says of nobody that he spoke."""
    return _is_named(element) and not has_attribution(element)


def _holds_words(element: Any) -> bool:
    return next(element.iter("blockquote", "p"), None) is not None


def _is_named(element: Any) -> bool:
    called = _PULLED.search(f"{element.get('class', '')} {element.get('data-component', '')}") is not None
    return called and len(words_of(element).split()) <= _LONGEST


def runs_of(texts: Iterable[str]) -> Set[tuple[str, ...]]:
    """Return the runs of words in texts, by which one is found in another."""
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
        runs.update(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return runs


def is_said_in(texts: Iterable[str], runs: Set[tuple[str, ...]]) -> bool:
    """Tell whether the words of some texts stand in those of which the runs are."""
    mine = runs_of(texts)
    return bool(mine) and len(mine & runs) >= _SAME * len(mine)


def _is_repeated(element: Any, runs: Set[tuple[str, ...]]) -> bool:
    return is_said_in(map(words_of, quoted_in(element) or [element]), runs)
