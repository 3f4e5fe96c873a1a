"""What a reviewer is asked, and what of it is written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import article, detection, many, write

from quotes.cli.labels import review
from quotes.correcting import Claim, Corrections
from quotes.dataset import Release
from quotes.dataset.corrections import Correction, append_corrections, read_corrections
from quotes.dataset.derivation import ArticleLookup
from quotes.errors import QuotesWarning, RecordError
from quotes.records import Alternative, Detection
from quotes.review import ORDERS, Ledger, Order, Session
from quotes.review.offers import offers_for, people_of
from quotes.review.queue import queue_of


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("release"), many(6))


@pytest.fixture
def sessions(tmp_path: Path, release: Release) -> Iterator[Callable[..., Session]]:
    """A session of a reviewer on the release, with a file of their own beside those of others."""
    with ArticleLookup(release) as articles:

        def session(reviewer: str = "jo", *beside: str, order: Order = "article", **options: Any) -> Session:
            files = [tmp_path / f"{name}.jsonl" for name in beside]
            return Session(
                articles, Ledger(articles, reviewer, tmp_path / f"{reviewer}.jsonl", files), order, **options
            )

        yield session


def made(tmp_path: Path, reviewer: str = "jo") -> list[Correction]:
    return list(read_corrections(tmp_path / f"{reviewer}.jsonl"))


def accept(session: Session, view: dict[str, Any], **changes: Any) -> None:
    item = view["item"]
    labels = {**item["offers"][0]["labels"], **changes}
    session.decide(item["article"], (item["start"], item["end"]), Claim(**labels), seen=item["seen"])


def refuse(session: Session, view: dict[str, Any]) -> None:
    item = view["item"]
    session.decide(item["article"], (item["start"], item["end"]), None, seen=item["seen"])


# What is asked, and in which order


def of_confidence(number: int, confidence: float, **changes: Any) -> Detection:
    one = detection(f"a{number}", f"We open at {number}")
    (only,) = one.quotes
    sure = replace(only.attribution, confidence=confidence)
    return replace(one, quotes=(replace(only, attribution=sure, **changes),))


def test_the_least_sure_come_first_and_a_wrong_name_weighs_more_than_a_missing_one(tmp_path: Path) -> None:
    given = [of_confidence(1, 0.9), of_confidence(2, 0.5), of_confidence(3, 0.3, speaker=None, role=None)]
    found = queue_of(write(tmp_path, given), "uncertain")
    assert [one.article_id for one in found] == ["a2", "a3", "a1"]


def test_a_sample_hangs_on_the_seed_alone(release: Release) -> None:
    first, again, other = (queue_of(release, "random", sample=4, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert len(set(first)) == 4


def test_what_articles_dispute_is_a_queue_and_what_was_reviewed_is_asked_no_more(tmp_path: Path) -> None:
    release = write(tmp_path, many(6))
    reviewed = {"reviewer": "kim", "decided": None, "decision": "right"}
    changes: dict[str, dict[str, Any]] = {
        "a1": {"disputed": ["role"], "cluster_id": "b" * 16},
        "a2": {"disputed": ["role"], "review": reviewed},
        "a4": {"disputed": ["speaker"], "cluster_id": "a" * 16},
    }
    rows = [row | changes.get(row["article_id"], {}) for row in release.rows("quotes.jsonl")]
    (release.path / "quotes.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert [one.article_id for one in queue_of(release, "disputed")] == ["a4", "a1"]
    assert "a2" not in {one.article_id for one in queue_of(release, "uncertain")}
    assert "a2" in {one.article_id for one in queue_of(release, "random")}


def test_the_command_offers_the_orders_there_are() -> None:
    assert review.ORDERS == ORDERS


# What is decided


def test_decisions_say_what_was_seen_and_the_queue_goes_on(tmp_path: Path, sessions: Callable[..., Session]) -> None:
    session = sessions()
    view = session.next()
    assert (view["at"], view["done"], view["total"]) == (0, 0, 6)
    accept(session, view)
    accept(session, session.next(0), kind="partial")
    refuse(session, session.next(1))
    view = session.next(2)
    assert (view["at"], view["done"]) == (3, 3)
    assert [(one.decision, one.reviewer, one.release) for one in made(tmp_path)] == [
        ("right", "jo", "eastbrook@1.0.0"),
        ("changed", "jo", "eastbrook@1.0.0"),
        ("no_quotation", "jo", "eastbrook@1.0.0"),
    ]
    assert made(tmp_path)[0].given["name"] == "Mira Okafor"
    assert sessions().next()["at"] == 3  # all that is kept is in the file


def test_a_decision_that_changes_nothing_is_not_written_again(tmp_path: Path, sessions: Callable[..., Session]) -> None:
    session = sessions()
    view = session.next()
    accept(session, view)
    accept(session, view)
    accept(session, session.at(0))
    assert len(made(tmp_path)) == 1


def test_undo_goes_back_line_by_line_and_the_decision_before_counts_again(
    tmp_path: Path, sessions: Callable[..., Session]
) -> None:
    session = sessions()
    refuse(session, session.next())
    accept(session, session.at(0))
    for decision in ("no_quotation", None):
        last = session.at(0)["undo"]
        session.undo(last["id"], last["decided"])
        assert session.at(0)["item"]["decided"] == decision
    assert session.at(0)["undo"] is None
    assert [one.decision for one in made(tmp_path)] == ["no_quotation", "right", "withdrawn", "withdrawn"]


def test_people_of_the_article_are_offered_nearest_first_and_nobody(sessions: Callable[..., Session]) -> None:
    offers = sessions().next()["item"]["offers"]
    assert [offer["labels"]["name"] for offer in offers] == ["Mira Okafor", "Eastbrook", "Long Wall", None]
    assert offers[0]["probability"] == 0.9731
    assert offers[-1]["labels"]["speaker"] is None


def test_the_alternatives_of_a_record_come_before_other_people() -> None:
    made = detection("a1")
    (only,) = made.quotes
    eastbrook = made.article.text.rindex("Eastbrook")
    town = Alternative(text="Eastbrook", start=eastbrook, end=eastbrook + 9, name="Eastbrook council", probability=0.2)
    nobody = Alternative(text=None, start=None, end=None, name=None, probability=0.1)
    attribution = replace(only.attribution, confidence=0.7, alternatives=(town, nobody))
    unsure = replace(only, attribution=attribution)
    offers = offers_for(made, (only.start, only.end), unsure, people_of(made))
    told = [(one.labels.name, one.probability) for one in offers if one.labels]
    assert told[:3] == [("Mira Okafor", 0.7), ("Eastbrook council", 0.2), (None, 0.1)]
    assert [name for name, _ in told].count(None) == 1


def test_what_was_set_aside_may_be_a_quotation_after_all(tmp_path: Path, sessions: Callable[..., Session]) -> None:
    session = sessions()
    (aside,) = [one for one in session.article("a0")["spans"] if one["aside"]]
    view = session.of("a0", aside["id"])
    assert view["item"]["aside"] == "title"
    accept(session, view)
    (one,) = made(tmp_path)
    assert (one.decision, one.text, one.given["speaker"]) == ("missed", "The Long Wall", "Mira Okafor")


def test_lines_that_people_or_other_processes_add_count_at_once(
    tmp_path: Path, sessions: Callable[..., Session]
) -> None:
    session = sessions()
    row = {"digest": article("a0", "We open at 0").digest, "text": "We open at 0,", "reviewer": "jo"}
    append_corrections(tmp_path / "jo.jsonl", [Correction.from_dict({**row, "decision": "no_quotation"})])
    assert session.next()["at"] == 1
    assert session.at(0)["item"]["decided"] == "no_quotation"


def test_what_reviewers_disagree_on_is_a_queue_that_a_third_one_settles(
    tmp_path: Path, release: Release, sessions: Callable[..., Session]
) -> None:
    for reviewer in ("jo", "kim"):
        session = sessions(reviewer)
        accept(session, session.at(0))
        (accept if reviewer == "jo" else refuse)(session, session.at(1))
    lee = sessions("lee", "jo", "kim", order="disagreements")
    view = lee.next()
    assert (view["total"], view["item"]["article"]) == (1, "a1")
    said = [(offer["by"], bool(offer["labels"])) for offer in view["item"]["offers"] if offer["by"]]
    assert said == [("jo", True), ("kim", False)]
    refuse(lee, view)
    assert (lee.next()["item"], lee.next()["done"]) == (None, 1)
    files = [tmp_path / f"{name}.jsonl" for name in ("jo", "kim", "lee")]
    decisions = [one for file in files for one in read_corrections(file)]
    assert [len(one.quotes) for one in Corrections(decisions).apply(many(2))] == [1, 0]


def test_a_reviewer_does_not_see_what_the_other_said(sessions: Callable[..., Session]) -> None:
    jo = sessions("jo")
    refuse(jo, jo.at(0))
    item = sessions("kim", "jo").next()["item"]
    assert (item["decided"], {offer["by"] for offer in item["offers"]}) == (None, {None})


def test_what_was_decided_holds_in_the_next_version(
    tmp_path: Path, release: Release, sessions: Callable[..., Session]
) -> None:
    session = sessions()
    accept(session, session.at(0))
    accept(session, session.at(1), speaker=None, name=None, role=None)
    refuse(session, session.at(2))
    decided = Corrections(made(tmp_path))
    after = write(tmp_path, decided.apply(many(6)), version="1.1.0", corrections=decided.kept)
    rows = {row["article_id"]: row for row in after.rows("quotes.jsonl")}
    assert after.counts.reviewed == 2
    assert rows["a0"]["speaker"]["name"] == "Mira Okafor"
    assert (rows["a1"]["speaker"], rows["a1"]["detected"]["name"]) == (None, "Mira Okafor")
    assert "a2" not in rows


def test_a_line_beside_that_means_no_words_of_the_article_is_told_and_passed_over(
    tmp_path: Path, sessions: Callable[..., Session]
) -> None:
    jo = sessions()
    accept(jo, jo.at(0))
    row = {"digest": article("a0", "We open at 0").digest, "text": "We open at 0,", "reviewer": "kim"}
    lines = [
        {**row, "decision": "changed", "speaker": "Nobody Here"},
        {**row, "text": "no such words", "decision": "no_quotation"},
    ]
    append_corrections(tmp_path / "kim.jsonl", map(Correction.from_dict, lines))
    with pytest.warns(QuotesWarning) as told:
        lee = sessions("lee", "jo", "kim", order="disagreements")
    assert lee.next()["total"] == 0
    assert len(told) == 2


def test_a_broken_file_is_named_with_its_line(sessions: Callable[..., Session], tmp_path: Path) -> None:
    (tmp_path / "jo.jsonl").write_text('{"decision": "right"}\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r"jo.jsonl:1 "):
        sessions()
