"""Read everything before anything is done with it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import IO

from quotes.records import Article
from quotes.storage import ScratchFile


@contextmanager
def spooled(articles: Iterable[Article]) -> Iterator[Iterator[Article]]:
    """Read all articles into a temporary file, so that an error comes before any work, and give them from there."""
    spool, count = _spool(articles)
    with spool:
        yield _Spool(spool, count)


def _article(line: str) -> Article:
    row = json.loads(line)
    return Article(**{**row, "headings": None if row["headings"] is None else tuple(row["headings"])})


class _Spool(Iterator[Article]):
    """Articles that have been read, each given once; `operator.length_hint` tells how many there are."""

    def __init__(self, file: IO[str], count: int) -> None:
        self._file = file
        self._count = count

    def __next__(self) -> Article:
        return _article(next(self._file))

    def __length_hint__(self) -> int:
        return self._count


def _spool(articles: Iterable[Article]) -> tuple[IO[str], int]:
    with ExitStack() as stack:
        file = io.BufferedRandom(ScratchFile())
        spool = stack.enter_context(io.TextIOWrapper(file, encoding="utf-8", newline="\n"))
        count = 0
        for article in articles:
            spool.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
            count += 1
        spool.seek(0)
        stack.pop_all()
        return spool, count
