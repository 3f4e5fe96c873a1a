"""What was read, but should be known of a file: counted, and told once in one line."""

from __future__ import annotations

import warnings

from quotes.errors import QuotesWarning


class Remarks:
    """The remarks on one file at a time, by what they say."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, str]] = {}
        self._said: list[str] = []

    def note(self, what: str, where: str) -> None:
        """Count one more place of which this is to be said."""
        count, first = self._seen.get(what, (0, where))
        self._seen[what] = count + 1, first

    def say(self, what: str) -> None:
        """Have this told as it is."""
        self._said.append(what)

    def tell(self, where: str) -> None:
        """Give each as a QuotesWarning, with the number and the first place, and forget it."""
        said, self._said = self._said, []
        for what in said:
            warnings.warn(f"{where}: {what}", QuotesWarning, stacklevel=2)
        seen, self._seen = self._seen, {}
        for what, (count, first) in seen.items():
            warnings.warn(f"{where}: {what} ({count:,}, the first at {first})", QuotesWarning, stacklevel=2)
