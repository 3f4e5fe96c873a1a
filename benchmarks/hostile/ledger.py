"""What the parts of the campaign share: faults are counted, and each happens in a box that is looked at afterwards."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quotes.errors import QuotesError

FAULTS = ("other exceptions", "unsound", "messages", "half-written", "outside", "forged", "too slow")
SECONDS_AT_MOST = 60
"""For one input: a hundred times what the slowest takes, on a machine that does other things, too."""
_KEPT_OF_A_SORT = 3
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class TooSlowError(BaseException):
    """Passes through every ``except Exception`` on its way."""


@dataclass(kw_only=True)
class Ledger:
    """What one part has found; inputs at fault are copied into ``kept``."""

    part: str
    kept: Path
    inputs: int = 0
    runs: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    sorts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_input: str = ""

    @contextmanager
    def one(self, name: str, culprit: Path | None = None) -> Iterator[None]:
        """Count a run; whatever it raises but a QuotesError is a fault, and so is taking too long."""
        self.runs += 1
        started = time.perf_counter()
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, SECONDS_AT_MOST)
        try:
            yield
        except QuotesError as error:
            self.message(str(error), name, culprit)
        except TooSlowError:
            self.fault("too slow", f"more than {SECONDS_AT_MOST} s", name, culprit)
        except Exception as error:
            self.fault("other exceptions", describe(error), name, culprit)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            seconds = time.perf_counter() - started
            if seconds > self.slowest:
                self.slowest, self.slowest_input = seconds, name

    def message(self, text: str, name: str, culprit: Path | None = None) -> None:
        """Look at a message, which must be one line of text."""
        if "\n" in text or _NO_TEXT.search(text):
            self.fault("messages", f"not one line of text: {_sort(text)}", name, culprit)

    def fault(self, kind: str, sort: str, name: str, culprit: Path | None = None) -> None:
        """Count a fault; the first few of a sort are told, and what caused them is kept."""
        self.faults[kind] += 1
        self.sorts[f"{kind}: {sort}"] += 1
        if self.sorts[f"{kind}: {sort}"] > _KEPT_OF_A_SORT or culprit is None or not culprit.exists():
            return
        place = self.kept / re.sub(r"\W+", "-", f"{self.part} {name}")[:100]
        if place.exists():
            return
        if culprit.is_dir():
            shutil.copytree(culprit, place, symlinks=True)
        else:
            place.mkdir(parents=True)
            shutil.copy(culprit, place)

    def add(self, other: Ledger) -> None:
        """Add what another process has found."""
        self.inputs += other.inputs
        self.runs += other.runs
        self.faults += other.faults
        self.sorts += other.sorts
        if other.slowest > self.slowest:
            self.slowest, self.slowest_input = other.slowest, other.slowest_input

    def row(self) -> list[str]:
        """Return what was found as a row of a table."""
        faults = [f"{self.faults[kind]:,}" for kind in FAULTS]
        slowest = [f"{self.slowest:.1f}", self.slowest_input[:60]]
        return [self.part, f"{self.inputs:,}", f"{self.runs:,}", *faults, *slowest]


def describe(error: BaseException) -> str:
    """Return the type of an error and the last place in this project that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/quotes/" in frame.filename and "site-packages" not in frame.filename]
    where = f"{ours[-1].filename.rpartition('/quotes/')[2]}:{ours[-1].lineno}" if ours else "outside of quotes"
    return f"{type(error).__name__} at {where}: {_sort(str(error))}"


def _sort(text: str) -> str:
    """Return the beginning of a message without what differs between two of a sort."""
    return re.sub(r"\d+", "0", ascii(re.sub(r"/\S+", "/…", text))[:60])


def _stop(*_: object) -> None:
    raise TooSlowError


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A place to run commands in: ``here`` is theirs to write to, around it nothing may change."""

    root: Path
    ledger: Ledger

    @property
    def here(self) -> Path:
        """Return the folder for inputs and outputs."""
        return self.root / "here"

    @property
    def outside(self) -> Path:
        """Return a folder that no input may lead to."""
        return self.root / "outside"

    def look(self, before: dict[str, str], name: str, culprit: Path | None = None) -> None:
        """Compare what lies around with what lay there; temporary files must have gone."""
        after = self.around()
        for path in sorted(set(before) ^ set(after) | {path for path in before if before[path] != after.get(path)}):
            kind = "half-written" if path.startswith("tmp/") else "outside"
            self.ledger.fault(kind, f"{path.split('/')[0]} is not as it was", name, culprit)
            if path not in before:
                _remove(self.root / path)

    def around(self) -> dict[str, str]:
        """Return what lies around, by path."""
        return {
            f"{part}/{path}": what for part in ("outside", "home", "tmp") for path, what in listing(self.root / part)
        }


@contextmanager
def box(root: Path, ledger: Ledger) -> Iterator[Box]:
    """Make this process live in a folder: home, temporary files and caches are there. It ends with the process."""
    for part in ("here", "outside", "home", "tmp", "cache"):
        (root / part).mkdir(parents=True, exist_ok=True)
    (root / "outside" / "secret.txt").write_text("“A secret,” said Nobody Outside.\n", encoding="utf-8")
    os.environ.update(HOME=str(root / "home"), TMPDIR=str(root / "tmp"), SQLITE_TMPDIR=str(root / "tmp"))
    tempfile.tempdir = None
    os.chdir(root / "here")
    import datasets.config
    from huggingface_hub import constants

    constants.HF_HOME, constants.HF_HUB_CACHE = str(root / "cache"), str(root / "cache" / "hub")
    constants.HF_TOKEN_PATH = str(root / "cache" / "token")
    datasets.config.HF_DATASETS_CACHE = root / "cache" / "datasets"
    try:
        yield Box(root=root, ledger=ledger)
    finally:
        os.chdir("/")
        shutil.rmtree(root, ignore_errors=True)


def listing(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the content's checksum of all below a folder, in the order of paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield path.relative_to(folder).as_posix(), f"-> {os.readlink(path)}"
        elif path.is_file():
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            yield path.relative_to(folder).as_posix(), "/"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def quotes(arguments: Sequence[str | Path], name: str, ledger: Ledger, culprit: Path | None = None) -> int:
    """Run a command in this process and return its status; a message that is not one line of text is a fault."""
    from click.testing import CliRunner

    from quotes.cli import main

    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(main, words, prog_name="quotes")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        ledger.fault("other exceptions", f"{words[0]}: {describe(result.exception)}", name, culprit)
    said = result.stderr.rstrip("\n")
    if result.exit_code == 1 and result.exception is not None and isinstance(result.exception, SystemExit):
        ledger.message(said.partition("Error: ")[2], f"{name} {words[0]}", culprit)
    if words[0] in ("show", "stats", "validate") and _NO_TEXT.search(result.stdout):
        ledger.fault("messages", f"{words[0]} prints what is no text", name, culprit)
    return result.exit_code


def say(text: str) -> None:
    """Tell on standard error how things go."""
    print(text, file=sys.stderr, flush=True)
