"""Say where two JSON values differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def differences(left: Any, right: Any, place: str = "$") -> Iterator[tuple[str, Any, Any]]:
    """Yield (JSON path, left value, right value) for every leaf that differs; a missing value is None."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in [*left, *(key for key in right if key not in left)]:
            yield from differences(left.get(key), right.get(key), f"{place}.{key}")
    elif left != right or isinstance(left, bool) is not isinstance(right, bool):
        yield place, left, right


def short(value: Any, limit: int = 60) -> str:
    """Return the value in at most about ``limit`` characters, for a message."""
    text = "null" if value is None else repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…{text[-1]}"
