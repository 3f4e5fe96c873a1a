from __future__ import annotations

import re
from typing import Any

import pytest

from quotes.storage.strict_json import DEEPEST, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, -2.5, "\\ud83d\\ude00 \\\\ud83d"]}', {"a": [1, -2.5, "\U0001f600 \\ud83d"]}),
        ('"é"'.encode(), "é"),
        (f"{2**63 - 1}", 2**63 - 1),
        ("[" * DEEPEST + "]" * DEEPEST + " ", None),
        (f'"{"[" * 5000}"', "[" * 5000),
    ],
)
def test_what_all_readers_take(text: str | bytes, value: Any) -> None:
    assert value is None or parse(text) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), "nested more than 64 deep"),
        ("[" * 100_000, "nested more than 64 deep"),
        ('{"a": ["so \\ud83d"]}', "half a character (U+D83D), which no UTF-8 file can hold"),
        ('{"\\uDFFF": 1}', "half a character (U+DFFF), which no UTF-8 file can hold"),
        (f"{2**63}", "9223372036854775808 is too large: an integer has 64 bits"),
        ("9" * 5000, "99999999999999999999 is too large: an integer has 64 bits"),
        ("[1e999]", "1e999 is too large for a number"),
        ("NaN", "NaN is no JSON number"),
        (b'"\xed\xa0\x80"', "'utf-8' codec can't decode byte 0xed in position 1: invalid continuation byte"),
    ],
)
def test_what_is_refused_in_one_line(text: str | bytes, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        parse(text)
