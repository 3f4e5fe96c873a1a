"""A sample of rows that people decide on, and what it tells of a release."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from invented import detection, title, write

from quotes.auditing import audit, draw_articles, draw_rows, read_audit
from quotes.auditing.intervals import Checked, clustered, stratified
from quotes.cli import main
from quotes.correcting import Claim, Corrections
from quotes.dataset import Release, open_release, validate
from quotes.dataset.corrections import Correction, append_corrections, read_corrections
from quotes.dataset.derivation import ArticleLookup
from quotes.dataset.release import manifest_bytes
from quotes.errors import QuotesWarning, RecordError, ReleaseError
from quotes.records import Detection
from quotes.review import Ledger, Session
from quotes.review.queue import queue_of

SURE = (0.3, 0.6, 0.9, 0.99)
ROWS = 40


def of_confidence(number: int) -> Detection:
    """An article with one quotation; of ten, five are as sure as can be."""
    one = detection(f"a{number}", f"We open at {number}")
    sure = SURE[number % 10] if number % 10 < 3 else SURE[3]
    (row,) = one.quotes
    return replace(one, quotes=(replace(row, attribution=replace(row.attribution, confidence=sure)),))


ARTICLES = [of_confidence(number) for number in range(ROWS)]


def decide(number: int, decision: str = "right", **fields: Any) -> Correction:
    words = {"digest": ARTICLES[number].article.digest, "text": f"We open at {number},", "reviewer": "jo"}
    said = {
        "kind": "full",
        "speaker": "Mira Okafor",
        "name": "Mira Okafor",
        "role": "mayor of Eastbrook",
        "cue": "said",
    }
    return Correction.from_dict({**words, "decision": decision, **(said if decision == "right" else {}), **fields})


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("release"), ARTICLES)


def test_rows_are_drawn_by_chance_and_more_where_more_is_in_doubt(release: Release) -> None:
    drawn, sizes = draw_rows(release, 12, 7)
    assert sizes == {0: 4, 1: 4, 2: 4, 3: 28}
    taken = Counter(one.stratum for one in drawn)
    assert len(drawn) == 12
    assert all(2 <= taken[number] <= size for number, size in sizes.items())
    assert taken[1] / sizes[1] > taken[3] / sizes[3]
    assert draw_rows(release, 12, 7)[0] == drawn != draw_rows(release, 12, 8)[0]


def test_review_asks_about_the_rows_and_articles_drawn(release: Release) -> None:
    asked = queue_of(release, "random", sample=12, seed=7)
    assert [one.id for one in asked] == [one.id for one in draw_rows(release, 12, 7)[0]]
    whole = queue_of(release, "whole", sample=3, seed=7)
    chosen, of = draw_articles(release, 3, 7)
    assert (list(dict.fromkeys(one.article_id for one in whole)), of) == (chosen, ROWS)
    assert len(whole) == 6  # the title set aside in each is asked about, too


def test_shares_of_all_rows_come_from_those_decided(release: Release) -> None:
    wrong = {
        0: decide(0, "changed", speaker="Eastbrook"),
        10: decide(10, "changed", speaker="She", name="Eastbrook"),
        20: decide(20, "changed", role=None),
        1: decide(1, "no_quotation"),
    }
    decided = [wrong.get(number) or decide(number) for number in range(ROWS)]
    found = audit(release, decided, sample=ROWS)
    assert (found.release, found.rows, found.checked) == ("eastbrook@1.0.0", ROWS, ROWS)
    shares = [one and (one.share, one.low, one.high) for one in (found.speech, found.speaker, found.person, found.role)]
    # Where all are checked, nothing is in doubt. Another mention of the one row is another speaker, as is another name.
    assert shares == [(0.975,) * 3, (0.925,) * 3, (0.925,) * 3, (0.9,) * 3]
    assert [(one.rows, one.checked, one.right) for one in found.strata] == [
        (4, 4, 2),
        (4, 4, 3),
        (4, 4, 4),
        (28, 28, 28),
    ]


def test_a_part_of_the_sample_tells_of_all_rows_and_how_far_it_is_in_doubt(release: Release) -> None:
    drawn, _ = draw_rows(release, 20, 0)
    numbers = [int(one.article_id[1:]) for one in drawn]
    wrong = next(number for number in numbers if number % 10 == 0)
    found = audit(release, [decide(n, "no_quotation" if n == wrong else "right") for n in numbers], sample=20)
    assert found.speech is not None
    unsure = found.strata[0]
    assert found.speech.share == pytest.approx(1 - unsure.rows / ROWS / unsure.checked, abs=1e-4)
    assert found.speech.low < found.speech.share < found.speech.high
    with pytest.raises(
        RecordError, match=r"of the rows drawn with a confidence from 0.95 on, none is decided; decide on"
    ):
        audit(release, [decide(n) for n in numbers if n % 10 < 3], sample=20)


def test_a_row_put_right_since_was_wrong_when_it_was_drawn(tmp_path: Path) -> None:
    few = ARTICLES[3:10]
    before = write(tmp_path, few)
    decided = [decide(3, "changed", role=None), *map(decide, range(4, 10))]
    corrections = Corrections(decided)
    after = write(tmp_path, corrections.apply(few), version="1.1.0", corrections=corrections.kept)
    found = audit(before, decided, sample=7)
    assert found.role is not None
    assert found.role.share == pytest.approx(6 / 7, abs=1e-4)
    with (
        pytest.warns(QuotesWarning, match="7 decisions were in place when it was made, and say nothing of it"),
        pytest.raises(RecordError, match="none is decided"),
    ):
        audit(after, decided, sample=7)


def whole(number: int, *more: Correction) -> list[Correction]:
    aside = decide(number, "no_quotation", text="The Long Wall", reason="title")
    return [decide(number), aside, *more]


def test_what_was_missed_is_counted_in_articles_decided_on_as_a_whole(tmp_path: Path) -> None:
    few = ARTICLES[:4]
    without = replace(few[1], quotes=(), rejected=(title(few[1].article),))
    release = write(tmp_path, [few[0], without, *few[2:]])
    missed = whole(1, decide(1, "missed", kind="full", speaker="Mira Okafor"))[1:]
    found = audit(release, [*whole(0), *missed, *whole(2), decide(3)], articles=4)  # of the last, a title is left
    assert found.missed is not None
    assert (found.missed.read, found.missed.quotes, found.missed.missed) == (3, 3, 1)
    assert found.missed.estimate.share == pytest.approx(1 / 3, abs=1e-4)
    assert (found.person, found.checked) == (None, 0)
    with pytest.raises(RecordError, match="of the 4 articles drawn, none is decided on as a whole"):
        audit(release, [decide(3)], articles=4)


def test_articles_gone_through_on_the_page_are_read_whole(release: Release, tmp_path: Path) -> None:
    file = tmp_path / "jo.jsonl"
    with ArticleLookup(release) as articles:
        session = Session(articles, Ledger(articles, "jo", file, []), "whole", sample=2, seed=7)
        for _ in range(4):
            view = session.next()
            first = view["item"]["offers"][0]["labels"]  # what Enter takes
            span = view["item"]["start"], view["item"]["end"]
            session.decide(view["item"]["article"], span, first and Claim(**first), seen=None)
        assert session.next()["item"] is None
    found = audit(release, read_corrections(file), articles=2, seed=7)
    assert found.missed is not None
    assert (found.missed.read, found.missed.quotes, found.missed.missed) == (2, 2, 0)
    asides = [one for one in read_corrections(file) if one.decision == "no_quotation"]
    assert [(one.text, one.reason) for one in asides] == [("The Long Wall", "title")] * 2


def test_intervals_are_those_of_the_books() -> None:
    of_all_alike = stratified([Checked(rows=10**9, checked=10, right=8)])
    assert (of_all_alike.low, of_all_alike.high) == (0.4902, 0.9433)  # Wilson's, of 8 in 10
    halves = stratified([Checked(10**6, 100, 100), Checked(10**6, 100, 0)])
    simple = stratified([Checked(2 * 10**6, 200, 100)])
    assert halves.high - halves.low < 0.5 * (simple.high - simple.low)  # who knows the strata knows most of it
    alone = clustered([(1, 10)] * 10, 10**9)
    together = clustered([(10, 10), *[(0, 10)] * 9], 10**9)
    assert alone.share == together.share == 0.1
    assert together.high - together.low > 2 * (alone.high - alone.low)


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(map(str, arguments)))
    return done.exit_code, done.stdout, done.stderr


def test_an_audit_stands_in_card_and_manifest_of_this_version_and_the_next(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(6):
        (articles / f"a{number}.txt").write_text(ARTICLES[number].article.text, encoding="utf-8")
    build = ("build", articles, "--name", "press", "--out", tmp_path / "dist", "--version")
    assert run(*build, "1.0.0")[0] == 0
    file, result = tmp_path / "jo.jsonl", tmp_path / "audit.json"
    append_corrections(file, [decide(0, "changed", role=None), *map(decide, range(1, 6))])
    status, told, _ = run("audit", tmp_path / "dist/press", "--sample", 6, "--corrections", file, "-o", result)
    assert (status, told.splitlines()[:2]) == (
        0,
        ["checked  6 of 6 rows of press@1.0.0", "person   right 1.000 (1.000–1.000)"],
    )
    assert read_audit(result).to_dict() == json.loads(result.read_text())
    assert run(*build, "1.1.0", "--corrections", file, "--audit", result)[0] == 0
    assert run(*build, "1.2.0")[0] == 0
    made = [open_release(tmp_path / "dist/press" / version) for version in ("1.0.0", "1.1.0", "1.2.0")]
    assert [one.manifest.audit for one in made] == [None, read_audit(result), read_audit(result)]
    assert manifest_bytes(made[1].manifest) == (made[1].path / "manifest.json").read_bytes()
    card = (made[1].path / "README.md").read_text(encoding="utf-8")
    assert "People have checked: 6 of 6 rows, person right 1.00 (1.00–1.00), speaker right 1.00" in card
    assert "These are rows of press@1.0.0, drawn by chance and judged as they stood there" in card
    assert list(validate(made[1].path)) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[]", r"audit.json \$.audit: .* is not of type"),
        ('{"release": "press@1.0.0"}', r'audit.json \$.audit: "rows_digest" is a required property'),
        ("{", "audit.json: no JSON"),
        (None, "audit.json: cannot be read: No such file"),
    ],
)
def test_a_file_that_is_no_audit_is_told_with_what_is_wrong(tmp_path: Path, content: str | None, problem: str) -> None:
    if content is not None:
        (tmp_path / "audit.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReleaseError, match=problem):
        read_audit(tmp_path / "audit.json")


def test_rows_drawn_and_not_decided_on_yet_are_told(release: Release, tmp_path: Path) -> None:
    file = tmp_path / "jo.jsonl"
    numbers = [int(one.article_id[1:]) for one in draw_rows(release, 12, 0)[0]]
    append_corrections(file, map(decide, numbers[:-1]))
    status, told, beside = run("audit", release.path, "--sample", 12, "--corrections", file, "-o", "-")
    assert (status, beside) == (0, "1 of the rows drawn are not decided on yet, and are left out\n")
    assert json.loads(told)["checked"] == 11


def test_what_is_to_be_decided_is_listed(release: Release) -> None:
    status, told, _ = run("audit", release.path, "--sample", 8, "--articles", 1, "--seed", 7)
    lines = told.splitlines()
    assert (status, [line.split()[0] for line in lines]) == (0, [*["row"] * 8, "article"])
    assert lines[0].split()[1] == draw_rows(release, 8, 7)[0][0].id
    assert run("audit", release.path)[0] == 2
    assert run("audit", release.path, "--sample", 3, "-o", "audit.json")[0] == 2
