"""Runs that are killed at a file event, that find the disk full, or that share an output with another run.

Each run is a process forked from this one, so that spaCy is loaded once.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hostile.ledger import Box, Ledger, listing
from hostile.tamper import Base

_CALLS = frozenset(
    "open write writelines flush close truncate fsync mkdir rename replace link symlink remove unlink rmdir".split()
)
_DONE, _FAILED, _RAISED = 0, 1, 99
_LIMITS = (0, 1, 100, 1_000, 4_000, 20_000, 60_000)  # bytes a file; the largest file of the release has 100,000
_SECONDS_AT_MOST = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """A command that writes to ``out``; ``right`` lists its result, and ``events`` counts what it does to files.

    ``in_pieces``, any of the folders in ``out`` may be there without the others.
    """

    name: str
    arguments: tuple[str, ...]
    out: str = "out"
    before: Callable[[Path], object] = lambda _: None
    right: dict[str, str] = field(default_factory=dict)
    events: int = 0
    in_pieces: bool = False

    def may_leave(self, seen: dict[str, str], old: dict[str, str]) -> bool:
        """Say whether these files in ``out`` may be all that is seen of it: what was there before, or the result."""
        pieces = {path.partition("/")[0] for path in seen}
        some = {path: what for path, what in _files(self.right).items() if path.partition("/")[0] in pieces}
        return seen in (_files(old), some if self.in_pieces else _files(self.right))


def works(folder: Path, bases: Sequence[Base]) -> list[Work]:
    """Return every command that writes; releases to start from are full, with contexts and with no articles."""
    if not bases:
        return []
    full, _, none = (str(base.folder) for base in bases)
    text, rows = str(bases[0].articles), folder / "corrected.jsonl"
    lines = (bases[0].folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    rows.write_text("".join(lines[1:]), encoding="utf-8")
    return [
        Work(name="build", arguments=("build", text, "--name", "n", "--version", "1.0.0", "--out", "out")),
        Work(name="detect", arguments=("detect", text, "-o", "out/records.jsonl"), before=_old_records),
        Work(name="show", arguments=("show", text, "-o", "out/page.html"), before=_old_records),
        Work(name="restore", arguments=("restore", none, text, "--out", "out")),
        Work(name="revise", arguments=("revise", full, "--quotes", str(rows), "--out", "out")),
        Work(name="shards", arguments=("detect", text, "--shards", "out", "--shard-size", "2"), in_pieces=True),
    ]


def _old_records(here: Path) -> None:
    (here / "out" / "records.jsonl").write_text("old\n", encoding="utf-8")


def kills(box: Box, ledger: Ledger, numbers: range, seed: int, found: Sequence[Work]) -> None:
    """Kill each command at events spread over its run; then it must be as if nothing had been, or all."""
    for number in numbers:
        work = found[number % len(found)]
        rng = random.Random(f"kill {seed} {number}")
        place, calls = rng.randrange(work.events), rng.choice((0, 0, 1, 2, 5, 10, 30))
        name = f"{number} {work.name}, killed {calls} calls behind event {place} of {work.events}"
        with ledger.one(name):
            _prepare(box.here, work)
            old = dict(listing(box.here / work.out))
            status, _ = forked(work.arguments, kill_at=(place, calls))
            if status != -signal.SIGKILL and not (calls and status == _DONE):  # that many calls may not follow
                ledger.fault("other exceptions", f"{work.name}: status {status} before its kill", name)
            seen = {path: what for path, what in listing(box.here / work.out) if not _hidden(path)}
            if not work.may_leave(_files(seen), old):
                ledger.fault("half-written", f"{work.name}: part of it is seen after a kill", name, box.here / work.out)
            _again(box, ledger, work, name)


def _again(box: Box, ledger: Ledger, work: Work, name: str) -> None:
    """Run once more: it must end well, with the same result and nothing left behind."""
    status, _ = forked(work.arguments)
    if status != _DONE:
        ledger.fault("other exceptions", f"{work.name}: status {status} after a kill", name)
    now = dict(listing(box.here / work.out))
    if now != work.right:
        left = [path for path in now if path not in work.right]
        what = "something is left behind" if left else "another result"
        ledger.fault("half-written", f"{work.name}: {what} after the next run", name, box.here / work.out)


def full_disks(box: Box, ledger: Ledger, numbers: range, seed: int, found: Sequence[Work]) -> None:
    """Give each command too little room: a limit to its files, a small disk for its output, or for temporary files."""
    for number in numbers:
        work, rest = found[number % len(found)], number // len(found)
        _prepare(box.here, work)
        old = dict(listing(box.here / work.out))
        limit = _LIMITS[rest // 3 % len(_LIMITS)]
        where = ("each file", "output", "temporary files")[rest % 3]
        name = f"{number} {work.name}, {limit:,} bytes for {where}"
        with ledger.one(name), _room(box, work, where, limit) as given:
            status, said = forked(work.arguments, **given)
            if status not in (_DONE, _FAILED):
                ledger.fault("other exceptions", f"{work.name}, {where}: {said.strip().splitlines()[-1:]}", name)
            elif status == _FAILED:
                ledger.message(said.partition("Error: ")[2].rstrip("\n"), name)
            now = dict(listing(box.here / work.out))
            if not (_files(now) == _files(work.right) if status == _DONE else work.may_leave(_files(now), old)):
                ledger.fault("half-written", f"{work.name}, {where}: what is left is neither all nor nothing", name)


@contextmanager
def _room(box: Box, work: Work, where: str, limit: int) -> Iterator[dict[str, Any]]:
    """Make room for so many bytes; without the right to mount, all three are a limit to each file."""
    folder = {"output": box.here / work.out, "temporary files": box.root / "tmp"}.get(where)
    if folder is None or not _mount(folder, limit):
        yield {"file_size": limit}
        return
    try:
        if where == "output":
            work.before(box.here)
        yield {}
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(folder: Path, limit: int) -> bool:
    folder.mkdir(exist_ok=True)
    # Less than a page is a page; the names of files take room, too.
    size = f"size={max(limit, 4096)},nr_inodes=40"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", folder], capture_output=True, check=False)
    return done.returncode == 0


def two_at_once(box: Box, ledger: Ledger, numbers: range, seed: int, found: Sequence[Work]) -> None:
    """Run a command twice at once on one output: one result, whole, and nothing else."""
    for number in numbers:
        work = found[number % len(found)]
        _prepare(box.here, work)
        name = f"{number} two of {work.name}"
        with ledger.one(name):
            ends = [ended(*process) for process in [started(work.arguments) for _ in range(2)]]
            statuses = [status for status, _ in ends]
            if any(status not in (_DONE, _FAILED) for status in statuses) or _DONE not in statuses:
                ledger.fault("other exceptions", f"{work.name}: two at once end with {sorted(statuses)}", name)
            for _, said in ends:
                ledger.message(said.partition("Error: ")[2].rstrip("\n"), name)
            if dict(listing(box.here / work.out)) != work.right:
                ledger.fault("half-written", f"{work.name}: two at once leave another result", name)


def measured(work: Work, here: Path) -> Work:
    """Return the work with its result and its events, from a run that nothing disturbs."""
    _prepare(here, work)
    status, said = forked(work.arguments, kill_at=(-1, 0))
    if status != _DONE:
        raise RuntimeError(f"{work.name}: status {status}: {said}")
    return replace(work, right=dict(listing(here / work.out)), events=int(said.rpartition("events ")[2]))


def _prepare(here: Path, work: Work) -> None:
    shutil.rmtree(here, ignore_errors=True)
    (here / work.out).mkdir(parents=True)
    os.chdir(here)
    work.before(here)


def forked(
    arguments: Sequence[str], *, kill_at: tuple[int, int] | None = None, file_size: int | None = None
) -> tuple[int, str]:
    """Run a command in a process of its own; return its status, negative where a signal ended it, and what it says.

    ``kill_at`` is the event, and how many calls behind it, that it is killed at; the event -1 only counts them.
    """
    return ended(*started(arguments, kill_at=kill_at, file_size=file_size))


def started(
    arguments: Sequence[str], *, kill_at: tuple[int, int] | None = None, file_size: int | None = None
) -> tuple[int, int]:
    """Start a command in a process of its own; return its number and the end of a pipe that holds what it says."""
    reader, writer = os.pipe()  # no file, which a limit to files would hold up
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    status = _RAISED
    try:  # whatever happens, this process must not go on as its parent
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(_SECONDS_AT_MOST)
        for number in (1, 2):
            os.dup2(writer, number)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
        status = _run(arguments, kill_at)
    finally:
        os._exit(status)


def _run(arguments: Sequence[str], kill_at: tuple[int, int] | None) -> int:
    from quotes.cli import main

    events = _Events(*(kill_at or (-1, 0)))
    if kill_at is not None:
        sys.addaudithook(events.audit)
    status = _RAISED
    try:
        main(list(arguments), prog_name="quotes")
    except SystemExit as done:
        status = int(done.code or 0)
    except BaseException:
        traceback.print_exc()
    if kill_at == (-1, 0):
        print(f"events {events.count}", file=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return status


class _Events:
    """Counts what is done to files in the present folder, and kills this process at one of them, or soon after."""

    def __init__(self, event: int, calls: int) -> None:
        self.count = 0
        self._event, self._calls = event, calls
        self._here = os.getcwd()

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count an event of Python's own list: a file is opened, moved, removed."""
        if not event.startswith(("open", "os.", "shutil.", "tempfile.")) or not arguments:
            return
        path = arguments[0]
        if isinstance(path, str | Path) and (not os.path.isabs(path) or str(path).startswith(self._here)):
            if self.count == self._event:
                self._last()
            self.count += 1

    def _last(self) -> None:
        if self._calls:
            sys.setprofile(self._called)
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    def _called(self, frame: object, event: str, called: object) -> None:
        if event == "c_call" and getattr(called, "__name__", "") in _CALLS:
            self._calls -= 1
            if self._calls <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


def ended(process: int, reader: int) -> tuple[int, str]:
    """Wait for the end of a process; return its status, negative where a signal ended it, and what it said."""
    with os.fdopen(reader, encoding="utf-8", errors="replace") as stream:
        said = stream.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), said


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _files(found: dict[str, str]) -> dict[str, str]:
    return {path: what for path, what in found.items() if what != "/"}
