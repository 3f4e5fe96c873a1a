"""The campaign of benchmarks/hostile finds what it looks for, and finds nothing here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile.forge import FORGERIES, Target, follow
from hostile.ledger import Box, Ledger, TooSlowError, listing, quotes
from hostile.tamper import whole
from invented import many, write

from quotes.errors import ReleaseError

CAMPAIGN = Path(__file__).parent.parent / "benchmarks" / "hostile"
# The charts of eight releases would take a fifth of the time, and nothing here depends on what is in them.
UNDRAWN = """
import runpy, sys
from quotes.dataset.writing import publishing
publishing.draw_chart = lambda statistics, title, path: path.write_text(title, encoding="utf-8")
sys.argv.pop(0)
runpy.run_path(sys.argv[0], run_name="__main__")
"""
TINY = {"mutated": 20, "tampered": 1, "tags": 1, "kills": 1, "disks": 1, "pairs": 1, "resumed": 1, "shapes": 2}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(part="part", kept=tmp_path / "kept")


@pytest.mark.parametrize(
    ("error", "faults"),
    [
        (ReleaseError("x: no release"), {}),
        (ReleaseError("x: no release\nat all, \x1b[2J"), {}),  # it is one line that steers nothing, whatever it cites
        (KeyError("name"), {"other exceptions": 1}),
        (OSError("disk full"), {"other exceptions": 1}),
        (TooSlowError(), {"too slow": 1}),
    ],
)
def test_only_an_error_of_this_package_in_one_line_is_none(
    ledger: Ledger, error: BaseException, faults: dict[str, int]
) -> None:
    with ledger.one("input"):
        raise error
    assert (ledger.runs, dict(ledger.faults)) == (1, faults)


def test_a_command_that_fails_in_one_line_is_no_fault(ledger: Ledger, tmp_path: Path) -> None:
    assert quotes(["validate", tmp_path], "input", ledger) == 1
    assert ledger.faults.total() == 0


@pytest.mark.parametrize(
    ("place", "kind"), [("outside/new", "outside"), ("tmp/new", "half-written"), ("here/new", None)]
)
def test_what_is_written_elsewhere_is_seen(ledger: Ledger, tmp_path: Path, place: str, kind: str | None) -> None:
    for part in ("here", "outside", "home", "tmp"):
        (tmp_path / part).mkdir()
    box = Box(root=tmp_path, ledger=ledger)
    before = box.around()
    (tmp_path / place).touch()
    box.look(before, "input")
    assert list(ledger.faults) == ([kind] if kind else [])


def test_a_release_that_lacks_a_file_is_seen(tmp_path: Path) -> None:
    release = write(tmp_path, many(3))
    assert list(whole(tmp_path)) == []
    (release.path / "chart.png").unlink()
    (release.path.parent / ".tmp-host-1-1").mkdir()
    assert sorted(path for path, _ in whole(tmp_path)) == ["a temporary folder", "half a release"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("dist"), many(40)).path


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.__name__)
def test_every_forgery_changes_the_release(release: Path, tmp_path: Path, forgery: Callable[[Target], None]) -> None:
    (tmp_path / "outside").mkdir()
    folder = shutil.copytree(release, tmp_path / "eastbrook" / "1.0.0")
    forgery(Target(folder=folder, config="quotes", outside=tmp_path / "outside", hub="http://127.0.0.1:9"))
    follow(folder)
    assert dict(listing(folder)) != dict(listing(release))


def test_a_tiny_campaign_finds_nothing(tmp_path: Path) -> None:
    counts = [word for part, count in TINY.items() for word in ("--only", part, f"--{part}", str(count))]
    command = [sys.executable, "-c", UNDRAWN, str(CAMPAIGN), *counts, "--sizes", "500,2000", "--kept", str(tmp_path)]
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(CAMPAIGN.parents[1])},
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ")[:2] for line in done.stdout.splitlines() if line.startswith("| ")][2:]
    assert rows == [[f"| {part}", str(count)] for part, count in TINY.items()]
    assert list(tmp_path.iterdir()) == []
