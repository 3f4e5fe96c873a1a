"""Files and folders in the making, and what is left of those whose maker is dead."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from containers import as_in_a_container

import quotes.storage.temporary
from quotes.dataset.release.staging import staging_folder
from quotes.storage.temporary import unfinished

ROOT = Path(quotes.__file__).parents[1]
STAGING = """
import os, sys
from pathlib import Path
from quotes.storage.temporary import unfinished
with unfinished(Path(sys.argv[1]), ".tmp-", folder=True) as folder:
    (folder / "rows").touch()
    print(os.getpid(), folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def container(shelf: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """Run a program that holds a staging folder; give it with its number there and the folder."""
    command = [*as_in_a_container(), sys.executable, "-c", STAGING, str(shelf)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env={"PYTHONPATH": str(ROOT)}) as process:
        try:
            assert process.stdout
            number, folder = process.stdout.readline().split()
            yield process, int(number), Path(folder)
        finally:
            process.kill()


def test_containers_with_one_output_do_not_touch_each_others_work(tmp_path: Path) -> None:
    with container(tmp_path) as (_, number, alive):
        with container(tmp_path) as (killed, other, left):
            assert not as_in_a_container() or number == other == 1
            killed.kill()
            killed.wait()
            assert left.exists()
        with container(tmp_path) as (_, _, mine):
            assert set(tmp_path.iterdir()) == {alive, mine}
            assert (alive / "rows").exists()


@pytest.mark.parametrize("folder", [True, False])
def test_only_what_is_ours_and_left_behind_is_removed(folder: bool, tmp_path: Path) -> None:
    def make(name: str, kind: bool) -> Path:
        (tmp_path / name).mkdir() if kind else (tmp_path / name).touch()
        return tmp_path / name

    make(".a.0123456789abcdef.part", folder)
    kept = {
        make(name, kind)
        for name, kind in (
            (".a.fedcba9876543210.part", not folder),
            (".a.0123456789abcde.part", folder),
            (".ab.0123456789abcdef.part", folder),
            (".a.0123456789abcdef.part.txt", folder),
            ("a", folder),
        )
    }
    linked = tmp_path / ".a.00000000000000ff.part"
    linked.symlink_to("a")
    with ExitStack() as stack:
        mine = [stack.enter_context(unfinished(tmp_path, ".a.", ".part", folder=folder)) for _ in range(3)]
        assert set(tmp_path.iterdir()) == {*kept, linked, *mine}
        mine[0].rename(tmp_path / "moved")
    assert set(tmp_path.iterdir()) == {*kept, linked, tmp_path / "moved"}


def test_many_at_once_on_a_shelf_that_comes_and_goes(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def stage() -> None:
        try:
            for _ in range(60):
                with staging_folder(tmp_path / "out" / "press") as folder:
                    (folder / "rows").touch()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=stage) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list((tmp_path / "out").iterdir()) == []


def test_where_there_are_no_locks_nothing_is_taken_for_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    left = tmp_path / ".a.0123456789abcdef.part"
    left.touch()
    monkeypatch.setattr("fcntl.flock", refuse)
    with unfinished(tmp_path, ".a.", ".part", folder=False) as mine:
        assert set(tmp_path.iterdir()) == {left, mine}
    assert list(tmp_path.iterdir()) == [left]
