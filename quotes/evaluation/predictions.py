"""Read what is to be judged: records as ``quotes detect`` writes them, or what a detector finds in gold's articles."""

from __future__ import annotations

import functools
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import jsonschema_rs

from quotes.dataset.release import lines_of, read_lines
from quotes.detector import Detector
from quotes.errors import ArticleError, RecordError
from quotes.gold import GoldArticle, NamedSpeaker, Span
from quotes.records import Article
from quotes.schema import breaches


@dataclass(frozen=True, kw_only=True, slots=True)
class Prediction:
    """A record, as far as gold can judge it; ``utterance`` and ``role`` are None where the record has none.

    ``confidence`` is that of the whole; ``mention`` that of the mention, if the words were said, and ``said`` that of
    both: of records without parts, all three are the same.
    """

    span: Span
    utterance: str | None
    text: str
    speaker: NamedSpeaker | None
    role: str | None
    confidence: float | None
    mention: float | None
    said: float | None

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(self.text.split())


def read_predictions(path: str | PathLike[str]) -> dict[str, list[Prediction]]:
    """Return article id -> its records in the order of the file; "-" is standard input.

    Raises RecordError where a line is no record.
    """
    found: dict[str, list[Prediction]] = defaultdict(list)
    with closing(lines_of(sys.stdin.buffer) if path == "-" else read_lines(Path(path))) as lines:
        for line in lines:
            where = f"{path}:{line.number}"
            if line.row is None:
                raise RecordError(f"{where}: {line.error}; a line is a record, as `quotes detect` writes it")
            for place, message in breaches(_validator(), line.row):
                raise RecordError(f"{where} {place}: {message}")
            found[line.row["article_id"]].append(prediction(line.row))
    return dict(found)


@functools.cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    """Return the rules for what is judged of a record: other extractors' records need no more."""
    words, place = {"type": ["string", "null"]}, {"type": "integer", "minimum": 0}
    speaker = {"text": words, "start": place, "end": place, "name": words}
    confidence = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    properties = {
        "article_id": {"type": "string"},
        "start": place,
        "end": place,
        "utterance_id": words,
        "text": words,
        "speaker": {"type": ["object", "null"], "properties": speaker, "required": ["start", "end"]},
        "role": {"type": ["object", "null"], "properties": {"text": words}},
        "attribution": {
            "type": ["object", "null"],
            "properties": dict.fromkeys(("confidence", "speech", "mention"), confidence),
        },
    }
    required = ["article_id", "start", "end"]
    return jsonschema_rs.Draft202012Validator({"type": "object", "properties": properties, "required": required})


def prediction(record: Mapping[str, Any]) -> Prediction:
    """Return what is judged of a record."""
    speaker, role = record.get("speaker"), record.get("role")
    attribution = record.get("attribution") or {}
    confidence, speech, mention = (attribution.get(name) for name in ("confidence", "speech", "mention"))
    return Prediction(
        span=(int(record["start"]), int(record["end"])),
        utterance=record.get("utterance_id"),
        text=str(record.get("text") or ""),
        speaker=_named(speaker) if speaker else None,
        role=str(role.get("text") or "") if role else None,
        confidence=None if confidence is None else float(confidence),
        mention=confidence if mention is None else mention,
        said=confidence if speech is None or mention is None else speech * mention,
    )


def _named(speaker: Mapping[str, Any]) -> NamedSpeaker:
    return NamedSpeaker(
        text=str(speaker.get("text") or ""),
        span=(int(speaker["start"]), int(speaker["end"])),
        name=str(speaker.get("name") or ""),
    )


def predict(gold: Sequence[GoldArticle], detector: Detector) -> Iterator[list[Prediction]]:
    """Yield what a detector finds in each gold article; raise ArticleError where gold does not give the text."""
    yield from (
        [prediction(quote.to_dict()) for quote in detection.quotes] for detection in detector.pipe(_articles(gold))
    )


def _articles(gold: Iterable[GoldArticle]) -> Iterator[Article]:
    for one in gold:
        if not one.text:
            raise ArticleError(one.where, "gold gives no text to run on; give the RECORDS of the articles instead")
        yield Article(id=one.id, text=one.text)
