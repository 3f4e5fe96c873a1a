"""The commands diff, revise and migrate, and build with a number of its own."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import detection, many, write

from quotes.cli import main
from quotes.dataset import open_release
from quotes.dataset.release.manifest import write_manifest
from quotes.records import SCHEMA_VERSION

OLD, NEW = "dist/eastbrook/1.0.0", "dist/eastbrook/1.1.0"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions."""
    out = tmp_path_factory.mktemp("dist")
    first, second, third = many(3)
    write(out, [first, second, third])
    write(
        out,
        [replace(first, quotes=(replace(first.quotes[0], cue=None),)), detection("new"), third],
        version="1.1.0",
    )
    return out


@pytest.fixture(autouse=True)
def _two_versions(dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(dist, "dist")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="quotes")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


TEXT = """\
eastbrook 1.0.0 -> eastbrook 1.1.0

articles.jsonl: 1 added, 1 removed, 0 changed
+ new: Eastbrook, new. “We open at nine,” said Mira Okafor, mayor o…
- a1: Eastbrook, a1. “We open at 1,” said Mira Okafor, mayor of Ea…

quotes.jsonl: 1 added, 1 removed, 1 changed
  cue  1
~ a0 2607af3ae60a37ec: “We open at 0,” Mira Okafor
    cue: said -> null
+ new b7ba6f6f1b244249: “We open at nine,” Mira Okafor
- a1 4b6f1ffa6e7eeb8d: “We open at 1,” Mira Okafor

rejected.jsonl: 1 added, 1 removed, 0 changed
+ new 877ee657290eee2d: “The Long Wall” title
- a1 REJECTED: “The Long Wall” title

other files: CITATION.cff, README.md, chart.png, croissant.json, data/articles/, \
data/extractive/, data/quotes/, data/tokens/
"""


def test_diff_as_text() -> None:
    gone = next(many(3)), *many(3)
    result = run("diff", OLD, NEW)
    expected = TEXT.replace("4b6f1ffa6e7eeb8d", gone[2].quotes[0].id).replace("REJECTED", gone[2].rejected[0].id)
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", expected)


def test_diff_lists_so_many_rows_of_a_kind() -> None:
    lines = run("diff", OLD, NEW, "--limit", "0").stdout.splitlines()
    assert [line for line in lines if line.startswith(("~", "+", "-"))] == [
        *("+ 1 more", "- 1 more"),
        *("~ 1 more", "+ 1 more", "- 1 more"),
        *("+ 1 more", "- 1 more"),
    ]


def test_diff_as_json() -> None:
    found = json.loads(run("diff", OLD, NEW, "--json", "--limit", "0").stdout)
    assert list(found) == ["old", "new", "changes", "counts", "made_with", "files"]
    assert (found["old"]["version"], found["new"]["version"]) == ("1.0.0", "1.1.0")
    assert [(change["file"], change["change"]) for change in found["changes"]] == [
        ("articles.jsonl", "added"),
        ("articles.jsonl", "removed"),
        ("quotes.jsonl", "changed"),
        ("quotes.jsonl", "added"),
        ("quotes.jsonl", "removed"),
        ("rejected.jsonl", "added"),
        ("rejected.jsonl", "removed"),
    ]
    assert found["counts"]["quotes.jsonl"] == {"changed": 1, "moved": 0, "added": 1, "removed": 1, "fields": {"cue": 1}}
    assert json.loads(run("diff", OLD, OLD, "--json").stdout)["changes"] == []


def test_diff_as_markdown_is_the_release_s_own() -> None:
    assert run("diff", OLD, NEW, "--markdown").stdout == Path(NEW, "CHANGES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [(), ("--json",), ("--markdown",)])
def test_diff_says_by_its_status_whether_rows_differ(form: tuple[str, ...]) -> None:
    assert [
        run("diff", *arguments, *form).exit_code
        for arguments in ((OLD, NEW), (OLD, NEW, "--exit-code"), (OLD, OLD, "--exit-code"))
    ] == [0, 3, 0]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["diff", OLD], 2, "Missing argument 'NEW'."),
        (
            ["diff", OLD, NEW, "--json", "--markdown"],
            2,
            "--json, --markdown and --html are forms of the same; give one",
        ),
        (["diff", OLD, "gone"], 1, "gone: does not exist"),
        (
            ["revise", OLD],
            2,
            "nothing to revise: give corrected rows with --quotes, --rejected or --articles",
        ),
        (["revise", OLD, "--quotes", "gone.jsonl"], 1, "gone.jsonl: no such file"),
        (
            ["revise", OLD, "--quotes", f"{OLD}/quotes.jsonl"],
            1,
            f"{OLD}: no row differs from it, so there is nothing to release",
        ),
        (["migrate", "gone"], 1, "gone: does not exist"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], status: int, message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[-1]) == (status, "", f"Error: {message}")


