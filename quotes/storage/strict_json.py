"""Read JSON that every reader takes alike, and say of any other in one line what it is."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import orjson

DEEPEST = 64
"""What nests deeper is refused: records nest four deep, and programs that walk JSON give up at some hundreds."""
_LARGEST = 2**63 - 1
_ONLY_DIGITS = bytes(b"0"[0] if chr(byte).isdecimal() else 0 for byte in range(128)).ljust(256, b"\0")
_DIGITS_OF_LARGE = b"0" * len(str(_LARGEST))


def parse(text: str | bytes) -> Any:
    """Return the value of a JSON text, or of its UTF-8.

    A ValueError says what is wrong: no JSON, nested too deep, a number that 64 bits do not hold, half a character.
    """
    value = quick_value(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return strictly(text) if value is None else value


def quick_value(text: bytes) -> Any:
    """Return what `parse` does, in half of the time; None where it would refuse the text, or it is not certain.

    orjson takes an integer of more than 64 bits for a float, one of 64 bits without a sign for what it is, and nests
    deeper: a text with so many digits in a row, or brackets, is left to the parser that tells of them.
    """
    if text.count(b"[") + text.count(b"{") > DEEPEST or _DIGITS_OF_LARGE in text.translate(_ONLY_DIGITS):
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def strictly(text: str | bytes) -> Any:
    """Return what `parse` does, or raise its error: read by the parser of the standard library, with checks."""
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
