"""The view for extractive question answering, in SQuAD v2's columns: the question is who said the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasets import Features

# Characters of a quotation in its question. Of these and a passage, training scripts make windows of 384 word pieces
# that overlap by 128, so a question must stay well below the difference, whatever its script.
QUESTION_WORDS = 200

Row = Mapping[str, Any]


def extractive_rows(article: Row, quotes: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield one row a quotation: the question names it, the context is its own, the answer is the speaker in it.

    The first answer is the mention, as it stands ("he"); the second, where the context holds it elsewhere, the full
    name. Nobody found, or nobody in the context: no answer.
    """
    for quote in quotes:
        context = quote["context"]
        answers = [
            (start - context["start"], context["text"][start - context["start"] : end - context["start"]])
            for start, end in _speaker_spans(quote["speaker"])
            if context["start"] <= start and end <= context["start"] + len(context["text"])
        ]
        yield {
            "id": quote["id"],
            "title": article["title"] or "",
            "context": context["text"],
            "question": _question(quote),
            "answers": {"text": [text for _, text in answers], "answer_start": [start for start, _ in answers]},
        }


def extractive_features() -> Features:
    """Return the columns of SQuAD v2."""
    from datasets import Features, List, Value

    return Features(
        {
            "id": Value("string"),
            "title": Value("string"),
            "context": Value("string"),
            "question": Value("string"),
            "answers": {"text": List(Value("string")), "answer_start": List(Value("int32"))},
        }
    )


def _speaker_spans(speaker: Row | None) -> list[tuple[int, int]]:
    if speaker is None:
        return []
    spans = [(speaker["start"], speaker["end"])]
    if speaker["name"] is not None and (speaker["name_start"], speaker["name_end"]) not in spans:
        spans.append((speaker["name_start"], speaker["name_end"]))
    return spans


def _question(quote: Row) -> str:
    """Return ``Who said “…”?``; where the same words stand in the context more than once, with which of them."""
    words = quote["text"].strip().rstrip(",;") or quote["text"]
    context = quote["context"]
    own = quote["start"] - context["start"] + len(quote["text"]) - len(quote["text"].lstrip())
    places = {match.start() for match in re.finditer(rf"(?i)(?<!\w){re.escape(words)}(?!\w)", context["text"])} | {own}
    which = f" (number {sorted(places).index(own) + 1} of {len(places)} in the text)" if len(places) > 1 else ""
    return f"Who said “{_shortened(' '.join(words.split()))}”{which}?"


def _shortened(words: str) -> str:
    """Return the words with their middle left out if they are too long; no word is cut unless it is huge."""
    if len(words) <= QUESTION_WORDS:
        return words
    half = QUESTION_WORDS // 2 - 2
    head, tail = words[: half + 1], words[-half - 1 :]
    head = head.rpartition(" ")[0] or head[:half]
    tail = tail.partition(" ")[2] or tail[1:]
    return f"{head} … {tail}"
