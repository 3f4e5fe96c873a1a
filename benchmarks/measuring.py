"""What the benchmarks share: run a command and say what it cost, describe the machine, print a table."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
_SECONDS_BETWEEN_LOOKS = 0.2
_MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Seconds and MiB that a command took with all its processes.

    ``largest`` is the high-water mark of the largest process, ``together`` the most that all of them were seen to take
    at a time, memory that they share counted once; ``disk`` the most that was seen in a folder.
    """

    cpu: float
    wall: float
    largest: float
    together: float
    disk: float = 0.0


def run(command: Sequence[str], *, output: IO[bytes] | None = None, folder: Path | None = None) -> Cost:
    """Run a command to its end with one thread a process; raises CalledProcessError where it fails.

    ``folder`` is where disk is taken. A Python of this environment runs the code of this checkout, whichever is
    installed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}, stdout=output or subprocess.DEVNULL
    )
    done, together, disk = threading.Event(), [0.0], [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, folder, done, together, disk))
    watcher.start()
    try:
        # Only wait4 tells the costs of this child alone, and of the processes that it waited for.
        _, status, used = os.wait4(process.pid, 0)
    finally:
        done.set()
        watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    largest = used.ru_maxrss / 1024
    return Cost(
        cpu=used.ru_utime + used.ru_stime,
        wall=time.perf_counter() - started,
        largest=largest,
        together=max(largest, together[0]),
        disk=disk[0],
    )


def _watch(pid: int, folder: Path | None, done: threading.Event, most: list[float], disk: list[float]) -> None:
    import psutil

    while not done.wait(_SECONDS_BETWEEN_LOOKS):
        disk[0] = max(disk[0], disk_taken(folder) if folder else 0.0)
        try:
            parent = psutil.Process(pid)
            taken = sum(_memory(one) for one in (parent, *parent.children(recursive=True)))
        except psutil.Error:  # a process that ends while it is looked at
            continue
        most[0] = max(most[0], taken / _MIB)


def disk_taken(folder: Path) -> float:
    """Return what the files in a folder and below take, in MiB."""
    taken = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # a file that goes while it is looked at
            taken += path.stat().st_size
    return taken / _MIB


def _memory(process: object) -> int:
    """Return the proportional share of a process, where the system tells it, else all that it has in memory."""
    info = process.memory_full_info()  # type: ignore[attr-defined]
    return int(getattr(info, "pss", info.rss))


def peak_memory() -> float:
    """Return the high-water mark of this process in MiB; where the system tells no better, of who started it, too."""
    status = Path("/proc/self/status")
    if status.exists():  # begins anew with each program, which that of getrusage does not
        lines = status.read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def machine() -> str:
    """Return processor, cores, system, Python, day and, in a checkout, the commit, on one line."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    python = f"Python {platform.python_version()}"
    about = (model, f"{os.cpu_count()} cores", platform.system(), python, time.strftime("%Y-%m-%d"), *_commit())
    return ", ".join(about)


def _commit() -> Iterator[str]:
    """Yield the last commit of the code measured, and whether it was changed since."""
    with suppress(OSError, subprocess.CalledProcessError):  # no git, or no checkout
        last, changed = (_git(*command, "--", "quotes") for command in (("log", "-1", "--format=%h"), ("diff", "HEAD")))
        yield f"commit {last} and changes" if changed else f"commit {last}"


def _git(*command: str) -> str:
    return subprocess.run(
        ["git", "-C", str(ROOT), *command], check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()


def versions(packages: Iterable[str]) -> str:
    """Return the packages with their versions in this environment."""
    return ", ".join(f"{package} {version(package)}" for package in packages)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown: words to the left, figures to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
