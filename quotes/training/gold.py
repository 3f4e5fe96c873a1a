"""Read gold annotation, and match it with what the scanner finds.

A gold article is a JSON object with ``doc_id``, ``text``, ``quotes`` (start and end with the marks, content_start and
content_end without, kind, speaker {start, end} or speaker_entity {mentions}, role_spans) and ``unattributed_quoted``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.detection import QuotedSpan
from quotes.errors import ArticleError
from quotes.gold import gold_rows
from quotes.speakers import Mention


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A gold quotation: its words ``text[start:end]``, and the spans that name its speaker rightly.

    ``entity`` says that the spans are all mentions of the speaker, any of which will do; else overlap with one is
    right, unless the overlapping mention lies wholly in one of ``roles``.
    """

    start: int
    end: int
    partial: bool
    spans: tuple[tuple[int, int], ...]
    roles: tuple[tuple[int, int], ...]
    entity: bool
    name: str | None = None
    tells_name: bool = False

    def covers(self, span: QuotedSpan) -> bool:
        """Tell whether a span is this quotation: at least 80 % of its characters, at most 1.25 times as long."""
        shared = min(self.end, span.end) - max(self.start, span.start)
        size = self.end - self.start
        return shared >= 0.8 * max(1, size) and span.end - span.start <= 1.25 * size + 4

    def names(self, mention: Mention) -> bool:
        """Tell whether a mention names the speaker."""
        start, end = mention.start, mention.end
        shares = [(min(end, e) - max(start, s), e - s) for s, e in self.spans]
        if self.entity:
            return any(shared >= 0.5 * max(length, end - start) for shared, length in shares)
        if not any(shared > 0 for shared, _ in shares):
            return False
        longest = max(length for _, length in shares)
        return not any(s <= start and end <= e and e - s < longest for s, e in self.roles)

    def shared(self, mention: Mention) -> int:
        """Return how many characters a mention shares with the span of the speaker that it fits best."""
        return max(min(mention.end, end) - max(mention.start, start) for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A gold article: its quotations, and the quoted spans that nobody said; ``license`` is the text's."""

    id: str
    text: str
    license: str
    quotes: tuple[GoldQuote, ...]
    unsaid: tuple[GoldQuote, ...]


def read_gold(path: str | Path) -> Iterator[GoldArticle]:
    """Yield the articles of a gold file; raise ArticleError where a line is none."""
    for where, row in gold_rows(path, texts=True, kinds=False):
        article = _article(row)
        for quote in (*article.quotes, *article.unsaid):
            if not 0 <= quote.start <= quote.end <= len(article.text):
                words = f"{quote.start}:{quote.end} is no span of the text"
                raise ArticleError(where, f"{words}, which has {len(article.text)} characters")
        yield article


def _article(line: Mapping[str, Any]) -> GoldArticle:
    return GoldArticle(
        id=line["doc_id"],
        text=line["text"],
        license=line.get("license") or "",
        quotes=tuple(_quote(quote) for quote in line["quotes"]),
        unsaid=tuple(_quote(span) for span in line.get("unattributed_quoted", ())),
    )


def _quote(quote: Mapping[str, Any]) -> GoldQuote:
    start = quote.get("content_start", quote["start"] + 1)
    end = quote.get("content_end", quote["end"] - 1)
    speaker, entity = quote.get("speaker"), quote.get("speaker_entity")
    spans: list[tuple[int, int]] = []
    if speaker:
        spans = [(speaker["start"], speaker["end"]), *(_span(span) for span in quote.get("speaker_alternatives", ()))]
    elif entity:
        spans = [_span(span) for span in entity.get("mentions", ())]
    roles = tuple(_span(span) for span in quote.get("role_spans") or quote.get("role_weak") or ())
    return GoldQuote(
        start=start,
        end=end,
        partial=quote.get("kind") == "mixed",
        spans=tuple(spans),
        roles=roles,
        entity=not speaker and bool(entity),
        name=quote.get("speaker_name"),
        tells_name="speaker_name" in quote,
    )


def _span(span: Any) -> tuple[int, int]:
    return (span["start"], span["end"]) if isinstance(span, Mapping) else (span[0], span[1])
