"""The README's session, code and record are what a reader gets."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
QUOTES = [sys.executable, "-c", "from quotes.cli import main; main(prog_name='quotes')"]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the README's article."""
    folder = tmp_path_factory.mktemp("readme")
    shown = dict(steps())["cat harbor.txt"]
    (folder / "harbor.txt").write_text(shown, encoding="utf-8")
    return folder


def steps() -> list[tuple[str, str]]:
    (console,) = blocks("console")
    parts = re.split(r"^\$ (.*)\n", console, flags=re.M)[1:]
    return [(command, output.rstrip("\n") + "\n") for command, output in zip(parts[::2], parts[1::2], strict=True)]


@pytest.mark.parametrize("command", ["show harbor.txt", "build harbor.txt --name harbor --version 1.0.0"])
def test_the_session_prints_what_the_readme_shows(session: Path, command: str) -> None:
    done = subprocess.run([*QUOTES, *command.split()], cwd=session, capture_output=True, text=True, check=True)
    assert done.stdout.rstrip() == dict(steps())[f"quotes {command}"].rstrip()


def test_the_release_is_sound_and_loads(session: Path) -> None:
    build = "build harbor.txt --name harbor --version 1.0.0"
    subprocess.run([*QUOTES, *build.split()], cwd=session, capture_output=True, check=True)
    done = subprocess.run(
        [*QUOTES, "validate", "dist/harbor/1.0.0"], cwd=session, capture_output=True, text=True, check=True
    )
    assert done.stdout == dict(steps())["quotes validate dist/harbor/1.0.0"]
    code = "\n".join(blocks("python")) + "\nprint(len(quotations), len(articles))\n"
    done = subprocess.run([sys.executable, "-c", code], cwd=session, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("Ilse Brandt | chair | said | 0.")
    assert done.stdout.splitlines()[-1] == "4 1"


def test_the_record_is_the_first_one(session: Path) -> None:
    (record,) = blocks("json")
    done = subprocess.run([*QUOTES, "detect", "harbor.txt"], cwd=session, capture_output=True, text=True, check=True)
    assert json.loads(record) == json.loads(done.stdout.splitlines()[0])
