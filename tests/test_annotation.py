"""Annotations by strings: what they resolve to, and what is said of one that does not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.correcting import locate
from quotes.errors import ArticleError
from quotes.gold import annotated

TEXT = """Gates stay shut

“We open at noon,” said Ilse Brandt, the harbor commissioner. “Not before.”

Herrera read “The Long Wall” aloud. Brandt said he would.
"""
GOOD = """
[[quotes]]
text = "We open at noon,"
kind = "direct"
speaker = "Ilse Brandt"
name = "Ilse Brandt"
role = "harbor commissioner"
cue = "said"

[[quotes]]
text = "Not before."
kind = "direct"
speaker = "Brandt"
speaker_occurrence = 1
name = "Ilse Brandt"
same_as_previous = true

[[unattributed]]
text = "The Long Wall"
why = "title"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("gates.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "annotations").mkdir()
    return tmp_path / "annotations"


def test_strings_become_places(folder: Path) -> None:
    (folder / "gates.toml").write_text(GOOD, encoding="utf-8")
    (one,) = annotated(["gates.txt"], folder)
    assert one.row is not None
    first, second = one.row["quotes"]
    assert (TEXT[first["start"] : first["end"]], first["speaker"]["start"]) == (
        "“We open at noon,”",
        TEXT.index("Ilse Brandt"),
    )
    assert second["speaker"]["start"] == TEXT.index("Brandt")
    assert first["attribution_id"] == second["attribution_id"]
    assert [span["why"] for span in one.row["unattributed_quoted"]] == ["title"]
    assert one.unlisted == []


def test_an_uncued_quotation_may_have_any_mention_of_its_speaker_before_it(folder: Path) -> None:
    Path("gates.txt").write_text("“Noon?” asked Ann Orr.\n\n“One,” Bo Lind said.\n\n“One is late.”", encoding="utf-8")
    turns = [("Noon?", "Ann Orr", "asked"), ("One,", "Bo Lind", "said"), ("One is late.", "Orr", "")]
    entries = (
        f'[[quotes]]\ntext = "{text}"\nkind = "direct"\nspeaker = "{speaker}"\nname = "{name}"\n'
        + (f'cue = "{cue}"\n' if cue else "")
        for (text, speaker, cue), name in zip(turns, ("Ann Orr", "Bo Lind", "Ann Orr"), strict=True)
    )
    (folder / "gates.toml").write_text("dialogue = true\n" + "".join(entries), encoding="utf-8")
    (one,) = annotated(["gates.txt"], folder)
    assert one.row is not None
    assert one.row["dialogue"] is True
    assert [quote.get("speaker_alternatives") for quote in one.row["quotes"]] == [None, None, [(14, 21)]]


def test_corrections_mean_the_same_places(folder: Path) -> None:
    (folder / "gates.toml").write_text(GOOD, encoding="utf-8")
    (one,) = annotated(["gates.txt"], folder)
    first, second, title = (locate(made, TEXT) for made in one.corrections("jo"))
    assert first.speaker == (TEXT.index("Ilse Brandt"), TEXT.index(", the"))
    assert (second.speaker, second.same_as) == ((TEXT.index("Brandt"), TEXT.index(", the")), first.span)
    assert (title.correction.decision, title.correction.reason) == ("no_quotation", "title")


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (GOOD.replace("noon", "nine"), "quotation 1 'We open at nine,': not found between marks after character 0"),
        (GOOD.replace('"said"', '"cried"'), "quotation 1 'We open at noon,': 'cried' does not stand in the article"),
        (GOOD.replace("= 1", "= 7"), "occurrence 7 of 'Brandt', but it stands 2 times"),
        (GOOD.replace('role = "harbor c', 'role = "Harbor C'), "'Harbor Commissioner' does not stand in the article"),
        (GOOD.replace('"direct"', '"whole"', 1), '$.quotes[0].kind: "whole" is not one of'),
        (GOOD + "[[", "no TOML"),
    ],
)
def test_what_does_not_fit_is_named(folder: Path, annotation: str, message: str) -> None:
    (folder / "gates.toml").write_text(annotation, encoding="utf-8")
    with pytest.raises(ArticleError) as told:
        list(annotated(["gates.txt"], folder))
    assert str(told.value).startswith(str(folder / "gates.toml"))
    assert message in str(told.value)


def test_nothing_is_left_out_without_a_word(folder: Path) -> None:
    Path("more.txt").write_text("“One more,” said Ann Orr.", encoding="utf-8")
    (folder / "gates.toml").write_text(GOOD.partition("[[unattributed]]")[0], encoding="utf-8")
    run = ["annotate", "gates.txt", "more.txt", "--annotations", "annotations", "-o", "gold.jsonl"]
    done = CliRunner().invoke(main, run)
    assert done.exit_code == 0
    assert "a mark at 99 is not annotated: '“The Long Wall” aloud." in done.stderr.replace(
        f"at {TEXT.index('“The')}", "at 99"
    )
    assert done.stderr.endswith("1 articles annotated; 1 have no annotation\n")
    assert [json.loads(line)["doc_id"] for line in Path("gold.jsonl").read_text(encoding="utf-8").splitlines()] == [
        "gates"
    ]
    (folder / "gone.toml").write_text(GOOD, encoding="utf-8")
    done = CliRunner().invoke(main, run)
    assert done.exit_code == 1
    assert done.stderr.endswith("gone.toml: is no article's annotation: none has this id\n")
