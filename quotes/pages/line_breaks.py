"""Make paragraphs of lines: of words that stand bare in a container, and of what two line breaks part."""

from __future__ import annotations

from typing import Any

from lxml.html import Element

from quotes.pages.markup import CONTAINERS, IN_LINE, PROSE, words_of

_SHORTEST = 40
"""Characters of bare words that are prose rather than a label."""
_FEWEST_PARAGRAPHS = 3
_PARTS_OF_TABLES = ("tbody", "thead", "tr", "td")
_MARKS = '“"«„'


def unfold_tables(tree: Any) -> None:
    """Leave of tables that lay out a page what they hold: a cell of theirs has paragraphs."""
    for table in [*tree.iter("table")]:
        if any(_is_column(cell) for cell in table.iter("td")):
            for element in [table, *table.iter(*_PARTS_OF_TABLES)]:
                element.tag = "div"


def _is_column(cell: Any) -> bool:
    """Tell whether a cell holds an article, or a part of one, rather than a value."""
    return sum(len(words_of(one)) >= _SHORTEST for one in cell.iter("p")) >= _FEWEST_PARAGRAPHS


def make_paragraphs(tree: Any) -> None:
    """Put bare words into ``<p>``, and part a ``<p>`` at two line breaks; a single one stays one."""
    for element in [*tree.iter("p")]:
        if next(element.iter("br"), None) is not None:
            _part(element)
    bare = [one for one in tree.iter("blockquote", *CONTAINERS) if _has_bare_words(one)]
    bare = [one for one in bare if next(one.iterancestors("a"), None) is None]
    paragraphs = {_look(one) for one in bare if one.get("class") and any(mark in words_of(one) for mark in _MARKS)}
    for element in bare:
        _wrap(element, always=_is_quoted(element) or _is_paragraph(element, paragraphs))


def _look(element: Any) -> tuple[str, str | None]:
    return element.tag, element.get("class")


def _has_bare_words(element: Any) -> bool:
    return (
        bool((element.text or "").strip())
        or any((child.tail or "").strip() for child in element)
        or (element.tag == "blockquote" and any(map(_is_in_line, element)))
    )


def _is_in_line(element: Any) -> bool:
    return element.tag in IN_LINE and next(element.iterdescendants("blockquote", *CONTAINERS, *PROSE), None) is None


def _part(paragraph: Any) -> None:
    runs = _runs(paragraph)
    if len(runs) > 1:
        _fill(paragraph, [_line(run) for run in runs])
        paragraph.tag = "div"
    else:
        _fill(paragraph, runs[0][1] if runs else [], runs[0][0] if runs else "")


def _wrap(container: Any, *, always: bool) -> None:
    runs = _runs(container)
    parts: list[Any] = []
    for text, nodes in runs:
        if len(nodes) == 1 and not text and not _is_in_line(nodes[0]):
            parts.append(nodes[0])
            continue
        line = _line((text, nodes))
        words = words_of(line)
        linked = sum(len(words_of(link)) for link in line.iter("a"))
        prose = len(words) >= _SHORTEST and len(runs) > 1
        if not always and (2 * linked > len(words) or not (prose or any(mark in words for mark in _MARKS))):
            if len(runs) == 1:
                _fill(container, [*line], line.text)
                return
            line.tag = "div"
        parts.append(line)
    _fill(container, parts)


def _is_quoted(container: Any) -> bool:
    return container.tag == "blockquote" or next(container.iterancestors("blockquote"), None) is not None


def _is_paragraph(container: Any, paragraphs: set[tuple[str, str | None]]) -> bool:
    """Tell whether a container stands for a paragraph: there are ``<p>`` beside it, or quotations in those like it."""
    beside = (container.getprevious(), container.getnext())
    like = _look(container) in paragraphs or any(one is not None and one.tag == "p" for one in beside)
    return like and len(words_of(container)) >= _SHORTEST


def _line(run: tuple[str, list[Any]]) -> Any:
    line = Element("p")
    line.text = run[0]
    line.extend(run[1])
    return line


def _runs(element: Any) -> list[tuple[str, list[Any]]]:
    """Return the runs of words between blocks and pairs of line breaks, each its first text and the elements behind.

    A block is a run of its own; what is blank is left out.
    """
    runs: list[tuple[str, list[Any]]] = []
    text = element.text or ""
    nodes: list[Any] = []
    breaks = 0
    for child in [*element]:
        tail, child.tail = child.tail or "", None
        if not _is_in_line(child):
            _add(runs, text, nodes)
            runs.append(("", [child]))
            text, nodes, breaks = tail, [], 0
            continue
        blank = child.tag == "br" and not tail.strip()
        breaks = breaks + 1 if child.tag == "br" else 0
        if breaks == 2:
            _add(runs, text, nodes)
            text, nodes, breaks = tail, [], int(blank)
            continue
        child.tail = tail
        nodes.append(child)
        breaks = breaks if blank else 0
    _add(runs, text, nodes)
    return runs


def _add(runs: list[tuple[str, list[Any]]], text: str, nodes: list[Any]) -> None:
    while nodes and nodes[-1].tag == "br" and not (nodes[-1].tail or "").strip():
        nodes.pop()
    if text.strip() or any(words_of(node) or (node.tail or "").strip() for node in nodes):
        runs.append((text, nodes))


def _fill(element: Any, children: list[Any], text: str | None = None) -> None:
    element[:] = children
    element.text = text
