from __future__ import annotations

import itertools

import pytest
import spacy

from quotes.detection.scanner import scan
from quotes.parsing.cutting import cut, cut_windows
from quotes.parsing.passages import Passage, align, children_of, left_edges

LONG = "The ferry opens at noon and closes at nine on every day of the week but Sunday,"


def passages(text: str) -> list[Passage]:
    nlp = spacy.blank("en")
    found = scan(text)
    cuts = [cut(text, window) for window in cut_windows(text, found.paragraphs, found.spans)]
    return [align(each, nlp(each.text) if each.text else None) for each in cuts]


@pytest.mark.parametrize(
    "text",
    [
        f"“{LONG}” said Ingrid Brandt. “No,” she added.",
        f"Ingrid Brandt—“{LONG}”—left.",
        f"''{LONG}'' said Ingrid Brandt, and 'no'.",
        f"A\tB said: «{LONG}» and\u2028went\x00home\u00a0today.",
        f"No one.\n\n“{LONG}\n\n“{LONG}” said Brandt.\n\nNothing.",
        "(“x”)“y”“z”",
        "“👩‍👩‍👧 {LONG}” said Zo\u0308e.",
    ],
)
def test_tokens_keep_their_places_in_the_article(text: str) -> None:
    for passage in passages(text):
        assert passage.starts == sorted(passage.starts)
        for word, start, end, index in zip(passage.words, passage.starts, passage.ends, passage.inside, strict=True):
            if index < 0 and not word.isspace():
                assert text[start:end] == word
            elif index >= 0:
                assert passage.spans[index].outer_start <= start <= passage.spans[index].outer_end
        assert set(passage.inside) >= set(range(len(passage.spans)))


def test_long_quotations_are_cut_short_for_the_parser() -> None:
    found = passages(f"“{LONG * 200}” said Ingrid Brandt. “{'x' * 100_000}” she added.")
    assert [len(passage.spans) for passage in found] == [1, 1]
    assert max(len("".join(passage.words)) for passage in found) < 300


def test_a_paragraph_too_long_for_a_parser_comes_in_pieces() -> None:
    text = f"“{LONG}” said Ingrid Brandt. " * 400
    parts = passages(text)
    assert len(parts) > 5
    starts = [span.start for part in parts for span in part.spans]
    assert len(starts) == 400
    assert starts == sorted(starts)
    assert all(first.end <= second.start for first, second in itertools.pairwise(parts))


@pytest.mark.parametrize(
    ("words", "heads", "edges"),
    [
        ("The old ferry sank", [2, 2, 3, 3], [0, 1, 0, 0]),
        ("It sank . Nobody cried", [1, 1, 1, 4, 4], [0, 0, 2, 3, 3]),
        ("A ferry came yesterday that leaks", [1, 2, 2, 2, 5, 1], [0, 0, 0, 3, 4, 4]),  # crossing arcs
        ("Ferry that yesterday sank came", [4, 3, 4, 0, 4], [0, 1, 2, 1, 0]),
        ("", [], []),
    ],
)
def test_a_phrase_begins_with_the_first_word_below_it(words: str, heads: list[int], edges: list[int]) -> None:
    assert len(words.split()) == len(heads)
    assert left_edges(heads) == edges
    assert all(heads[child] == head for head, children in enumerate(children_of(heads)) for child in children)
