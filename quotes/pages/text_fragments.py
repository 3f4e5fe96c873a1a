"""Link to a quotation on its page: browsers open ``url#:~:text=…`` at these words.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote as percent_encoded

_WORDS = 4
"""Words that a fragment names at least of a long quotation, at its beginning and at its end."""
_MOST_WORDS = 40
"""Words of an opening at most; whole paragraphs that are said twice are not told apart."""
_WORDS_BEFORE = (4, 8, 16)
"""Words before the quotation that are named with it, as many as tell it from others."""
_LONGEST_BEFORE = 400
_MARKS = re.compile(r"[“”„«»\"‘’']")
_LEAD = re.compile(r"\S{0,40}\Z")
_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"[“”„«»\"‘\n]|(?<=\s)['’]|['’](?=\s)")  # what stands in the page in other marks, in none, or apart
_WEB = re.compile(r"https?://", re.IGNORECASE)


def link_to(url: str | None, text: str, start: int, end: int) -> str | None:
    """Return the address that opens the page at ``url`` at the words ``text[start:end]``, None where it is none.

    The fragment names the first and the last words, as many as tell them from others of the text. Marks are left
    out: those of ``<q>`` and block quotations stand in the text, not in the page. Where the first words stand in the
    text before, or are a single one, which any menu may have, the words before them are named as well, with the mark
    and without; a browser goes to the first of these that it finds, or else to the words alone.
    """
    if not url or not _WEB.match(url):
        return None
    return f"{_before_fragment(url)}:~:text={'&text='.join(_directives(text, start, end))}"


def is_link_to(link: str, url: str | None) -> bool:
    """Tell whether a link leads to some words of the page at ``url``."""
    return url is not None and link.startswith(f"{_before_fragment(url)}:~:text=")


def _before_fragment(url: str) -> str:
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}"


def _directives(text: str, start: int, end: int) -> list[str]:
    first, last = _pieces(text, start, end)
    opening = next((words for words in _heads(first) if _is_first(words, text, start)), first)
    closing = " ".join(last.split(" ")[-_WORDS:])
    if opening == last or len(opening) >= end - start:
        closing = ""
    elif first is last and len(opening) + len(closing) >= len(first):
        opening, closing = first, ""
    closes = f",{_encoded(closing)}" if closing else ""
    alone = f"{_encoded(opening)}{closes}"
    if " " in opening and _is_first(opening, text, start):
        return [alone]
    at = text.find(opening.split(" ")[0], start, end)
    lead = _LEAD.search(text, max(0, at - _LONGEST_BEFORE), at)
    before = _before(text, lead.start(), at, opening) if lead and at >= 0 else ""
    if not before or not lead:
        return [alone]
    leads = dict.fromkeys((lead[0], _MARKS.sub("", lead[0])))
    return [*(f"{_encoded(before)}-,{_encoded(one + opening)}{closes}" for one in leads), alone]


def _before(text: str, end: int, at: int, opening: str) -> str:
    """Return the words before a place, of its own line or else of the one before, that tell the opening from others."""
    begin = max(0, end - _LONGEST_BEFORE)
    line = text[begin:end].rstrip().rpartition("\n")[2]
    place = begin + text[begin:end].rindex(line) if line else end
    words = [*_WORD.finditer(text, place + _behind_marks(line), end)]
    found = ""
    for count in _WORDS_BEFORE:
        found = " ".join(word[0] for word in words[-count:])
        if count >= len(words) or _is_first(text[words[-count].start() : at] + opening, text, words[-count].start()):
            break
    return found


def _behind_marks(line: str) -> int:
    """Return where the words of a line begin that have no marks among them, if any: marks may not be in the page."""
    last = max((mark.end() for mark in _BREAK.finditer(line)), default=0)
    return last if re.search(r"\w", line[last:]) else 0


def _pieces(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the first and the last stretch of a quotation that no mark and no line break parts; of one, it twice."""
    pieces = [piece for one in _BREAK.split(text[start:end]) if (piece := _bare(one))]
    return (pieces[0], pieces[-1]) if pieces else (text[start:end], text[start:end])


def _bare(piece: str) -> str:
    words = piece.split()
    return re.sub(r"^\W+|\W+$", "", " ".join(words))


def _heads(words: str) -> Iterator[str]:
    parts = words.split(" ")
    for count in range(_WORDS, min(len(parts), _MOST_WORDS)):
        yield " ".join(parts[:count])


def _is_first(words: str, text: str, start: int) -> bool:
    """Tell whether words that a quotation opens with stand nowhere before it; a browser takes the first place."""
    return words.lower() not in text[:start].lower()


def _encoded(words: str) -> str:
    return percent_encoded(words, safe="").replace("-", "%2D")
