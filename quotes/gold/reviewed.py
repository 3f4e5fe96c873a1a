"""Gold out of a release: what people decided on its quotations, and on what is none."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from os import PathLike
from typing import Any

from quotes.correcting import Corrections, put_in_place
from quotes.dataset.corrections import Correction, kept_corrections
from quotes.dataset.derivation import read_release
from quotes.dataset.release import Release, open_release
from quotes.errors import QuotesWarning
from quotes.gold.overlap import Span
from quotes.records import SCHEMA_VERSION, Detection, Quote, Rejection

Row = dict[str, Any]
WITHOUT_WORDS = frozenset({"unpaired", "empty"})
"""Marks without words: there is nothing to decide on."""


def reviewed_rows(
    release: Release | str | PathLike[str],
    *,
    corrections: Iterable[Correction] = (),
    kept: bool = True,
    whole: bool = False,
) -> Iterator[Row]:
    """Yield a row of ``schemas/gold.v1.json`` for each article of a release on which people decided.

    ``corrections`` count beside those that the release has ``kept``, or, if not ``kept``, alone; of those on other
    articles it is only told how many they are. With ``whole``, only for articles of which every quoted span was decided
    on. Raises ReleaseError where the release does not publish its texts, RecordError where its rows are not sound.
    """
    found = release if isinstance(release, Release) else open_release(release)
    made = list(corrections)
    decisions = Corrections([*(kept_corrections(found) if kept else ()), *made])
    digests = set()
    with closing(read_release(found.path)) as detections:
        for detection in detections:
            digests.add(detection.article.digest)
            decided = decisions.decided(detection)
            row = _row(put_in_place(detection, decided) if made else detection, {one.span for one in decided})
            if (row["quotes"] or row["rejected"]) and (row["whole"] or not whole):
                yield row
    if others := sum(one.digest not in digests for one in made):
        warnings.warn(f"{others} decisions are on articles not in {found.path}", QuotesWarning, stacklevel=2)


def _row(detection: Detection, decided: Collection[Span]) -> Row:
    quotes = [quote for quote in detection.quotes if (quote.start, quote.end) in decided]
    asides = list(filter(holds_words, detection.rejected))
    rejected = [span for span in asides if (span.start, span.end) in decided]
    whole = len(quotes) == len(detection.quotes) and len(rejected) == len(asides)
    return gold_row(detection, quotes, rejected, whole=whole)


def holds_words(span: Rejection) -> bool:
    """Tell whether a span set aside has words to decide on."""
    return span.reason not in WITHOUT_WORDS


def gold_row(
    detection: Detection, quotes: Iterable[Quote], rejected: Iterable[Rejection], *, whole: bool = True
) -> Row:
    """Return a row of ``schemas/gold.v1.json`` that says so much of an article."""
    article = detection.article
    return {
        "schema_version": SCHEMA_VERSION,
        "article_id": article.id,
        "digest": article.digest,
        "text": article.text,
        "license": article.license,
        "language": article.language,
        "whole": whole,
        "quotes": [_quote(quote) for quote in quotes],
        "rejected": [_rejection(span) for span in rejected],
    }


def _quote(quote: Quote) -> Row:
    speaker, cue = quote.speaker, quote.cue
    place = {"id": quote.id, "text": quote.text, "start": quote.start, "end": quote.end}
    who = None
    if speaker is not None:
        who = {"text": speaker.text, "start": speaker.start, "end": speaker.end, "name": speaker.name}
    return {
        **place,
        "kind": quote.kind,
        "utterance_id": quote.utterance_id,
        "speaker": who,
        "role": quote.role.text if quote.role else None,
        "cue": {"text": cue.text, "start": cue.start, "end": cue.end} if cue else None,
        "reviewer": quote.review.reviewer if quote.review else None,
    }


def _rejection(span: Rejection) -> Row:
    return {"id": span.id, "text": span.text, "start": span.start, "end": span.end, "reason": span.reason}


def as_annotation(row: Mapping[str, Any]) -> Row:
    """Return a row of ``schemas/gold.v1.json`` in the words of the annotation format, whose spans hold their marks."""
    return {
        "doc_id": row["article_id"],
        "text": row["text"],
        "license": row["license"],
        "whole": row["whole"],
        "quotes": [
            {
                **_marked(quote),
                "kind": quote["kind"],
                "speaker": quote["speaker"],
                "speaker_name": quote["speaker"] and quote["speaker"]["name"],
                "role": quote["role"],
                "cue": quote["cue"],
                "attribution_id": quote["utterance_id"],
            }
            for quote in row["quotes"]
        ],
        "unattributed_quoted": [_marked(span) for span in row["rejected"]],
    }


def _marked(span: Mapping[str, Any]) -> Row:
    start, end = span["start"], span["end"]
    whole = {"start": max(0, start - 1), "end": end + 1}
    return {**whole, "content_start": start, "content_end": end, "text": span["text"]}
