"""Signals that ask a command to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from containers import as_in_a_container

import quotes
from quotes.cli.stopping import Stopped, stoppable

SECONDS_AT_MOST = 60
ROOT = Path(quotes.__file__).parents[1]
# A shell's background jobs, as these tests may be, have Ctrl-C switched off; what they start inherits that.
PROGRAM = """
import signal, sys
for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_IGN if name in sys.argv.pop(1) else signal.SIG_DFL)
from quotes.cli import main
main(prog_name="quotes")
"""
INT, TERM, HUP = signal.SIGINT, signal.SIGTERM, signal.SIGHUP


def _works(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process or one that it started is still at work, seen for a fifth of a second."""
    started = psutil.Process(process.pid)
    both = [started, *started.children(recursive=True)]
    before = [one.cpu_times()[:2] for one in both]
    time.sleep(0.2)
    sleeping = all(one.status() == psutil.STATUS_SLEEPING for one in both)
    return not sleeping or before != [one.cpu_times()[:2] for one in both]


@contextmanager
def waiting(out: Path, *before: str, ignored: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Run `quotes detect`, which has begun its file and waits for articles."""
    command = [*before, sys.executable, "-c", PROGRAM, *[ignored] * 3, "detect", "-", "-o", str(out)]
    there = set(out.parent.iterdir())
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            end = time.monotonic() + SECONDS_AT_MOST
            while not set(out.parent.iterdir()) - there and process.poll() is None and time.monotonic() < end:
                time.sleep(0.02)
            while process.poll() is None and _works(process) and time.monotonic() < end:
                pass  # a signal that meets an import may raise where Python only tells of it, not here
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("ignored", "sent", "status"),
    [
        ("", [INT], 130),
        ("", [TERM], 143),
        ("", [HUP], 129),
        ("", [TERM] * 99, 143),
        ("SIGHUP", [HUP, TERM], 143),
        ("SIGINT", [INT, TERM], 143),
    ],
)
def test_a_signal_ends_a_command_and_leaves_no_file(
    ignored: str, sent: list[signal.Signals], status: int, tmp_path: Path
) -> None:
    with waiting(tmp_path / "records.jsonl", ignored=ignored) as process:
        for number in sent:
            process.send_signal(number)
        assert process.communicate(timeout=SECONDS_AT_MOST) == (b"", b"")
        assert process.returncode == status
    assert list(tmp_path.iterdir()) == []


def test_the_first_process_of_a_container_ends_too(tmp_path: Path) -> None:
    before = as_in_a_container()
    with waiting(tmp_path / "records.jsonl", *before) as process:
        (command,) = psutil.Process(process.pid).children() if before else [psutil.Process(process.pid)]
        command.send_signal(TERM)
        assert process.communicate(timeout=SECONDS_AT_MOST) == (b"", b"")
        assert process.returncode == 143
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_command_left_is_removed_by_the_next_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    with waiting(out) as alive:
        (held,) = tmp_path.iterdir()
        with waiting(out) as killed:
            killed.kill()
        (left,) = set(tmp_path.iterdir()) - {held}
        with waiting(out) as process:
            assert set(tmp_path.iterdir()) > {held}
            assert not left.exists()
            process.send_signal(TERM)
            process.communicate(timeout=SECONDS_AT_MOST)
        assert alive.poll() is None
        assert list(tmp_path.iterdir()) == [held]


def test_a_signal_is_heard_again_if_somebody_has_swallowed_the_first() -> None:
    handlers = [signal.getsignal(number) for number in (INT, TERM, HUP)]
    with pytest.raises(Stopped) as caught, stoppable():  # noqa: PT012
        with suppress(Stopped):
            signal.raise_signal(TERM)
        try:
            signal.raise_signal(HUP)
        finally:
            signal.raise_signal(TERM)  # while this is being handled
    assert caught.value.status == 129
    assert [signal.getsignal(number) for number in (INT, TERM, HUP)] == [signal.SIG_IGN] * 3
    for number, handler in zip((INT, TERM, HUP), handlers, strict=True):
        signal.signal(number, handler)


def test_handlers_are_put_back_and_others_left_alone() -> None:
    def theirs(number: int, frame: object) -> None:
        """Handle a signal as a program does that the command line is a part of."""

    before = signal.signal(HUP, theirs)
    try:
        handlers = [signal.getsignal(number) for number in (INT, TERM, HUP)]
        with stoppable():
            assert signal.getsignal(TERM) not in handlers
            assert signal.getsignal(HUP) is theirs
        assert [signal.getsignal(number) for number in (INT, TERM, HUP)] == handlers
    finally:
        signal.signal(HUP, before)
