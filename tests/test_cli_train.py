from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import judged
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main
from quotes.dataset import open_release, validate
from quotes.detector import Detector
from quotes.model import Model
from quotes.records import Article

NAMES = ("Ingrid Brandt", "Pedro Oduya", "Mira Okafor", "Carlos Weld")
FERRY = "“It leaks at both ends,” said Jonas Weld.\n\nThe bell rang. “Nobody came to look at it.”\n"


def gold_article(number: int) -> dict[str, Any]:
    """Return a gold article of two quotations and a title that nobody says."""
    first, second = NAMES[number % 4], NAMES[(number + 1) % 4]
    text = (
        f"{second} came in.\n\n“We open at {number},” {first} told {second}. “We close at nine,” said {second}.\n\n"
        f"The film “The Long Wall {number}” was shown. {first} left."
    )
    spoken = ((f"“We open at {number},”", first), ("“We close at nine,”", second))
    return {
        "doc_id": str(number),
        "text": text,
        "quotes": [judged.said(text, words, speaker=judged.span(text, name, words)) for words, name in spoken],
        "unattributed_quoted": [judged.span(text, f"“The Long Wall {number}”")],
    }


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with gold.jsonl, and the model.json that the command made of it."""
    folder = tmp_path_factory.mktemp("trained")
    judged.write(folder / "gold.jsonl", [gold_article(number) for number in range(1, 31)])
    result = run("train", str(folder / "gold.jsonl"), "-o", str(folder / "model.json"))
    digest = Model.load(folder / "model.json").digest
    told = f"learnt from 60 quotations and 30 spans that nobody said; weights {digest}\n"
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", told)
    return folder


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(FERRY, encoding="utf-8")
    return "ferry.txt"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="quotes")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_same_gold_gives_the_same_file(trained: Path, press: str) -> None:
    result = run("train", str(trained / "gold.jsonl"), "-o", "-")
    assert result.stdout == (trained / "model.json").read_text(encoding="utf-8")


def test_the_model_says_what_it_was_made_of(trained: Path) -> None:
    about = Model.load(trained / "model.json").about
    assert (about["quotations"], about["not said"], list(about["gold"])) == (60, 30, ["gold.jsonl"])


def test_detect_and_show_read_the_model(trained: Path, press: str) -> None:
    model = str(trained / "model.json")
    (found,) = Detector(model=model).pipe([Article(id="ferry", text=FERRY)])
    assert [found] == list(Detector(model=Model.load(model)).pipe([found.article]))
    assert rows(run("detect", press, "--model", model).stdout) == [
        json.loads(json.dumps(quote.to_dict())) for quote in found.quotes
    ]
    assert found.quotes[0].attribution.confidence != rows(run("detect", press).stdout)[0]["attribution"]["confidence"]
    assert run("show", press, "--model", model).stdout != run("show", press).stdout


def test_a_release_names_the_weights_and_the_least_confidence(trained: Path, press: str) -> None:
    model = str(trained / "model.json")
    build = ["build", press, "--name", "ferry", "--model", model, "--min-confidence", "0.5"]
    assert run(*build, "--version", "1.0.0").exit_code == 0
    settings = open_release("dist/ferry/1.0.0").manifest.settings
    assert (settings["weights"], settings["min_confidence"]) == (Model.load(model).digest, 0.5)


def test_what_is_not_sure_is_set_aside_with_speaker_and_confidence(press: str) -> None:
    first, second = rows(run("detect", press).stdout)
    sure, unsure = sorted((first, second), key=lambda row: -row["attribution"]["confidence"])
    least = str(sure["attribution"]["confidence"])
    result = run("detect", press, "--min-confidence", least, "--rejected", "rejected.jsonl")
    (kept,) = rows(result.stdout)
    (aside,) = rows(Path("rejected.jsonl").read_text(encoding="utf-8"))
    assert kept == sure
    assert {name: aside[name] for name in ("id", "text", "reason", "detail")} == {
        "id": unsure["id"],
        "text": unsure["text"],
        "reason": "low_confidence",
        "detail": f"speaker {unsure['speaker']['text']}: confidence {unsure['attribution']['confidence']} is "
        f"below {least}",
    }


def test_a_release_without_unsure_quotations_is_sound(press: str) -> None:
    # An utterance may lose some of its spans and keep the others.
    Path("long.txt").write_text(
        "“It leaks,” said Jonas Weld, “and it smells, and,” he said, “nobody cares.” “Yes.”\n", encoding="utf-8"
    )
    build = ["build", press, "long.txt", "--name", "ferry"]
    for minor, least in enumerate(("0", "0.8", "0.9", "1")):
        assert run(*build, "--version", f"1.{minor}.0", "--min-confidence", least).exit_code == 0
        release = open_release(f"dist/ferry/1.{minor}.0")
        assert list(validate(release.path)) == []
        assert all(row["attribution"]["confidence"] >= float(least) for row in release.rows("quotes.jsonl"))
        assert release.counts.quotes + release.counts.rejected == 6


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_a_least_confidence_that_is_none(least: float) -> None:
    with pytest.raises(ValueError, match=r"^min_confidence is .*; a confidence is a number from 0 to 1$"):
        Detector(min_confidence=least)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["train", "gone.jsonl", "-o", "model.json"], 1, "gone.jsonl: No such file or directory"),
        (["train", "empty.jsonl", "-o", "model.json"], 1, "empty.jsonl: no quotation with a speaker to learn from"),
        (["train", "empty.jsonl", "-o", "gone/model.json"], 1, "gone/model.json: No such file or directory"),
        (["train", "empty.jsonl"], 2, "Missing option '-o' / '--output'."),
        (["train", "-o", "model.json"], 2, "Missing argument 'GOLD...'."),
        (
            ["detect", "ferry.txt", "--model", "ferry.txt"],
            1,
            "ferry.txt: not a model file (Expecting value: line 1 column 1 (char 0)); `quotes train` writes one",
        ),
        (
            ["detect", "ferry.txt", "--min-confidence", "2"],
            2,
            "Invalid value for '--min-confidence': 2.0 is not in the range 0<=x<=1.",
        ),
    ],
)
def test_failure_leaves_nothing(press: str, arguments: list[str], status: int, message: str) -> None:
    Path("empty.jsonl").write_text("")
    before = sorted(Path().iterdir())
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.splitlines()[-1] == f"Error: {message}"
    assert sorted(Path().iterdir()) == before
