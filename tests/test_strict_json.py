from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from quotes.storage.strict_json import DEEPEST, parse, quick_value, strictly


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


ATOMS = (
    *("0", "-0", "-0.0", "17.0", "1e5", "1E+5", "1e400", "-1e400", "1e-400", "1e-7", "0.00012", "12345678901234567.5"),
    *(str(number) for number in (2**53 + 1, 10**18, 2**63 - 1, -(2**63) + 1, -(2**63), 2**63, 2**64, -(2**64), 10**25)),
    *("01", "1.", ".5", "+1", "-", "1e", "NaN", "Infinity", "-Infinity", "tRue", "true", "null", "", "0x1", "1_0"),
    *('"é"', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00\\ud83d"', '"\\\\ud83d"', '"\\x"', '"\\u12"'),
    *('"\t"', '"\x7f"', '"\\u0000"', '"\x00"', '"\\/"', '"a', "'a'", '"1234567890123456789"', '"[[[[[["', "\x0b1"),
    *('"\ud800"', "\ufeff1", "1 2", "[1,]", "[1 2]", "{,}", '{"a" 1}', '{"a": 1, "b": 2, "a": 3}', '{"\\ud83d": 1}'),
    *("[" * depth + "]" * depth for depth in (DEEPEST, DEEPEST + 1, DEEPEST + 2, 300, 2000, 100_000)),
)


def outcome(read: Callable[[], Any]) -> str:
    try:
        return repr(read())
    except ValueError as error:
        return f"refused: {error}"


def hostile_texts(number: int) -> Iterator[bytes]:
    chance = random.Random(number)
    for _ in range(400):
        parts = [chance.choice(ATOMS) for _ in range(chance.randint(1, 3))]
        keys = [chance.choice(('"a"', '"b"', '"\\u0061"', '"é"', "a", '"\\ud83d"', "1")) for _ in parts]
        blank = chance.choice(("", " ", "\n", "\t\r", "\f", "\u00a0"))
        entries = ",".join(f"{key}:{blank}{part}" for key, part in zip(keys, parts, strict=True))
        text = chance.choice((parts[0], f"[{','.join(parts)}]", f"{blank}{{{entries}}}{blank}"))
        encoded = text.encode("utf-8", "surrogatepass")
        if chance.random() < 0.2:  # cut short, or with a byte of no text
            place = chance.randint(0, len(encoded))
            encoded = encoded[:place] + chance.choice((b"", b"\xff" + encoded[place:], b"\xc3" + encoded[place:]))
        yield encoded


@pytest.mark.parametrize("number", range(10))
def test_a_quick_value_is_the_strict_one(number: int) -> None:
    quick = 0
    for text in hostile_texts(number):
        strict = outcome(lambda text=text: strictly(text))
        assert outcome(lambda text=text: parse(text)) == strict
        value = quick_value(text)
        quick += value is not None
        assert value is None or repr(value) == strict, text
    assert quick > 25
