"""What must hold between an article's text and its records, beyond their schemas.

Of a text that is not published nothing is said, but for what follows from the records: a null text is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from quotes.dataset.release import short
from quotes.pages import is_link_to
from quotes.printable import one_line
from quotes.records import CONTEXT_REACH, record_id

_ROUNDING = 1e-6
"""By which sums of fractions may miss."""

Row = Mapping[str, Any]
Breach = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: ``str()`` gives one line, ``quotes.jsonl:17 $.speaker.start: what``.

    ``where`` is a path in the release, with line or row number; ``place`` a JSON path, or empty for the whole.
    """

    where: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.where} {self.place}" if self.place else self.where
        return one_line(f"{where}: {self.message}")


def check_article(article: Row) -> Iterator[Breach]:
    """Yield what is wrong with an article row, as (place, message)."""
    if article["text"] is not None:
        digest = sha256(article["text"].encode("utf-8", "surrogatepass")).hexdigest()
        if article["digest"] != digest:
            yield "$.digest", f"is not the SHA-256 of the text, {digest}"
    for field, value in article.items():
        try:
            str(value).encode()
        except UnicodeEncodeError as error:
            yield f"$.{field}", f"character {error.start} is half of a surrogate pair, which no UTF-8 file can hold"


def check_quotes(article: Row, quotes: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the quotations of one article, as (index, place, message)."""
    firsts: dict[str, int] = {}
    ends, previous = 0, 0
    for index, quote in enumerate(quotes):
        for place, message in _check_quote(article, quote):
            yield index, place, message
        if quote["id"] in firsts:
            yield index, "$.id", f"{quote['id']} is already the id of an earlier quotation of this article"
        firsts.setdefault(quote["id"], index)
        if quote["start"] < ends:
            other = quotes[previous]
            yield index, "$.start", f"{quote['start']} lies before the end of quotation {other['id']}, {other['end']}"
        if quote["end"] > ends:
            ends, previous = quote["end"], index
    if article["text"] is None:
        yield from _check_overlaps(quotes)
    for index, quote in enumerate(quotes):
        message = _check_utterance(quote["utterance_id"], quotes, firsts, index)
        if message:
            yield index, "$.utterance_id", message


def check_placed(article: Row, quotes: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with cluster and split of the quotations of one article, as (index, place, message)."""
    for index, quote in enumerate(quotes):
        if quote["cluster_id"] is None:
            yield index, "$.cluster_id", "is null; in a release every quotation has a cluster"
        if quote["split"] != article["split"]:
            yield index, "$.split", f"{short(quote['split'])} is not the article's, {short(article['split'])}"
        if bool(quote["disputed"]) is not bool(quote["variants"]):
            yield index, "$.variants", "are given where something is disputed, and only there"


def check_rejected(article: Row, rejected: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with the rejected spans of one article, as (index, place, message)."""
    seen: set[str] = set()
    for index, span in enumerate(rejected):
        for place, message in [*_check_span(_KnownText(article["text"]), span, "$"), *_check_id(article, span)]:
            yield index, place, message
        if span["id"] in seen:
            yield index, "$.id", f"{span['id']} is already the id of an earlier rejected span of this article"
        seen.add(span["id"])


def check_apart(quotes: Sequence[Row], rejected: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Yield each rejected span of an article that is a quotation, too, as (index, place, message)."""
    quoted = {(quote["start"], quote["end"]) for quote in quotes}
    for index, span in enumerate(rejected):
        if (span["start"], span["end"]) in quoted:
            yield index, "$.start", both(span)


def both(span: Row) -> str:
    """Say that a rejected span is a quotation, too."""
    return f"{span['start']}:{span['end']} is a quotation, too; a span is one or is set aside"


@dataclass(frozen=True, slots=True)
class _KnownText:
    """What is known of an article's text: all of it, or a part that begins at ``start``, or nothing."""

    text: str | None
    start: int | None = None

    def words(self, start: int, end: int) -> str | None:
        """Return the text at a place, or None if it is not known."""
        if self.text is None:
            return None
        if self.start is None:
            return self.text[start:end]
        own = start - self.start, end - self.start
        return self.text[slice(*own)] if own[0] >= 0 and own[1] <= len(self.text) else None


def _check_overlaps(quotes: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Yield each context that differs from the one before where the two overlap."""
    before: Row | None = None
    for index, quote in enumerate(quotes):
        context = quote["context"]
        if context["text"] is None:
            continue
        if before is not None:
            start, end = max(before["start"], context["start"]), min(before["end"], context["end"])
            one, other = (_KnownText(part["text"], part["start"]).words(start, end) for part in (before, context))
            if start < end and None not in (one, other) and one != other:
                yield (
                    index,
                    "$.context.text",
                    f"is not that of the quotation before, with which it shares {start}:{end}",
                )
        before = context


def _check_quote(article: Row, quote: Row) -> Iterator[Breach]:
    context = quote["context"]
    window = _KnownText(context["text"], context["start"]) if article["text"] is None else _KnownText(article["text"])
    yield from _check_span(window, quote, "$")
    yield from _check_id(article, quote)
    for part in ("speaker", "role", "cue"):
        if quote[part] is not None:
            yield from _check_span(window, quote[part], f"$.{part}")
    if quote["speaker"] is not None:
        yield from _check_name(window, quote["speaker"])
    yield from _check_alternatives(window, quote["attribution"])
    yield from _check_context(article["text"], quote)
    for field in ("source", "published", "url"):
        if quote[field] != article[field]:
            yield f"$.{field}", f"{short(quote[field])} is not the article's, {short(article[field])}"
    if (link := quote.get("link")) is not None and not is_link_to(link, article["url"]):
        yield "$.link", f"{short(link)} is no text fragment of the article's url, {short(article['url'])}"


def _check_span(window: _KnownText, row: Row, place: str) -> Iterator[Breach]:
    start, end = row["start"], row["end"]
    words = window.words(start, end)
    if end < start:
        yield f"{place}.end", f"{end} lies before the start, {start}"
    elif words is not None and window.start is None and end > len(window.text or ""):
        yield f"{place}.end", f"{end} lies behind the end of the article's text, {len(window.text or '')}"
    elif row["text"] is None:
        return
    elif words is not None and words != row["text"]:
        yield f"{place}.start", f"the article's text has {short(words)} at {start}:{end}, not {short(row['text'])}"
    elif len(row["text"]) != end - start:
        yield (
            f"{place}.end",
            f"{start}:{end} are {end - start} characters, but {short(row['text'])} has {len(row['text'])}",
        )


def _check_name(window: _KnownText, speaker: Row) -> Iterator[Breach]:
    parts = [speaker["name"], speaker["name_start"], speaker["name_end"]]
    if parts == [None, None, None]:
        return
    if None in parts:
        yield "$.speaker.name", "name, name_start and name_end are all given or all null"
        return
    name, start, end = parts
    words = window.words(start, end)
    printed = words if words is not None and " ".join(words.split()) == name else name  # a line may break in it
    for _, message in _check_span(window, {"text": printed, "start": start, "end": end}, ""):
        yield "$.speaker.name_start", message


def _check_alternatives(window: _KnownText, attribution: Row) -> Iterator[Breach]:
    total = attribution["confidence"]
    for index, one in enumerate(attribution.get("alternatives", ())):
        place = f"$.attribution.alternatives[{index}]"
        total += one["probability"]
        parts = [one["text"], one["start"], one["end"]]
        if parts == [None, None, None]:
            if one["name"] is not None:
                yield f"{place}.name", "is given without a mention"
        elif None in parts:
            yield f"{place}.text", "text, start and end are all given or all null"
        else:
            yield from _check_span(window, one, place)
    if total > 1 + _ROUNDING:
        yield "$.attribution.alternatives", f"with the confidence, their probabilities sum to {total:.4f}, above 1"


def _check_context(text: str | None, quote: Row) -> Iterator[Breach]:
    context = quote["context"]
    start, end = context["start"], context["end"]
    if context["text"] is not None and len(context["text"]) != end - start:
        yield "$.context.end", f"{start}:{end} are {end - start} characters, but the context has {len(context['text'])}"
        return
    if text is not None and context["text"] is not None and text[start:end] != context["text"]:
        yield "$.context.start", f"the article's text at {start}:{end} is not the context"
    for part, span in (("quotation", quote), ("speaker", quote["speaker"]), ("cue", quote["cue"])):
        if span is None or (span is not quote and _extent(quote, span) > CONTEXT_REACH):
            continue
        if not (start <= span["start"] and span["end"] <= end):
            yield "$.context", f"{start}:{end} does not hold the {part} at {span['start']}:{span['end']}"


def _extent(first: Row, second: Row) -> int:
    return int(max(first["end"], second["end"]) - min(first["start"], second["start"]))


def _check_id(article: Row, row: Row) -> Iterator[Breach]:
    expected = record_id(article["digest"], row["start"], row["end"])
    if row["id"] != expected:
        yield "$.id", f"{row['id']} is not the id of {row['start']}:{row['end']} in this article, {expected}"


def _check_utterance(utterance: str, quotes: Sequence[Row], firsts: Mapping[str, int], index: int) -> str:
    if utterance not in firsts:
        return f"{utterance} is not the id of a quotation of this article"
    first = firsts[utterance]
    if first > index or quotes[first]["utterance_id"] != utterance:
        return f"{utterance} is not the first span of an utterance"
    return ""
