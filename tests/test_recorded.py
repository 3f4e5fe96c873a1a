"""What a release or a file of records says is shown as it says it: nothing is detected anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hub_server import Hub
from invented import detection, many, silent, write
from tampering import edit, set_at

import quotes
from quotes import engine
from quotes.cli import main
from quotes.dataset import open_release
from quotes.dataset.release.manifest import write_manifest
from quotes.records import Detection
from quotes.show import render_terminal

SEEDS = Path(quotes.__file__).parents[1] / "dist" / "seeds"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two versions."""
    out = tmp_path_factory.mktemp("written") / "dist"
    write(out, [detection("bridge", "We close"), *many(2)])
    write(out, [*many(3), silent("silence")], version="1.1.0")
    return out


@pytest.fixture(autouse=True)
def _nothing_is_detected(dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a release of two versions, and fail where a pipeline is loaded."""

    def load(name: str) -> None:
        raise AssertionError(f"{name} was loaded")

    monkeypatch.setattr(engine, "load_pipeline", load)
    shutil.copytree(dist, tmp_path / "dist")
    monkeypatch.chdir(tmp_path)


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["show", *arguments], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments: str, status: int = 1) -> str:
    result = CliRunner().invoke(main, ["show", *arguments], catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.stderr.splitlines()[-1]


def in_the_terminal(detections: list[Detection]) -> str:
    return "".join(f"{click.unstyle(render_terminal(one))}\n" for one in detections)


def write_rows(path: str, rows: list[dict[str, Any]]) -> str:
    Path(path).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def records() -> str:
    """The records of two articles in a file, and the articles in news.jsonl, with one more in which nobody speaks."""
    write_rows("news.jsonl", [one.article.to_dict() for one in (*many(2), silent("silence"))])
    return write_rows("records.jsonl", [quote.to_dict() for one in many(2) for quote in one.quotes])


@pytest.mark.parametrize(
    ("place", "version"),
    [
        ("dist/eastbrook/1.0.0", "1.0.0"),
        ("dist/eastbrook/1.1.0", "1.1.0"),
        ("dist/eastbrook", "1.1.0"),
        ("dist/eastbrook@1.0.0", "1.0.0"),
    ],
)
def test_a_release_is_shown_with_what_it_says_of_each_article(place: str, version: str) -> None:
    made = {"1.0.0": [detection("bridge", "We close"), *many(2)], "1.1.0": [*many(3), silent("silence")]}
    assert shown(place) == in_the_terminal(made[version])


def test_a_release_on_the_hub_is_shown(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    template = constants.HUGGINGFACE_CO_URL_TEMPLATE.replace(constants.ENDPOINT, hub.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    hub.hold("acme/eastbrook", open_release("dist/eastbrook/1.0.0"))
    assert shown("acme/eastbrook@1.0.0") == shown("dist/eastbrook/1.0.0")


def test_a_corrected_label_is_shown_as_it_was_corrected() -> None:
    rows = list(open_release("dist/eastbrook/1.0.0").rows("quotes.jsonl"))
    rows[0]["speaker"] = rows[0]["role"] = None
    rows[0]["attribution"] = {"method": "none", "confidence": 1.0, "reasons": ["checked by hand"]}
    quotes.revise("dist/eastbrook/1.0.0", quotes=write_rows("fixed.jsonl", rows), version="2.0.0")
    assert "speaker unknown\n     “said” · 100% by reviewed · decided by unnamed\n" in shown(
        "dist/eastbrook", "--article", "bridge"
    )


def test_one_article_is_shown_by_its_id() -> None:
    assert shown("dist/eastbrook@1.0.0", "--article", "bridge") == in_the_terminal([detection("bridge", "We close")])
    wrong = "Error: dist/eastbrook/1.0.0: has no article 'brigde'; it has 'bridge'"
    assert refused("dist/eastbrook@1.0.0", "--article", "brigde") == wrong
    assert refused("dist/eastbrook@1.0.0", "--article", "?") == "Error: dist/eastbrook/1.0.0: has no article '?'"


def test_a_release_becomes_a_page() -> None:
    page = shown("dist/eastbrook", "--html")
    assert page.startswith("<!doctype html>\n")
    assert page.count("<article ") == 4
    assert shown("dist/eastbrook", "-o", "page.html") == ""
    assert Path("page.html").read_text("utf-8") == page


def test_the_release_of_the_seeds_is_shown_whole() -> None:
    page = shown(str(SEEDS))
    counts = open_release(SEEDS / "1.0.0").counts
    assert page.count("  not a quotation (") == counts.rejected
    assert all(f"\n{row['id']}" in f"\n{page}" for row in open_release(SEEDS / "1.0.0").rows("articles.jsonl"))


@pytest.mark.parametrize("level", ["context", "none"])
def test_a_release_without_its_texts_names_what_fills_them_in(level: str) -> None:
    write(Path("less"), many(3), level=level)
    assert refused("less/eastbrook") == (
        f"Error: less/eastbrook/1.0.0: its 3 articles have no text, for it publishes {level!r} of them; "
        "`quotes restore` fills all texts in"
    )


def test_a_row_that_does_not_fit_its_article_is_named() -> None:
    edit(Path("dist/eastbrook/1.0.0"), "quotes.jsonl", set_at(1, "speaker", "start", to=0))
    assert refused("dist/eastbrook@1.0.0").startswith("Error: dist/eastbrook/1.0.0/quotes.jsonl:2 $.speaker.start: ")
    edit(Path("dist/eastbrook/1.1.0"), "articles.jsonl", set_at(2, "text", to="Another."))
    assert refused("dist/eastbrook").startswith("Error: dist/eastbrook/1.1.0/articles.jsonl:3 $.digest: is not the ")


def test_a_release_of_a_newer_schema_is_refused() -> None:
    release = open_release("dist/eastbrook/1.0.0")
    write_manifest(replace(release.manifest, schema_version="1.7.0"), release.path)
    message = refused("dist/eastbrook@1.0.0")
    assert message.endswith("$.schema_version: 1.7.0 has fields that this package would drop; install a newer")


@pytest.mark.parametrize(
    "option",
    [("--map", "id=url"), ("--encoding", "utf-8"), ("--on-error", "stop"), ("--model", "m"), ("--spacy-model", "s")],
)
def test_options_of_detection_are_refused_for_a_release(option: tuple[str, str]) -> None:
    assert refused("dist/eastbrook", *option, status=2) == (
        f"Error: a release is shown as it is; {option[0]} is for articles in which quotations are yet to be found"
    )


def test_records_are_shown_on_their_articles(records: str) -> None:
    without = [Detection(article=one.article, quotes=one.quotes, rejected=()) for one in (*many(2), silent("silence"))]
    assert shown(records, "--articles", "news.jsonl") == in_the_terminal(without)
    assert shown(records, "--articles", "news.jsonl", "--article", "a1") == in_the_terminal(without[1:2])
    assert shown(records, "--articles", "news.jsonl", "--html").count("<article ") == 3
    wrong = "Error: records.jsonl: has no article 'silense'; it has 'silence'"
    assert refused(records, "--articles", "news.jsonl", "--article", "silense") == wrong


def test_articles_of_records_are_read_as_all_articles_are(records: str) -> None:
    rows = [{"key": one.article.id, "body": one.article.text} for one in many(2)]
    write_rows("rows.jsonl", rows)
    expected = shown(records, "--articles", "news.jsonl").partition("silence\n")[0]
    assert shown(records, "--articles", "rows.jsonl", "--map", "id=key", "--map", "text=body") == expected


def change_text(rows: list[dict[str, Any]]) -> None:
    rows[1]["text"] += " Later."


def change_source(rows: list[dict[str, Any]]) -> None:
    rows[0]["source"] = "Eastbrook Post"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows.pop(1), "records.jsonl:2 $.article_id: 'a1' is the id of no article"),
        (
            change_text,
            "records.jsonl:2 $.id: article 'a1' has another text now than the one in which this was found",
        ),
        (change_source, "records.jsonl:1 $.source: null is not the article's, 'Eastbrook Post'"),
    ],
)
def test_records_of_other_articles_are_refused(
    records: str, change: Callable[[list[dict[str, Any]]], object], message: str
) -> None:
    rows = [{"id": one.article.id, "text": one.article.text} for one in many(2)]
    change(rows)
    assert refused(records, "--articles", write_rows("news.jsonl", rows)) == f"Error: {message}"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["records.jsonl"], 2, "records.jsonl: holds records; --articles names the articles in which they were found"),
        (["news.jsonl", "--article", "a0"], 2, "--article picks one of a release, or of a file of records with "),
        (["records.jsonl", "x", "--articles", "news.jsonl"], 2, "--articles: only one file of records is shown at a "),
        (
            ["records.jsonl", "--articles", "news.jsonl", "--model", "m"],
            2,
            "records are shown as they are; --model is ",
        ),
        (["nowhere", "--articles", "news.jsonl"], 1, "nowhere: no such file"),
        (["dist", "--articles", "news.jsonl"], 1, "dist: not a regular file"),
        (["news.jsonl", "--articles", "news.jsonl"], 1, "news.jsonl:1 $.article_id: is no string"),
        (["dist/eastbrook@3.0.0"], 1, "dist/eastbrook: has no version 3.0.0; it has 1.0.0, 1.1.0"),
        (["dist/eastbrook/3.0.0"], 1, "dist/eastbrook/3.0.0: no such file or folder"),
        (["press/post@*.txt"], 1, "press/post@*.txt: matches no file"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(
    records: str, arguments: list[str], status: int, message: str
) -> None:
    assert records == "records.jsonl"
    assert refused(*arguments, status=status).startswith(f"Error: {message}")
