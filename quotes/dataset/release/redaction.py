"""What of the articles a release publishes: their whole texts, the contexts of quotations, or the quotations only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast, get_args

from quotes.dataset.release.lines import ARTICLES, QUOTES, REJECTED
from quotes.dataset.release.manifest import Manifest
from quotes.errors import ReleaseError
from quotes.records import Level

Row = Mapping[str, Any]

FULL: Final = "full"
LEVELS: tuple[Level, ...] = get_args(Level)
"""From everything to the least."""

PUBLISHED: Mapping[Level, str] = {
    FULL: "Articles are published whole.",
    "context": "Of the articles, only the contexts of the quotations are published.",
    "none": "Of the articles, only the quotations are published.",
}
"""What each level publishes, in a sentence."""

# The files whose rows lack their text. A rejected span may be a whole paragraph, and is no quotation.
_WITHHELD: Mapping[Level, frozenset[str]] = {
    FULL: frozenset(),
    "context": frozenset({ARTICLES, REJECTED}),
    "none": frozenset({ARTICLES, REJECTED, QUOTES}),
}


def redact(file: str, row: Row, articles: Level) -> dict[str, Any]:
    """Return a row of ``file`` without the text that is not published."""
    return with_text(file, row, None) if file in _WITHHELD[articles] else dict(row)


def with_text(file: str, row: Row, text: str | None) -> dict[str, Any]:
    """Return a row of ``file`` with this text; that of a quotation is its context's, for its own words stay."""
    return {**row, "context": {**row["context"], "text": text}} if file == QUOTES else {**row, "text": text}


def check_level(publish: str) -> None:
    """Raise a ReleaseError unless it is "full", "context" or "none"."""
    if publish not in LEVELS:
        raise ReleaseError(f"publish {publish!r}: what is published of the articles is full, context or none")


def level_of(manifest: Manifest) -> Level:
    """Return what a release publishes: "full", "context" or "none"; one of earlier tools publishes all."""
    level = str(manifest.settings.get("articles", FULL))
    check_level(level)  # a newer minor schema may have others
    return cast(Level, level)


def least(*levels: Level) -> Level:
    """Return which of the levels publishes least."""
    return max(levels, key=LEVELS.index)


def is_published(articles: Level, file: str) -> bool:
    """Say whether the rows of ``file`` have their text."""
    return file not in _WITHHELD[articles]


def check_published(file: str, row: Row, articles: Level) -> Iterator[tuple[str, str]]:
    """Yield where a row has no text though it is published, or one that is not, as (place, message)."""
    holder, place = (row["context"], "$.context.text") if file == QUOTES else (row, "$.text")
    if holder["text"] is None and is_published(articles, file):
        yield place, f"is null, but with articles {articles!r} it is published"
    if holder["text"] is not None and not is_published(articles, file):
        yield place, f"is there, but with articles {articles!r} it is not published"
