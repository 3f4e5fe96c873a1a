from __future__ import annotations

import pytest

from quotes.detection import Layout, scan

TEXT = "Orr came. “It leaks. Badly.” She left.\nRoe called it “a joke”. Nobody knew."


@pytest.fixture(scope="module")
def layout() -> Layout:
    found = scan(TEXT)
    return Layout(TEXT, found.paragraphs, found.spans)


@pytest.mark.parametrize(
    ("words", "paragraph", "sentence", "quoted"),
    [
        ("Orr", 0, 0, False),
        ("“It", 0, 1, False),
        ("It leaks", 0, 1, True),
        ("Badly", 0, 1, True),
        ("” She", 0, 1, False),
        ("Roe", 1, 2, False),
        ("joke", 1, 2, True),
        ("”. Nobody", 1, 2, False),
        ("knew", 1, 3, False),
    ],
)
def test_where_words_stand(layout: Layout, words: str, paragraph: int, sentence: int, quoted: bool) -> None:
    offset = TEXT.index(words)
    assert (layout.paragraph_at(offset), layout.sentence_at(offset), layout.is_quoted(offset)) == (
        paragraph,
        sentence,
        quoted,
    )
