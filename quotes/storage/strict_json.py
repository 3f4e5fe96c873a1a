"""Read JSON that every reader takes alike, and say of any other in one line what it is."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

DEEPEST = 64
"""What nests deeper is refused: records nest four deep, and programs that walk JSON give up at some hundreds."""
_LARGEST = 2**63 - 1


def parse(text: str | bytes) -> Any:
    """Return the value of a JSON text, or of its UTF-8.

    A ValueError says what is wrong: no JSON, nested too deep, a number that 64 bits do not hold, half a character.
    """
    if isinstance(text, bytes):
        text = text.decode()
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        raise ValueError(f"nested more than {DEEPEST} deep") from None
    if text.count("[") + text.count("{") > DEEPEST or "\\ud" in text or "\\uD" in text:
        _check(value)
    return value


def _check(value: Any) -> None:
    """Raise a ValueError for the first part that is not sound; looked for only in a text that may have one."""
    parts: list[tuple[Any, int]] = [(value, 0)]
    while parts:
        part, depth = parts.pop()
        if depth > DEEPEST:
            raise ValueError(f"nested more than {DEEPEST} deep")
        if isinstance(part, str):
            _check_text(part)
        elif isinstance(part, list):
            parts += [(item, depth + 1) for item in part]
        elif isinstance(part, dict):
            parts += [(item, depth + 1) for pair in part.items() for item in pair]


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        raise ValueError(f"half a character ({half}), which no UTF-8 file can hold") from error


def _integer(digits: str) -> int:
    if len(digits) > 20 or not -_LARGEST <= (number := int(digits)) <= _LARGEST:
        raise ValueError(f"{digits[:20]} is too large: an integer has 64 bits")
    return number


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:20]} is too large for a number")
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite, parse_int=_integer)
