"""Let trafilatura find the article in a prepared tree, put back quotations it leaves out, and tell the others."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence, Set
from typing import Any, NamedTuple

from quotes.pages.block_quotations import is_post
from quotes.pages.inline import dissolve_phrasing, is_hidden
from quotes.pages.markup import CONTAINERS, HEADINGS, is_mostly_linked, key_of, lines_of, prose_of, words_of
from quotes.pages.pull_quotes import is_said_in, runs_of
from quotes.pages.surroundings import body_name, is_beside, is_surrounding

_QUOTED = re.compile(r"[“«„\"‘]\w+\W+\w+\W+\w+")
_QUOTATION = re.compile(r"[“«„\"‘](?:\w[\w’'-]*\W+){3}\w[^”»\"]*")
_NO_PROSE = ("nav", "footer", "header", "form", "button", "template")
_FEWEST_CITED = 3
_SHORTEST = 80
"""Characters of a sentence that comes back with the quotations beside it; shorter ones may be labels."""
_LONGEST_AGAIN = 100
"""Characters of a line that comes again because somebody says so again."""
_LONGEST_HEADING = 200
"""Characters of a heading; some pages set whole paragraphs as one, for its looks."""
_SPEAKING = re.compile(r"[“«„\"‘]|^— ")
# Digits of unseen numbers: variation selectors that no script of Europe has.
_FIRST_DIGIT, _DIGITS = 0xE0100, 240
_NUMBER = re.compile(r"[\U000E0100-\U000E01EF]+")
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
    _number(blocks)
    found = trafilatura.bare_extraction(tree, include_comments=False)
    text = (found.text or "") if isinstance(found, Document) else ""
    return _restored(_NUMBER.sub("", text), blocks)


def _number(blocks: Sequence[_Block]) -> None:
    """Put an unseen number behind short quotations and names that come again, or trafilatura takes the first alone.

    Where a long paragraph comes again, all behind it is a copy of the article, for another width of screen.
    """
    count: Counter[str] = Counter()
    copied = False
    for block, following in itertools.pairwise([*blocks, None]):
        if block is None or block.element.tag != "p":
            continue
        line = "\n".join(block.lines)
        count[line] += 1
        if len(line) > _LONGEST_AGAIN:
            copied = count[line] > 1
        elif count[line] > 1 and not copied and (_speaks(block) or _speaks(following)):
            high, low = divmod(count[line], _DIGITS)
            _append(block.element, chr(_FIRST_DIGIT + low) + chr(_FIRST_DIGIT) * high)


def _speaks(block: _Block | None) -> bool:
    return block is not None and _SPEAKING.search(block.lines[0]) is not None


def _append(element: Any, words: str) -> None:
    if len(element):
        element[-1].tail = f"{(element[-1].tail or '').rstrip()}{words}"
    else:
        element.text = f"{(element.text or '').rstrip()}{words}"


def _restored(text: str, blocks: Sequence[_Block]) -> str:
    """Return the text with what it lacks of the page's body, each in its place: quotations, and headings above a line.

    The body is what lies between the first and the last paragraph of the text, beside any of them or beside their
    container. With a lost quotation, its neighbours come back: they hold the names.
    """
    lines = text.split("\n")
    place: dict[str, deque[int]] = defaultdict(deque)
    for number, line in enumerate(lines):
        place[key_of(line)].append(number)
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
    added: dict[int, list[str]] = {}
    after = 0
    for number, block in enumerate(blocks):
        if block.key in place:
            numbers = place[block.key]
            after = numbers.popleft() if len(numbers) > 1 else numbers[0]
        elif (block.element.getparent() in lost and _is_prose(block)) or (
            number in body
            and block.element.getparent() in beside
            and _is_lost_heading(block)
            and blocks[number + 1].key in place
        ):
            added.setdefault(after, []).extend(block.lines)
    return "\n".join(one for number, line in enumerate(lines) for one in (line, *added.get(number, ())))


def _is_lost_heading(block: _Block) -> bool:
    return block.element.tag in HEADINGS and not is_surrounding(block.element) and not is_mostly_linked(block.element)


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


class PageParagraph(NamedTuple):
    """A paragraph of a page: what tells it from others, its first quotation if it has one, and what it stands in."""

    key: str
    quoted: str
    frames: frozenset[Any]


def hidden_paragraphs(tree: Any) -> list[PageParagraph]:
    """Return the quotations that a page hides in the middle of what it shows."""
    hidden = [one for one in tree.iter(*CONTAINERS, "p", "ul", "noscript") if one.tag == "noscript" or is_hidden(one)]
    beside = {one for one in tree.iter(*CONTAINERS) if hidden and is_beside(one)}
    around = beside.union(hidden)
    outermost = [one for one in hidden if one not in beside and around.isdisjoint(one.iterancestors())]
    return [one for element in outermost for one in paragraphs_of(element) if one.quoted]


def paragraphs_of(tree: Any) -> list[PageParagraph]:
    """Return the paragraphs of a tree that are prose."""
    found = []
    places: dict[Any, frozenset[Any] | None] = {}
    for block in prose_of(tree):
        parent = block.getparent()
        if parent not in places:
            places[parent] = _frames(block)
        frames, words = places[parent], words_of(block)
        if frames is not None and words and block.tag not in HEADINGS:
            found.append(PageParagraph(key_of(words), _first_quoted(block, words), frames))
    return found


def _frames(block: Any) -> frozenset[Any] | None:
    """Return what a paragraph stands in, its article or what is around it; None for what is no prose of one."""
    if next(block.iterancestors(*_NO_PROSE), None) is not None:
        return None
    around = [*block.iterancestors(*CONTAINERS)]
    article = next((one for one in around if one.tag in {"article", "main"} or body_name(one)), None)
    return frozenset([article]) if article is not None else frozenset(one for one in around[:3] if one.tag != "body")


def _first_quoted(block: Any, words: str) -> str:
    """Return the first quotation of a paragraph, which is no link to another page and no post without words."""
    cited = next(block.iterancestors("blockquote"), None)
    found = _QUOTATION.search(words)
    if cited is None and found is None:
        return ""
    if is_mostly_linked(block) or (cited is not None and (is_post(cited) or is_mostly_linked(cited))):
        return ""
    return found[0] if cited is None and found is not None else words if len(words.split()) > _FEWEST_CITED else ""


def quotations_left_out(paragraphs: Sequence[PageParagraph], text: str) -> tuple[str, ...]:
    """Return the quotations that a text has nowhere, of paragraphs that stand in or beside what it has."""
    keys = {key_of(line) for line in text.split("\n")}
    missing = [one for one in paragraphs if one.quoted and one.key not in keys]
    if not missing:
        return ()
    frames = {frame for one in paragraphs if one.key in keys for frame in one.frames}
    runs = runs_of([text])
    lost = [one.quoted for one in missing if not frames.isdisjoint(one.frames) and not is_said_in([one.quoted], runs)]
    return tuple(dict.fromkeys(lost))
