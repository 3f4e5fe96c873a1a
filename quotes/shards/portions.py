"""Divide articles into portions, a shard each: the same articles give the same portions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Self

from quotes.dataset.writing import Skipped
from quotes.errors import ShardError
from quotes.records import Article


@dataclass(frozen=True, kw_only=True, slots=True)
class Portion:
    """The articles of one shard, in order, and how many could not be read among them, with what is told of those.

    ``number`` counts from 0; ``last`` says that no portion follows.
    """

    number: int
    articles: tuple[Article, ...]
    unread: int
    messages: tuple[str, ...]
    last: bool

    @property
    def digest(self) -> str:
        """Return the SHA-256 over all that the articles say, in hex, and over how many could not be read."""
        told = hashlib.sha256()
        for article in self.articles:
            told.update(f"{json.dumps(asdict(article), ensure_ascii=False)}\n".encode("utf-8", "surrogatepass"))
        told.update(str(self.unread).encode())
        return told.hexdigest()

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> Self:
        """Return the portion that ``dataclasses.asdict`` has taken apart."""
        articles = tuple(Article(**article) for article in entry["articles"])
        return cls(**{**entry, "articles": articles, "messages": tuple(entry["messages"])})


def divide(articles: Iterable[Article], size: int, unread: Skipped, *, may_be_empty: bool = False) -> Iterator[Portion]:
    """Yield portions of ``size`` articles, the last of which may have fewer; one is in memory at a time.

    ``unread`` is where the reader counts what it cannot read; whatever is met before the first article of the next
    portion belongs to the one before. Without any article, a ShardError is raised; where there ``may_be_empty``,
    there is one portion without any.
    """
    left = iter(articles)
    following = next(left, None)
    if following is None and not may_be_empty:
        raise ShardError(f"no article to write to a shard ({unread.count} skipped)")
    number, last = 0, False
    while not last:
        held = () if following is None else (following, *islice(left, size - 1))
        following = next(left, None)
        last = following is None
        met = unread.taken()
        yield Portion(number=number, articles=held, unread=met.count, messages=tuple(met.unread), last=last)
        number += 1
