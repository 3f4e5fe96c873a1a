"""Write JSON Lines for annotation tools, a task an article: Prodigy's and doccano's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from quotes.dataset.release import Release
from quotes.exporting.exact_tokens import exact_doc
from quotes.exporting.labelled_spans import labelled_records
from quotes.records import Article, Detection


def write_prodigy(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write the tasks of Prodigy's relations interface: tokens, spans, and relations with the places of their ends."""
    _write(file, detections, _prodigy)


def write_doccano(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write the rows of doccano's relation labelling: entities and relations by number; other keys are shown beside."""
    _write(file, detections, _doccano)


def _write(file: BinaryIO, detections: Iterable[Detection], row: Callable[[Detection], dict[str, Any]]) -> None:
    for detection in detections:
        file.write(f"{json.dumps(row(detection), ensure_ascii=False)}\n".encode())


def _meta(article: Article) -> dict[str, str]:
    given = {name: getattr(article, name) for name in ("id", "title", "author", "source", "published", "url")}
    return {name: value for name, value in given.items() if value is not None}


def _prodigy(detection: Detection) -> dict[str, Any]:
    records = labelled_records(detection)
    doc = exact_doc(detection.article.text, [(span.start, span.end) for span in records.spans])
    tokens = [
        {
            "text": token.text,
            "start": token.idx,
            "end": token.idx + len(token),
            "id": token.i,
            "ws": bool(token.whitespace_),
        }
        for token in doc
    ]
    places: dict[str, dict[str, Any]] = {}
    for span in records.spans:
        found = doc.char_span(span.start, span.end)
        assert found is not None
        ends = {"token_start": found.start, "token_end": found.end - 1}  # the last token of a span, not the one behind
        places[span.key] = {"start": span.start, "end": span.end, **ends, "label": span.label}
    spans = [{**places[span.key], **span.told} for span in records.spans]
    relations = [
        {
            "head": places[words]["token_end"],
            "child": places[other]["token_end"],
            "head_span": places[words],
            "child_span": places[other],
            "label": label,
        }
        for words, label, other in records.links
    ]
    meta = _meta(detection.article)
    return {"text": detection.article.text, "tokens": tokens, "spans": spans, "relations": relations, "meta": meta}


def _doccano(detection: Detection) -> dict[str, Any]:
    records = labelled_records(detection)
    numbers = {span.key: number for number, span in enumerate(records.spans, 1)}
    entities = [
        {"id": numbers[span.key], "label": span.label, "start_offset": span.start, "end_offset": span.end}
        for span in records.spans
    ]
    relations = [
        {"id": number, "from_id": numbers[words], "to_id": numbers[other], "type": label}
        for number, (words, label, other) in enumerate(records.links, 1)
    ]
    told = [{"id": numbers[span.key], **span.told} for span in records.spans]
    article = {f"article_{name}": value for name, value in _meta(detection.article).items()}
    row = {"text": detection.article.text, "entities": entities, "relations": relations}
    return {**row, **article, "told": told}
