from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hub_server import Hub

import quotes
from quotes.cli import main
from quotes.dataset import Release, diff, open_release, validate
from quotes.dataset.release.manifest import write_manifest
from quotes.errors import RecordError, ReleaseError
from quotes.hub.snapshot import fetch_release

LEVELS = ("full", "context", "none")
BRIDGE = (
    "The council met on Monday in the drafty hall.\n\n“We open the bridge at nine,” said Mira Okafor, mayor of "
    "Eastbrook. She had read “The Long Wall” twice.\n\nHerons stood along the muddy weir.\n\n"
    "“Nobody asked the ferrymen about the tolls,” she added.\n\nA “robust” lamp glowed in the window."
)
FERRY = "“It leaks at every single seam,” Jonas Weld, a ferryman, told reporters.\n\nThe pier was empty by noon."
LATER = "“We will paint it green next spring,” said Ilse Brandt, the harbor commissioner.\n\nGulls argued over bread."
ARTICLES = {"bridge": BRIDGE, "ferry": FERRY, "copy": BRIDGE.replace("on Monday", "on Tuesday")}

# Words that stand in no quotation and no context, and words that stand in a context alone.
OUTSIDE = ("drafty hall", "Herons", "robust", "pier was empty", "muddy weir")
AROUND = ("She had read", "The Long Wall", "a ferryman, told")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("articles") / "news.jsonl", ARTICLES)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> dict[str, Release]:
    """The same release with all three switches."""
    out = tmp_path_factory.mktemp("dist")
    return {level: build(sources, out / level, level) for level in LEVELS}


def write_articles(path: Path, articles: dict[str, str]) -> Path:
    rows = ({"id": id, "text": text, "source": "Eastbrook Post"} for id, text in articles.items())
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def build(sources: Path, out: Path, level: Any, version: str = "1.0.0") -> Release:
    return quotes.build([sources], name="eastbrook", version=version, out=out, publish=level)


def contents(release: Release) -> dict[str, bytes]:
    files = (path for path in release.path.rglob("*") if path.is_file())
    return {path.relative_to(release.path).as_posix(): path.read_bytes() for path in files}


def everything(release: Release) -> str:
    """All that a release says: its files, and its Parquet files read back."""
    parquet = (pq.read_table(path).to_pylist() for path in sorted(release.path.rglob("*.parquet")))
    decoded = [data.decode(errors="replace") for data in contents(release).values()]
    escaped = (json.dumps(rows, ensure_ascii=False) for rows in parquet)
    return "\n".join([*decoded, *escaped])


@pytest.mark.parametrize("level", LEVELS)
def test_each_is_sound(built: dict[str, Release], level: str) -> None:
    assert list(validate(built[level].path)) == []
    assert built[level].manifest.settings["articles"] == level
    assert len(list(built[level].rows("quotes.jsonl"))) == 5
    assert built[level].counts.reposts == 1


@pytest.mark.parametrize(("level", "missing"), [("context", OUTSIDE), ("none", OUTSIDE + AROUND)])
def test_nothing_is_published_but_what_is_promised(
    built: dict[str, Release], level: str, missing: tuple[str, ...]
) -> None:
    assert [words for words in missing if words in everything(built[level])] == []
    assert [words for words in missing if words not in everything(built["full"])] == []
    assert [words for words in AROUND if words in everything(built["context"])] == list(AROUND)
    for file in ("articles.jsonl", "rejected.jsonl"):
        assert {row["text"] for row in built[level].rows(file)} == {None}


def test_words_offsets_and_digests_stay(built: dict[str, Release]) -> None:
    for level in LEVELS:
        for row in built[level].rows("quotes.jsonl"):
            assert ARTICLES[row["article_id"]][row["start"] : row["end"]] == row["text"]
        full = built["full"].manifest.rows_digest
        assert built[level].manifest.full_rows_digest == (None if level == "full" else full)


