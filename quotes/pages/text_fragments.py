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
_BREAK = re.compile(r"[“”„«»\"‘\n]|(?<=\s)['’]|['’](?=\s)")  # what stands in the page in other marks, in none, or apart
_WEB = re.compile(r"https?://", re.IGNORECASE)


def link_to(url: str | None, text: str, start: int, end: int) -> str | None:
    """Return the address that opens the page at ``url`` at the words ``text[start:end]``, None where it is none.

    The fragment names the first and the last words, as many as tell them from others of the text. Marks are left
    out: those of ``<q>`` and block quotations stand in the text, not in the page.
    """
    if not url or not _WEB.match(url):
        return None
    return f"{_before_fragment(url)}:~:text={_directive(text, start, end)}"


def is_link_to(link: str, url: str | None) -> bool:
    """Tell whether a link leads to some words of the page at ``url``."""
    return url is not None and link.startswith(f"{_before_fragment(url)}:~:text=")


def _before_fragment(url: str) -> str:
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}"


def _directive(text: str, start: int, end: int) -> str:
    first, last = _pieces(text, start, end)
    opening = next((words for words in _heads(first) if _is_first(words, text, start)), first)
    if opening == last or len(opening) >= end - start:
        return _encoded(opening)
    closing = " ".join(last.split(" ")[-_WORDS:])
    whole = first is last and len(opening) + len(closing) >= len(first)
    return _encoded(first) if whole else f"{_encoded(opening)},{_encoded(closing)}"


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
