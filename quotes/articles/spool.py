"""Read everything before anything is done with it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import IO

from quotes.errors import StorageError
from quotes.records import Article


@contextmanager
def spooled(articles: Iterable[Article]) -> Iterator[Iterator[Article]]:
    """Read all articles into a temporary file, so that an error comes before any work, and give them from there."""
    with _spool(articles) as spool:
        yield map(_article, spool)


def _article(line: str) -> Article:
    row = json.loads(line)
    return Article(**{**row, "headings": None if row["headings"] is None else tuple(row["headings"])})


def _spool(articles: Iterable[Article]) -> IO[str]:
    try:
        with ExitStack() as stack:
            spool = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            for article in articles:
                spool.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
            spool.seek(0)
            stack.pop_all()
            return spool
    except OSError as error:
        raise StorageError(tempfile.gettempdir(), error.strerror or str(error)) from error
