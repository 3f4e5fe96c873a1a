"""Processes that work for this one: a nursery that has loaded what they need, and workers, which are forks of it.

    nursery ──forks──> worker 1, worker 2
    jobs ──job──> worker 1 ──┐
         ──job──> worker 2 ──┴──> answers, put back in order

The nursery is a Python of its own: it loads everything once, and each worker is a fork of it, so that one more costs
neither the time nor, as long as it only reads, the memory of what is loaded. A worker is at the other end of one duplex
pipe; it has one job at a time, so neither end ever writes while the other one does. A process pool of the standard
library would do less: one hangs for ever when a worker is killed, the other gives up all work, and both start the
caller's script again. All of them are in a session of their own, where Ctrl-C does not reach them, and end at once when
their parent does.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any

_SECONDS_TO_END = 5
# Threads of numeric libraries would only take the cores from the other workers, and do not outlive a fork.
_THREADS = ("OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "BLIS_NUM", "VECLIB_MAXIMUM")
_ONE_THREAD = {f"{count}_THREADS": "1" for count in _THREADS}

Work = Callable[[Any], Any]


class Nursery:
    """The process that has loaded what its workers need and forks them, and our end of the pipe to it.

    ``load`` is called there once, and returns what a worker answers with.
    """

    def __init__(self, load: Callable[[], Work]) -> None:
        self.connection, theirs = Pipe()
        # -P: the folder that we are in is no place to import from, unless it is one for us.
        program = f"from quotes.processes import raise_workers; raise_workers({theirs.fileno()})"
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", program],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**_ONE_THREAD, **os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )
        with suppress(OSError):  # it is dead: its workers' pipes tell
            self.connection.send(load)

    def fork(self) -> Connection:
        """Ask for a worker and return our end of its pipe; it says its number, or in words why nothing was loaded."""
        ours, theirs = Pipe()
        with theirs, suppress(OSError):  # it is dead: the closed pipe tells
            self.connection.send(None)
            send_handle(self.connection, theirs.fileno(), self.process.pid)
        return ours

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
class Fork:
    """A process of a nursery, and our end of its pipe; it is ready when it has said its number."""

    nursery: Nursery
    connection: Connection
    process: int | None = None

    @property
    def ready(self) -> bool:
        """Whether it takes jobs."""
        return self.process is not None

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


def end_all(workers: Iterable[Fork], nursery: Nursery | None) -> None:
    """End workers, whatever they are doing, and their nursery."""
    workers = list(workers)
    for worker in workers:
        worker.connection.close()
        worker.kill()
    if nursery:
        nursery.end(kill=not any(worker.ready for worker in workers))


def raise_workers(pipe: int) -> None:
    """Be a nursery, at the other end of the pipe with this number, until that closes."""
    with suppress(EOFError, OSError):
        _raise_workers(Connection(pipe))


def _raise_workers(connection: Connection) -> None:
    """Load, then fork a worker for each pipe that comes, and say how those ended that are asked for."""
    load = connection.recv()
    gc.disable()  # nothing of what is loaded is garbage: looking for some would take a tenth of the start
    failure, work = None, None
    try:
        work = load()
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
                if work is None:
                    pipe.send(failure)
                    continue
                with suppress(OSError):  # no process more is allowed: the closed pipe tells
                    if worker := os.fork():
                        workers.add(worker)
                        pipe.send(worker)
                    else:
                        connection.close()
                        _work(pipe, work)
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)


def _work(connection: Connection, work: Work) -> None:
    """Answer jobs until the other end closes."""
    try:
        gc.enable()
        with suppress(EOFError, OSError):
            while True:
                connection.send(work(connection.recv()))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)  # what follows is for the nursery to do
