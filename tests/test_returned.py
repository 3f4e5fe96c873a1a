"""What people change of a release in Label Studio and brat comes back as corrections, and holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import quotes
from quotes.cli import main
from quotes.dataset import Release
from quotes.exporting import export_folder

PIER = """😀 The pier

“We wait,” said Ada Quill, the mayor. Tom Orr called it a “quiet disaster”. Quill had read “The Long Wall” twice.

“It rains 😀 and it pours.

“And we stay,” Orr said. “We stay here.” His deputy, Vera Lind, nodded.
"""
TWO_LINES = "We did,\r\nand gladly,"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("press")
    for name, text in (("pier", PIER), ("quiet", f"Nobody spoke.\r\n\r\n“{TWO_LINES}” said Bo Ray.\r\n")):
        (folder / f"{name}.txt").write_bytes(text.encode())
    return quotes.build([folder / "pier.txt", folder / "quiet.txt"], name="press", version="1.0.0", out=folder)


def run(*arguments: object) -> tuple[str, str]:
    done = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def decisions(out: str) -> dict[str, dict[str, Any]]:
    return {row["text"]: row for row in map(json.loads, out.splitlines())}


def submitted(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the tasks as people hand them in: the prediction is their first draft."""
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        (prediction,) = task["predictions"]
        yield {**task, "annotations": [{"result": prediction["result"], "was_cancelled": False}]}


