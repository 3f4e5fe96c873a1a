"""The benchmarks run, and what they compare is comparable."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import scaling
import sources
import speed
import task
from click.testing import CliRunner
from extractors import origins, to_records
from measuring import ROOT, run, table
from seedlings import Stock, grow, read_stock
from spacy.tokens import Doc
from spacy.vocab import Vocab
from stages import STAGES, stage_of

from quotes.dataset import open_release
from quotes.dataset.release import ARTICLES, QUOTES
from quotes.evaluation import evaluate


@pytest.fixture(scope="module")
def stock() -> Stock:
    return read_stock()


def test_the_same_number_is_the_same_article(stock: Stock) -> None:
    assert list(grow(20, stock)) == list(grow(30, read_stock()))[:20]


def test_invented_articles_differ(stock: Stock) -> None:
    articles = list(grow(200, stock))
    assert len({article["id"] for article in articles}) == 200
    assert len({article["text"] for article in articles}) == 200


def test_the_vocabulary_grows_with_the_articles(stock: Stock) -> None:
    seen: set[str] = set()
    sizes = [0]
    for number, article in enumerate(grow(400, stock), 1):
        seen.update(article["text"].split())
        if number % 100 == 0:
            sizes.append(len(seen))
    assert all(later - earlier > 1000 for earlier, later in pairwise(sizes))


def test_a_third_of_the_words_stand_in_paragraphs_with_quotation_marks(stock: Stock) -> None:
    paragraphs = [line for article in grow(200, stock) for line in article["text"].split("\n")]
    marked = sum(len(line.split()) for line in paragraphs if any(mark in line for mark in "“\"‘'"))
    assert 0.3 < marked / sum(len(line.split()) for line in paragraphs) < 0.6


def test_triples_of_other_extractors_become_records() -> None:
    words = ["“", "It", "leaks", ",", "”", "said", "Ann", "Orr", "."]
    doc = Doc(Vocab(), words, [False, True, False, False, True, True, True, False, False])
    text = "Noon\n" + doc.text
    (record,) = to_records({"id": "a", "text": text}, [([doc[6], doc[7]], [doc[5]], doc[0:5])], range(5, len(text) + 1))
    assert record == {
        "article_id": "a",
        "text": "“It leaks,”",
        "start": 5,
        "end": 16,
        "speaker": {"text": "Ann Orr", "start": 22, "end": 29},
        "role": None,
        "cue": {"text": "said", "start": 17, "end": 21},
    }


@pytest.mark.parametrize(
    ("prepared", "expected"),
    [
        ("One\n“Two,” she said.", "One\n“Two,” she said."),
        ('One\n“Two,” " she said."', "One\n“Two,”   she said.."),  # marks that were put in stand where they were put
        ("One\n“To,” she said.", "One\n“To,” she said."),
    ],
)
def test_prepared_text_is_traced_back_to_the_article(prepared: str, expected: str) -> None:
    text = "One\n\n“Two,” she said."
    places = origins(text, prepared)
    assert len(places) == len(prepared) + 1
    assert "".join(text[place] for place in places[:-1]) == expected


def test_stages_are_of_files_that_there_are() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "quotes").rglob("*.py")]
    unknown = [prefix for prefix in STAGES if not any(file.startswith(prefix) for file in files)]
    assert unknown == ["json/"]  # of Python, not ours


@pytest.mark.parametrize(
    ("path", "function", "stage"),
    [
        ("/src/quotes/detection/scanner.py", "scan", "scan, speech or not"),
        ("/home/quotes/venv/quotes/roles/find.py", "find", "roles"),
        ("/src/quotes/brand_new/room.py", "find", "quotes/brand_new/room.py"),
        ("/src/quotes/english/verbs.py", "verb", None),
        ("/lib/python3/json/encoder.py", "encode", "JSON"),
        ("/site-packages/spacy/language.py", "make_doc", "spaCy: tokens"),
        ("/site-packages/thinc/model.py", "predict", None),
    ],
)
def test_stage_of_a_function(path: str, function: str, stage: str | None) -> None:
    assert stage_of(path, function) == stage


def test_a_command_that_fails_is_no_result() -> None:
    with pytest.raises(subprocess.CalledProcessError, match="returned non-zero exit status 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_table_is_markdown() -> None:
    assert table(("", "share"), [["one", "1.0"]]) == "|  | share |\n| --- | ---: |\n| one | 1.0 |"


def test_speed_runs_on_seeds(tmp_path: Path) -> None:
    out = tmp_path / "runs.json"
    options = ["--limit", "2", "--rounds", "1", "--only", speed.PLAIN, "--json", str(out)]
    printed = CliRunner().invoke(speed.main, options, catch_exceptions=False).stdout
    first = [line.split(" | ")[0] for line in printed.splitlines() if line.startswith("| ")]
    assert first == ["| ", "| ---", "| quotes", "| spaCy", "| ", "| ---", "| quotes"]
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [one["name"] for one in found["runs"]] == [speed.PLAIN, speed.OURS]
    assert all(one["cpu"] > 0 and one["load"] > 0 and one["memory"] > 50 for one in found["runs"])
    assert found["scores"][speed.OURS]["found, direct"] > 0.9


def test_all_sources_give_the_same_articles() -> None:
    printed = CliRunner().invoke(sources.main, ["rows", "--sizes", "3"], catch_exceptions=False).stdout
    assert printed.count("| yes |") == 7
    assert "| NO |" not in printed


def test_scaling_runs_on_invented_articles() -> None:
    printed = CliRunner().invoke(scaling.main, ["--sizes", "3"], catch_exceptions=False).stdout
    head, line, row = printed.splitlines()[-3:]
    assert row.startswith("| detect | 3 | ")
    assert head.count("|") == line.count("|") == row.count("|")


def test_the_task_is_the_test_split_and_its_gold_is_right(tmp_path: Path) -> None:
    done = CliRunner().invoke(task.main, ["--write", str(tmp_path)])
    assert (done.exit_code, done.output) == (0, "")
    release = open_release(task.RELEASE)
    split = {row["id"] for row in release.rows(ARTICLES) if row["split"] == "test"}
    articles = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {frozenset(row) for row in articles} == {frozenset({"id", "text"})}
    assert {row["id"] for row in articles} == split
    rows = {row["id"]: row for row in release.rows(QUOTES) if row["article_id"] in split}
    mine = tmp_path / "mine.jsonl"
    mine.write_text("".join(f"{json.dumps(row)}\n" for row in rows.values()), encoding="utf-8")
    report = evaluate(tmp_path / "gold.jsonl", mine)
    told = "\n".join(task.lines({"mine": report})).splitlines()
    assert told[0].startswith(f"{len(split)} articles, {len(rows)} quotations; textacy==")
    assert told[-2:] == ["| person right | 1.000 (1.000–1.000) |", "| role right | 1.000 (1.000–1.000) |"]
