"""Write spaCy's DocBin: quotations, mentions, cues and roles as span groups, tied to their records by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from quotes.dataset.release import Release
from quotes.exporting.exact_tokens import exact_doc
from quotes.records import Detection, Quote

GROUPS = ("quotes", "speakers", "cues", "roles")
"""The span groups; in each, a span's id is that of its record."""


def write_docbin(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write a Doc an article: tokens and sentences by rule; the records as the component ``quotes`` leaves them.

    All tokens are in memory until the end.
    """
    from spacy.tokens import DocBin

    kept = DocBin(attrs=["ORTH", "SENT_START"], store_user_data=True)
    for detection in detections:
        spans = [one for quote in detection.quotes for one in _spans(quote)]
        doc = exact_doc(detection.article.text, [place for *_, place in spans])
        for group in GROUPS:
            of_group = ((label, record, place) for name, label, record, place in spans if name == group)
            found = (doc.char_span(*place, label=label, span_id=record) for label, record, place in of_group)
            doc.spans[group] = [span for span in found if span is not None]
        doc.user_data["quotes"] = [quote.to_dict() for quote in detection.quotes]
        article = detection.article.to_dict()
        doc.user_data["article"] = {name: value for name, value in article.items() if name != "text"}
        kept.add(doc)
    file.write(kept.to_bytes())


def _spans(quote: Quote) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """Yield the group, the label, the record and the place of each span."""
    yield "quotes", "QUOTE", quote.id, (quote.start, quote.end)
    parts = {"speakers": quote.speaker, "cues": quote.cue, "roles": quote.role}
    for group, part in parts.items():
        if part is not None:
            yield group, group.removesuffix("s").upper(), quote.id, (part.start, part.end)
