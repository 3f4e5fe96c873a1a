"""Give block quotations and embedded posts their marks, and a line below that names who speaks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from lxml.html import Element

from quotes import english
from quotes.pages.attributions import (
    cut_attributions,
    cut_name_below,
    has_attribution,
    signature,
    signed_in_line,
    signing_lines,
)
from quotes.pages.markup import HEADINGS, lines_of, names_of, prose_of, words_of

_OPENING = '“"«„‘'
_NEVER = ("h1", "table", "form", "pre", "video", "audio")
_NO_QUOTATION = (*HEADINGS, *_NEVER)
_FEWEST_WORDS = 3
_LAYOUT_SHARE = 0.6
"""Share of a page's words that are no quotation any more, unless prose leads in: some pages are set in a blockquote."""
_LONGEST_UNMARKED = 3000
"""Characters of a paragraph of several lines in one pair of marks; in a longer one, the detector sees no pair."""
_FEWEST_LEADING = 4
"""Words of a sentence beside a block quotation, which only looks like the layout of a page."""
_ENDS = tuple('.?!:”"')
_MARKS_ALONE = re.compile(r"[\s“”„«»\"‘’❝❞]+")
_TYPED = re.compile(r"[“„«\"‘]([^“”„«»\"‘]{1,200})[”“»\"’]\s+(.{1,60})", re.DOTALL)
_ONE_PAIR = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]?\s*")
_LINK_SHARE = 0.7
"""Share of a block quotation that is linked where it is a card that leads to another page."""
_NETWORKS = frozenset("twitter tweet instagram tiktok bluesky mastodon facebook fb threads truthsocial".split())
_ACCOUNT = re.compile(r"(?:^(?:A post shared by)?|[—–-]|shared by)\s*([^\n(—–]{1,80}?)\s*\((@[\w.-]{2,60})\)")
_POSTED_BY = re.compile(r"Posted by (.{2,60}?) on\b")
_HANDLE = re.compile(r"@[\w.-]{2,60}")
_ADDRESS_HANDLE = re.compile(r"https?://[^/\s]+/(?:profile/)?(@?[\w.-]{2,60})/(?:status|video|post)")
_ADDRESS = re.compile(r"\s*(?:https?://\S+|pic\.(?:twitter|x)\.com/\S+|\[image or embed\])")
_WORD = re.compile(r"\w")
_NO_WORDS = ("View this post on", "A post shared by", "Post by @", "Posted by", "Tweet may have been deleted", "♬")
_INNER = str.maketrans({"“": "‘", "”": "’"})


def mark_block_quotations(tree: Any) -> None:
    """Put marks around block quotations that have none; a name in, on or below them becomes a line "— Ann Orr, mayor".

    Marks are opened again at every paragraph, and closed at the last one, as newspapers do.
    """
    for block in [*tree.iter("blockquote")]:
        if any(map(_is_signed, block)):
            _part(block)
    blocks = [one for one in tree.iter("blockquote") if next(one.iterancestors("blockquote"), None) is None]
    if not blocks:
        return
    prose = prose_of(tree)
    most = _LAYOUT_SHARE * sum(len(words_of(one)) for one in prose)
    beside = _beside(blocks, prose)
    for block in blocks:
        if is_post(block):
            _replace(block, *_read_post(block))
        elif _is_link(block):
            block.drop_tree()
        elif _is_layout(block, most, *beside[block]):
            block.tag = "div"
        else:
            _quote(block)


def _is_signed(child: Any) -> bool:
    """Tell whether a part of a block quotation is another one, which names who speaks in it."""
    return child.tag == "blockquote" and has_attribution(child)


def _part(block: Any) -> None:
    """Put signed block quotations that stand in one behind what comes before them, and the rest behind them."""
    last, tail = block, block.tail
    block.tail = None
    for signed, grouped in itertools.groupby([*block], _is_signed):
        parts = [*grouped]
        if not signed:
            rest = Element("blockquote")
            rest.extend(parts)
            parts = [rest]
        for part in parts:
            last.addnext(part)
            last = part
    last.tail = tail
    if words_of(block):
        block.tag = "div"
    else:
        block.getparent().remove(block)


def _beside(blocks: Sequence[Any], prose: Sequence[Any]) -> dict[Any, tuple[str, str]]:
    """Return of each block quotation the words of the paragraphs before and behind it, empty for those of another."""
    own = {one: block for block in blocks for one in (block, *block.iterdescendants())}
    lines = [(own.get(one), words_of(one) if one.tag == "p" else "") for one in prose if words_of(one)]
    beside = {block: ["", ""] for block in blocks}
    for (block, words), (following, behind) in itertools.pairwise([(None, ""), *lines, (None, "")]):
        if following is not None and following is not block:
            beside[following][0] = words if block is None else ""
        if block is not None and block is not following:
            beside[block][1] = behind if following is None else ""
    return {block: (before, after) for block, (before, after) in beside.items()}


def _is_layout(block: Any, most: float, before: str, after: str) -> bool:
    """Tell whether a block quotation is there for its looks; a sentence beside one without marks says no."""
    led_in = before.endswith(":")
    if next(block.iter(*(_NEVER if led_in else _NO_QUOTATION)), None) is not None:
        return True
    if led_in or len(words_of(block)) <= most:
        return False
    alone = not any(len(one.split()) >= _FEWEST_LEADING and one.endswith(_ENDS) for one in (before, after))
    return alone or any(mark in words_of(block) for mark in _OPENING[:-1])


def _is_link(block: Any) -> bool:
    words = words_of(block)
    return sum(len(words_of(link)) for link in block.iter("a")) > _LINK_SHARE * len(words)


