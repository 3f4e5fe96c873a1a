"""Find quotation marks and tell, from their neighbours alone, whether each can open, close, or both.

Apostrophes, possessives, years ('90s), feet and inches, and what encloses an attribute's value in a tag left
over from a page are no marks and are not returned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quotes import english

Family = Literal["double", "single", "angle", "corner"]

_MARK = re.compile(r"''|``|[\"“”„‟＂«»‹›「」『』'‘’‚‛`]")
_FAMILY: dict[str, Family] = {
    **dict.fromkeys(["''", "``", '"', "“", "”", "„", "‟", "＂"], "double"),
    **dict.fromkeys("'‘’‚‛`", "single"),
    **dict.fromkeys("«»‹›", "angle"),
    **dict.fromkeys("「」『』", "corner"),
}
_OPENERS = {"“", "„", "‟", "``", "«", "‹", "「", "『", "‘", "‚", "‛", "`"}
_CLOSERS = {"”", "»", "›", "」", "』", "’"}
_BEFORE_OPENING = set("([{<—–-/…:;,=|*_>¿¡") | set("\"“”„«‘'’`")
_AFTER_CLOSING = set(")]}>.,;:!?…—–-/|*_") | set("\"”“»’'‘")
ENDS_CLAUSE = {",", *english.SENTENCE_MARKS}
# Beside guillemets with blanks inside, which the blanks alone would turn round: (« so »), “« so », and
_BRACKETS = set("([{“„‘")
_STOPS = set(".,:;!?)]}”’—–-")
# The value in <a title="so">; without its other mark on the line, only the first mark.
_ATTRIBUTE_VALUE = re.compile(r"""(?<=[\w-]=)(?:["“”](?:[^"“”\n]*["“”](?!\w))?|'(?:[^'\n]*'(?!\w))?)""")
_ELISION = re.compile(rf"(?:\d\ds?|{english.one_of(english.ELIDED_WORDS)})\b", re.IGNORECASE)
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\s?\d/\d)?$")
_CUT_AND = re.compile(r"['’]n$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark ``text[start:end]``; ``firm`` is False where an apostrophe or an inch mark looks the same."""

    start: int
    end: int
    family: Family
    can_open: bool
    can_close: bool
    firm: bool = True


def find_marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """Return the marks of ``text[start:end]`` in order; offsets index the whole text."""
    end = len(text) if end is None else end
    marks = []
    residue = _residue(text, start, end) if text.find("=", start, end) >= 0 else ()
    for match in _MARK.finditer(text, start, end):
        if match.start() in residue:
            continue
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        symbol = match.group()
        family = _FAMILY[symbol]
        if family == "single":
            mark = _single(text, match.start(), end, symbol, before, after)
        elif family == "double":
            mark = _double(text, match.start(), match.end(), symbol, before, after)
        else:
            mark = _directed(match.start(), match.end(), family, symbol, before, after)
        if mark is not None:
            marks.append(mark)
    return marks


def _residue(text: str, start: int, end: int) -> set[int]:
    """Return where the marks stand that enclose the values of attributes."""
    values = (value.span() for value in _ATTRIBUTE_VALUE.finditer(text, start, end))
    return {place for left, right in values for place in (left, right - 1)}


def _directed(start: int, end: int, family: Family, symbol: str, before: str, after: str) -> Mark:
    """Return a guillemet or corner bracket; guillemets may point inwards (»so«) or outwards («so», « so »)."""
    opens, closes = _sides(before, after)
    spaced = (after.isspace() and before in _BRACKETS) if symbol in _OPENERS else (before.isspace() and after in _STOPS)
    if family == "corner" or spaced or opens == closes:
        opens, closes = symbol in _OPENERS, symbol in _CLOSERS
    return Mark(start, end, family, opens, closes)


def _double(text: str, start: int, end: int, symbol: str, before: str, after: str) -> Mark | None:
    opens, closes = _sides(before, after)
    if symbol in {"„", "``"}:
        return Mark(start, end, "double", True, False)
    if symbol in {"“", "‟"}:
        # “so“ and the German „so“ close with what opens in English.
        return Mark(start, end, "double", not closes or opens, closes and not opens)
    if before.isdigit() and _FEET.search(text, max(0, start - 8), start):
        return None
    firm = not before.isdigit()
    # Glued to the next word: “so,”she said   or to the one before: said,"so"   – what stands open tells.
    glued = before in ENDS_CLAUSE and after.isalnum()
    if symbol == "”" and not glued:
        return Mark(start, end, "double", opens and not closes, not opens or closes, firm)
    if glued or opens == closes:
        return Mark(start, end, "double", firm, True, firm)
    return Mark(start, end, "double", opens, closes, firm)


def _single(text: str, start: int, end: int, symbol: str, before: str, after: str) -> Mark | None:
    if before.isalnum() and after.isalnum():
        return None
    opens = not before.isalnum() and (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    elided = symbol != "‘" and _ELISION.match(text, start + 1, end) is not None
    opens = opens and not elided
    if symbol == "’" and after.isalnum():
        opens = False
    closes = not before.isspace() and not after.isalnum() and symbol not in {"‘", "‚", "‛", "`"}
    if opens and closes:
        opens = after.isalnum() or after in '"“„$£€#@('
        closes = not opens
    if closes and _CUT_AND.search(text, max(0, start - 2), start):
        return None
    if before in ENDS_CLAUSE and after.isalnum() and symbol in "'’" and not elided:
        # Glued to the next word, as double marks are: ‘so,’she said
        opens, closes = symbol == "'", True
    if not opens and not closes:
        return None
    return Mark(start, start + 1, "single", opens, closes, _is_firm(text, start, end, before, opens))


def _is_firm(text: str, start: int, end: int, before: str, opens: bool) -> bool:
    """Tell whether a single mark cannot be a plural possessive, a dropped letter (goin' on) or feet (6' tall)."""
    if opens or not before.isalnum():
        return True
    followed_by_word = start + 2 < end and text[start + 1] == " " and text[start + 2].isalnum()
    return not (
        followed_by_word and (before.isdigit() or english.DROPPED_LETTER.search(text, max(0, start - 3), start))
    )


def _sides(before: str, after: str) -> tuple[bool, bool]:
    """Return whether the neighbours suit an opening mark, and whether they suit a closing one."""
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closes = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
    if opens and closes:
        # A letter on one side only tells: ,"We   we,"—   otherwise the mark stays open to both.
        if after.isalnum() and not before.isalnum():
            return True, False
        if before.isalnum() or before in ".,!?…":
            return False, True
    return opens, closes
