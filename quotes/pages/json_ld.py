"""Read what a page says of its article in JSON-LD, by schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from quotes.pages.markup import IN_LINE, lines_of

_ARTICLES = ("Article", "Posting", "Report", "Review")
_HELD = ("@graph", "mainEntity", "itemListElement", "item")
_DEEPEST = 5
_BLOCK = re.compile(r"</?(?:p|br|div|h[1-6]|li|blockquote)\b[^<>]{0,200}>", re.IGNORECASE)
_ELEMENT = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,500})?>|<br/>", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z0-9”\")][.?!])(?=[“\"]?[A-Z])|(?<=[.?!][”\"])(?=[“\"]?[A-Z])")
_WRAPPING = re.compile(
    r"\A\s{0,99}(?://|/\*)?\s{0,9}(?:<!\[CDATA\[|<!--)\s{0,9}(?:\*/)?"
    r"|(?://|/\*)?\s{0,9}(?:\]\]>|-->)\s{0,9}(?:\*/)?\s{0,99}\Z"
)
"""What stands around JSON for browsers that took scripts for text: a comment, or a CDATA section in one."""
_SHARE = 0.6
"""Share of the article in JSON-LD that a page must show at least for its own text to be taken."""


def objects_of(tree: Any) -> list[Mapping[str, Any]]:
    """Return the articles that a page describes in JSON-LD, in order; what is no JSON is passed over."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "") and script.text:
            try:
                found.extend(_articles(json.loads(_WRAPPING.sub("", script.text), strict=False)))
            except (ValueError, RecursionError):
                continue
    return found


def _articles(node: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from _articles(one, depth)
    elif isinstance(node, dict) and depth < _DEEPEST:
        if any(str(kind).endswith(_ARTICLES) for kind in _listed(node.get("@type"))):
            yield node
        for name in _HELD:
            yield from _articles(node.get(name), depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def name_in(value: Any) -> str | None:
    """Return the name of a thing that is given as text, as an object or as a list of either, the first of several."""
    return next(iter(names_in(value)), None)


def names_in(value: Any) -> list[str]:
    """Return the names of things that are given as texts, as objects or as a list of these, each once."""
    stated = (one.get("name") if isinstance(one, dict) else one for one in _listed(value))
    names = (name for one in stated for name in _listed(one) if isinstance(name, str))
    return [*dict.fromkeys(name for one in names if (name := " ".join(unescape(one).split())))]


def fuller_body(articles: Sequence[Mapping[str, Any]], text: str, prepare: Callable[[Any], None]) -> str:
    """Return the text of a page, or the article in its JSON-LD where the page shows only a part of it.

    ``prepare`` says in characters what HTML in it says by elements.
    """
    bodies = [body for one in articles if isinstance(body := one.get("articleBody"), str)]
    body = max(bodies, key=len, default="")
    if len(text) >= _SHARE * len(body):
        return text
    full = "\n".join(_paragraphs(body, prepare))
    return text if len(text) >= _SHARE * len(full) else full


def _paragraphs(body: str, prepare: Callable[[Any], None]) -> list[str]:
    """Return the paragraphs of an articleBody: by elements, line breaks, or stops that glue two together."""
    body = unescape(unescape(body))  # some escape once for HTML and once more for JSON
    lines = body.split("\n")
    if _ELEMENT.search(body):
        from lxml.html import fragment_fromstring

        tree = fragment_fromstring(body if _BLOCK.search(body) else "<br>".join(lines), create_parent="div")
        prepare(tree)
        lines = _lines(tree)
    if len(lines) == 1:
        lines = _GLUED.split(lines[0])
    return [line for one in lines if (line := " ".join(one.split()))]


def _lines(tree: Any) -> list[str]:
    """Return the lines of a tree, which blocks and line breaks part."""
    from lxml.html import Element

    for block in [one for one in tree.iterdescendants() if one.tag not in IN_LINE]:
        behind = Element("br")
        behind.tail, block.tail = block.tail, None
        block.addprevious(Element("br"))
        block.addnext(behind)
    return lines_of(tree)
