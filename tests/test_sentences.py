from __future__ import annotations

import pytest

from quotes.detection.scanner import scan
from quotes.parsing.sentences import cut_sentences, has_reporting_word


def sentences(text: str) -> list[str]:
    found = scan(text)
    cut = cut_sentences(text, 0, len(text), found.spans)
    assert "".join(text[one.start : one.end] for one in cut) == text
    assert [index for one in cut for index in range(one.first, one.last)] == list(range(len(found.spans)))
    return [text[one.start : one.end].strip() for one in cut]


@pytest.mark.parametrize(
    "text",
    [
        ["“It rained. It poured,” said Ingrid Brandt.", "She left."],
        ["“It rained.”", "“It poured.”", "Brandt left."],
        ["“Why?” she asked.", "“Because.”"],
        ["Mr. Brandt of the U.S. Army met Dr. J. R. Okafor.", "“No,” he said."],
        ["The ferry (it sank.) was “old.”", "2 men drowned!", "Who knows?"],
        ["He said it was “over.”", "[Laughter.]", "“Yes.”"],
        ["She asked “why?” and left.", "He stayed…", "Nobody came"],
        ["It cost $3.5 million, he said."],
    ],
)
def test_a_paragraph_is_cut_between_sentences_and_never_inside_a_quotation(text: list[str]) -> None:
    assert sentences(" ".join(text)) == text


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("“We open,” said Brandt.", True),
        ("Brandt called it “a mess.”", True),
        ("According to Brandt, it was “a mess.”", True),
        ("“She said so.”", False),
        ("Brandt was “a mess.”", False),
    ],
)
def test_reporting_words_count_outside_quotations(text: str, reports: bool) -> None:
    spans = scan(text).spans
    (sentence,) = cut_sentences(text, 0, len(text), spans)
    assert has_reporting_word(text, sentence, spans) is reports
