"""Serve the review page in processes that may be killed: each is forked off this one, which has imported all there is.

A line of JSON on standard input asks for one; the line that answers has its address and its process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, cast

from quotes import schema
from quotes.dataset.derivation import ArticleLookup
from quotes.review import Ledger, Session, serve


class Running(NamedTuple):
    """A server: its address and its process."""

    address: str
    process: int


class Servers:
    """Starts a server when the one before has ended, however that came."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._to, self._from = cast(IO[str], process.stdin), cast(IO[str], process.stdout)

    def start(self, release: object, file: object, reviewer: str = "jo", **options: Any) -> Running:
        asked = {"release": str(release), "file": str(file), "reviewer": reviewer, **options}
        print(json.dumps(asked), file=self._to, flush=True)
        address, process = self._from.readline().split()
        return Running(address, int(process))


@contextmanager
def review_servers() -> Iterator[Servers]:
    program = [sys.executable, __file__]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Servers(process)
        process.kill()


def _serve(release: str, file: str, reviewer: str, order: Any = "uncertain", beside: tuple[str, ...] = ()) -> None:
    with ArticleLookup(release) as articles:
        session = Session(articles, Ledger(articles, reviewer, file, beside), order)
        serve(session, ready=lambda address: print(address, os.getpid(), flush=True))


def _main() -> None:
    for record_type in ("article", "quote", "rejection", "correction", "manifest"):
        list(schema.problems(record_type, {}))  # each is compiled at its first use
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            try:
                _serve(**json.loads(line))
            finally:
                os._exit(1)
        os.waitpid(child, 0)


if __name__ == "__main__":
    _main()
