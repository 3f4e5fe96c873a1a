"""The README's session, code and record are what a reader gets."""

from __future__ import annotations

import json
import re
import subprocess
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main

pytestmark = pytest.mark.usefixtures("drawn_charts")

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


def steps() -> dict[str, str]:
    """Return the commands of the sessions, in their order, with what they print."""
    parts = re.split(r"^\$ (.*)\n", "".join(blocks("console")), flags=re.M)[1:]
    return {command: output.rstrip("\n") for command, output in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture(autouse=True)
def _session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter a folder that holds the README's articles."""
    import datasets.config

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    for name in ("harbor.txt", "ferry.html"):
        Path(name).write_text(f"{steps()[f'cat {name}']}\n", encoding="utf-8")


def run(command: str) -> str:
    result = CliRunner().invoke(main, command.split()[1:], prog_name="quotes", catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


# The README leaves the file that it opens to Python to close.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <_io.FileIO name='harbor.txt'")
def test_the_session_prints_what_the_readme_shows_and_the_code_reads_its_release() -> None:
    shown = {command: output for command, output in steps().items() if command.startswith("quotes ")}
    assert {command: run(command).rstrip() for command in shown} == shown
    assert "quotes build harbor.txt --name harbor --version 1.0.0" in shown
    assert "quotes validate dist/harbor/1.0.0" in shown
    cut = subprocess.run("cut -d, -f1-6 ferry.csv".split(), capture_output=True, check=True).stdout.decode("utf-8-sig")
    assert cut.rstrip() == steps()["cut -d, -f1-6 ferry.csv"]
    assert sorted(path.name for path in Path("tasks").iterdir()) == ["config.xml", "tasks.json"]
    with redirect_stdout(StringIO()) as printed:
        exec("\n".join(blocks("python")) + "\nprint(len(quotations), len(articles))\n", {})
    first, *others, last = printed.getvalue().splitlines()
    assert others[-1].endswith(" bad joke | Bo Ray")
    assert first.startswith("Ilse Brandt | chair | cue 0.")
    assert last == "4 1"


def test_the_record_is_the_first_one() -> None:
    (record,) = blocks("json")
    assert json.loads(record) == json.loads(run("quotes detect harbor.txt").splitlines()[0])
