"""Read everything before anything is done with it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from quotes.records import Article


@contextmanager
def spooled(articles: Iterable[Article]) -> Iterator[Iterator[Article]]:
    """Read all articles into a temporary file, so that an error comes before any work, and give them from there."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
        for article in articles:
            spool.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
        spool.seek(0)
        yield (Article(**json.loads(line)) for line in spool)
