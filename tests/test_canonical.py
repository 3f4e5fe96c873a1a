from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from typing import Any

import pytest

from quotes.dataset.release.lines import canonical, canonical_line

TEXTS = (
    "",
    "e10,",
    "pre-5",
    'a "b" \\ /',
    "\x00\x1f\x7f\n",
    "é\u2028\uffff\U0001f600",
    "0.0000",
    "1234567890123456789",
)


def floats(chance: random.Random) -> Iterator[float]:
    for _ in range(3000):
        yield round(chance.random(), chance.randint(1, 17))
        yield chance.choice((-1, 1)) * chance.random() * 10.0 ** chance.randint(-9, 21)
        yield float(f"{chance.randint(1, 9)}e{chance.randint(-20, 24)}")
        (number,) = struct.unpack("d", chance.randbytes(8))
        if abs(number) < float("inf"):
            yield number


@pytest.mark.parametrize("number", range(4))
def test_numbers_are_written_as_python_writes_them(number: int) -> None:
    chance = random.Random(number)
    for one in floats(chance):
        for row in ({"x": one}, [one], {"b": [{"x": one, "a": "ee"}], "a": chance.choice(TEXTS)}):
            assert canonical_line(row).decode() == f"{canonical(row)}\n"


@pytest.mark.parametrize(
    "row",
    [
        *({text: text, "z": [text]} for text in TEXTS),
        {"b": 1, "a": {"é": None, "z": True, "\uffff": 0, "\U00010000": -0.0}},
        {"half": "a \ud83d"},
        {"large": [2**63, -(2**63), 2**64, 10**30]},
        {"deep": [[[[[[[[]]]]]]]]},
        {"id": "0123456789e12", "page": "page-12"},
    ],
)
def test_texts_are_written_as_python_writes_them(row: Any) -> None:
    assert canonical_line(row) == f"{canonical(row)}\n".encode("utf-8", "surrogatepass")
