"""How far two agree: reviewers and releases, in numbers and span by span."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from invented import detection, many, write
from test_difference_page import Page

from quotes.agreement import compare
from quotes.agreement.coefficients import measure
from quotes.cli import main
from quotes.correcting import Corrections
from quotes.dataset.corrections import Correction, append_corrections

WORDS = "We open at nine,"
ARTICLES = ("a0", "a1", "a2", "a3")
ALL = {"kind": "full", "speaker": "Mira Okafor", "name": "Mira Okafor", "role": "mayor of Eastbrook", "cue": "said"}


def decided(id: str, decision: str, reviewer: str, **fields: Any) -> Correction:
    of = detection(id).article
    fields = {**ALL, **fields} if decision == "right" else fields
    row = {"article_id": of.id, "digest": of.digest, "text": WORDS, "decision": decision, "reviewer": reviewer}
    return Correction.from_dict({**row, "release": "eastbrook@1.0.0", **fields})


JO = [
    decided("a0", "right", "jo"),
    decided("a1", "changed", "jo", speaker="She", name="Mira Okafor"),
    decided("a2", "no_quotation", "jo"),
    decided("a3", "right", "jo"),
]
KIM = [
    decided("a0", "right", "kim"),
    decided("a1", "changed", "kim", speaker="Okafor", name="Mira Okafor", role=None),
    decided("a2", "no_quotation", "kim"),
    decided("a3", "no_quotation", "kim"),
    decided("a0", "no_quotation", "kim", text="The Long Wall"),
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("dist"), map(detection, ARTICLES))
    append_corrections("jo.jsonl", JO)
    append_corrections("kim.jsonl", KIM)


def agree(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["agree", *arguments])


def told(*arguments: str) -> dict[str, Any]:
    done = agree(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def shares(answer: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    return {field: (one["same"], one["of"]) for field, one in answer["agreement"].items()}


def test_kappa_and_alpha_are_those_of_the_formulas() -> None:
    one = measure([("q", "q"), ("q", "q"), ("n", "n"), ("q", "n")])
    assert one.share == 0.75
    assert one.kappa == 0.5  # chance: 3/4 x 2/4 + 1/4 x 2/4 = 1/2
    assert one.alpha == round(1 - (1 / 4) / (2 * 5 * 3 / (8 * 7)), 4)


@pytest.mark.parametrize("pairs", [[], [("q", "q")] * 3])
def test_without_two_labels_nothing_is_by_chance(pairs: list[tuple[str, str]]) -> None:
    one = measure(pairs)
    assert (one.kappa, one.alpha) == (None, None)


def test_two_reviewers_are_told_where_they_differ() -> None:
    done = agree("jo.jsonl", "kim.jsonl")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "jo and kim: 4 spans in 4 articles",
        "1 by kim alone",
        "",
        "            same      of   share  Cohen's kappa  Krippendorff's alpha",
        "speech         3       4   0.750          0.500                 0.533",
        "speaker        1       2   0.500          0.333                 0.400",
        "person         2       2   1.000              –                     –",
        "role           1       2   0.500          0.000                 0.000",
        "",
        f"a1 {compare('jo.jsonl', 'kim.jsonl').dissents[0].id}  {WORDS}",
        "    speaker: She | Okafor",
        "    role: mayor of Eastbrook | no role",
        "",
        f"a3 {compare('jo.jsonl', 'kim.jsonl').dissents[1].id}  {WORDS}",
        "    speech: quotation | no quotation",
    ]


def test_the_page_shows_each_side_in_its_context() -> None:
    assert agree("jo.jsonl", "kim.jsonl", "-o", "agree.html").exit_code == 0
    page = Page(Path("agree.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert page.marks == [WORDS, WORDS, WORDS]  # the fourth is no quotation to kim
    assert page.speakers == ["She", "Okafor", "Mira Okafor"]


def test_what_a_third_settled_is_no_agreement_of_the_two() -> None:
    lee = decided("a3", "right", "lee", settles=True)
    append_corrections("all.jsonl", [*JO, *KIM, lee])
    done = agree("all.jsonl")
    assert done.exit_code == 1
    message = "all.jsonl: decisions of jo, kim, lee, and 2 can be compared; --reviewer says whose are meant"
    assert done.stderr == f"Error: {message}\n"
    assert agree("jo.jsonl").stderr == "Error: jo.jsonl: decisions of jo, and 2 can be compared\n"
    answer = told("all.jsonl", "--reviewer", "kim", "--reviewer", "jo")
    assert answer["raters"] == ["jo", "kim"]
    assert shares(answer) == shares(told("jo.jsonl", "kim.jsonl"))


def test_a_release_and_a_reviewer_are_compared_on_what_was_decided() -> None:
    answer = told("dist/eastbrook", "kim.jsonl")
    assert answer["raters"] == ["eastbrook 1.0.0", "kim"]
    assert shares(answer)["speech"] == (3, 5)  # the title was set aside, too
    assert [one["article_id"] for one in answer["differences"]] == ["a1", "a2", "a3"]


def test_two_releases_are_compared_row_by_row() -> None:
    of_jo = Corrections(JO)
    write(Path("dist"), of_jo.apply(map(detection, ARTICLES)), version="1.1.0", corrections=of_jo.kept)
    answer = told("dist/eastbrook@1.0.0", "dist/eastbrook@1.1.0")
    assert shares(answer) == {"speech": (7, 8), "speaker": (2, 3), "person": (3, 3), "role": (3, 3)}
    assert told("dist/eastbrook@1.0.0", "dist/eastbrook@1.0.0")["differences"] == []


def test_decisions_on_other_articles_are_counted_and_told() -> None:
    write(Path("less"), many(1))
    done = agree("jo.jsonl", "kim.jsonl", "--release", "less/eastbrook")
    assert done.stdout.startswith("jo and kim: 0 spans in 0 articles")
    assert "Warning: jo: 4 decisions are on articles not in less/eastbrook" in done.stderr


def test_decisions_that_name_no_release_ask_for_it() -> None:
    append_corrections("plain.jsonl", [replace(one, release=None) for one in JO])
    done = agree("plain.jsonl", "kim.jsonl", "--release", "dist/eastbrook")
    assert done.exit_code == 0
    Path("kim.jsonl").write_bytes(Path("plain.jsonl").read_bytes())
    done = agree("plain.jsonl", "kim.jsonl")
    assert done.exit_code == 1
    assert done.stderr == "Error: plain.jsonl: no line says on which release it was decided; --release says which\n"
