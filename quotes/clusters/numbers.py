"""Numbers in words and in digits, as one."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from quotes import english

_SMALL = {word: value for value, word in enumerate(english.SMALL_NUMBERS)}
_TENS = {word: 10 * value for value, word in enumerate(english.TENS, 2)}
_BEGINNINGS = frozenset((*_SMALL, *_TENS))


def join_numbers(words: Sequence[str]) -> Iterator[str]:
    """Yield the words with every number in digits: "twenty five" is 25, "10,000" 10000, "5 million" 5000000."""
    if not any(map(_may_count, words)):
        yield from words
        return
    position = 0
    while position < len(words):
        begins = _begins(words[position])
        value, end = _number(words, position) if begins else (0.0, position)
        if end > position:
            yield f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
            position = end
        elif words[position] == "%":
            yield "percent"
            position += 1
        elif words[position] == "per" and words[position + 1 : position + 2] == ["cent"]:
            yield "percent"
            position += 2
        else:
            yield words[position]
            position += 1


def _begins(word: str) -> bool:
    """Tell whether a number may begin at a word."""
    return word[0].isdecimal() or word.lower() in _BEGINNINGS


@functools.lru_cache(maxsize=2**16)
def _may_count(word: str) -> bool:
    return word in ("%", "per") or _begins(word)


def _number(words: Sequence[str], start: int) -> tuple[float, int]:
    """Return the number that begins at a word, and where it ends; it ends where it begins if there is none."""
    value, position = _below_hundred(words, start)
    while position > start and position < len(words) and words[position].lower() in english.SCALES:
        scale = english.SCALES[words[position].lower()]
        value, position = value * scale, position + 1
        rest = position + (words[position : position + 1] == ["and"])
        more, end = _below_hundred(words, rest)
        if scale >= 100 and end > rest and more < scale:
            value, position = value + more, end
    return value, position


def _below_hundred(words: Sequence[str], start: int) -> tuple[float, int]:
    if start >= len(words):
        return 0, start
    word = words[start].lower()
    if word[0].isdecimal():
        digits = word.replace(",", "")
        try:
            return float(digits), start + 1
        except ValueError:  # 1.10.2024
            return 0, start
    if word in _TENS:
        unit = _SMALL.get(words[start + 1].lower(), 0) if start + 1 < len(words) else 0
        return (_TENS[word] + unit, start + 2) if 0 < unit < 10 else (_TENS[word], start + 1)
    return (_SMALL[word], start + 1) if word in _SMALL else (0, start)