def _quote(block: Any) -> None:
    frame = block.getparent()
    while frame is not None and frame.tag != "figure" and _is_only_child(frame[0]) and not (frame.text or "").strip():
        frame = frame.getparent()
    holder = frame if frame is not None and frame.tag == "figure" else block
    names = cut_attributions(holder)
    paragraphs = [lines for one in prose_of(block) if (lines := [*filter(_has_words, lines_of(one))])]
    if not names:
        names, paragraphs = _signed(paragraphs)
    names = names or cut_name_below(holder)
    lines = ["\n".join(one) for one in paragraphs]
    if len(" ".join(lines).split()) < _FEWEST_WORDS:
        lines, names = [*lines, *names], []
    else:
        lines = _marked(lines)
    _replace(holder, lines, ", ".join(names))


def _has_words(line: str) -> bool:
    """Tell whether a line is more than a mark that is there for its looks."""
    return _MARKS_ALONE.fullmatch(line) is None


def _marked(lines: list[str]) -> list[str]:
    """Return paragraphs in marks; what was typed stays, but for a pair around several, and words that open in marks.

    These are ‘…’ in what is said: “Free” is a word that the board likes.
    """
    if lines[0][0] not in _OPENING:
        return _in_marks(_inner(lines))
    text = "\n\n".join(lines)
    if len(lines) > 1 and (pair := _ONE_PAIR.fullmatch(text)):
        return _in_marks(pair[1].strip().split("\n\n"))
    typed = _TYPED.match(text)
    if typed is None or typed[1].endswith((*_ENDS, ",", "…")) or not typed[2][0].islower():
        return lines
    first = {word.strip(".,:;") for word in typed[2].split()[:3]}
    return lines if first & english.REPORTING_FORMS else _in_marks(_inner(lines))


def _signed(paragraphs: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return the lines at the end of a block quotation that sign it, and the paragraphs before them."""
    flat = [line for lines in paragraphs for line in lines]
    names = signing_lines(flat)
    if not names and flat and (signed := signed_in_line(flat[-1])) is not None:
        return [signed[1]], [*paragraphs[:-1], [*paragraphs[-1][:-1], signed[0]]]
    kept, left = [], len(flat) - len(names)
    for lines in paragraphs:
        kept.append(lines[:left])
        left -= len(kept[-1])
    return names, [lines for lines in kept if lines]


def _is_only_child(element: Any) -> bool:
    return element.getnext() is None and not (element.tail or "").strip()


def _replace(element: Any, lines: Sequence[str], names: str) -> None:
    """Put paragraphs in an element's place, the last of them naming who speaks; in a list or a table, lines of one."""
    filled = [line for line in (*lines, signature(names)) if line]
    made = Element("div")
    if next(element.iterancestors("li", "td", "th", "dd"), None) is not None:
        made = _paragraph("\n".join(filled))
    else:
        made.extend(map(_paragraph, filled))
    element.attrib.clear()
    element.tag, element.text = made.tag, made.text
    element[:] = [*made]
    # What holds nothing else is no frame beside the article, whatever its class says.
    parent = element.getparent()
    while parent is not None and parent.tag in {"div", "figure", "section"} and _holds_only(parent, element):
        parent.attrib.clear()
        parent.tag = "div"
        element, parent = parent, parent.getparent()


def _holds_only(parent: Any, element: Any) -> bool:
    return words_of(parent) == words_of(element)


def _paragraph(line: str) -> Any:
    made = Element("p")
    made.text, *rest = line.split("\n")
    for more in rest:
        br = Element("br")
        br.tail = more
        made.append(br)
    return made


def is_post(block: Any) -> bool:
    """Tell whether a block quotation is a post: its class says so, or an account signs it."""
    return bool(names_of(block) & _NETWORKS) or _ACCOUNT.search(words_of(block)) is not None


def _read_post(block: Any) -> tuple[list[str], str]:
    """Return the paragraphs of a post in marks, marks inside them the single ones, and the name of its account.

    A post without words is empty: a picture, or one that a script would fetch.
    """
    for one in block.iter("br"):
        one.tail = f" {one.tail or ''}"
    paragraphs = [words_of(one) for one in block.iter("p")]
    account = next(filter(None, map(_ACCOUNT.search, (*reversed(paragraphs), words_of(block)))), None)
    lines = [line for words in paragraphs if _WORD.search(line := _words(words))]
    if not lines:
        return [], ""
    posted = _POSTED_BY.search(words_of(block))
    name = f"{account[1]} ({account[2]})" if account else posted[1] if posted else _handle(block)
    return _in_marks(lines), name


def _in_marks(lines: Sequence[str]) -> list[str]:
    """Return paragraphs with an opening mark each, at every line of long ones, too, and a closing one at the end."""
    opened = ["“" + (line.replace("\n", "\n“") if len(line) > _LONGEST_UNMARKED else line) for line in lines]
    return [*opened[:-1], *(f"{line}”" for line in opened[-1:])]


def _inner(lines: Sequence[str]) -> list[str]:
    """Return paragraphs that marks will stand around, with the single ones inside them."""
    return [re.sub(r'"([^"]*)"', r"‘\1’", line).translate(_INNER) for line in lines]


def _words(paragraph: str) -> str:
    account = _ACCOUNT.search(paragraph)
    if account is not None:
        paragraph = paragraph[: account.start()]
    if paragraph.startswith(_NO_WORDS):
        return ""
    return _inner([_ADDRESS.sub("", paragraph).strip()])[0]


def _handle(block: Any) -> str:
    for link in block.iter("a"):
        if found := _HANDLE.fullmatch(words_of(link)):
            return found[0]
    for address in (block.get("cite", ""), *(link.get("href", "") for link in block.iter("a"))):
        if found := _ADDRESS_HANDLE.match(address):
            return found[1] if found[1].startswith("@") else f"@{found[1]}"
    return ""