@pytest.mark.parametrize(
    ("level", "configs"),
    [
        ("full", ["quotes", "articles", "extractive", "tokens"]),
        ("context", ["quotes", "articles", "extractive"]),
        ("none", ["quotes", "articles"]),
    ],
)
def test_every_configuration_that_there_is_can_be_loaded(
    built: dict[str, Release], level: str, configs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datasets.config

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    release = built[level]
    assert list(release.counts.splits) == configs
    assert sorted(path.name for path in (release.path / "data").iterdir()) == sorted(configs)
    for config in configs:
        loaded = quotes.load(release.path, config=config)
        assert {split: rows.num_rows for split, rows in loaded.items()} == release.counts.splits[config]
    card = (release.path / "README.md").read_text(encoding="utf-8")
    assert ("quotes restore" in card) is (level != "full")
    assert [name for name in ("extractive", "tokens") if f"config_name: {name}" in card] == configs[2:]


@pytest.mark.parametrize("level", ["context", "none"])
def test_restored_it_is_the_full_build(built: dict[str, Release], level: str, sources: Path, tmp_path: Path) -> None:
    more = write_articles(tmp_path / "more.jsonl", {"another": LATER})
    restored = quotes.restore(built[level], [more, sources], out=tmp_path / "restored")
    assert restored.path == tmp_path / "restored" / "eastbrook" / "1.0.0"
    assert contents(restored) == contents(built["full"])
    assert list(validate(restored.path)) == []
    assert quotes.restore(built[level], [sources], out=tmp_path / "restored").path == restored.path


def test_an_article_is_known_by_its_text(built: dict[str, Release], tmp_path: Path) -> None:
    renamed = write_articles(tmp_path / "n.jsonl", {f"other-{id}": text for id, text in ARTICLES.items()})
    assert contents(quotes.restore(built["none"], [renamed], out=tmp_path)) == contents(built["full"])


def test_articles_that_are_missing_or_changed_are_named(built: dict[str, Release], tmp_path: Path) -> None:
    some = write_articles(tmp_path / "some.jsonl", {"bridge": BRIDGE, "ferry": f"{FERRY} "})
    out = tmp_path / "restored"
    with pytest.raises(ReleaseError) as caught:
        quotes.restore(built["none"], [some], out=out)
    assert str(caught.value) == (
        f"{built['none'].path}: of 3 articles 2 are missing, nothing is restored: "
        "'ferry' (given, with another text), 'copy'"
    )
    assert not out.exists()


def test_what_cannot_be_restored(built: dict[str, Release], sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        quotes.restore(built["full"], [sources], out=tmp_path)
    assert str(caught.value) == f"{built['full'].path}: publishes whole articles, so there is nothing to restore"
    with pytest.raises(ReleaseError) as caught:
        quotes.restore(built["none"], [sources], out=built["none"].path.parent.parent)
    assert str(caught.value) == (
        f"{built['none'].path}: this version is there with other content; restore to another folder with out"
    )


def test_without_the_digest_of_the_whole_rows_nothing_is_restored(
    built: dict[str, Release], sources: Path, tmp_path: Path
) -> None:
    copied = Path(shutil.copytree(built["none"].path, tmp_path / "copied"))
    write_manifest(replace(built["none"].manifest, full_rows_digest=None), copied)
    with pytest.raises(ReleaseError) as caught:
        quotes.restore(copied, [sources], out=tmp_path / "out")
    assert str(caught.value) == (
        f"{copied}/manifest.json $.full_rows_digest: is null, so nothing tells which texts are right"
    )


def edited(release: Release, folder: Path, file: str, change: Callable[[list[dict[str, Any]]], Any]) -> Path:
    """Change rows in a copy of a release, whose manifest then knows the files, but not the rows."""
    shutil.copytree(release.path, folder)
    rows = list(release.rows(file))
    change(rows)
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (folder / file).write_text(text, encoding="utf-8")
    write_manifest(release.manifest, folder)
    return folder


def test_other_rows_are_not_restored(built: dict[str, Release], sources: Path, tmp_path: Path) -> None:
    def shift(rows: list[dict[str, Any]]) -> None:
        rows[0]["context"]["start"] += 1

    broken = edited(built["none"], tmp_path / "broken", "quotes.jsonl", shift)
    with pytest.raises(ReleaseError) as caught:
        quotes.restore(broken, [sources], out=tmp_path / "restored")
    assert "which the manifest says; `quotes validate" in str(caught.value)
    assert list((tmp_path / "restored").iterdir()) == []


def set_at(index: int, *path: str, to: Any) -> Callable[[list[dict[str, Any]]], None]:
    def change(rows: list[dict[str, Any]]) -> None:
        row = rows[index]
        for step in path[:-1]:
            row = row[step]
        row[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("level", "file", "change", "message"),
    [
        (
            "context",
            "quotes.jsonl",
            set_at(0, "speaker", "start", to=81),
            "quotes.jsonl:1 $.speaker.start: the article's text has ' Mira Okafor' at 81:93, not 'Mira Okafor'",
        ),
        (
            "context",
            "quotes.jsonl",
            set_at(0, "context", "text", to=None),
            "quotes.jsonl:1 $.context.text: is null, but with articles 'context' it is published",
        ),
        (
            "none",
            "quotes.jsonl",
            set_at(0, "text", to="We open the bridge at ten,,,"),
            "quotes.jsonl:1 $.end: 48:75 are 27 characters, but 'We open the bridge at ten,,,' has 28",
        ),
        (
            "none",
            "quotes.jsonl",
            set_at(0, "start", to=47),
            "quotes.jsonl:1 $.id: 4b388326a44cb2f8 is not the id of 47:75 in this article, c572c8320b6d867d",
        ),
        (
            "none",
            "articles.jsonl",
            set_at(0, "text", to=BRIDGE),
            "articles.jsonl:1 $.text: is there, but with articles 'none' it is not published",
        ),
        (
            "none",
            "articles.jsonl",
            set_at(2, "repost_of", to="ferry?"),
            "articles.jsonl:3 $.repost_of: 'ferry?' is not the id of an earlier article that is no repost",
        ),
        ("none", "rejected.jsonl", set_at(0, "start", to=1), "rejected.jsonl:1 $.id: "),
    ],
)
def test_what_can_be_checked_is(
    built: dict[str, Release],
    tmp_path: Path,
    level: str,
    file: str,
    change: Callable[[list[dict[str, Any]]], None],
    message: str,
) -> None:
    told = [str(problem) for problem in validate(edited(built[level], tmp_path / "edited", file, change))]
    assert [line for line in told if message in line] != [], "\n".join(told)


def test_contexts_that_overlap_say_the_same(built: dict[str, Release], tmp_path: Path) -> None:
    other = "“Yes, yes,” said Ilse Brandt. “No, no,” she said."
    source = write_articles(tmp_path / "one.jsonl", {"one": other})
    release = build(source, tmp_path, "context")

    def change(rows: list[dict[str, Any]]) -> None:
        rows[1]["context"]["text"] = rows[1]["context"]["text"].replace("Brandt", "Brundt")

    told = [str(problem) for problem in validate(edited(release, tmp_path / "edited", "quotes.jsonl", change))]
    message = f"is not that of the quotation before, with which it shares 0:{len(other)}"
    assert f"quotes.jsonl:2 $.context.text: {message}" in told


def test_a_later_version_carries_on_and_tells_nothing_of_the_texts(sources: Path, tmp_path: Path) -> None:
    first = build(sources, tmp_path, "full")
    grown = write_articles(tmp_path / "grown.jsonl", {**ARTICLES, "ferry": f"{FERRY} Really.", "later": LATER})
    second = build(grown, tmp_path, "context", version="auto")
    third = build(grown, tmp_path, "none", version="auto")
    assert [release.version for release in (first, second, third)] == ["1.0.0", "1.1.0", "1.2.0"]
    for release in (second, third):
        assert list(validate(release.path)) == []
        assert [words for words in (*OUTSIDE, "Gulls") if words in everything(release)] == []
    splits = {row["id"]: row["split"] for row in first.rows("articles.jsonl")}
    assert {row["id"]: row["split"] for row in third.rows("articles.jsonl")}.items() >= splits.items()
    changes = (second.path / "CHANGES.md").read_text(encoding="utf-8")
    assert "Of the articles, only the contexts of the quotations are published." in changes
    assert (
        "## Articles\n\n1 added, 0 removed, 1 changed.\n\n| field | rows |\n|---|---:|\n| `digest` | 1 |\n" in changes
    )
    difference = diff(second, third)
    assert (difference.differs, difference.other_order, difference.other_texts) == (True, False, True)
    assert not any(counts.kinds for counts in difference.rows.values())
    restored = quotes.restore(third, [grown], out=tmp_path / "restored")
    assert list(validate(restored.path)) == []
    assert "1.1.0, is not in this folder" in (restored.path / "CHANGES.md").read_text(encoding="utf-8")


def test_rows_without_texts_are_not_revised(built: dict[str, Release], tmp_path: Path) -> None:
    path = built["none"].path
    with pytest.raises(RecordError) as caught:
        quotes.revise(path, quotes=path / "quotes.jsonl", out=tmp_path)
    message = "$.text: is null, but whole texts are needed; `quotes restore` fills them in"
    assert str(caught.value) == f"{path}/articles.jsonl:1 {message}"
    assert quotes.stats(path).quotes == 5


def test_the_commands(sources: Path, tmp_path: Path) -> None:
    def run(*arguments: object) -> str:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == 0, result.output
        return result.stdout.strip()

    options = ("--name", "eastbrook", "--version", "1.0.0", "--out", tmp_path / "dist", "--publish", "none")
    path = tmp_path / "dist" / "eastbrook" / "1.0.0"
    assert run("build", sources, *options) == str(path)
    assert run("validate", path) == f"{path}: sound"
    restored = run("restore", path, sources, "--out", tmp_path / "restored")
    assert open_release(restored).manifest.rows_digest == open_release(path).manifest.full_rows_digest


def test_through_the_hub(built: dict[str, Release], sources: Path, hub: Hub, tmp_path: Path) -> None:
    quotes.push(built["none"].path, "acme/eastbrook", endpoint=hub.url)
    loaded = quotes.load("acme/eastbrook", config="articles", endpoint=hub.url)
    assert {text for rows in loaded.values() for text in rows["text"]} == {None}
    fetched = fetch_release("acme/eastbrook", "1.0.0", endpoint=hub.url)
    restored = quotes.restore(fetched, [sources], out=tmp_path / "restored")
    assert contents(restored) == contents(built["full"])


def test_a_level_that_is_none(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        build(sources, tmp_path, "some")
    assert str(caught.value) == "publish 'some': what is published of the articles is full, context or none"
