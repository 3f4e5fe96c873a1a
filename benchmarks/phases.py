"""Build a release from shards, and say what each phase costs: time, memory, disk, those of temporary files too.

    python benchmarks/phases.py SHARDS... [--keep FOLDER] [--append FILE] [--workers N]

Each folder of shards, such as replay.py makes, is built by a process of its own, and what that shares out by so many
others, whose CPU time stands apart. A phase inside another is told apart from it. Memory is the most that the one
process had during the phase; disk, looked at every half second, what the release
in the making and temporary files without a name take together. Linux only.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import click
import psutil
from measuring import ONE_THREAD, ROOT, disk_taken, machine, peak_memory, table, versions

PHASES = (
    ("read shards, check rows", "quotes.dataset.writing.write", "write_rows"),
    ("find reposts", "quotes.dataset.placement.sameness", "stories"),
    ("cluster: words, keys", "quotes.clusters.clustering", "_add_keys"),
    ("cluster: compare pairs", "quotes.clusters.clustering", "_matches"),
    ("cluster: read quotations, leaders", "quotes.dataset.placement.sameness", "cluster_written"),
    ("splits", "quotes.dataset.placement.placing", "_splits"),
    ("write rows, disagreements", "quotes.dataset.writing.write", "place_rows"),
    ("tables, card", "quotes.dataset.writing.write", "make_draft"),
    ("publish", "quotes.dataset.writing.write", "publish"),
)
_MIB = 2**20
_LOOKS = 0.5


@dataclass(kw_only=True, slots=True)
class Phase:
    """Seconds and MiB of a phase, without those of the phases inside it."""

    cpu: float = 0.0
    others_cpu: float = 0.0
    seconds: float = 0.0
    memory: float = 0.0
    disk: float = 0.0


def _now() -> tuple[float, float, float]:
    """Return the CPU seconds of this process, those of its children, ended and alive, and the seconds on the clock."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    others = ended.ru_utime + ended.ru_stime
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            spent = child.cpu_times()
            others += spent.user + spent.system
    return time.process_time(), others, time.perf_counter()


@dataclass(kw_only=True, slots=True)
class Clock:
    """Costs by phase; the innermost that is open is the one that runs."""

    folder: Path
    phases: dict[str, Phase] = field(default_factory=dict)
    _open: list[str] = field(default_factory=lambda: ["loading, the rest"])
    _since: tuple[float, float, float] = field(default_factory=_now)
    _disk: float = 0.0

    def look(self) -> None:
        """Note what disk is taken now."""
        self._disk = max(self._disk, disk_taken(self.folder) + _unnamed())

    def note(self) -> None:
        """Put what was spent since the last call down to the phase that runs."""
        self.look()
        now = _now()
        phase = self.phases.setdefault(self._open[-1], Phase())
        phase.cpu += now[0] - self._since[0]
        phase.others_cpu += now[1] - self._since[1]
        phase.seconds += now[2] - self._since[2]
        phase.memory = max(phase.memory, peak_memory())
        phase.disk = max(phase.disk, self._disk)
        self._since, self._disk = now, 0.0
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the high-water mark begins anew

    @contextmanager
    def running(self, phase: str) -> Iterator[None]:
        """Count what happens inside as the phase's."""
        self.note()
        self._open.append(phase)
        try:
            yield
        finally:
            self.note()
            self._open.pop()
            print(f"{phase}: {self.phases[phase]}", file=sys.stderr, flush=True)


def _unnamed() -> float:
    """Return what the open files of this process that have no name take, in MiB."""
    taken = 0
    for one in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            status = os.stat(f"/proc/self/fd/{one}")
            taken += status.st_blocks * 512 if status.st_nlink == 0 else 0
    return taken / _MIB


def build(shards: Path, out: Path, workers: int) -> dict[str, Any]:
    """Build a release from shards, and return its costs by phase and what it holds."""
    from quotes.building import build_from_shards

    clock, done = Clock(folder=out), threading.Event()

    def watch() -> None:
        while not done.wait(_LOOKS):
            clock.look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with ExitStack() as stack:
            for phase, module, name in PHASES:
                stack.enter_context(_timed(clock, phase, module, name))
            release = build_from_shards(
                [shards], name="replayed", version="1.0.0", out=out, license="CC0-1.0", workers=workers
            )
    finally:
        done.set()
        watcher.join()
    clock.note()
    counts = release.manifest.counts
    return {
        "articles": counts.articles,
        "quotes": counts.quotes,
        "clusters": counts.clusters,
        "reposts": counts.reposts,
        "digest": release.manifest.rows_digest,
        "release, MiB": disk_taken(release.path),
        "phases": {name: asdict(phase) for name, phase in clock.phases.items()},
    }


def _timed(clock: Clock, phase: str, module: str, name: str) -> Any:
    made: Callable[..., Any] = getattr(import_module(module), name)

    def timed(*arguments: Any, **options: Any) -> Any:
        with clock.running(phase):
            return made(*arguments, **options)

    return mock.patch(f"{module}.{name}", timed)


def measured(shards: Path, keep: Path | None, workers: int) -> dict[str, Any]:
    """Build in a process of its own; the release is kept, or goes."""
    out = keep or Path(tempfile.mkdtemp())
    given = f"pathlib.Path({str(shards)!r}), pathlib.Path({str(out)!r}), {workers}"
    code = f"import json, phases, pathlib; print(json.dumps(phases.build({given})))"
    paths = f"{ROOT}:{ROOT / 'benchmarks'}"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": paths},
            check=True,
            stdout=subprocess.PIPE,
        )
    finally:
        if keep is None:
            shutil.rmtree(out)
    costs: dict[str, Any] = json.loads(done.stdout)
    return costs


@click.command()
@click.argument("shards", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--keep", type=click.Path(path_type=Path), help="Leave the release there.")
@click.option("--append", type=click.Path(path_type=Path), help="Add a line of JSON for each to a file.")
@click.option("--workers", default=1, show_default=True, help="Processes to work in.")
def main(shards: tuple[Path, ...], keep: Path | None, append: Path | None, workers: int) -> None:
    """Print what each phase costs with each folder of shards."""
    found = []
    for folder in shards:
        found.append(measured(folder, keep, workers))
        if append:
            with append.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(found[-1])}\n")
    print(f"{machine()}; {versions(['quote-attribution', 'numpy', 'pyarrow'])}\n")
    for costs in found:
        figures = ", ".join(f"{costs[name]:,} {name}" for name in ("articles", "quotes", "clusters", "reposts"))
        print(f"{figures}; release of {costs['release, MiB']:,.0f} MiB\n")
        rows = [
            [name, *(f"{phase[cost]:,.1f}" for cost in ("cpu", "others_cpu", "seconds", "memory", "disk"))]
            for name, phase in costs["phases"].items()
        ]
        print(table(["phase", "CPU seconds", "of others", "seconds", "memory, MiB", "disk, MiB"], rows), end="\n\n")


if __name__ == "__main__":
    main()
