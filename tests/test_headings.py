"""Headings of pages: the detector knows them as such, and guesses the layout of plain text only."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.articles import read_articles, spooled
from quotes.detector import Detector
from quotes.records import Article

FIRST = (
    "The council of Marl met on Tuesday evening to talk about the ferry, which has been out of service since spring."
)
LAST = "A decision on the pier is expected before the summer, when the contracts that were signed two years ago end."


def page(inner: str) -> str:
    head = "<!doctype html><html lang='en'><head><title>Ferry</title></head>"
    return f"{head}<body><article><p>{FIRST}</p>{inner}<p>{LAST}</p></article></body></html>"


def read(folder: Path, inner: str) -> Article:
    (folder / "ferry.html").write_text(page(inner), encoding="utf-8")
    (article,) = read_articles([folder / "ferry.html"])
    return article


def said(detector: Detector, article: Article) -> list[tuple[str, str | None]]:
    (found,) = detector.pipe([article])
    return [(quote.text, quote.speaker and (quote.speaker.name or quote.speaker.text)) for quote in found.quotes]


UTTERANCE = (
    "<p>“We pay for a boat that does not sail, and nobody tells us when it will,” said Ann Orr, who has the shop.</p>"
    "<p>“The shop is empty from Monday to Friday.</p><p>“It cannot go on like that.”</p>"
)
CROSSHEAD = "<h2>‘Nobody has asked the crews about it’</h2>"
OTHER = "<p>The union sees it otherwise. “Ask them,” said Bo Ray, its chairman.</p>"


def test_a_heading_carries_on_no_utterance(tmp_path: Path, detector: Detector) -> None:
    article = read(tmp_path, UTTERANCE + CROSSHEAD + OTHER)
    crosshead = "Nobody has asked the crews about it"
    assert dict(said(detector, article)).get(crosshead) is None
    guessed = Article(id="ferry", text=article.text)
    assert dict(said(detector, guessed))[crosshead] == "Ann Orr"


def test_a_heading_has_the_speaker_of_its_words(tmp_path: Path, detector: Detector) -> None:
    inner = (
        "<h2>New fares and ‘the island that we want to be’</h2><p>Fares rise in May.</p>"
        "<p>“It tells us nothing about the island that we want to be,” said Ann Orr, who has the shop.</p>"
    )
    found = said(detector, read(tmp_path, inner))
    assert found[0] == ("the island that we want to be", "Ann Orr")


def test_every_line_of_a_page_is_a_paragraph(tmp_path: Path, detector: Detector) -> None:
    lines = [
        "“There is no boat on Monday, and none on Friday,” Ann Orr said.",
        "Bo Ray, who has the inn, was at the quay with two of his guests",
        "“Then we will swim to the island, all of us, and in March.”",
        "The works department did not answer a letter of that week.",
    ]
    (tmp_path / "ferry.txt").write_text("\n".join(lines), encoding="utf-8")
    (wrapped,) = read_articles([tmp_path / "ferry.txt"])
    (found,) = detector.pipe([wrapped])
    assert found.quotes[0].context.text == wrapped.text
    body = "".join(f"<p>{line}</p>" for line in lines)
    (tmp_path / "ferry.html").write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    (article,) = read_articles([tmp_path / "ferry.html"])
    assert article.text == wrapped.text
    (found,) = detector.pipe([article])
    assert found.quotes[0].context.text == lines[0]


@pytest.mark.parametrize(
    ("inner", "headings"),
    [
        ("<h2>What it costs</h2><p>Nobody knows.</p>", ["What it costs"]),
        (
            "<h3>What it <i>costs</i></h3><p>Nobody knows.</p><h4>And when</h4><p>Soon.</p>",
            ["What it costs", "And when"],
        ),
        ("<p>What it costs</p><p>Nobody knows.</p>", []),
        (f"<h3>{'Nobody on the island knows what it costs. ' * 6}</h3>", []),
    ],
)
def test_headings_are_lines_of_the_text(tmp_path: Path, inner: str, headings: list[str]) -> None:
    article = read(tmp_path, inner)
    assert article.headings is not None
    assert [article.text[start:].partition("\n")[0] for start in article.headings] == headings
    with spooled([article]) as again:
        assert next(again).headings == article.headings
    assert "headings" not in article.to_dict()


def test_plain_text_tells_of_no_headings(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("What it costs\n\nNobody knows.", encoding="utf-8")
    (article,) = read_articles([tmp_path / "ferry.txt"])
    assert article.headings is None
