"""Share articles out among processes: in order, a bounded number at a time, none lost when a process dies.

    articles ──batch──> worker 1 ──┐
             ──batch──> worker 2 ──┴──> outcomes, put back in order

The nursery (`processes/`) has loaded the pipeline, and the workers share it.

A time limit is kept by killing the worker: a signal's handler waits for C code, as spaCy's, to return, and runs in the
main thread only. A batch has the time of one article; where it needs more, each of its articles is tried by itself.
"""

from __future__ import annotations

import functools
import math
import time
import traceback
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from quotes.errors import DetectionError, ModelError, QuotesError, QuotesWarning
from quotes.processes import Fork, Nursery, Work, end_all
from quotes.records import Article, Detection

_ARTICLES_AHEAD = 256
"""Articles per worker that may be read before the first of them is given: so many wait for one that takes long."""
_LONGEST_WAIT = 3600.0
"""Seconds; the system's clocks for waiting overflow at some weeks."""


def share_out(
    batches: Iterable[Sequence[Article]], workers: int, *, timeout: float | None = None, **options: Any
) -> Generator[Detection | DetectionError, None, None]:
    """Yield what engines with these options find in each article, or what went wrong, in the order of the articles.

    Whoever stops early must close the generator: that ends the processes. An article is blamed for the death of its
    worker when that dies again at this article alone, and fails where it alone takes longer than ``timeout`` seconds.
    Raises ModelError where a worker cannot load the pipeline,
    QuotesError where none starts.
    """
    crew = _Crew(batches, workers, timeout, options)
    try:
        yield from crew.outcomes()
    finally:
        crew.dismiss()


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles for one worker; ``first`` is the number of the first; ``again`` if it was in a worker that died."""

    first: int
    articles: Sequence[Article]
    again: bool = False


@dataclass(slots=True)
class _Worker(Fork):
    """A worker and its batch; that is sent when the process has a number, and so is ready.

    ``since`` is when it was sent, on the clock of ``time.monotonic``.
    """

    batch: _Batch | None = None
    since: float = 0.0

    def give(self, batch: _Batch) -> None:
        """Send a batch to a worker that waits for one."""
        self.batch, self.since = batch, time.monotonic()
        with suppress(OSError):  # it is dead: listening tells
            self.connection.send(batch.articles)


class _Crew:
    """The workers, the batches that wait for one, and the outcomes that wait for an earlier article's."""

    def __init__(
        self, batches: Iterable[Sequence[Article]], places: int, timeout: float | None, options: dict[str, Any]
    ) -> None:
        self._batches = iter(batches)
        self._timeout = timeout
        self._options = options
        self._places = places
        self._ahead = places * _ARTICLES_AHEAD
        self._nursery: Nursery | None = None
        self._workers: list[_Worker] = []
        self._waiting: deque[_Batch] = deque()
        self._done: dict[int, Detection | DetectionError] = {}
        self._read = 0
        self._given = 0

    def outcomes(self) -> Iterator[Detection | DetectionError]:
        """Yield the outcomes in order, until there are no more articles."""
        self._hand_out()
        while self._given < self._read:
            if self._given in self._done:
                yield self._done.pop(self._given)
                self._given += 1
                self._listen(0)  # whoever took it may have taken time
            else:
                self._listen(None)

    def dismiss(self) -> None:
        """End all workers, whatever they are doing."""
        end_all(self._workers, self._nursery)

    def _hand_out(self) -> None:
        """Give every idle worker a batch; start one for each batch that is left, up to the number asked for."""
        for worker in self._workers:
            if worker.ready and worker.batch is None and (batch := self._next()):
                worker.give(batch)
        while len(self._workers) < self._places and (batch := self._next()):
            if self._nursery is None or not self._nursery.is_alive():
                self._nursery = Nursery(functools.partial(_load, self._options))
            self._workers.append(_Worker(self._nursery, self._nursery.fork(), batch=batch))

    def _next(self) -> _Batch | None:
        if self._waiting:
            return self._waiting.popleft()
        if self._read - self._given >= self._ahead:
            return None
        articles = next(self._batches, None)
        if articles is None:
            return None
        self._read += len(articles)
        return _Batch(self._read - len(articles), articles)

    def _listen(self, timeout: float | None) -> None:
        """Take in what workers have sent, waiting for it so many seconds, end what takes too long, and give more."""
        workers = {worker.connection: worker for worker in self._workers}
        told = wait(list(workers), self._seconds_left() if timeout is None else timeout)
        for connection in told:
            self._receive(workers[connection])  # type: ignore[index]
        for worker in [worker for worker in self._workers if worker.connection not in told]:
            if self._is_over_time(worker):
                self._give_up(worker)
        self._hand_out()

    def _seconds_left(self) -> float | None:
        """Return how long it is until the first of the workers is over its time."""
        if self._timeout is None:
            return None
        first = min((worker.since for worker in self._workers if worker.ready and worker.batch), default=math.inf)
        return min(max(0.0, first + self._timeout - time.monotonic()), _LONGEST_WAIT)

    def _is_over_time(self, worker: _Worker) -> bool:
        working = worker.ready and worker.batch is not None
        return working and self._timeout is not None and time.monotonic() - worker.since >= self._timeout

    def _give_up(self, worker: _Worker) -> None:
        """End a worker that takes too long; of several articles, each is tried by itself."""
        self._workers.remove(worker)
        worker.end()
        batch = worker.batch
        assert batch is not None
        if len(batch.articles) == 1:
            problem = f"took longer than {self._timeout:g} s"
            self._done[batch.first] = DetectionError(batch.articles[0].id, problem)
        else:
            self._try_each(batch, again=False)

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.ready:
            if isinstance(message, str):
                name, hint = self._options["spacy_model"], "install the package that its components come from"
                raise ModelError(f"{name}: a worker process cannot load it ({message}); {hint}")
            worker.process = message
            assert worker.batch is not None
            worker.give(worker.batch)
            return
        batch, worker.batch = worker.batch, None
        assert batch is not None
        for number, (article, packed) in enumerate(zip(batch.articles, message, strict=True), batch.first):
            self._done[number] = _unpacked(article, *packed)

    def _bury(self, worker: _Worker) -> None:
        """See to the batch of a worker that has died; `_hand_out` starts another one in its place."""
        self._workers.remove(worker)
        how, batch = worker.end(), worker.batch
        if not worker.ready:
            self._places -= 1
            if not self._places:
                raise QuotesError(f"no worker process starts: the last one {how} before it had loaded the pipeline")
            told = "before it had loaded the pipeline; the run goes on without it"
            self._waiting.extendleft([batch] if batch else [])
        elif batch is None:
            told = "while it waited for articles; another one takes its place"
        elif batch.again:
            article = batch.articles[0]
            self._done[batch.first] = failure = DetectionError(article.id, f"its worker process {how}")
            failure.__cause__ = ChildProcessError(f"process {worker.process} {how}")
            return
        else:
            told = f"at {_named(batch.articles)}; each is tried again by itself"
            self._try_each(batch, again=True)
        number = worker.process or worker.nursery.process.pid
        warnings.warn(f"worker process {number} {how} {told}", QuotesWarning, stacklevel=2)

    def _try_each(self, batch: _Batch, *, again: bool) -> None:
        for number, article in enumerate(batch.articles, batch.first):
            self._waiting.append(_Batch(number, [article], again=again))


def _named(articles: Sequence[Article]) -> str:
    first, last = articles[0].id, articles[-1].id
    return f"article {first!r}" if len(articles) == 1 else f"articles {first!r} to {last!r} ({len(articles)})"


def _packed(outcome: Detection | DetectionError) -> tuple[Any, Any, bool | None]:
    """Return what the other end does not know yet: the article is there."""
    if isinstance(outcome, Detection):
        return outcome.quotes, outcome.rejected, outcome.english
    return outcome.problem, "".join(traceback.format_exception(outcome.__cause__)), None


def _unpacked(article: Article, quotes: Any, rejected: Any, english: bool | None) -> Detection | DetectionError:
    if not isinstance(quotes, str):
        return Detection(article=article, quotes=quotes, rejected=rejected, english=english)
    failure = DetectionError(article.id, quotes)
    failure.__cause__ = RuntimeError(f"in a worker process:\n\n{rejected}")
    return failure


def _load(options: dict[str, Any]) -> Work:
    """Load the pipeline, in the nursery, and return what a worker makes of a batch."""
    from quotes.engine import Engine

    engine = Engine(**options)
    return lambda articles: [_packed(outcome) for outcome in engine.attempt(articles)]
