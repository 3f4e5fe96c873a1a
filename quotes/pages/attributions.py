"""Find who is named for the words of a block quotation: inside it, at its end, or on the line below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml.html import Element

from quotes.pages.markup import HEADINGS, PHRASING, lines_of, names_of, prose_of, remove, words_of

_DASHES = "—–-―−~ \t"
_ATTRIBUTING = frozenset("attribution author byline cite citation credit name person source speaker".split())
_OFFICES = frozenset("job occupation position role title".split())
_QUOTING = frozenset("blockquote quotation quote".split())
_BY = re.compile(r"(?:by|source:|credit:)\s+", re.IGNORECASE)
_SIGNED = re.compile(r"[—–―-]\s*(?=[^\W\d_])")
_NAME_LINE = re.compile(r"[A-Z][\w.’'-]*(?:\s+(?:[a-z]{1,3}\s+)?[A-Z][\w.’'-]*){1,4}(?:\s*[,(|–—]\s*.*)?")
_SIGNED_LINE = re.compile(r"(.*[.?!…”\"’])\s*[—–―]\s*([^\W\d_].*)", re.DOTALL)
_ENDS = tuple('.?!:;,”"…’')
_MOST_WORDS = 16
"""Words of a line that the detector takes for a signature."""
_MOST_LINES = 3
"""Lines that sign: a name, an office, a place."""
_LONGEST = 1500
"""Characters of a box that is a quotation because its class says so."""


def name_block_quotations(tree: Any) -> None:
    """Make ``<blockquote>`` of boxes that are called quotations and name whose words they hold."""
    for element in [*tree.iter("div", "figure", "section")]:
        if names_of(element) & _QUOTING and _is_box(element) and any(map(_is_named, element.iterdescendants())):
            element.tag = "blockquote"


def _is_box(element: Any) -> bool:
    if next(element.iter("blockquote", "ul", "ol", "table", "img", *HEADINGS), None) is not None:
        return False
    return len(words_of(element)) <= _LONGEST and next(element.iterancestors("blockquote", "p"), None) is None


def has_attribution(element: Any) -> bool:
    """Tell whether an element holds a name for words quoted in it."""
    return any(map(_attributes, element.iterdescendants()))


def quoted_in(element: Any) -> list[Any]:
    """Return the paragraphs of an element, without those that name who speaks in the others."""
    return [one for one in prose_of(element) if not any(map(_attributes, one.iter()))]


def cut_attributions(holder: Any) -> list[str]:
    """Take the names out of a block quotation, and return them."""
    for element in [one for one in holder.iterdescendants(*PHRASING) if _ends_line(one)]:
        _move_behind(element)
    parts = [one for one in holder.iterdescendants() if _attributes(one)]
    members = {*parts, *(_offices(holder, parts) if parts else ())}
    parts = [one for one in holder.iterdescendants() if one in members and members.isdisjoint(one.iterancestors())]
    for part in parts:
        _part_names(part)
    names = [line for one in parts for line in lines_of(one)]
    remove(holder, parts)
    return names


def _offices(holder: Any, names: Sequence[Any]) -> list[Any]:
    """Return the lines that say what somebody is who is named: by their class, or behind the name down to the end."""
    called = [one for one in holder.iterdescendants("p", "div", *PHRASING) if names_of(one) & _OFFICES]
    lines = ((one, _line_with(one)) for one in called)
    offices = [one for one, line in lines if line is None or line.tag != "p" or words_of(line) == words_of(one)]
    if not words_of(holder).startswith(words_of(names[0])):
        offices.extend(one for one in names[-1].itersiblings() if one.find(".//a") is None and one.tag != "a")
    return [one for one in offices if _is_label(words_of(one))]


def _attributes(element: Any) -> bool:
    """Tell whether an element names whose words a block quotation has: not where it stands in a longer line."""
    if element.tag in {"footer", "figcaption"}:
        return True
    if element.tag in {"p", "div"}:
        first = element[0] if len(element) and not (element.text or "").strip() else None
        named = _is_named(element) or (first is not None and first.tag in PHRASING and _is_named(first))
        return named and len(words_of(element).split()) <= _MOST_WORDS
    if element.tag not in PHRASING or not _is_named(element):
        return False
    line = _line_with(element)
    return line is None or line.tag in {"blockquote", "figure"} or len(words_of(line)) <= len(words_of(element)) + 2


def _is_named(element: Any) -> bool:
    return element.tag in {"cite", "figcaption"} or bool(names_of(element) & _ATTRIBUTING)


def _line_with(element: Any) -> Any | None:
    line = element.getparent()
    while line is not None and line.tag in PHRASING:
        line = line.getparent()
    return line


def _ends_line(element: Any) -> bool:
    """Tell whether a name stands behind the words in their own line, with a stop, a mark or nothing between."""
    parent = element.getparent()
    if parent is None or parent.tag != "p" or not _is_named(element):
        return False
    previous = element.getprevious()
    raw = (parent.text if previous is None else previous.tail) or ""
    if raw[-1:].isalnum() and element.getnext() is None and words_of(element)[:1].isupper():
        return True
    before = raw.rstrip().rstrip(_DASHES)
    return before.endswith((".", "?", "!", "…", "”", '"', "’"))


def _move_behind(element: Any) -> None:
    parent = element.getparent()
    if parent is None or parent.tag != "p":  # moved with the name before it
        return
    line = Element("p", {"class": "attribution"})
    rest = [element, *element.itersiblings()]
    line.extend(rest)
    parent.addnext(line)
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "").rstrip(_DASHES + "\n")
    else:
        last.tail = (last.tail or "").rstrip(_DASHES + "\n")


def _part_names(part: Any) -> None:
    """Set commas between names and offices that only elements part."""
    for one in part.iter():
        if len(one) and one.text and one.text.strip() and one.text == one.text.rstrip() and one[0].tag != "br":
            one.text += ", "
        if one is not part and one.getnext() is not None and one.getnext().tag != "br" and one.tag != "br":
            one.tail = one.tail if (one.tail or "").strip() else ", "


def signing_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines at the end of a quotation that sign it; a dash or a name opens them, and no stop ends one."""
    for first in range(max(1, len(lines) - _MOST_LINES), len(lines)):
        signing = lines[first:]
        if (_SIGNED.match(signing[0]) or _NAME_LINE.fullmatch(signing[0])) and all(map(_is_label, signing)):
            return list(signing)
    return []


