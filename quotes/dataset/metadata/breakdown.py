"""Count quotations and people by one of their sides: which source quotes whom, from which bodies, in which months."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from quotes.dataset.metadata.gender_evidence import genders
from quotes.dataset.release import ARTICLES, QUOTES, LineRow, by_article, open_release, sound_lines
from quotes.records import Dimension
from quotes.storage import DiskCounter, DiskMapping

_SECTION = re.compile(r"/([a-z][a-z-]*)/[^/]")
_UNKNOWN = ""
"""Where a quotation or its article does not tell; no value is empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BreakdownRow:
    """A value, None where it is unknown, with its quotations and the people quoted in them, each once, by name."""

    value: str | None
    quotes: int
    people: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Breakdown:
    """Quotations and people by one dimension, the most quoted first, months in their order.

    ``quotes`` and ``people`` are those of all rows, the ``more`` that are not listed included; who is quoted under two
    values is one of ``people``. ``reposts`` are the articles left out because they repeat another one, None where
    nothing tells.
    """

    by: Dimension
    rows: tuple[BreakdownRow, ...]
    more: int
    quotes: int
    people: int
    reposts: int | None

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as one JSON object."""
        return asdict(self)


def break_down(path: str | PathLike[str], by: Dimension, *, top: int = 20) -> Breakdown:
    """Count the quotations and people of a release folder or a records file by source, section, month, and so on.

    The ``top`` values with the most quotations are listed, all months. Articles that a release marks as reposts are
    left out. A section is the first part of the path of the article's address, where another part follows. Raises as
    `stats` does.
    """
    place = Path(path)
    with ExitStack() as stack:
        reposts = stack.enter_context(DiskMapping())
        told = None
        if place.is_dir() or not place.exists():
            release = open_release(place)
            ids = (row["id"] for row in release.rows(ARTICLES) if row["repost_of"] is not None)
            told = sum(reposts.add(one, "") for one in ids)
            place = release.path / QUOTES
        quotes, people = (stack.enter_context(DiskCounter()) for _ in range(2))
        met = stack.enter_context(DiskMapping())
        everybody = 0
        rows = stack.enter_context(closing(sound_lines(place, "quote")))
        for row, value in _values((row for row in rows if reposts.get(row[1]["article_id"]) is None), by):
            quotes.add(value)
            if name := (row["speaker"] or {}).get("name"):
                everybody += met.add(name, "")
                if met.add(f"{name}\n{value}", ""):
                    people.add(value)
        listed = len(quotes) if by == "month" else top
        counts, persons = quotes.most_common(listed), people.most_common(len(people))
        order = sorted(counts) if by == "month" else list(counts)
        return Breakdown(
            by=by,
            rows=tuple(
                BreakdownRow(value=value or None, quotes=counts[value], people=persons.get(value, 0)) for value in order
            ),
            more=len(quotes) - len(counts),
            quotes=quotes.total(),
            people=everybody,
            reposts=told,
        )


def _values(rows: Iterable[LineRow], by: Dimension) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield each row with its value; the rows of an article stand together, and one article is in memory."""
    for _, of_article in by_article(rows):
        group = [row for _, row in of_article]
        values = genders(group) if by == "gender" else map(DIMENSIONS[by], group)
        yield from ((row, value or _UNKNOWN) for row, value in zip(group, values, strict=True))


def _section(row: Mapping[str, Any]) -> str | None:
    found = _SECTION.match(urlsplit(row["url"] or "").path.lower())
    return found[1] if found else None


def _form(row: Mapping[str, Any]) -> str:
    """Return how the speaker is called: with or without a name behind it, or nobody."""
    if row["speaker"] is None:
        return "nobody"
    form = str(row["speaker"]["form"])
    return form if row["speaker"]["name"] else f"{form}, not named"


def _of_role(part: str) -> Callable[[Mapping[str, Any]], str | None]:
    return lambda row: (row["role"] or {}).get(part)


DIMENSIONS: Mapping[Dimension, Callable[[Mapping[str, Any]], str | None]] = MappingProxyType(
    {
        "source": lambda row: row["source"],
        "section": _section,
        "month": lambda row: (row["published"] or "")[:7],
        "organization": _of_role("organization"),
        "category": _of_role("category"),
        "form": _form,
    }
)
"""What a quotation alone tells; gender takes all of an article."""
