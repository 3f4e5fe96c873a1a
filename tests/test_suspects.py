"""Rows that are likely to be wrong, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import article, detection, quote, span, write

from quotes.cli import main
from quotes.dataset import Release
from quotes.dataset.derivation import ArticleLookup, read_release
from quotes.detector import Detector
from quotes.errors import ReleaseError
from quotes.records import Article, Detection, Quote, Role, Speaker, Variant
from quotes.review import Ledger, Session
from quotes.suspects import suspects
from quotes.suspects.doubt import Doubt, suspicion
from quotes.suspects.oddities import oddities
from quotes.suspects.second_opinion import doubts_of

SEEDS = Path(__file__).parent.parent / "dist" / "seeds" / "1.0.0"
TEXT = """\
Harbour Master Speaks Out on Gates

“The gates stay shut,” said Mira Okafor, mayor of Eastbrook.

“They had all winter,” said Tomas Lind, the harbour pilot, on the quay.

“Nobody repairs a gate under ice,” Okafor said.
"""


def reasons(found: Detection) -> list[list[str]]:
    return [[doubt.words for doubt in doubts] for _, doubts in oddities(found)]


def row(of: Article, words: str, name: str, role: str | None = None) -> Quote:
    start, end = span(of, name)
    speaker = Speaker(text=name, start=start, end=end, form="name", name=name, name_start=start, name_end=end)
    made = replace(
        quote(article("a1"), "We open at nine"), text=words, start=span(of, words)[0], end=span(of, words)[1]
    )
    title = None
    if role is not None:
        place = span(of, role)
        title = Role(text=role, start=place[0], end=place[1], title=role, organization=None, category="other")
    return replace(made, id=words, article_id=of.id, speaker=speaker, role=title)


def of_rows(*rows: tuple[str, str, str | None]) -> Detection:
    made = Article(id="quay", text=TEXT)
    return Detection(article=made, quotes=tuple(row(made, *one) for one in rows), rejected=())


def test_a_name_with_two_roles_and_a_role_with_two_names_are_odd() -> None:
    found = of_rows(
        ("The gates stay shut,", "Mira Okafor", "mayor of Eastbrook"),
        ("They had all winter,", "Tomas Lind", "the harbour pilot"),
        ("Nobody repairs a gate under ice,", "Tomas Lind", "mayor of Eastbrook"),
    )
    assert reasons(found) == [
        ["the role “mayor of Eastbrook” is that of Tomas Lind, too"],
        ["elsewhere in the article the role of Tomas Lind is “mayor of Eastbrook”"],
        [
            "elsewhere in the article the role of Tomas Lind is “the harbour pilot”",
            "the role “mayor of Eastbrook” is that of Mira Okafor, too",
        ],
    ]


def test_a_name_that_is_a_role_or_stands_in_a_headline_only_is_odd() -> None:
    found = of_rows(
        ("The gates stay shut,", "Master", None),
        ("They had all winter,", "Harbour Master Speaks", None),
        ("Nobody repairs a gate under ice,", "Mira Okafor", None),
    )
    assert reasons(found) == [
        [
            "“Master” says what somebody is, not who",
            "“Master” stands in a headline only, where all words are capitalized",
        ],
        ["“Harbour Master Speaks” stands in a headline only, where all words are capitalized"],
        [],
    ]


def test_what_most_other_articles_say_weighs_more_than_what_one_says() -> None:
    (only,) = detection("a1").quotes
    variants = (Variant(speaker="Tomas Lind", role=None, quotes=3), Variant(speaker="Mira Okafor", role=None, quotes=1))
    told = []
    for given in (variants, variants[::-1]):
        (mine, others) = (given[1].quotes, given[0].quotes) if given is variants else (3, 1)
        one = (
            Variant(speaker="Mira Okafor", role=None, quotes=mine),
            Variant(speaker="Tomas Lind", role=None, quotes=others),
        )
        disputed = replace(only, disputed=("speaker",), variants=one)
        ((_, [doubt]),) = oddities(replace(detection("a1"), quotes=(disputed,)))
        told.append(doubt)
    assert [doubt.words for doubt in told] == [
        "the same words elsewhere are those of Tomas Lind (3 of 4)",
        "the same words elsewhere are those of Tomas Lind (1 of 4)",
    ]
    assert told[0].weight > told[1].weight


def test_signs_add_up_and_never_to_certainty() -> None:
    assert suspicion([Doubt(0.5, "a"), Doubt(0.5, "b")]) == 0.75
    assert suspicion([]) == 0


def swap(found: Detection, number: int, other: int) -> Detection:
    """Give a quotation the speaker and the role of another."""
    rows = list(found.quotes)
    context = replace(rows[number].context, text=found.article.text, start=0, end=len(found.article.text))
    rows[number] = replace(rows[number], speaker=rows[other].speaker, role=rows[other].role, context=context)
    return replace(found, quotes=tuple(rows))


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory, detector: Detector) -> Release:
    """An article as detected, but for the second quotation, which is given to who said the first."""
    (found,) = detector.pipe([Article(id="quay", text=TEXT)])
    return write(tmp_path_factory.mktemp("swapped"), [swap(found, 1, 0)])


def test_a_row_that_says_something_else_than_the_weights_is_suspect(swapped: Release) -> None:
    (only,) = suspects(swapped)
    assert only.row.text == "They had all winter,"
    assert only.reasons[0].startswith("the model says Tomas Lind (.9")
    assert only.suspicion > 0.8


def test_a_pronoun_without_a_name_may_be_the_one_described() -> None:
    of = Article(id="branch", text="A man read it aloud. “Temporarily,” he said.")
    told, found = row(of, "Temporarily,", "A man"), row(of, "Temporarily,", "he")
    nameless = [replace(one, speaker=replace(one.speaker, name=None)) for one in (told, found) if one.speaker]
    assert list(doubts_of(nameless[0], {told.id: nameless[1]}, "the model")) == []
    assert len(list(doubts_of(told, {told.id: found}, "the model"))) == 1


def test_suspects_are_asked_about_with_the_reason(swapped: Release, tmp_path: Path) -> None:
    with ArticleLookup(swapped) as articles:
        session = Session(articles, Ledger(articles, "jo", tmp_path / "jo.jsonl", []), "suspects")
        view = session.next()
    assert view["total"] == 1
    assert view["item"]["reasons"][0].startswith("the model says Tomas Lind")


def test_the_command_prints_a_table_or_json(swapped: Release) -> None:
    done = CliRunner().invoke(main, ["suspects", str(swapped.path)])
    first, second = done.stdout.splitlines()[:2]
    assert first.endswith("quay  “They had all winter,”  Mira Okafor")
    assert second.startswith("      the model says Tomas Lind")
    done = CliRunner().invoke(main, ["suspects", str(swapped.path), "--json", "--limit", "1"])
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (line["article_id"], line["name"]) == ("quay", "Mira Okafor")
    assert CliRunner().invoke(main, ["suspects", str(swapped.path), "--cross-fit", "5", "--model", "m"]).exit_code == 2


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Some seeds by their annotations, a quotation in three of them swapped."""
    given = []
    for number, one in enumerate(read_release(SEEDS)):
        if number == 12:
            break
        names = [row.speaker.name if row.speaker else None for row in one.quotes]
        other = next((place for place, name in enumerate(names) if name and names[0] and name != names[0]), None)
        given.append(swap(one, 0, other) if other is not None and number % 4 == 0 else one)
    return write(tmp_path_factory.mktemp("some"), given)


def test_weights_that_other_rows_teach_doubt_what_was_swapped(some: Release) -> None:
    right = {row.id: row.speaker for one in read_release(SEEDS) for row in one.quotes}
    found = suspects(some, cross_fit=3)
    wrong = [one.row.speaker != right[one.row.id] for one in found]
    assert sum(wrong) == 3
    assert wrong[0]
    assert found[0].reasons[0].startswith("a model that has not seen the article says")


def test_too_few_articles_for_the_folds_are_told(swapped: Release) -> None:
    with pytest.raises(
        ReleaseError, match="5 folds want as many articles that are no reposts, and at least two; it has 1"
    ):
        suspects(swapped, cross_fit=5)
