"""A quotation as a row for people who count and search: names in words, the place as a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.pages import link_to
from quotes.records import Article, Detection, Quote

COLUMNS = tuple(
    """
    speaker role words source date url link headline author mention name form title organization category status cue
    kind method confidence reviewed context utterance cluster split article id start end
    """.split()
)
"""What a newsroom looks at stands first."""
Cell = str | int | float | None


def quote_rows(detections: Iterable[Detection]) -> Iterator[dict[str, Cell]]:
    """Yield a row for each quotation, with a key for each of the columns.

    ``speaker`` is the fullest name, or the words of the mention where the article gives none.
    """
    for detection in detections:
        for quote in detection.quotes:
            yield _row(detection.article, quote)


def _row(article: Article, quote: Quote) -> dict[str, Cell]:
    speaker, role, attribution = quote.speaker, quote.role, quote.attribution
    return {
        "speaker": (speaker.name or speaker.text) if speaker else None,
        "role": role.text if role else None,
        "words": quote.text,
        "source": article.source,
        "date": article.published,
        "url": article.url,
        "link": quote.link or link_to(article.url, article.text, quote.start, quote.end),
        "headline": article.title,
        "author": article.author,
        "mention": speaker.text if speaker else None,
        "name": speaker.name if speaker else None,
        "form": speaker.form if speaker else None,
        "title": role.title if role else None,
        "organization": role.organization if role else None,
        "category": role.category if role else None,
        "status": role.status if role else None,
        "cue": quote.cue.text if quote.cue else None,
        "kind": quote.kind,
        "method": attribution.method,
        "confidence": attribution.confidence,
        "reviewed": quote.review.reviewer if quote.review else None,
        "context": quote.context.text,
        "utterance": quote.utterance_id,
        "cluster": quote.cluster_id,
        "split": quote.split,
        "article": article.id,
        "id": quote.id,
        "start": quote.start,
        "end": quote.end,
    }