def rebuilt(release: Release, corrections: str, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of the version after next, which carries on what the next was told."""
    (tmp_path / "c.jsonl").write_text(corrections, encoding="utf-8")
    articles = [release.path.parent.parent / f"{name}.txt" for name in ("pier", "quiet")]
    quotes.build(articles, name="press", version="1.0.0", out=tmp_path)
    quotes.build(articles, name="press", version="auto", out=tmp_path, corrections=[tmp_path / "c.jsonl"])
    last = quotes.build([*articles, _another(tmp_path)], name="press", version="auto", out=tmp_path)
    return {row["text"]: row for row in last.rows("quotes.jsonl")}


def _another(folder: Path) -> Path:
    path = folder / "late.txt"
    path.write_text("“It is late,” said Ida Berg.\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("format", ["label-studio", "brat"])
def test_what_nobody_changed_changes_nothing(release: Release, tmp_path: Path, format: Any) -> None:
    export_folder(release.path, format, tmp_path / "out")
    out, told = run("correct", release.path, "--from", format, tmp_path / "out", "--reviewer", "jo")
    assert out == ""
    assert told.count("nobody has submitted it" if format == "label-studio" else "nothing was changed") == 2


def test_what_is_submitted_in_label_studio_unchanged_is_right(release: Release, tmp_path: Path) -> None:
    export_folder(release.path, "label-studio", tmp_path / "out")
    tasks = list(submitted(tmp_path / "out"))
    (tmp_path / "export.json").write_text(json.dumps(tasks[1:]), encoding="utf-8")
    out, told = run("correct", release.path, "--from", "label-studio", tmp_path / "export.json", "--reviewer", "jo")
    (row,) = decisions(out).values()
    assert (row["text"], row["decision"], row["speaker"], row["cue"]) == (TWO_LINES, "right", "Bo Ray", "said")
    assert told == f"{tmp_path}/export.json:1: 1 right\n"


def test_corrections_made_in_label_studio_hold_in_later_builds(release: Release, tmp_path: Path) -> None:
    export_folder(release.path, "label-studio", tmp_path / "out")
    pier, quiet = submitted(tmp_path / "out")
    results = pier["annotations"][0]["result"]
    of = {one["value"].get("text"): one for one in results if one["type"] == "labels"}
    disaster, stay = of["quiet disaster"], of["We stay here."]
    gone = of["We wait,"]["id"]
    results = [one for one in results if gone not in (one.get("id"), one.get("from_id"))]
    disaster["value"]["labels"] = ["Direct"]
    start = PIER.index("Vera Lind")
    region = {"to_name": "text", "from_name": "label", "type": "labels"}
    labelled = {"start": start, "end": start + 9, "text": "Vera Lind", "labels": ["Speaker"]}
    results.append({**region, "id": "new", "value": labelled})
    for one in results:
        if one.get("from_id") == stay["id"] and one["labels"] == ["speaker"]:
            one["to_id"] = "new"
    units = PIER[: PIER.index("The Long Wall")].encode("utf-16-le")  # as an old browser counts
    place = {"start": len(units) // 2, "end": len(units) // 2 + 13, "text": "The Long Wall", "labels": ["Mixed"]}
    results.append({**region, "id": "sign", "value": place})
    pier["annotations"][0]["result"] = results
    (tmp_path / "export.json").write_text(json.dumps([pier, quiet]), encoding="utf-8")
    out, told = run("correct", release.path, "--from", "label-studio", tmp_path / "export.json", "--reviewer", "jo")
    made = decisions(out)
    assert {text: row["decision"] for text, row in made.items()} == {
        "We wait,": "no_quotation",
        "quiet disaster": "changed",
        "The Long Wall": "missed",
        "It rains 😀 and it pours.": "right",
        "And we stay,": "right",
        "We stay here.": "changed",
        TWO_LINES: "right",
    }
    assert "export.json:1: 2 changed, 1 missed, 1 no quotation, 2 right" in told
    rows = rebuilt(release, out, tmp_path)
    assert "We wait," not in rows
    assert (rows["quiet disaster"]["kind"], rows["quiet disaster"]["attribution"]["method"]) == ("full", "reviewed")
    assert rows["We stay here."]["speaker"]["name"] == "Vera Lind"
    assert (rows["The Long Wall"]["kind"], rows["The Long Wall"]["speaker"]) == ("partial", None)
    assert rows[TWO_LINES]["review"] == {"reviewer": "jo", "decided": None, "decision": "right"}


def test_corrections_made_in_brat_hold_in_later_builds(release: Release, tmp_path: Path) -> None:
    export_folder(release.path, "brat", tmp_path / "out")
    ann = tmp_path / "out" / "pier.ann"
    lines = ann.read_text(encoding="utf-8").splitlines()
    key = {line.split("\t")[2]: line.split("\t")[0] for line in lines if line[0] == "T"}
    start, end = PIER.index("“quiet"), PIER.index("disaster”") + 9
    changed = []
    for line in lines:
        if line.startswith(f"{key['quiet disaster']}\t"):  # the marks are taken in
            changed.append(f"{key['quiet disaster']}\tDirect {start} {end}\t“quiet disaster”")
        elif line.startswith("A") and f"category {key['mayor']} " in line:
            changed.append(line.replace("executive", "official"))
        elif f"utterance Arg1:{key['And we stay,']} " not in line:
            changed.append(line.replace(f" {key['Orr']}\tTom Orr", f" {key['Orr']}\t"))
    ann.write_text("\n".join(changed) + "\n", encoding="utf-8")
    out, told = run("correct", release.path, "--from", "brat", tmp_path / "out", "--reviewer", "kim")
    assert f"{ann}: 5 changed\n" in told
    rows = rebuilt(release, out, tmp_path)
    assert rows["quiet disaster"]["kind"] == "full"
    assert rows["We wait,"]["role"]["category"] == "official"
    assert rows["We stay here."]["speaker"]["name"] is None
    assert rows["And we stay,"]["utterance_id"] == rows["And we stay,"]["id"]


def test_a_text_that_is_not_in_the_release_is_told(release: Release, tmp_path: Path) -> None:
    export_folder(release.path, "brat", tmp_path / "out")
    (tmp_path / "out" / "quiet.txt").write_text(
        "“We did, and gladly,” said somebody else altogether, who is not in it.", encoding="utf-8"
    )
    out, told = run("correct", release.path, "--from", "brat", tmp_path / "out", "--reviewer", "jo")
    assert out == ""
    assert f"{tmp_path}/out/quiet.ann: its text is that of no article of press@1.0.0\n" in told


def test_one_of_article_and_from_is_given(release: Release) -> None:
    done = CliRunner().invoke(main, ["correct", str(release.path), "--reviewer", "jo"])
    assert done.exit_code == 2
    assert "give one of --article, to decide by hand, and --from" in done.stderr
