"""Texts that no newsroom would print: nothing crashes, and every span still holds its words."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from shapes import KINDS, make_text

from quotes import schema
from quotes.detection.scanner import scan
from quotes.detector import Detector
from quotes.records import CONTEXT_REACH, Article, Detection, Quote

MEGABYTE = 1_000_000
LARGE = MEGABYTE // 10
"""Characters; what would grow with the square of a text takes minutes here, too."""
# 200 texts, most of them short; the fixed seeds make them the same every time.
TEXTS = [
    (sorted(KINDS)[seed % len(KINDS)], random.Random(seed).choice((3, 40, 300, 800, 2500)), seed) for seed in range(200)
]


def check(found: Detection) -> None:
    text = found.article.text
    for one in (*found.quotes, *found.rejected):
        assert one.start < one.end
        assert text[one.start : one.end] == one.text
    assert all(first.end <= second.start for first, second in pairwise(found.quotes))
    ids = [one.id for one in (*found.quotes, *found.rejected)]
    assert len(set(ids)) == len(ids)
    for quote in found.quotes:
        check_parts(text, quote)
        assert list(schema.problems("quote", quote.to_dict())) == []
    for rejection in found.rejected:
        assert list(schema.problems("rejection", rejection.to_dict())) == []


def check_parts(text: str, quote: Quote) -> None:
    context, speaker = quote.context, quote.speaker
    assert text.startswith(context.text, context.start)
    for part in (quote, speaker, quote.role, quote.cue):
        assert part is None or (part.start < part.end and text[part.start : part.end] == part.text)
    for part in (quote, speaker, quote.cue):
        if part is not None and max(part.end, quote.end) - min(part.start, quote.start) <= CONTEXT_REACH:
            assert context.start <= part.start < part.end <= context.start + len(context.text)
    if speaker is not None and speaker.name is not None:
        assert text[speaker.name_start : speaker.name_end] == speaker.name


def test_two_hundred_hostile_texts(detector: Detector) -> None:
    articles = [
        Article(id=f"{kind}, {length} characters, seed {seed}", text=make_text(kind, length, seed))
        for kind, length, seed in TEXTS
    ]
    assert [len(article.text) for article in articles] == [length for _, length, _ in TEXTS]
    for found in detector.pipe(articles):
        check(found)


@pytest.mark.parametrize(
    "text",
    ["“", "”", "''", "‘’", "\x00", "“\x00”", "\ud800", "“\udfff”", "\r", "\ufeff“No,” he said.", f"“{'-' * 401}no”"],
)
def test_texts_of_a_few_characters(detector: Detector, text: str) -> None:
    (found,) = detector.pipe([Article(id="few", text=text)])
    check(found)


@pytest.mark.parametrize("kind", ["one_paragraph", "only_marks", "unbalanced", "control", "reopened"])
def test_a_large_text_through_the_scanner(kind: str) -> None:
    text = make_text(kind, LARGE, 0)
    found = scan(text)
    assert sum(paragraph.end - paragraph.start for paragraph in found.paragraphs) > 0.9 * LARGE
    assert all(first.outer_end <= second.outer_start for first, second in pairwise(found.spans))
    assert all(0 <= one.outer_start <= one.start < one.end <= one.outer_end <= LARGE for one in found.spans)


@pytest.mark.parametrize("words", ["", "deep water"])
def test_what_is_set_aside_does_not_outgrow_the_text(words: str) -> None:
    half = LARGE // 5
    found = scan(f"{'“' * half}{words}{'”' * half}")
    assert len(found.spans) == bool(words)
    assert sum(left.end - left.start for left in found.leftovers) < 120 * half


def test_a_megabyte_without_a_newline(detector: Detector) -> None:
    filler = make_text("unquoted", MEGABYTE // 20, 0)
    text = f"{filler} “The ferry opens at noon,” said Ingrid Brandt. ".join([""] * 21)
    (found,) = detector.pipe([Article(id="long", text=text)])
    assert len(text) > MEGABYTE
    assert "\n" not in text
    assert [quote.speaker and quote.speaker.name for quote in found.quotes] == ["Ingrid Brandt"] * 20
    check(found)


@pytest.mark.parametrize("kind", ["one_word", "unquoted"])
def test_a_megabyte_of_nothing_to_parse(detector: Detector, kind: str) -> None:
    (found,) = detector.pipe([Article(id=kind, text=make_text(kind, MEGABYTE, 0))])
    check(found)
