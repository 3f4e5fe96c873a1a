"""From tokens back to text: where no space stood is guessed by the marks, as the corpora do not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotes.gold import Span

_CLOSES = re.compile(r"[,.;:!?%)\]}”’»…]+|''|(?:n['’]t|['’](?:s|S|ll|re|ve|d|m|em))")
_OPENS = re.compile(r"[(\[{“‘«„$£€#]+|``")
_STRAIGHT = frozenset({'"', "'"})


def as_text(blocks: Iterable[Sequence[tuple[str, bool]]]) -> tuple[str, list[list[Span]]]:
    """Return the text of blocks of tokens, a line each, and the places of the tokens.

    A token comes with whether it is known that no space follows.
    """
    parts: list[str] = []
    at = 0
    places: list[list[Span]] = []
    for block in blocks:
        spans = []
        glued = True
        open_marks: set[str] = set()
        for token, no_space in block:
            opens, closes = _sides(token, open_marks)
            if not (glued or closes):
                parts.append(" ")
                at += 1
            parts.append(token)
            spans.append((at, at + len(token)))
            at += len(token)
            glued = opens or no_space
        parts.append("\n")
        at += 1
        places.append(spans)
    return "".join(parts), places


def _sides(token: str, open_marks: set[str]) -> tuple[bool, bool]:
    """Return whether a token stands close to what follows it, and to what it follows."""
    if token in _STRAIGHT:
        opens = token not in open_marks
        (open_marks.add if opens else open_marks.discard)(token)
        return opens, not opens
    return _OPENS.fullmatch(token) is not None, _CLOSES.fullmatch(token) is not None
