"""Splits in built releases: no leak, no move, whatever is added, removed or put in another order."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from invented import detection, many, silent, span, write

from quotes.building import build
from quotes.dataset import Release, validate
from quotes.dataset.placement.splits import split_of
from quotes.dataset.release.manifest import Previous
from quotes.errors import ReleaseError
from quotes.records import Article, Detection


def article_splits(release: Release) -> dict[str, str | None]:
    return {row["id"]: row["split"] for row in release.rows("articles.jsonl")}


def quote_splits(release: Release) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for row in release.rows("quotes.jsonl"):
        found.setdefault(row["article_id"], set()).add(row["split"])
    return found


def of_split(split: str, words: Iterable[str]) -> str:
    """Return the first words with which a lone article comes into a split."""
    return next(one for one in words if split_of(detection(one, one).article.digest[:16]) == split)


WORDS = [f"The {place} pumps drown {what} every winter" for place in ("eastern", "western", "northern", "southern")
         for what in ("gardens", "cellars", "orchards", "stables", "tunnels", "vineyards")]  # fmt: skip
TRAIN, TEST = of_split("train", WORDS), of_split("test", WORDS)


def linking(id: str = "link") -> Detection:
    """An article that prints the words of two others."""
    first, second = detection("x", TRAIN).quotes[0], detection("x", TEST).quotes[0]
    text = f"Eastbrook, {id}.\n\n" + " ".join(
        f"“{words},” said Mira Okafor, mayor of Eastbrook." for words in (TRAIN, TEST)
    )
    article = Article(id=id, text=text)
    made = []
    for quote in (first, second):
        start, end = span(article, quote.text)
        made.append(at(article, quote.to_dict(), start, end))
    return Detection(article=article, quotes=tuple(made), rejected=())


def at(article: Article, row: dict[str, Any], start: int, end: int) -> Any:
    """Return a quotation without speaker's places, which the words alone do not need."""
    from quotes.records import Attribution, Context, Quote, Speaker, record_id

    id, name = record_id(article.digest, start, end), span(article, "Mira Okafor")
    speaker = Speaker(
        text="Mira Okafor", start=name[0], end=name[1], form="name",
        name="Mira Okafor", name_start=name[0], name_end=name[1],
    )  # fmt: skip
    return Quote(
        id=id, article_id=article.id, text=row["text"], start=start, end=end, kind="full", utterance_id=id,
        speaker=speaker, role=None, cue=None,
        attribution=Attribution(method="nearest", confidence=0.5, reasons=("right before the quotation",)),
        context=Context(text=article.text, start=0, end=len(article.text)),
    )  # fmt: skip


def test_articles_that_print_the_same_words_are_in_one_split(tmp_path: Path) -> None:
    release = write(tmp_path, [detection(TRAIN, TRAIN), detection(TEST, TEST), linking()])
    assert len(set(article_splits(release).values())) == 1
    assert list(validate(release.path)) == []
    assert release.counts.clusters == 2
    assert release.counts.held_out == {"quotes": 0, "articles": 0}


def test_new_articles_that_link_splits_are_held_out(tmp_path: Path) -> None:
    old = write(tmp_path, [detection(TRAIN, TRAIN), detection(TEST, TEST)])
    assert article_splits(old) == {TRAIN: "train", TEST: "test"}
    new = write(tmp_path, [linking(), detection(TEST, TEST), detection(TRAIN, TRAIN)], version="1.1.0")
    assert article_splits(new) == {"link": None, TRAIN: "train", TEST: "test"}
    assert quote_splits(new) == {"link": {None}, TRAIN: {"train"}, TEST: {"test"}}
    assert new.counts.held_out == {"quotes": 2, "articles": 1}
    assert list(new.counts.splits) == ["quotes", "articles", "extractive", "tokens"]
    assert all(sizes == {"train": 1, "test": 1} for sizes in new.counts.splits.values())
    card = (new.path / "README.md").read_text(encoding="utf-8")
    assert "1 article with 2 quotations would link splits" in card
    assert list(validate(new.path)) == []
    clusters = {row["id"]: row["cluster_id"] for row in new.rows("quotes.jsonl")}
    assert {id: clusters[id] for row in old.rows("quotes.jsonl") if (id := row["id"])} == {
        row["id"]: row["cluster_id"] for row in old.rows("quotes.jsonl")
    }
    later = write(tmp_path, [linking("another"), linking(), detection(TRAIN, TRAIN)], version="1.2.0")
    assert article_splits(later) == {"another": "train", "link": None, TRAIN: "train"}
    assert list(validate(later.path)) == []


