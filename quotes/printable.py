"""Text as it may stand in a terminal or a spreadsheet: what would steer these is written so that it is seen.

Steering are control characters, embeddings, overrides and isolates of the writing direction, which reorder what stands
around them, and halves of surrogate pairs, which are no characters. The marks of direction (U+200E, U+200F, U+061C)
stay: they act as one more letter does, and Hebrew and Arabic texts need them. The escapes are those of JSON, so JSON
stays the same JSON.

A spreadsheet runs a cell that begins with a sign of a formula: by OWASP's list for CSV injection, and in full width.
"""

from __future__ import annotations

import re

_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[{_STEERING}]")
_UNSAFE_IN_A_LINE = re.compile(f"[{_STEERING}\n\u2028\u2029]")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def printable(text: str) -> str:
    r"""Return the text with escapes such as ``\u001b`` for what would steer a terminal; line feeds and tabs stay."""
    return _UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    r"""Return the text as `printable` does, in one line: line feeds are written ``\n``."""
    return _UNSAFE_IN_A_LINE.sub(_escape, text)


def no_formula(cell: str) -> str:
    """Return what is to stand in a cell of CSV, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _escape(found: re.Match[str]) -> str:
    return "\\n" if found[0] == "\n" else f"\\u{ord(found[0]):04x}"
