"""A maintainer's day on real articles: build, review, build anew, publish, restore, and a second reviewer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hub_server import Hub
from review_desk import Desk, count, press

import quotes
from quotes.cli import main
from quotes.dataset import Release, open_release
from quotes.dataset.corrections import Correction
from quotes.hub import fetch_release
from quotes.model import Model
from quotes.records import record_id

SEEDS = Path(__file__).parent.parent / "seeds"
FIRST = ("few-union-vote", "source-tram-tunnel")
MORE = ("brief-peat-ban", "few-inquest-lake")
DECISIONS = 20
REVIEWED_ONLY = {"review", "detected", "attribution", "schema_version"}
"""Fields of a row that a decision changes even where it says that all is right."""


def run(*arguments: object) -> str:
    """Run a command that must say nothing but its result, and return that."""
    done = CliRunner().invoke(main, list(map(str, arguments)))
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def build(ids: Iterable[str], *options: object, version: str = "auto", out: str = "dist") -> Release:
    files = [SEEDS / f"{id}.txt" for id in ids]
    return open_release(run("build", *files, "--name", "press", "--version", version, "--out", out, *options).strip())


def by_id(release: Release, file: str = "quotes.jsonl") -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in release.rows(file)}


def review(desk: Desk, release: Release, reviewer: str, keys: Iterable[str], **options: Any) -> list[Correction]:
    """Decide in the browser with these keys, and return what was written down."""
    desk.serve(release, reviewer=reviewer, **options)
    page = desk.window()
    press(page, *keys)
    told = count(page)
    assert told.startswith(f"{len(desk.made)} of ")
    return desk.made


def assert_holds(made: Correction, release: Release) -> None:
    """Check that a release says of a span what was decided on it."""
    assert made.start is not None
    assert made.end is not None
    id = record_id(made.digest, made.start, made.end)
    row = by_id(release).get(id)
    if made.decision == "no_quotation":
        assert row is None
        assert id in by_id(release, "rejected.jsonl")
        return
    assert row is not None
    speaker, role, cue = row["speaker"], row["role"], row["cue"]
    said = {
        "kind": row["kind"],
        "speaker": speaker and speaker["text"],
        "name": speaker and speaker["name"],
        "role": role and role["text"],
        "cue": cue and cue["text"],
    }
    assert said == {field: made.given[field] for field in said}  # type: ignore[index]
    assert (row["review"]["reviewer"], row["attribution"]["method"]) == (made.reviewer, "reviewed")


def test_what_was_decided_holds_all_day(desk: Desk, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first = build(FIRST, version="1.0.0")
    made = review(desk, first, "jo", ["Enter", "2", "Enter", "n", "0"] * (DECISIONS // 5), order="uncertain")
    assert len(made) == DECISIONS
    jo = desk.file

    ours = Model.of(None)
    replace(ours, speaker={name: -weight for name, weight in ours.speaker.items()}).save("other.json")
    second = build([*FIRST, *MORE], "--corrections", jo, "--model", "other.json")
    assert second.version == "1.1.0"
    for one in made:
        assert_holds(one, second)
    assert_diff_says_so(first, second, made)

    for release in (first, second):
        assert quotes.push(release.path, "acme/press", endpoint=hub.url).done == "pushed"
    loaded = quotes.load("acme/press", version="1.1.0", endpoint=hub.url)
    assert {row["id"] for split in loaded.values() for row in split} == set(by_id(second))
    fetched = fetch_release("acme/press", "1.1.0", endpoint=hub.url, whole=True)
    assert run("validate", fetched).endswith(": sound\n")

    thin = build([*FIRST, *MORE], "--corrections", jo, "--publish", "none", version="1.0.0", out="thin")
    restored = open_release(run("restore", thin.path, SEEDS).strip())
    assert by_id(restored) == by_id(build([*FIRST, *MORE], "--corrections", jo, version="1.0.0", out="whole"))

    kim_made = review(desk, first, "kim", ["Enter"] * DECISIONS, order="uncertain")
    kim = desk.file
    agreement = json.loads(run("agree", jo, kim, "--json"))
    assert agreement["raters"] == ["jo", "kim"]
    speech = agreement["agreement"]["speech"]
    no = sum(one.decision == "no_quotation" for one in made)
    assert (speech["same"], speech["of"]) == (DECISIONS - no, DECISIONS)
    disputed = agreement["differences"]
    settled = review(desk, first, "lee", ["Enter"] * len(disputed), order="disagreements", beside=(str(jo), str(kim)))
    assert (len(kim_made), len(settled), all(one.settles for one in settled)) == (DECISIONS, len(disputed), True)
    third = build([*FIRST, *MORE], *(part for file in (jo, kim, desk.file) for part in ("--corrections", file)))
    for one in settled:
        assert_holds(one, third)


def assert_diff_says_so(old: Release, new: Release, made: Iterable[Correction]) -> None:
    """Check that of what was found right nothing changed but who says so, and that other rows did change."""
    changes = json.loads(run("diff", old.path, new.path, "--json"))["changes"]
    fields = {
        one["id"]: {field["field"].split(".")[0] for field in one["fields"]} for one in changes if "fields" in one
    }
    ids = {record_id(one.digest, one.start or 0, one.end or 0): one.decision for one in made}
    for id, decision in ids.items():
        if decision == "right":
            assert fields[id] <= REVIEWED_ONLY
        elif decision == "changed":
            assert "review" in fields[id]
    assert any("speaker" in of for id, of in fields.items() if id not in ids)  # these weights find somebody else
