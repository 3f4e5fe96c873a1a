"""The view for extractive question answering, in SQuAD v2's columns: the question is who said the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotes.dataset.tables.columns import Columns

# Those of SQuAD v2, and the soft labels.
EXTRACTIVE_COLUMNS: Columns = {
    "id": "string",
    "title": "string",
    "context": "string",
    "question": "string",
    "answers": {"text": ["string"], "answer_start": ["int32"]},
    "alternatives": {"text": ["string"], "answer_start": ["int32"], "probability": ["float64"]},
}

# Characters of a quotation in its question. Of these and a passage, training scripts make windows of 384 word pieces
# that overlap by 128, so a question must stay well below the difference, whatever its script.
QUESTION_WORDS = 200
_NOWHERE = -1

Row = Mapping[str, Any]


def extractive_rows(article: Row, quotes: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield one row a quotation: the question names it, the context is its own, the answer is the speaker in it.

    The first answer is the mention, as it stands ("he"); the second, where the context holds it elsewhere, the full
    name. Nobody found, or nobody in the context: no answer. ``alternatives`` are soft labels: the answer's first place
    with its confidence, and the record's alternatives that stand in the context; nobody is "" at -1.
    """
    for quote in quotes:
        context = quote["context"]
        answers = list(_within(context, _speaker_spans(quote["speaker"])))
        yield {
            "id": quote["id"],
            "title": article["title"] or "",
            "context": context["text"],
            "question": _question(quote),
            "answers": {"text": [text for _, text in answers], "answer_start": [start for start, _ in answers]},
            "alternatives": _soft_labels(quote, answers[:1]),
        }


def _within(context: Row, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield where each span that lies in a context stands there, and its words."""
    for start, end in spans:
        if context["start"] <= start and end <= context["start"] + len(context["text"]):
            yield start - context["start"], context["text"][start - context["start"] : end - context["start"]]


def _soft_labels(quote: Row, answer: Sequence[tuple[int, str]]) -> dict[str, list[Any]]:
    """Return the places of the answer and of its rivals, each once, and their probabilities."""
    attribution = quote["attribution"]
    found = dict.fromkeys(answer, attribution["confidence"])
    for one in attribution.get("alternatives", ()):
        places = [(_NOWHERE, "")] if one["start"] is None else _within(quote["context"], [(one["start"], one["end"])])
        for place in places:
            found[place] = round(found.get(place, 0.0) + one["probability"], 4)
    return {
        "text": [text for _, text in found],
        "answer_start": [start for start, _ in found],
        "probability": list(found.values()),
    }


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
    places = _places(words, context["text"], own)
    which = f" (number {places.index(own) + 1} of {len(places)} in the text)" if len(places) > 1 else ""
    return f"Who said “{_shortened(' '.join(words.split()))}”{which}?"


def _places(words: str, text: str, own: int) -> list[int]:
    """Return where the words stand in a text as whole words, in any case; ``own`` is one of these places."""
    sought, searched = words.casefold(), text.casefold()
    if searched.find(sought) == searched.rfind(sought):  # so it is nearly always; a pattern takes ten times as long
        return [own]
    return sorted({match.start() for match in re.finditer(rf"(?i)(?<!\w){re.escape(words)}(?!\w)", text)} | {own})


def _shortened(words: str) -> str:
    """Return the words with their middle left out if they are too long; no word is cut unless it is huge."""
    if len(words) <= QUESTION_WORDS:
        return words
    half = QUESTION_WORDS // 2 - 2
    head, tail = words[: half + 1], words[-half - 1 :]
    head = head.rpartition(" ")[0] or head[:half]
    tail = tail.partition(" ")[2] or tail[1:]
    return f"{head} … {tail}"