@pytest.mark.parametrize(
    ("arguments", "others"),
    [
        (["validate"], []),
        (["stats"], []),
        (["diff", OLD], []),
        (["revise"], ["--quotes", f"{OLD}/quotes.jsonl"]),
        (["restore"], ["press"]),
        (["migrate"], []),
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_every_release_is_named_alike(arguments: list[str], others: list[str]) -> None:
    def told(place: str) -> tuple[int, str]:
        result = run(*arguments, place, *others)
        return result.exit_code, result.output

    assert told("dist/eastbrook") == told("dist/eastbrook@1.1.0") == told(NEW) != told("dist/eastbrook@1.0.0")
    assert [told(place) for place in ("dist/gone", "dist/eastbrook@1.9.0", "dist")] == [
        (1, "Error: dist/gone: does not exist\n"),
        (1, "Error: dist/eastbrook: has no version 1.9.0; it has 1.0.0, 1.1.0\n"),
        (1, "Error: dist: no release: it holds neither manifest.json nor a folder named as a version\n"),
    ]


def test_corrected_labels_are_released_and_told() -> None:
    rows = [json.loads(line) for line in Path(NEW, "quotes.jsonl").read_text(encoding="utf-8").splitlines()]
    rows[1]["role"]["category"] = "official"
    Path("fixed.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    done = run("revise", NEW, "--quotes", "fixed.jsonl")
    assert (done.exit_code, done.output) == (0, "dist/eastbrook/1.2.0\n")
    assert run("validate", "dist/eastbrook/1.2.0").output == "dist/eastbrook/1.2.0: sound\n"
    assert "    role.category: executive -> official\n" in run("diff", NEW, "dist/eastbrook/1.2.0").stdout
    named = run("revise", NEW, "--quotes", "fixed.jsonl", "--version", "1.1.0")
    assert (named.exit_code, named.stderr) == (
        1,
        "Error: dist/eastbrook/1.1.0: this version exists with other content, and a version never changes; "
        "quotes.jsonl (1 changed) and 8 made from them differ; build it as 1.3.0\n",
    )


def test_a_current_release_is_not_migrated() -> None:
    done = run("migrate", OLD)
    assert (done.exit_code, done.stdout) == (0, f"{OLD}\n")
    assert (
        done.stderr == f"{OLD}: has schema {SCHEMA_VERSION}, which is the current major version; nothing to migrate\n"
    )


def test_a_newer_minor_schema_is_a_warning_of_one_line() -> None:
    write_manifest(replace(open_release(NEW).manifest, schema_version="1.4.0"), Path(NEW))
    done = run("stats", NEW, "--json")
    assert (done.exit_code, json.loads(done.stdout)["quotes"]) == (0, 3)
    known = f"1.4.0 is newer than {SCHEMA_VERSION}, which this package knows: what is new in it is not checked"
    assert done.stderr == f"Warning: {NEW}/manifest.json $.schema_version: {known}\n"


def test_build_takes_the_next_number_or_says_that_it_is_there() -> None:
    Path("press").mkdir()
    Path("press/ferry.txt").write_text("“It sails,” Ben Marsh said.\n", encoding="utf-8")
    build = ("build", "press", "--name", "press", "--version")
    there = "dist/press/1.0.0: is there already with these rows; nothing is written\n"
    first, again = run(*build, "auto"), run(*build, "auto")
    assert (first.exit_code, first.output) == (0, "dist/press/1.0.0\n")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "dist/press/1.0.0\n", there)
    Path("press/ferry.txt").write_text("“It sails,” Ben Marsh said. “It sinks,” he added.\n", encoding="utf-8")
    assert run(*build, "auto").output == "dist/press/1.1.0\n"
    refused = run(*build, "1.0.0")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "Error: dist/press/1.0.0: this version exists with other content, and a version never changes; "
        "articles.jsonl (1 changed), quotes.jsonl (1 added, 1 moved) and 8 made from them differ; build it as 1.2.0\n"
    )
    assert "; articles.jsonl (in how much it publishes)" in run(*build, "1.1.0", "--publish", "none").stderr
