from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import detection
from tampering import A, Q, Rows, edit, problems, without_metadata

from quotes.dataset import open_release, write_release

LONG = " ".join(f"The {place} gate of the {thing} was shut." for place in ("first", "old") for thing in ("mill", "dam"))
MORE = " ".join(
    f"Then {who} wrote {what} to us."
    for who in ("a nurse", "the smith", "nobody")
    for what in "notes songs maps".split()
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles with the same words, one of them reposted, and one that disagrees on the role."""
    made = [detection("a1", LONG), detection("a2", "We open at ten"), detection("a3", f"{LONG} {MORE}")]
    copy = replace(made[0], article=replace(made[0].article, id="copy"))
    quotes, rejected = (
        (replace(made[0].quotes[0], article_id="copy"),),
        (replace(made[0].rejected[0], article_id="copy"),),
    )
    made.insert(1, replace(copy, quotes=quotes, rejected=rejected))
    quote, start = made[3].quotes[0], made[3].article.text.index("The Long Wall")
    assert quote.role is not None
    role = replace(quote.role, text="The Long Wall", start=start, end=start + 13, title="Wall", organization=None)
    made[3] = replace(made[3], quotes=(replace(quote, role=role),))
    out = tmp_path_factory.mktemp("dist")
    return without_metadata(write_release(made, name="eastbrook", version="1.0.0", out=out, settings={}).path)


@pytest.fixture
def shared(written: Path, tmp_path: Path) -> Path:
    """A copy of that release."""
    return Path(shutil.copytree(written, tmp_path / "eastbrook" / "1.0.0"))


def move(rows: Rows, article_id: str, split: str | None) -> None:
    for row in rows:
        if row.get("article_id", row["id"]) == article_id:
            row["split"] = split


LEAKS: dict[str, tuple[list[tuple[str, Callable[[Rows], Any]]], list[str]]] = {
    "an article with the same words in another split": (
        [(A, lambda rows: move(rows, "a3", "test")), (Q, lambda rows: move(rows, "a3", "test"))],
        [
            "quotes.jsonl:4 $.split: test, but the same cluster is in train at quotes.jsonl:1",
            "quotes.jsonl:4 $.split: test, but the same words are in train at quotes.jsonl:1",
        ],
    ),
    "the same, hidden behind another cluster": (
        [
            (A, lambda rows: move(rows, "a3", "test")),
            (Q, lambda rows: move(rows, "a3", "test")),
            (Q, lambda rows: rows[3].update(cluster_id=rows[3]["id"], disputed=[], variants=[])),
        ],
        [
            "quotes.jsonl:4 $.cluster_id: ID4, but the words give CLUSTER",
            "quotes.jsonl:4 $.split: test, but the same words are in train at quotes.jsonl:1",
        ],
    ),
    "a repost in another split": (
        [(A, lambda rows: move(rows, "copy", "test")), (Q, lambda rows: move(rows, "copy", "test"))],
        [
            "articles.jsonl:2 $.split: test, but a near-duplicate is in train at articles.jsonl:1",
            "quotes.jsonl:2 $.split: test, but the same cluster is in train at quotes.jsonl:1",
            "quotes.jsonl:4 $.split: train, but the same cluster is in test at quotes.jsonl:2",
            "quotes.jsonl:2 $.split: test, but the same words are in train at quotes.jsonl:1",
            "quotes.jsonl:4 $.split: train, but the same words are in test at quotes.jsonl:2",
        ],
    ),
    "a repost not marked": (
        [(A, lambda rows: rows[1].update(repost_of=None))],
        ["articles.jsonl:2 $.repost_of: null, but the texts give 'a1'"],
    ),
    "a disagreement not told": (
        [(Q, lambda rows: rows[0].update(disputed=["speaker"]))],
        ["quotes.jsonl:1 $.disputed: ['speaker'], but the articles of the cluster give ['role']"],
    ),
    "held out": ([(A, lambda rows: move(rows, "a3", None)), (Q, lambda rows: move(rows, "a3", None))], []),
}


@pytest.mark.parametrize(("edits", "messages"), LEAKS.values(), ids=LEAKS)
def test_leaks_are_told(shared: Path, edits: list[tuple[str, Callable[[Rows], Any]]], messages: list[str]) -> None:
    assert problems(shared) == []
    quotes = list(open_release(shared).rows(Q))
    assert [row["disputed"] for row in quotes] == [["role"], ["role"], [], ["role"]]
    assert [one["quotes"] for one in quotes[0]["variants"]] == [1, 1]
    for file, change in edits:
        edit(shared, file, change)
    told = [message for message in problems(shared) if not message.startswith("manifest.json")]
    filled_in = {"ID4": quotes[3]["id"], "CLUSTER": quotes[0]["cluster_id"]}
    for name, value in filled_in.items():
        messages = [message.replace(name, value) for message in messages]
    assert [message for message in told if "articles of the cluster give []" not in message] == messages
