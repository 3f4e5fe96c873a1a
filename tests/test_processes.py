"""Releases by several processes: the very bytes of one, and nothing at all where one of the processes fails."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
import pytest
from answering import killed, process_of, twice, unsound_at_three
from click.testing import CliRunner, Result
from invented import article, detection, many, write
from tampering import A, Q, R, Rows, edit, problems, set_at, without_metadata
from test_build import bytes_of

import quotes
from quotes.cli import main
from quotes.dataset import Release, validate
from quotes.dataset.placement import sameness
from quotes.dataset.release import stretches
from quotes.dataset.validation import looking
from quotes.dataset.writing import publishing
from quotes.errors import QuotesError, RecordError
from quotes.processes import Processes

KILLED = "a worker process died of signal 9 (Killed)"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a job be of an article or two, so that a few make work for several processes."""
    monkeypatch.setattr(stretches, "_BYTES", 2_000)
    monkeypatch.setattr(sameness, "_SAYINGS_AT_ONCE", 2)


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before


def test_answers_come_in_order_from_a_few_processes() -> None:
    with Processes(3) as processes:
        assert list(processes.map(twice, range(100))) == list(range(0, 200, 2))
        assert len({*processes.map(process_of, range(20))} - {os.getpid()}) <= 3
        assert next(iter(processes.map(twice, range(100)))) == 0  # who stops early may go on with other work
        assert list(processes.map(twice, range(3))) == [0, 2, 4]
        assert list(processes.map(process_of, [0])) == [os.getpid()]  # a single job is done here


def test_the_first_error_is_raised_here() -> None:
    with Processes(2) as processes, pytest.raises(RecordError, match=r"^3 is too many$") as caught:
        list(processes.map(unsound_at_three, range(9)))
    assert "unsound_at_three" in str(caught.value.__cause__)


def test_a_process_that_dies_is_told() -> None:
    with Processes(2) as processes:
        with pytest.raises(QuotesError) as caught:
            list(processes.map(killed, range(9)))
        assert str(caught.value) == KILLED
        assert list(processes.map(twice, range(3))) == [0, 2, 4]


def again(found: quotes.Detection, id: str) -> quotes.Detection:
    """Return what was found in an article as that in another one with the same text."""
    records = (tuple(replace(one, article_id=id) for one in of) for of in (found.quotes, found.rejected))
    quoted, rejected = records
    return replace(found, article=replace(found.article, id=id), quotes=quoted, rejected=rejected)


@pytest.mark.parametrize("level", ["full", "none"])
def test_a_release_by_several_processes_has_the_same_bytes(
    level: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two with one text, whose rows must not have one id in a view, wherever they are; and reposts of all kinds.
    found = [*many(12), *(again(one, f"b{number}") for number, one in enumerate(many(3))), detection("c", "We met")]
    with Processes(2) as processes:
        several = write(tmp_path / "several", found, level=level, processes=processes)
    one = write(tmp_path / "one", found, level=level)
    monkeypatch.undo()
    at_once = write(tmp_path / "at once", found, level=level)
    assert bytes_of(several.path) == bytes_of(one.path) == bytes_of(at_once.path)
    assert list(validate(several.path)) == list(validate(several.path, workers=2)) == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Two articles with one text among others, so that ids of a view go on in another stretch."""
    found = [*many(9)]
    return write(tmp_path_factory.mktemp("dist"), [*found, again(found[0], "b"), detection("c", "We met")])


def without_an_article(rows: Rows) -> None:
    rows[-1]["article_id"] = "nobody"


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (Q, set_at(-2, "text", to="We close,")),
        (Q, set_at(-2, "cluster_id", to="0123456789abcdef")),
        (Q, lambda rows: rows.reverse()),
        (A, lambda rows: rows.append(rows[3])),
        (R, without_an_article),
    ],
    ids=["words", "cluster", "order", "twice", "no article"],
)
def test_several_processes_tell_what_one_does(
    published: Release, tmp_path: Path, file: str, change: Callable[[Rows], Any]
) -> None:
    release = without_metadata(Path(shutil.copytree(published.path, tmp_path / "release")))
    edit(release, file, change)
    told = problems(release)
    assert told
    assert [str(problem) for problem in validate(release, workers=2)] == told


def test_a_table_that_differs_is_told_by_several_processes_too(published: Release, tmp_path: Path) -> None:
    release = Path(shutil.copytree(published.path, tmp_path / "release"))
    (path,) = (release / "data" / "extractive").glob("train-*")
    pq.write_table(pq.read_table(path).slice(1), path)
    told = problems(release)
    assert [problem for problem in told if "$.id" in problem]  # beside the checksum
    result = validate_by_two(release)
    assert (result.exit_code, result.output.splitlines()[:-1]) == (1, told)


def test_a_worker_that_dies_while_it_validates_leaves_one_line(
    published: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_seen", killed)
    result = validate_by_two(published.path)
    assert (result.exit_code, result.output) == (1, f"Error: {KILLED}\n")


def validate_by_two(release: Path) -> Result:
    return CliRunner().invoke(main, ["validate", str(release), "--workers", "2"], prog_name="quotes")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten articles, and a decision on one of them that does not come by, beside them shards of them."""
    folder = tmp_path_factory.mktemp("news")
    rows = [{"id": f"a{number}", "text": article(f"a{number}", f"We open at {number}").text} for number in range(10)]
    (folder / "news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    quotes.detect_shards([folder / "news.jsonl"], folder / "shards", shard_size=6)
    return folder


def build(*arguments: str | Path) -> Result:
    options = ("--name", "press", "--version", "1.0.0", "--license", "CC0-1.0")
    return CliRunner().invoke(main, ["build", *map(str, arguments), *options], prog_name="quotes")


def test_both_builds_give_the_same_bytes_with_any_number_of_workers(news: Path, tmp_path: Path) -> None:
    made = {}
    for source in ([news / "news.jsonl"], ["--from-shards", news / "shards"]):
        for workers in "12":
            out = tmp_path / f"{len(source)}-{workers}"
            result = build(*source, "--workers", workers, "--out", out)
            assert (result.exit_code, result.output) == (0, f"{out / 'press' / '1.0.0'}\n")
            made[out.name] = bytes_of(out)
    assert all(one == made["1-1"] for one in made.values())


def test_what_was_found_is_told_by_several_processes_too(news: Path, tmp_path: Path) -> None:
    told: list[quotes.Detection] = []
    quotes.build_from_shards(
        [news / "shards"], name="press", version="1.0.0", out=tmp_path, workers=2, progress=told.append
    )
    assert told == list(quotes.Detector().pipe(quotes.read_articles([news / "news.jsonl"])))


def test_a_worker_that_dies_at_the_tables_leaves_one_line_and_no_release(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_made", killed)
    result = build("--from-shards", news / "shards", "--workers", "2", "--out", tmp_path)
    assert (result.exit_code, result.output) == (1, f"Error: {KILLED}\n")
    assert list(tmp_path.iterdir()) == []