def _is_label(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS and not line.endswith(_ENDS)


def signed_in_line(line: str) -> tuple[str, str] | None:
    """Return the words and the name of a line that a dash parts behind a stop: "We go now. — Ann Orr"."""
    found = _SIGNED_LINE.fullmatch(line)
    return (found[1], found[2]) if found and _is_label(found[2]) and _NAME_LINE.fullmatch(found[2]) else None


def cut_name_below(holder: Any) -> list[str]:
    """Take the paragraph behind a block quotation out and return its lines, if it is a name and no sentence."""
    below = holder.getnext()
    if below is None or below.tag not in {"p", "cite", "div"} or (holder.tail or "").strip():
        return []
    if next(below.iterdescendants("p", "img"), None) is not None:
        return []
    parted = deepcopy(below)
    _part_names(parted)
    lines = lines_of(parted)
    lines[:1] = [_BY.sub("", line, count=1) for line in lines[:1]]
    if len(lines) > _MOST_LINES or signing_lines(["", *lines]) != lines:
        return []
    below.drop_tree()
    return lines


def may_sign(below: Any) -> bool:
    """Tell whether a paragraph below a block quotation says from whom it is: “Source: Ann Orr, Kell Board”."""
    above = below.getprevious()
    return above is not None and above.tag in {"blockquote", "figure"} and _BY.match(words_of(below)) is not None


def signature(names: str) -> str:
    """Return the line that names who speaks, as the detector reads it."""
    line = names.strip(_DASHES)
    line = _BY.sub("", line, count=1) if _BY.match(line) else line
    line = re.sub(r"\s*,(?: ?,)+", ",", line).strip(_DASHES + ",")
    return f"— {line}" if line and len(line.split()) <= _MOST_WORDS else line
