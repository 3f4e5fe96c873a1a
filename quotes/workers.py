"""Share articles out among processes: in order, a bounded number at a time, none lost when a process dies.

    nursery ──forks──> worker 1, worker 2
    articles ──batch──> worker 1 ──┐
             ──batch──> worker 2 ──┴──> outcomes, put back in order

The nursery is this module run by a Python of its own: it loads the pipeline once, and each worker is a fork of it, so
that a worker more costs neither the time nor, as long as it only reads, the memory of a pipeline. A worker is at the
other end of one duplex pipe; it has one batch at a time, so neither end ever writes while the other one does. A process
pool of the standard library would do less: one hangs for ever when a worker is killed, the other gives up all work, and
both start the caller's script again. All of them are in a session of their own, where Ctrl-C does not reach them, and
end at once when their parent does.

A time limit is kept by killing the worker: a signal's handler waits for C code, as spaCy's, to return, and runs in the
main thread only. A batch has the time of one article; where it needs more, each of its articles is tried by itself.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.reduction import recv_handle, send_handle
from typing import TYPE_CHECKING, Any

from quotes.errors import DetectionError, ModelError, QuotesError, QuotesWarning
from quotes.records import Article, Detection

if TYPE_CHECKING:
    from quotes.engine import Engine

_ARTICLES_AHEAD = 256
"""Articles per worker that may be read before the first of them is given: so many wait for one that takes long."""
_SECONDS_TO_END = 5
_LONGEST_WAIT = 3600.0
"""Seconds; the system's clocks for waiting overflow at some weeks."""
# Threads of numeric libraries would only take the cores from the other workers, and do not outlive a fork.
_THREADS = ("OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "BLIS_NUM", "VECLIB_MAXIMUM")
_ONE_THREAD = {f"{count}_THREADS": "1" for count in _THREADS}


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


class _Nursery:
    """The process that has loaded the pipeline and forks the workers, and our end of the pipe to it."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.connection, theirs = Pipe()
        # -P: the folder that we are in is no place to import from, unless it is one for us.
        command = [sys.executable, "-P", "-m", "quotes.workers", str(theirs.fileno())]
        with theirs:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**_ONE_THREAD, **os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )
        with suppress(OSError):  # it is dead: its workers' pipes tell
            self.connection.send(options)

    def worker(self, batch: _Batch) -> _Worker:
        """Ask for a worker, which says its number when the pipeline is loaded."""
        ours, theirs = Pipe()
        with theirs, suppress(OSError):  # it is dead: the closed pipe tells
            self.connection.send(None)
            send_handle(self.connection, theirs.fileno(), self.process.pid)
        return _Worker(self, ours, batch)

    def how_ended(self, worker: int | None) -> str:
        """Say how a worker has ended; where that did not start, or nobody is left to know, how the nursery has."""
        try:
            if worker is None:
                status = self.process.wait(_SECONDS_TO_END)
            else:
                self.connection.send(worker)
                status = os.waitstatus_to_exitcode(self.connection.recv())
        except subprocess.TimeoutExpired:
            return "could not be forked"
        except (EOFError, OSError):
            status = self.process.wait()
        if status < 0:
            return f"died of signal {-status} ({signal.strsignal(-status)})"
        return f"ended with status {status}"

    def is_alive(self) -> bool:
        """Return whether more workers can come of it."""
        return self.process.poll() is None

    def end(self, *, kill: bool) -> None:
        """End the process, which sees to its workers unless it is killed."""
        self.connection.close()
        if kill:
            self.process.kill()
        try:
            self.process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and its batch; that is sent when the process has a number, and so is ready.

    ``since`` is when it was sent, on the clock of ``time.monotonic``.
    """

    nursery: _Nursery
    connection: Connection
    batch: _Batch | None
    process: int | None = None
    since: float = 0.0

    @property
    def ready(self) -> bool:
        """Whether it takes batches."""
        return self.process is not None

    def give(self, batch: _Batch) -> None:
        """Send a batch to a worker that waits for one."""
        self.batch, self.since = batch, time.monotonic()
        with suppress(OSError):  # it is dead: listening tells
            self.connection.send(batch.articles)

    def kill(self) -> None:
        """End the process at once; one that has ended already keeps its status."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)

    def end(self) -> str:
        """End the process, and say how it ended."""
        self.connection.close()
        self.kill()
        return self.nursery.how_ended(self.process)


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
        self._nursery: _Nursery | None = None
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
        for worker in self._workers:
            worker.connection.close()
            worker.kill()
        if self._nursery:
            self._nursery.end(kill=not any(worker.ready for worker in self._workers))

    def _hand_out(self) -> None:
        """Give every idle worker a batch; start one for each batch that is left, up to the number asked for."""
        for worker in self._workers:
            if worker.ready and worker.batch is None and (batch := self._next()):
                worker.give(batch)
        while len(self._workers) < self._places and (batch := self._next()):
            if self._nursery is None or not self._nursery.is_alive():
                self._nursery = _Nursery(self._options)
            self._workers.append(self._nursery.worker(batch))

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


def _raise_workers(connection: Connection) -> None:
    """Load the pipeline, then fork a worker for each pipe that comes, and say how those ended that are asked for."""
    options = connection.recv()
    gc.disable()  # nothing of what is loaded is garbage: looking for some would take a tenth of the start
    from quotes.engine import Engine

    failure = None
    try:
        engine = Engine(**options)
    except Exception as error:
        failure = f"{type(error).__name__}: {' '.join(str(error).split())}"
    gc.freeze()  # a collection would write to the memory that workers share
    workers: set[int] = set()
    try:
        while True:
            ended = connection.recv()
            if ended is not None:
                workers.remove(ended)
                connection.send(os.waitpid(ended, 0)[1])
                continue
            with Connection(recv_handle(connection)) as pipe:
                if failure:
                    pipe.send(failure)
                    continue
                with suppress(OSError):  # no process more is allowed: the closed pipe tells
                    if worker := os.fork():
                        workers.add(worker)
                        pipe.send(worker)
                    else:
                        connection.close()
                        _work(pipe, engine)
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)


def _work(connection: Connection, engine: Engine) -> None:
    """Answer batches until the other end closes."""
    try:
        gc.enable()
        with suppress(EOFError, OSError):
            while True:
                connection.send([_packed(outcome) for outcome in engine.attempt(connection.recv())])
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)  # what follows is for the nursery to do


if __name__ == "__main__":
    with suppress(EOFError, OSError):
        _raise_workers(Connection(int(sys.argv[1])))
