from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from quotes.detection.scanner import scan
from quotes.detection.spans import QuotedSpan
from quotes.gold import NamedSpeaker, read_gold
from quotes.parsing.plain_sentences import Token, read_plain
from quotes.parsing.sentences import cut_sentences

SEEDS = Path(__file__).parent.parent / "seeds" / "gold.jsonl"


def read(text: str) -> Iterator[tuple[Sequence[QuotedSpan], list[Token] | None]]:
    """Yield the spans of every sentence with a quotation, and its tokens where it is plain."""
    found = scan(text)
    for number, paragraph in enumerate(found.paragraphs):
        held = [span for span in found.spans if span.paragraph == number]
        for sentence in cut_sentences(text, paragraph.start, paragraph.end, held):
            if sentence.holds_quotation:
                yield held[sentence.first : sentence.last], read_plain(text, sentence, held)


def parse(text: str) -> str | None:
    """Return the only sentence as word/tag/dependency/head, None where it is not plain."""
    ((_, tokens),) = read(text)
    if tokens is None:
        return None
    word_at = {token.start: token.word for token in tokens}
    assert tokens == sorted(tokens)
    assert all(token.inside >= 0 or text[token.start : token.end] == token.word for token in tokens)
    return " ".join(f"{token.word}/{token.tag}/{token.dep}/{word_at[token.head]}" for token in tokens)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("“The ferry opens at noon.”", "is/VBZ/ROOT/is"),
        ("“We open at noon,” she said.", "is/VBZ/ccomp/said she/PRP/nsubj/said said/VBD/ROOT/said ././punct/said"),
        (
            "“We open at noon,” says Dr. Ann Orr, who runs the ferry.",
            "is/VBZ/ccomp/says says/VBZ/ROOT/says Dr./NNP/compound/Orr Ann/NNP/compound/Orr Orr/NNP/nsubj/says "
            ",/,/punct/says ././punct/says",
        ),
        (
            "“We open at noon,” said former harbor commissioner Ann Orr on Monday.",
            "is/VBZ/ccomp/said said/VBD/ROOT/said former/NN/compound/Orr harbor/NN/compound/Orr "
            "commissioner/NN/compound/Orr Ann/NNP/compound/Orr Orr/NNP/nsubj/said on/IN/prep/said ././punct/said",
        ),
        (
            "“We open at noon,” the harbor master later added.",
            "is/VBZ/ccomp/added the/DT/det/master harbor/NN/compound/master master/NN/nsubj/added "
            "later/RB/advmod/added added/VBD/ROOT/added ././punct/added",
        ),
        (
            "“We open at noon,” Ann Orr, the town’s harbor master, said.",
            "is/VBZ/ccomp/said Ann/NNP/compound/Orr Orr/NNP/nsubj/said ,/,/punct/said the/DT/det/said ,/,/punct/said "
            "said/VBD/ROOT/said ././punct/said",
        ),
        (
            "But Ann Orr has told reporters: “We open at noon.”",
            "Ann/NNP/compound/Orr Orr/NNP/nsubj/told has/VBZ/aux/told told/VBD/ROOT/told "
            "reporters/RB/advmod/told :/:/punct/told is/VBZ/ccomp/told",
        ),
        (
            "“We open at noon,” she said, “and not before.”",
            "is/VBZ/ccomp/said she/PRP/nsubj/said said/VBD/ROOT/said ,/,/punct/said is/VBZ/ccomp/said",
        ),
    ],
)
def test_a_plain_sentence_is_read_without_a_parser(text: str, parsed: str) -> None:
    assert parse(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "Orr called the ferry “a floating disgrace.”",
        "“We open at noon,” said Lim, Roe and Vogel.",
        "“We open at noon,” said Lim and Roe.",
        "“We open at noon,” said Ann Orr’s lawyer.",
        "“We open at noon,” said the head of the harbor board, Ann Orr.",
        "“We open at noon,” Orr said, according to a transcript.",
        "“We open at noon,” Orr said, as the Courier reported.",
        "“We open at noon,” noted ferry critic Ann Orr said.",
        "“We open at noon,” Orr’s lawyer told the Courier, quoting “the contract.”",
        "“We open at noon,” Orr was told.",
        "“We open at noon,” Orr did not say.",
        "Orr said that Lim told her, “We open at noon.”",
        "Police said: “We open at noon.”",
        "“We open at noon,” said her brother gruffly.",
        "“We open at noon” was what Orr said.",
        "“One,” said Orr, “two,” said Lim, “and three.”",
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert parse(text) is None


def test_the_seeds_bear_the_plain_clauses_out() -> None:
    judged = right = 0
    for article in read_gold(SEEDS):
        for spans, tokens in read(article.text):
            subject = next((token for token in tokens or () if token.dep == "nsubj"), None)
            if subject is None:
                continue
            named = NamedSpeaker(text=subject.word, span=(subject.start, subject.end))
            for quote in article.quotes:
                if quote.answer and any(quote.span[0] <= one.start < quote.span[1] for one in spans):
                    judged += 1
                    right += quote.answer.accepts(named)
    assert judged > 400
    assert right / judged >= 0.99
