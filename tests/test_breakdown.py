"""Quotations and people are counted by source, section, month, body, category and form."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import detection, write

import quotes
from quotes.cli import main
from quotes.dataset import Release
from quotes.dataset.metadata import break_down
from quotes.records import Detection, Dimension


def unnamed(made: Detection) -> Detection:
    (quote,) = made.quotes
    assert quote.speaker is not None
    speaker = replace(quote.speaker, form="description", name=None, name_start=None, name_end=None)
    return replace(made, quotes=(replace(quote, speaker=speaker, role=None),))


@pytest.fixture
def release(tmp_path: Path) -> Release:
    post = {"source": "Kell Post", "published": "2026-11-02"}
    articles = [
        detection("a1", url="https://kell.example/sport/2026/cup", **post),
        detection("a2", "We close at ten", url="https://kell.example/sport/cup-final", **post),
        unnamed(detection("a3", "We run late", url="https://kell.example/2026/sport", source="Moor Echo")),
    ]
    return write(tmp_path, articles)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("source", [("Kell Post", 2, 1), ("Moor Echo", 1, 0)]),
        ("section", [("sport", 2, 1), (None, 1, 0)]),
        ("month", [(None, 1, 0), ("2026-11", 2, 1)]),
        ("organization", [("Eastbrook", 2, 1), (None, 1, 0)]),
        ("category", [("executive", 2, 1), (None, 1, 0)]),
        ("form", [("name", 2, 1), ("description, not named", 1, 0)]),
    ],
)
def test_quotations_and_people_by_each_dimension(
    release: Release, by: Dimension, rows: list[tuple[str | None, int, int]]
) -> None:
    found = break_down(release.path, by)
    assert [(row.value, row.quotes, row.people) for row in found.rows] == rows
    assert (found.quotes, found.people, found.more, found.reposts) == (3, 1, 0, 0)


def test_a_gender_is_what_the_article_tells_and_no_name_is_taken_for_one(tmp_path: Path) -> None:
    text = "\n\n".join(
        [
            "“We open at nine,” said Ada Quill, chairwoman of Kell Ferries.",
            "“We close at ten, too,” said Tom Orr. “And no sooner than that,” he added.",
            "“We ran the whole night,” said Mary Lind. “We never sleep a wink,” said Mr. Veld.",
            "“We are all very tired,” the Harbor Board said in a statement.",
        ]
    )
    (tmp_path / "ferry.txt").write_text(text, encoding="utf-8")
    release = quotes.build([tmp_path / "ferry.txt"], name="ferry", version="1.0.0", out=tmp_path)
    assert {row.value: row.quotes for row in break_down(release.path, "gender").rows} == {
        "man, by pronoun": 2,
        "man, by title": 1,
        "woman, by title": 1,
        "no single person": 1,
        None: 1,
    }


def test_a_repost_is_left_out(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    twice = [detection(name, long, source=name) for name in ("a1", "a1b")]
    same = [replace(one, article=replace(one.article, text=twice[0].article.text)) for one in twice]
    copied = replace(same[1], quotes=tuple(replace(one, article_id="a1b", source="a1b") for one in same[0].quotes))
    copied = replace(copied, rejected=())
    release = write(tmp_path, [same[0], copied])
    found = break_down(release.path, "source")
    assert ([(row.value, row.quotes) for row in found.rows], found.reposts) == ([("a1", 1)], 1)


def test_of_a_file_of_records_reposts_are_unknown(release: Release) -> None:
    assert break_down(release.path / "quotes.jsonl", "source").reposts is None


def test_the_command_prints_a_table_csv_json_and_draws(release: Release, tmp_path: Path) -> None:
    def run(*options: str) -> str:
        done = CliRunner().invoke(main, ["stats", str(release.path), *options], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert run("--by", "source", "--top", "1").splitlines() == [
        "source     quotations  share  people  share of people",
        "Kell Post           2    67%       1             100%",
        "",
        "1 more values; --top lists them",
        "quotations: 3; people by name: 1; reposts left out: 0",
    ]
    rows = list(csv.DictReader(run("--by", "category", "--csv").splitlines()))
    assert [(row["category"], row["quotations"], row["share"]) for row in rows] == [
        ("executive", "2", "0.6667"),
        ("unknown", "1", "0.3333"),
    ]
    assert json.loads(run("--by", "month", "--json"))["rows"][1] == {"value": "2026-11", "quotes": 2, "people": 1}
    run("--by", "form", "--chart", str(tmp_path / "form.png"))
    assert (tmp_path / "form.png").read_bytes().startswith(b"\x89PNG")


def test_csv_and_charts_are_of_one_table(release: Release) -> None:
    done = CliRunner().invoke(main, ["stats", str(release.path), "--csv"])
    assert (done.exit_code, "say of what with --by" in done.stderr) == (2, True)
