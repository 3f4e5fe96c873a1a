"""What long work tells of itself: on a terminal, in a log, and to programs."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from invented import article

import quotes.cli.progress
from quotes.articles import read_articles
from quotes.cli import main
from quotes.detector import Detector

LINE = re.compile(
    r"(\d) of 3 articles, (\d) quotations(?:, 1 skipped)?; 0:00:\d\d, [\d,]+\.\d articles/s(?:, 0:00:\d\d left)?"
)


@pytest.fixture
def press(tmp_path: Path, detector: Detector) -> Path:
    rows = [{"id": id, "text": article(id).text} for id in "abc"]
    path = tmp_path / "press.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def said(*arguments: str, status: int = 0) -> list[str]:
    """Return the lines on standard error."""
    done = CliRunner().invoke(main, arguments, prog_name="quotes")
    assert done.exit_code == status, done.output
    return done.stderr.splitlines()


def test_short_work_is_silent_in_a_log(press: Path) -> None:
    assert said("detect", str(press)) == []


def test_long_work_tells_a_line_from_time_to_time_in_a_log(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes.cli.progress, "_SECONDS_OF_A_LINE", 0)
    told = [LINE.fullmatch(line) for line in said("detect", str(press))]
    assert [line and line.groups() for line in told] == [("1", "1"), ("2", "2"), ("3", "3"), ("3", "3")]


def test_json_tells_programs_how_far_it_is(press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes.cli.progress, "_SECONDS_OF_AN_OBJECT", 0)
    press.write_text(f'{press.read_text()}{{"id": "d"}}\n')
    names = ("--name", "n", "--version", "1.0.0", "--out", str(tmp_path))
    told = said("build", str(press), *names, "--on-error", "skip", "--json-log")
    events = [json.loads(line) for line in told]
    assert [one["event"] for one in events] == ["skipped", "progress", "progress", "progress", "done"]
    assert events[0]["message"].startswith(f"skipped {press}:4: no text")
    figures = {name: events[-1][name] for name in ("articles", "expected", "quotations", "skipped", "seconds_left")}
    assert figures == {"articles": 3, "expected": 3, "quotations": 3, "skipped": 1, "seconds_left": 0}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one["time"]) for one in events)


def test_json_says_how_much_is_left_where_all_has_been_read(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes.cli.progress, "_SECONDS_OF_AN_OBJECT", 0)
    events = [json.loads(line) for line in said("detect", str(press), "--json-log")]
    assert [(one["articles"], one["expected"]) for one in events] == [(1, 3), (2, 3), (3, 3), (3, 3)]
    assert events[0]["seconds_left"] >= events[2]["seconds_left"] == 0


def test_json_tells_errors_and_warnings(press: Path) -> None:
    (error,) = said("detect", str(press), "no\nfile.txt", "--json-log", status=1)
    assert json.loads(error)["event"] == "error"
    assert json.loads(error)["message"] == "no\\nfile.txt: no such file or folder"
    press.write_text('{"id": "a", "text": "&ldquo;Yes,&rdquo; said Ann Orr."}\n', encoding="utf-8")
    warning, done = (json.loads(line) for line in said("detect", str(press), "--json-log"))
    assert (warning["event"], done["event"]) == ("warning", "done")
    assert warning["message"].startswith(str(press))


def test_how_many_articles_there_are_is_estimated_by_the_bytes_read(press: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("“Yes,” said Ann Orr.", encoding="utf-8")
    with gzip.open(tmp_path / "more.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f'{{"id": "m{number}", "text": "{"Nobody spoke. " * number}"}}\n' for number in range(1, 2000))
    told: list[int] = []
    estimates = []
    for _ in read_articles([tmp_path, tmp_path / "none"], on_skip=lambda error: None, expected=told.append):
        estimates.append(sum(told))
    assert sum(told) == 1999 + 1 + 3
    assert min(estimates) > 0
    assert max(estimates[1000:]) < 2 * 2003  # by then half of the largest file has been read


def test_nothing_is_estimated_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"id": "a", "text": "Nobody spoke."}\n'
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(line)))
    told: list[int] = []
    assert len(list(read_articles(["-"], on_skip=lambda error: None, expected=told.append))) == 1
    assert told == []
