"""The values of a JSON text, one at a time: the items of its array, or values one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

LONGEST_VALUE = 1 << 27
"""Characters; more are never held for one value."""

_BLANK = re.compile(r"[ \t\r\n]*")
_LONGEST_TOKEN = 16  # beyond words such as `false` and halves of escapes, which may go on in the next chunk


class JsonTextError(ValueError):
    """A JSON text that is broken at a place; what stands behind it cannot be read."""

    def __init__(self, problem: str, at: int) -> None:
        super().__init__(f"broken JSON: {problem.removesuffix(' at')} at character {at + 1}")


def json_values(chunks: Iterator[str]) -> Iterator[Any]:
    """Yield the items of the array that the text is, or else its values; raise JsonTextError where it is broken.

    Memory holds one value and a chunk, whatever the length of the text.
    """
    text = _Text(chunks)
    if text.next_sign() == "[":
        text.skip()
        yield from _items(text)
        if text.next_sign():
            raise text.error("Extra data behind the array")
    else:
        while text.next_sign():
            yield text.value()


def _items(text: _Text) -> Iterator[Any]:
    if text.next_sign() == "]":
        text.skip()
        return
    while True:
        if not text.next_sign():
            raise text.error("The text ends inside the array")
        yield text.value()
        sign = text.next_sign()
        if sign not in {",", "]"}:
            raise text.error("Expecting ',' or ']'" if sign else "The text ends inside the array")
        text.skip()
        if sign == "]":
            return


class _Text:
    """What is in memory of the text, and the place in it."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks = chunks
        self._held = ""
        self._at = 0
        self._before = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def next_sign(self) -> str:
        """Go to the next character that is no blank and return it, or "" at the end."""
        while True:
            self._at = _BLANK.match(self._held, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._held) or not self._more(1):
                return self._held[self._at : self._at + 1]

    def skip(self) -> None:
        """Go behind the character."""
        self._at += 1

    def value(self) -> Any:
        """Return the value that begins here, and go behind it."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
                if end < len(self._held) or not self._more(1):  # a number may go on
                    self._at = end
                    return value
            except json.JSONDecodeError as error:
                place = self._before + error.pos
                if not self._may_go_on(error) or not self._more(len(self._held) - self._at):  # doubled, to stay linear
                    raise JsonTextError(error.msg, place) from error
            except (ValueError, RecursionError) as error:
                raise JsonTextError(str(error), self._before + self._at) from error
            if len(self._held) - self._at > LONGEST_VALUE:
                raise self.error(f"a value of more than {LONGEST_VALUE:,} characters")

    def error(self, problem: str) -> JsonTextError:
        """Return the error of what stands here."""
        return JsonTextError(problem, self._before + self._at)

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated string") or error.pos > len(self._held) - _LONGEST_TOKEN

    def _more(self, wanted: int) -> bool:
        """Hold ``wanted`` more characters, or what is left; tell whether there was any."""
        if self._ended:
            return False
        wanted = max(1, wanted)
        parts, size = [self._held[self._at :]], 0
        while size < wanted and not self._ended:
            chunk = next(self._chunks, "")
            self._ended = not chunk
            size += len(chunk)
            parts.append(chunk)
        self._before += self._at
        self._at = 0
        self._held = "".join(parts)
        return size > 0
