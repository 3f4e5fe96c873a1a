from __future__ import annotations

import json
from pathlib import Path

import judged
import pytest
from click.testing import CliRunner, Result

from quotes.cli import main
from quotes.evaluation import evaluate

HEAD = """\
4 articles, 19 quotations in gold, 26 records
                                            share    95 % interval               of

Found
  whole utterances                         0.9375    0.8333–1.0000               16
  words in a sentence                      0.3333    0.0000–0.5000                3
  4 words and more, or whole               0.8824    0.8235–1.0000               17
  under 4 words                            0.5000    0.0000–1.0000                2
  all                                      0.8421    0.7500–0.9286               19
"""


@pytest.fixture(autouse=True)
def _gold_and_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    judged.write(Path("gold.jsonl"), judged.gold())
    judged.write(Path("records.jsonl"), judged.records())


def run(*arguments: str, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["evaluate", *arguments], input=stdin, prog_name="quotes")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_tables() -> None:
    result = run("gold.jsonl", "records.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(HEAD)
    assert [line.split("  ")[0] for line in result.stdout.splitlines() if line and not line.startswith(" ")][1:] == [
        "Found",
        "Speaker right",
        "Speaker right, if found",
        "Full name right",
        "Person right",
        "Role right",
        "Precision, 4 words and more",
        "F1, 4 words and more",
        "Scare quotes let through",
        "Confidence in the person",
        "Confidence in the mention",
        "Speaker by kind",
        "Speaker by form of the mention",
        "Speaker by place of the mention",
        "Confidence in the person",
    ]
    pronouns = next(line for line in result.stdout.splitlines() if line.startswith("  pronoun "))
    assert pronouns.split() == ["pronoun", "0.6250", "0.6000–0.6667", "8", "0.7500", "0.8333"]


def test_misses_of_each_sort() -> None:
    text = run("gold.jsonl", "records.jsonl", "--misses", "1").stdout
    assert text.partition("[")[1:] == (
        "[",
        "missed] council:109  “a floating disgrace to us all”\n"
        "    gold: She called   got: -\n\n"
        "[speaker] council:167  “Nobody asked the ferrymen,”\n"
        "    gold: Jonas Weld, spokesman for the Ferry Union   got: the Ferry Union (0.55)\n\n"
        "[name] council:155  “a miser.”\n"
        "    gold: Mira Okafor   got: the Ferry Union\n\n"
        "[role] council:167  “Nobody asked the ferrymen,”\n"
        "    gold: spokesman for the Ferry Union   got: spokesman\n\n"
        "[false] council:109  a floating disgrace to\n\n"
        "[scare] council:353  “The Long Wall”\n",
    )


def test_breakdowns_can_be_chosen() -> None:
    text = run("gold.jsonl", "records.jsonl", "--by", "distance").stdout
    assert [line.split("  ")[0] for line in text.splitlines() if line.startswith("Speaker by")] == [
        "Speaker by place of the mention"
    ]
    found = json.loads(run("gold.jsonl", "records.jsonl", "--by", "form", "--by", "kind", "--json").stdout)
    assert list(found["speaker_by"]) == ["form", "kind"]


def test_json_is_the_report() -> None:
    result = run("gold.jsonl", "records.jsonl", "--json", "--misses", "2")
    report = evaluate("gold.jsonl", "records.jsonl").to_dict(misses=2)
    assert json.loads(result.stdout) == json.loads(json.dumps(report))
    assert len(report["misses"]) == 12


def test_records_on_standard_input() -> None:
    records = Path("records.jsonl").read_text(encoding="utf-8")
    assert run("gold.jsonl", "-", stdin=records).stdout == run("gold.jsonl", "records.jsonl").stdout


def test_without_records_the_text_of_gold_is_run(model: str) -> None:
    judged.write(Path("texts.jsonl"), judged.gold()[:2])
    plain, other = run("texts.jsonl", "--json"), run("texts.jsonl", "--json", "--model", model)
    assert (plain.exit_code, plain.stderr) == (0, "")
    assert json.loads(plain.stdout)["recall"]["direct"] > 0.7
    assert json.loads(other.stdout)["counts"]["records"] == 0


@pytest.fixture
def model() -> str:
    """A model that takes nothing for speech."""
    from quotes.model import Model

    nothing = Model(
        speech={},
        speech_threshold=0.9,
        speaker={},
        said={},
        said_threshold=0.5,
        antecedent={},
        calibration={},
        confidence={part: {} for part in ("speech", "mention", "identity", "elsewhere")},
        precision=(),
    )
    nothing.save("nothing.json")
    return "nothing.json"


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (["gone.jsonl"], None, "gone.jsonl: No such file or directory"),
        (["gold.jsonl", "gone.jsonl"], None, "gone.jsonl: No such file or directory"),
        (["gold.jsonl"], None, "gold.jsonl:3: gold gives no text to run on; give the RECORDS of the articles instead"),
        (
            ["gold.jsonl", "-"],
            "[1]\n",
            "-:1: no JSON object; a line is a record, as `quotes detect` writes it",
        ),
    ],
)
def test_bad_data(arguments: list[str], stdin: str | None, message: str) -> None:
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'GOLD'."),
        (
            ["gold.jsonl", "--by", "colour"],
            "Invalid value for '--by': 'colour' is not one of 'kind', 'form', 'distance'.",
        ),
        (
            ["gold.jsonl", "records.jsonl", "--spacy-model", "en"],
            "RECORDS are judged as they are; --model and --spacy-model are for a run without them",
        ),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: {message}"
