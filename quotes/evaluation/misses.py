"""List what is wrong, for somebody to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quotes.evaluation.judging import Judged, Outcome, is_long
from quotes.gold import GoldSpan

SORTS = ("missed", "speaker", "name", "role", "false", "scare")


@dataclass(frozen=True, kw_only=True, slots=True)
class Miss:
    """One thing that is wrong.

    ``sort``: "missed" (a quotation of four words or more that was not found), "speaker", "name", "role" (wrong,
    missing, or a name for the unnamed), "false" (a record that is no quotation), "scare" (a record of what nobody
    said). ``start`` counts characters of the article; ``gold`` and ``got`` are empty where there is nothing.
    """

    sort: str
    article: str
    start: int
    text: str
    gold: str = ""
    got: str = ""
    confidence: float | None = None


def list_misses(judged: Iterable[Judged]) -> tuple[Miss, ...]:
    """Return all that is wrong, one sort after the other, each in the order of the articles."""
    found = [miss for one in judged for miss in _of_article(one)]
    return tuple(sorted(found, key=lambda miss: SORTS.index(miss.sort)))


def _of_article(judged: Judged) -> Iterator[Miss]:
    for outcome in judged.outcomes:
        yield from _of_quotation(judged.article, outcome)
    for record, right in judged.emitted:
        if not right and is_long(record):
            yield Miss(sort="false", article=judged.article, start=record.span[0], text=record.text)
    for one, leaked in judged.unsaid:
        if leaked:
            yield Miss(sort="scare", article=judged.article, start=one.span[0], text=one.text)


def _of_quotation(article: str, outcome: Outcome) -> Iterator[Miss]:
    gold, record = outcome.gold, outcome.record
    if record is None:
        if gold.long:
            yield _miss("missed", article, gold, gold.shown, "")
        return
    speaker = record.speaker
    if outcome.speaker is False:
        got = speaker.text if speaker else ""
        yield _miss("speaker", article, gold, gold.shown, got, record.confidence)
    if outcome.name is False or (outcome.speaker and outcome.person is False):
        yield _miss("name", article, gold, " / ".join(gold.names), speaker.name if speaker else "")
    if outcome.role is False:
        yield _miss("role", article, gold, " / ".join(gold.roles), record.role or "")


def _miss(sort: str, article: str, at: GoldSpan, gold: str, got: str, confidence: float | None = None) -> Miss:
    return Miss(sort=sort, article=article, start=at.span[0], text=at.text, gold=gold, got=got, confidence=confidence)
