"""The benchmarks of scale: copies of detected articles are sound, and costs come by phase, size and picture."""

from __future__ import annotations

import json
import random
from pathlib import Path
from xml.etree import ElementTree

import building_chart
import matching
import phases
import pytest
import replay
from click.testing import CliRunner
from seedlings import grow

import quotes
from quotes.dataset import Release
from quotes.dataset.release import ARTICLES, QUOTES, read_rows


@pytest.fixture(scope="module")
def detected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shards of three articles each."""
    folder = tmp_path_factory.mktemp("scale")
    articles = folder / "articles.jsonl"
    articles.write_text("".join(f"{json.dumps(row)}\n" for row in grow(6)), encoding="utf-8")
    quotes.detect_shards([articles], folder / "shards", shard_size=3)
    return folder / "shards"


@pytest.fixture(scope="module")
def replayed(detected: Path) -> Path:
    folder = detected.with_name("replayed")
    CliRunner().invoke(replay.main, [str(detected), str(folder), "120"], catch_exceptions=False)
    return folder


@pytest.fixture(scope="module")
def release(replayed: Path) -> Release:
    return quotes.build_from_shards([replayed], name="replayed", version="1.0.0", out=replayed.parent)


def test_copies_are_sound_records_of_other_words(release: Release) -> None:
    assert release.counts.articles == 120
    assert list(quotes.validate(release.path)) == []
    texts = [row["text"] for row in read_rows(release.path / QUOTES) if len(row["text"].split()) > 8]
    assert len(set(texts)) > 0.6 * len(texts)  # of copies not enciphered, a twentieth would be


def test_some_copies_are_posted_and_quoted_again(release: Release) -> None:
    assert 0 < release.counts.reposts < 20
    articles = {row["id"]: row for row in read_rows(release.path / ARTICLES)}
    clusters: dict[str, set[str]] = {}
    for row in read_rows(release.path / QUOTES):
        if articles[row["article_id"]]["repost_of"] is None and len(row["text"].split()) > 8:
            clusters.setdefault(row["cluster_id"], set()).add(row["article_id"])
    assert any(len(members) > 1 for members in clusters.values())


def test_a_word_has_one_cipher_in_a_copy_and_keeps_its_place() -> None:
    text = "Brixton leaves. “The Brixton harbour is closed,” said Brixton’s mayor."
    one, other = (replay.enciphered(text, copy) for copy in (1, 2))
    assert len(one) == len(other) == len(text)
    assert one != other
    name = one[:7]
    assert name.endswith("on")
    assert [one[place : place + 7] for place in (21, 54)] == [name, name]
    assert " said " in one


def test_costs_come_by_phase_and_add_up(replayed: Path, tmp_path: Path) -> None:
    costs = tmp_path / "costs.jsonl"
    done = CliRunner().invoke(phases.main, [str(replayed), "--append", str(costs)], catch_exceptions=False)
    measured = json.loads(costs.read_text(encoding="utf-8"))
    assert measured["articles"] == 120
    assert {name for name, _, _ in phases.PHASES} <= measured["phases"].keys()
    assert all(phase["memory"] > 20 for phase in measured["phases"].values())
    assert measured["phases"]["tables, card"]["disk"] > 0
    assert "| tables, card | " in done.stdout


def test_table_and_chart_are_of_what_was_measured(tmp_path: Path) -> None:
    costs, page, picture = (tmp_path / name for name in ("costs.jsonl", "page.md", "picture.svg"))
    rows = [
        {
            "articles": articles,
            "quotes": 10 * articles,
            "phases": {"all of it": {"cpu": cpu, "memory": 100, "disk": 50}},
        }
        for articles, cpu in ((10_000, 200.0), (1000, 10.0))
    ]
    costs.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    page.write_text(f"before\n{building_chart.BEGIN}\nold\n{building_chart.END}\nbehind\n", encoding="utf-8")
    building_chart.main([str(costs), str(page), str(picture)])
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nbehind\n")
    assert "old" not in text
    assert "| CPU grows with the power |  | 1.30 |" in text
    drawn = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    assert len(drawn.findall("{*}circle")) == 3 * len(rows)


def test_quotations_of_gold_are_made_anew_of_all_their_words(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    said = [f"The gate number {one} is closed until the divers have seen all of the wall" for one in range(40)]
    rows = [{"quotes": [{"text": text, "speaker": {"text": "Ilse Brandt"}} for text in said]}]
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    made = list(matching.of_gold(gold, 400))
    assert len(made) >= 400
    assert {name for _, name, _ in made} == {f"Ilse {replay.enciphered('Brandt', copy)}" for copy in range(10)}
    spans = list(matching.shuffled(said, random.Random(1)))
    assert sorted(" ".join(spans).split()) == sorted(" ".join(said).split())
    assert set(spans).isdisjoint(said)