def test_a_new_article_goes_with_the_words_that_are_known(tmp_path: Path) -> None:
    write(tmp_path, [detection(TEST, TEST)])
    new = write(tmp_path, [detection("again", TEST), detection(TEST, TEST)], version="1.1.0")
    assert article_splits(new) == {TEST: "test", "again": "test"}


def changes() -> dict[str, Callable[[list[Detection]], list[Detection]]]:
    mixed = random.Random(5)
    return {
        "added": lambda made: [*(detection(f"new{n}", f"Our mill grinds at {n}") for n in range(40)), *made],
        "removed": lambda made: made[::2],
        "another order": lambda made: mixed.sample(made, len(made)),
    }


@pytest.fixture(scope="module")
def made() -> list[Detection]:
    return [
        *many(40),
        *(detection(f"r{n}", f"The quarry closes gate {n // 3} at dusk") for n in range(30)),
        silent("s"),
    ]


@pytest.fixture(scope="module")
def old(made: list[Detection], tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("dist"), made)


@pytest.mark.parametrize(
    ("change", "previous"),
    [("added", True), ("removed", True), ("another order", True), ("added", False), ("another order", False)],
)
def test_nothing_moves(tmp_path: Path, made: list[Detection], old: Release, change: str, previous: bool) -> None:
    if previous:
        shutil.copytree(old.path, tmp_path / "eastbrook" / "1.0.0")
    new = write(tmp_path, changes()[change](made), version="1.1.0")
    assert (new.manifest.previous is not None) is previous
    before, after = article_splits(old), article_splits(new)
    assert {id: after[id] for id in after if id in before} == {id: before[id] for id in after if id in before}
    clusters = [{row["id"]: row["cluster_id"] for row in release.rows("quotes.jsonl")} for release in (old, new)]
    assert {id: one for id, one in clusters[1].items() if id in clusters[0]}.items() <= clusters[0].items()
    assert list(validate(new.path)) == []


def test_the_manifest_says_what_splits_were_decided_against(tmp_path: Path) -> None:
    old, new = write(tmp_path, many(3)), write(tmp_path, many(4), version="1.1.0")
    assert old.manifest.previous is None
    assert new.manifest.previous == Previous(version="1.0.0", rows_digest=old.manifest.rows_digest)
    assert new.manifest.split_rule == {"by": "random"}


def dated(number: int = 40) -> list[Detection]:
    """One article a day, from several papers."""
    papers = ["Post", "Gazette", "Courier", "Echo", "Star", "Globe", "Times", "Herald", "Mail", "Sun", "Wire", "Bee"]
    return [
        detection(
            f"a{n}", f"We open at {n}", published=f"2024-{1 + n // 28:02d}-{1 + n % 28:02d}", source=papers[n % 12]
        )
        for n in range(number)
    ]


def test_split_by_time(tmp_path: Path) -> None:
    release = write(tmp_path, dated(), split_by="time")
    rule = {"by": "time", "validation_from": "2024-02-05", "test_from": "2024-02-09"}
    assert release.manifest.split_rule == rule
    assert release.counts.splits["articles"] == {"train": 32, "validation": 4, "test": 4}
    days = {row["published"]: row["split"] for row in release.rows("articles.jsonl")}
    assert max(day for day, split in days.items() if split == "train") < rule["validation_from"]
    assert list(validate(release.path)) == []
    later = write(tmp_path, dated(50), version="1.1.0")
    assert later.manifest.split_rule == rule
    assert later.counts.splits["articles"] == {"train": 32, "validation": 4, "test": 14}
    assert "validation begins on 2024-02-05, test on 2024-02-09" in (later.path / "README.md").read_text("utf-8")


