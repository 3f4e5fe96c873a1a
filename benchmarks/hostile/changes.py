"""Change texts, bytes and JSON values at random; the same generator gives the same changes."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

_DEEP = 3000
"""More levels than Python's stack holds."""
TOKENS = (
    *(
        "“",
        "”",
        '"',
        "'",
        "''",
        "«",
        "„",
        "’",
        "\\",
        "\\u0000",
        "\\ud800",
        "\x00",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u202e",
    ),
    *("\ufeff", "\U0001f469\u200d\U0001f692", "e\u0301", "\r", "\r\n", "\n\n", "\t", " ", ",", ";", ":", "-", "NaN"),
    *("Infinity", "1e999", "-0", "null", "true", "{}", "[]", '""', "<", ">", "<!--", "<p>", "&#0;", "&amp;", "---\n"),
    *(
        "# ",
        "> ",
        "```\n",
        "| a | b |\n",
        "[a]: b\n",
        "said",
        "she said",
        "Mr. ",
        "9" * 5000,
        "[" * _DEEP,
        '{"a":' * 900,
    ),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        17.0,
        0.5,
        1e308,
        10**30,
        2**63,
        "",
        " ",
        "a",
        "\x00",
        "\x1b[2J",
        "\ud800",
        "\u202e",
    ),
    *("a" * 5000, "1.0.0", "9.0.0", "1", "../outside", "/", ".", "~", "http://127.0.0.1:9/x", [], {}, [None], [[]]),
    *({"": None}, {"a": {"b": []}}, [1, "a", None], "2020-01-01", "train", "none", "full", "context", "quote", "name"),
)


def change_bytes(data: bytes, rng: random.Random) -> bytes:
    """Return bytes with one to four changes."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(_ON_BYTES)(data, rng)
    return data


def change_json(value: Any, rng: random.Random) -> Any:
    """Return a copy of a JSON value with one place changed, removed, added or doubled."""
    value = copy.deepcopy(value)
    holder, key = rng.choice(list(_places(value)) or [(None, None)])
    if holder is None:
        return rng.choice(VALUES)
    what = rng.randrange(8)
    if what == 0:
        del holder[key]
    elif what == 1 and isinstance(holder, dict):
        holder[rng.choice(("id", "text", "extra", "", "Start", key.upper()))] = rng.choice(VALUES)
    elif what == 2 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif what == 3 and type(holder[key]) is int:
        holder[key] += rng.choice((-1, 1, 1000, 2**40))
    elif what == 4 and isinstance(holder[key], str):
        holder[key] = change_text(holder[key], rng)
    else:
        holder[key] = rng.choice(VALUES)
    return value


def change_text(text: str, rng: random.Random) -> str:
    """Return a text with one to four changes."""
    return change_bytes(text.encode("utf-8", "surrogatepass"), rng).decode("utf-8", "surrogateescape")


def to_json(value: Any) -> bytes:
    """Return JSON as careless programs write it: with NaN, with lone surrogates."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _places(value: Any) -> Any:
    """Yield every (container, key) of a JSON value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _cut(data: bytes, rng: random.Random, most: int = 80) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.randint(1, most))


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(data), rng.choice((1, 1, 3, 20)))):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _splice(data: bytes, rng: random.Random) -> bytes:
    start, end = _cut(data, rng, 200)
    place = rng.randint(0, len(data))
    return data[:place] + data[start:end] + data[place:]


def _drop(data: bytes, rng: random.Random) -> bytes:
    start, end = _cut(data, rng)
    return data[:start] + data[end:]


def _truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = _cut(data, rng, 20)
    return data[:start] + data[start:end] * rng.choice((2, 3, 50)) + data[end:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    place = rng.randint(0, len(data))
    return data[:place] + rng.choice(TOKENS).encode("utf-8", "surrogatepass") + data[place:]


def _replace(data: bytes, rng: random.Random) -> bytes:
    start, end = _cut(data, rng, 12)
    return data[:start] + rng.choice(TOKENS).encode("utf-8", "surrogatepass") + data[end:]


def _recode(data: bytes, rng: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(("utf-16", "cp1252", "utf-8-sig", "utf-32-le")), "replace")


_ON_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _splice, _drop, _repeat, _insert, _replace) * 3,
    _truncate,
    _recode,
)
