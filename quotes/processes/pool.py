"""Share work out among processes: answers in the order of what was asked, few of them ahead."""

from __future__ import annotations

import functools
import importlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Any, Self, TypeVar

from quotes.errors import QuotesError
from quotes.processes.nursery import Fork, Nursery, Work, end_all

_AHEAD = 2
"""Jobs a process that may be given or done before the first of them is taken."""

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class Processes:
    """So many processes for functions of modules, started when there is work for two; with one, all is done here.

    ``load`` names modules that they share, beside that of the first function. A process that dies raises a QuotesError;
    what a function raises is raised here. Used as a context, it ends them all.
    """

    def __init__(self, number: int = 1, *load: str) -> None:
        self.number, self._modules = number, load
        self._nursery: Nursery | None = None
        self._workers: list[Fork] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the processes; who works on needs new ones."""
        workers, nursery = self._workers, self._nursery
        self._workers, self._nursery = [], None
        end_all(workers, nursery)

    def map(self, function: Callable[[Job], Answer], jobs: Iterable[Job]) -> Iterator[Answer]:
        """Yield what a function answers to each job, in their order; one such call at a time.

        Few jobs are ahead of the one whose answer is taken. Jobs and answers go through pipes.
        """
        remaining = iter(jobs)
        first = list(islice(remaining, 2))
        if self.number == 1 or len(first) < 2:
            yield from map(function, chain(first, remaining))
            return
        try:
            yield from self._answers(function, enumerate(chain(first, remaining)))
        except BaseException:
            self.end()  # they may be at work on what nobody waits for
            raise

    def map_all(
        self, function: Callable[[Sequence[Job]], Iterable[Answer]], jobs: Iterable[Job], at_once: int
    ) -> Iterator[Answer]:
        """Yield all that a function answers to jobs of which it gets so many at once; else as `map`."""
        for answers in self.map(function, batched(jobs, at_once)):
            yield from answers

    def _answers(self, function: Callable[[Job], Answer], jobs: Iterator[tuple[int, Job]]) -> Iterator[Answer]:
        done: dict[int, Answer] = {}
        busy: dict[Connection, tuple[Fork, int]] = {}
        given = 0
        while True:
            while len(busy) + len(done) < self.number * _AHEAD and len(busy) < self.number:
                if (numbered := next(jobs, None)) is None:
                    break
                worker = self._idle(busy, function)
                with suppress(OSError):  # it is dead: listening tells
                    worker.connection.send((function, numbered[1]))
                busy[worker.connection] = worker, numbered[0]
            patience = None
            if given in done:
                yield done.pop(given)
                given, patience = given + 1, 0.0  # whoever took it may have taken time
            elif not busy:
                return
            for connection in wait(list(busy), patience):
                worker, number = busy.pop(connection)  # type: ignore[call-overload]
                done[number] = self._answer_of(worker)

    def _idle(self, busy: Iterable[Connection], function: Work) -> Fork:
        """Return a worker that has nothing to do; a new one, for this function first, where there is none."""
        for worker in self._workers:
            if worker.connection not in busy:
                return worker
        if self._nursery is None:
            self._nursery = Nursery(functools.partial(_load, (function.__module__, *self._modules)))
        worker = Fork(self._nursery, self._nursery.fork())
        try:
            # Before it has a job, or its answer might come at the same time as its number, which the nursery sends.
            said = worker.connection.recv()
        except (EOFError, OSError):
            said = f"the last one {worker.end()}"
        if isinstance(said, str):
            raise QuotesError(f"no worker process starts: {said}")
        worker.process = said
        self._workers.append(worker)
        return worker

    def _answer_of(self, worker: Fork) -> Any:
        try:
            answer, error = worker.connection.recv()
        except (EOFError, OSError) as death:
            self._workers.remove(worker)
            raise QuotesError(f"a worker process {worker.end()}") from death
        if error is not None:
            raise error from answer
        return answer


HERE = Processes()
"""This process alone."""


def batched(items: Iterable[Job], size: int) -> Iterator[list[Job]]:
    """Yield so many items at a time, in order."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def _load(modules: Iterable[str]) -> Work:
    for module in modules:
        importlib.import_module(module)
    return _answer


def _answer(asked: tuple[Work, Any]) -> tuple[Any, Exception | None]:
    """Return what a function answers, or why there is no answer, with the error."""
    function, job = asked
    try:
        return function(job), None
    except Exception as error:
        return RuntimeError(f"in a worker process:\n\n{traceback.format_exc()}"), error