def test_split_by_source(tmp_path: Path) -> None:
    release = write(tmp_path, dated(), split_by="source")
    sources = release.manifest.split_rule["sources"]
    assert Counter(sources.values()) == {"train": 10, "validation": 1, "test": 1}
    assert {(row["source"], row["split"]) for row in release.rows("articles.jsonl")} == set(sources.items())
    assert list(validate(release.path)) == []
    more = [*dated(), detection("b", "We shut the mill", source="Bugle", published="2025-01-01")]
    later = write(tmp_path, more, version="1.1.0")
    assert later.manifest.split_rule["sources"] == {**sources, "Bugle": split_of("Bugle")}
    assert article_splits(release).items() <= article_splits(later).items()


def test_words_that_two_sources_print_stay_with_the_one_nearest_to_test(tmp_path: Path) -> None:
    sources = write(tmp_path / "plain", dated(), split_by="source").manifest.split_rule["sources"]
    papers = {split: paper for paper, split in sources.items()}
    wire = [detection(split, TEST, source=papers[split]) for split in ("train", "validation", "test")]
    release = write(tmp_path / "wired", [*dated(), *wire], split_by="source")
    assert release.manifest.split_rule["sources"] == sources
    splits = article_splits(release)
    assert [splits[split] for split in ("train", "validation", "test")] == [None, None, "test"]
    assert list(validate(release.path)) == []


@pytest.mark.parametrize(
    ("made", "by", "message"),
    [
        ([detection("a", published="2024-05-01"), detection("b")], "time",
         "split by time: 1 of 2 articles have no date of publication"),
        ([detection("a"), detection("b")], "source", "split by source: 2 of 2 articles have no source"),
        ([detection("a", source="Post")], "source", "split by source: all articles have the same source, Post"),
    ],
)  # fmt: skip
def test_what_cannot_be_split_so_is_refused(tmp_path: Path, made: list[Detection], by: str, message: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, made, split_by=by)
    assert str(caught.value) == message


def test_the_rule_of_a_dataset_does_not_change(tmp_path: Path) -> None:
    write(tmp_path, dated())
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, dated(), version="1.1.0", split_by="time")
    assert str(caught.value) == (
        "split by time: the version before is split by random, and no article may move to another split; leave it, or "
        "give the dataset another name"
    )


def test_a_large_group_goes_to_train(tmp_path: Path) -> None:
    release = write(tmp_path, (detection(f"a{n}", TEST) for n in range(12)))
    assert set(article_splits(release).values()) == {"train"}


STORY = (
    "The council met on {day}.\n\n“Today I can confirm that over 4,000 {who} troops have crossed the river,” said Ana "
    "Lindqvist, {role}. Nobody asked her how they came there, and the meeting ended early because of the storm.\n\n"
    "“They are legitimate military targets,” said {other}. He would not say more about the matter that evening."
)


def test_clusters_reposts_and_disagreements_of_a_built_release(tmp_path: Path) -> None:
    fill = [
        {"day": "Monday", "who": "(Veltran)", "role": "a Pentagon spokesperson", "other": "Yusuf Demir"},
        {"day": "Monday", "who": "(Veltran)", "role": "a Pentagon spokesperson", "other": "Yusuf Demir"},
        {"day": "Tuesday", "who": "VDR", "role": "the State Department’s deputy spokesperson", "other": "Omar Sato"},
    ]
    texts = [STORY.format(**words) for words in fill]
    texts[1] += " The Gazette."
    texts[2] = (
        "\n\n".join(reversed(texts[2].split("\n\n"))) + " In the streets the market went on as if nothing had been."
    )
    rows = [{"id": f"n{number}", "text": text} for number, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    release = build([tmp_path / "news.jsonl"], name="east", version="1.0.0", out=tmp_path)
    assert [row["repost_of"] for row in release.rows("articles.jsonl")] == [None, "n0", None]
    quotes = list(release.rows("quotes.jsonl"))
    troops = [row for row in quotes if "troops" in row["text"]]
    assert len({row["cluster_id"] for row in troops}) == 1
    assert {tuple(row["disputed"]) for row in troops} == {("role",)}
    assert [(one["speaker"], one["quotes"]) for one in troops[0]["variants"]] == [("Ana Lindqvist", 1)] * 2
    targets = {row["speaker"]["name"]: row["cluster_id"] for row in quotes if "targets" in row["text"]}
    assert len(targets) == len(set(targets.values())) == 2
    assert all(row["disputed"] == row["variants"] == [] for row in quotes if "targets" in row["text"])
    assert (release.counts.reposts, release.counts.clusters) == (1, 3)
    assert list(validate(release.path)) == []
