"""Write Label Studio's tasks, with what was detected as predictions, and the configuration of their project."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

from quotes.dataset.release import Release
from quotes.exporting.labelled_spans import LINKS, TOLD, LabelledSpan, SpanLabel, labelled_records
from quotes.records import Category, Detection

_COLOURS: dict[SpanLabel, str] = {
    "Direct": "#1f77b4",
    "Mixed": "#17becf",
    "Speaker": "#d62728",
    "Cue": "#7f7f7f",
    "Role": "#2ca02c",
}
"""Of matplotlib's tab10, which people tell apart."""


def write_label_studio(release: Release, detections: Iterable[Detection], folder: Path) -> None:
    """Write tasks.json and config.xml: a task an article, with one prediction."""
    (folder / "config.xml").write_text("\n".join(_config()) + "\n", encoding="utf-8")
    with (folder / "tasks.json").open("w", encoding="utf-8", newline="\n") as file:
        before = "[\n"
        for number, detection in enumerate(detections, 1):
            file.write(before + json.dumps(_task(number, detection, release), ensure_ascii=False))
            before = ",\n"
        file.write("[]\n" if before == "[\n" else "\n]\n")


def _config() -> Iterator[str]:
    yield "<View>"
    yield '  <Header value="$title"/>'
    yield "  <Relations>"
    yield from (f'    <Relation value="{link}"/>' for link in LINKS)
    yield "  </Relations>"
    yield '  <Labels name="label" toName="text">'
    yield from (f'    <Label value="{label}" background="{colour}"/>' for label, colour in _COLOURS.items())
    yield "  </Labels>"
    yield '  <Text name="text" value="$text" granularity="symbol"/>'
    of_region = 'toName="text" perRegion="true" whenTagName="label" whenLabelValue='
    hint = quoteattr("The fullest name that the article gives this speaker; empty for none")
    yield f'  <TextArea name="name" {of_region}"Speaker" maxSubmissions="1" editable="true" placeholder={hint}/>'
    yield f'  <Choices name="category" {of_region}"Role" choice="single-radio" showInline="true">'
    yield from (f'    <Choice value="{category}"/>' for category in get_args(Category))
    yield "  </Choices>"
    yield "</View>"


def _task(number: int, detection: Detection, release: Release) -> dict[str, Any]:
    article = detection.article
    scores = [quote.attribution.confidence for quote in detection.quotes]
    data = {
        "article_id": article.id,
        "title": article.title or article.id,
        "text": article.text,
        **{name: getattr(article, name) for name in ("author", "source", "published", "url")},
    }
    prediction = {
        "model_version": f"{release.name}@{release.version}",
        # Sorted by it, the tasks with the least sure quotation come first.
        "score": min(scores, default=1.0),
        "result": list(_results(detection)),
    }
    return {"id": number, "data": data, "predictions": [prediction]}


def _results(detection: Detection) -> Iterator[dict[str, Any]]:
    """Yield regions, what is said of them, and relations; offsets count code points, as Label Studio's do."""
    records = labelled_records(detection)
    for span in records.spans:
        yield from _of_span(span, detection.article.text[span.start : span.end])
    for words, label, other in records.links:
        yield {"type": "relation", "from_id": words, "to_id": other, "direction": "right", "labels": [label]}


def _of_span(span: LabelledSpan, words: str) -> Iterator[dict[str, Any]]:
    place = {"start": span.start, "end": span.end}
    region: dict[str, Any] = {"id": span.key, "to_name": "text"}
    meta = {name: span.told[name] for name in TOLD[span.label] if span.told[name] is not None}
    value = {**place, "text": words, "labels": [span.label]}
    labelled = {**region, "from_name": "label", "type": "labels", "value": value, "meta": meta}
    yield labelled | ({"score": span.told["confidence"]} if "confidence" in span.told else {})
    if name := span.told.get("name"):
        yield {**region, "from_name": "name", "type": "textarea", "value": {**place, "text": [name]}}
    if category := span.told.get("category"):
        yield {**region, "from_name": "category", "type": "choices", "value": {**place, "choices": [category]}}
