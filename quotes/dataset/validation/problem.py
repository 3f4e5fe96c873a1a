"""One thing that is wrong with a release."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.printable import one_line


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: ``str()`` gives one line, ``quotes.jsonl:17 $.speaker.start: what``.

    ``where`` is a path in the release, with line or row number; ``place`` a JSON path, or empty for the whole.
    """

    where: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.where} {self.place}" if self.place else self.where
        return one_line(f"{where}: {self.message}")
