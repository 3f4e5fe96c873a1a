"""One reviewer at work on one release: what is asked next, what is decided, what is taken back.

All that is kept is what the files of corrections say; each answer is made anew of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from quotes.correcting import Claim, Corrections, correction_saying, labels_of, locate
from quotes.dataset.corrections import Correction
from quotes.dataset.derivation import ArticleLookup
from quotes.dataset.release import short
from quotes.errors import RecordError
from quotes.records import REASONS_GIVEN, Detection, Quote, Reason, Rejection, record_id
from quotes.review.ledger import Ledger
from quotes.review.offers import Offer, Person, offers_for, people_of
from quotes.review.queue import Item, Order, queue_of

_REMEMBERED = 8
"""Articles kept in memory, with the people they name."""
Span = tuple[int, int]
T = TypeVar("T", Quote, Rejection)


class OutdatedError(Exception):
    """What is decided on has been decided on since it was shown, as in a second window."""


class Session:
    """The queue of a reviewer and the decisions made; see `queue_of` for the order."""

    def __init__(
        self,
        articles: ArticleLookup,
        ledger: Ledger,
        order: Order,
        *,
        sample: int | None = None,
        seed: int = 0,
        cross_fit: int | None = None,
    ) -> None:
        self.release = f"{articles.release.name}@{articles.release.version}"
        self._articles = articles
        self._ledger = ledger
        self._order = order
        self._queue = queue_of(articles.release, order, sample=sample, seed=seed, cross_fit=cross_fit)
        self._places = {item.id: place for place, item in enumerate(self._queue)}
        self._of = lru_cache(_REMEMBERED)(self._read)

    def next(self, after: int = -1) -> dict[str, Any]:
        """Return the next quotation of the queue that is still to be decided on, from the start at the end."""
        self._refresh()
        size = len(self._queue)
        places = ((after + 1 + step) % size for step in range(size))
        place = next((place for place in places if not self._is_done(self._queue[place].id)), None)
        return self._view(place, self._queue[place] if place is not None else None)

    def at(self, place: int) -> dict[str, Any]:
        """Return the quotation at a place of the queue, counted in a circle."""
        self._refresh()
        if not self._queue:
            return self._view(None, None)
        place %= len(self._queue)
        return self._view(place, self._queue[place])

    def of(self, article_id: str, id: str, at: int | None = None) -> dict[str, Any]:
        """Return any span of an article by the id of its record; ``at`` is told where it is not in the queue."""
        self._refresh()
        return self._view(self._places.get(id, at), Item(id, article_id))

    def article(self, article_id: str) -> dict[str, Any]:
        """Return an article, and what is in it as now decided."""
        self._refresh()
        detection, people = self._of(article_id)
        article = detection.article
        told = ("id", "title", "source", "published", "text")
        return {
            **{name: getattr(article, name) for name in told},
            "spans": list(self._spans(detection)),
            "people": [
                {"name": one.name, "role": one.role, "places": one.places, "weight": one.weight} for one in people
            ],
        }

    def decide(
        self,
        article_id: str,
        span: Span,
        labels: Claim | None,
        *,
        seen: str | None,
        reason: Reason | None = None,
    ) -> None:
        """Write down what is said of a span, or that it is no quotation; it is on disk when this returns.

        ``seen`` is when the decision was made that was shown with it, None where none was. An OutdatedError says that
        there is another by now, a RecordError that the words cannot be found as they are given. Where nothing would
        change, nothing is written. ``reason`` is of what is no quotation, by default that for which it was set aside.
        """
        self._refresh()
        detection, _ = self._of(article_id)
        _check(detection, span, *((labels.speaker, labels.cue, labels.same_as) if labels else ()))
        made = self._correction(detection, span, labels, reason or _reason_at(detection, span))
        id = record_id(made.digest, *span)
        before = self._ledger.mine.get(id)
        if before is not None and replace(made, decided=before.decided).identity == before.identity:
            return
        if seen != _stamp(before):
            raise OutdatedError
        found = locate(made, detection.article.text)
        if labels is not None and found.same_as != labels.same_as:
            raise RecordError(f"{short(made.given.get('same_as'))} stands nearer once more; only that can be meant")
        self._ledger.add(made)

    def undo(self, id: str, decided: str | None) -> None:
        """Take back the last decision, which was made on that span at that time; else an OutdatedError is raised."""
        self._refresh()
        last = self._ledger.undoable
        if last is None or (_id(last), last.decided) != (id, decided):
            raise OutdatedError
        self._ledger.add(
            Correction(
                digest=last.digest,
                article_id=last.article_id,
                text=last.text,
                start=last.start,
                end=last.end,
                decision="withdrawn",
                reviewer=self._ledger.reviewer,
                decided=_time(),
                release=self.release,
            )
        )

    def _refresh(self) -> None:
        self._ledger.refresh()
        if self._order != "disagreements":
            return
        for id, one in self._ledger.disagreements.items():
            if self._places.setdefault(id, len(self._queue)) == len(self._queue):
                self._queue.append(Item(id, self._articles.id_of(one.digest) or ""))

    @property
    def _done(self) -> int:
        if self._order == "disagreements":
            return len(self._queue) - len(self._ledger.disagreements)
        return len(self._places.keys() & self._ledger.mine.keys())

    def _is_done(self, id: str) -> bool:
        return id not in self._ledger.disagreements if self._order == "disagreements" else id in self._ledger.mine

    def _read(self, article_id: str) -> tuple[Detection, list[Person]]:
        found = self._articles.of(article_id)
        if found is None:
            raise RecordError(f"no article {article_id!r}")
        return found, people_of(found)

    def _spans(self, detection: Detection) -> Iterator[dict[str, Any]]:
        """Yield each span of an article: of those set aside the reason, and whether this reviewer has decided on it."""
        spans: dict[str, tuple[int, int, str | None]] = {one.id: (one.start, one.end, None) for one in detection.quotes}
        for one in detection.rejected:
            if one.reason not in ("unpaired", "empty"):
                spans[one.id] = one.start, one.end, one.reason
        for made in self._ledger.decided(detection.article.digest):
            if made.start is not None and made.end is not None:
                reason = made.reason if made.decision == "no_quotation" else None
                spans[_id(made)] = made.start, made.end, reason
        for id, (start, end, aside) in spans.items():
            yield {"id": id, "start": start, "end": end, "aside": aside, "done": id in self._ledger.mine}

    def _correction(self, detection: Detection, span: Span, labels: Claim | None, reason: Reason) -> Correction:
        quote = next((one for one in detection.quotes if (one.start, one.end) == span), None)
        base = correction_saying(detection, span, labels, reviewer=self._ledger.reviewer, release=self.release)
        made = replace(
            base,
            start=span[0],
            end=span[1],
            decided=_time(),
            record_id=quote.id if quote else None,
            settles=self._order == "disagreements",
        )
        if labels is None:
            return replace(made, decision="no_quotation", given={}, occurrences={}, reason=reason)
        if quote is None:
            return replace(made, decision="missed")
        return made if labels == labels_of(quote) else replace(made, decision="changed")

    def _view(self, place: int | None, item: Item | None) -> dict[str, Any]:
        undoable = self._ledger.undoable
        return {
            "release": self.release,
            "reviewer": self._ledger.reviewer,
            "order": self._order,
            "at": place,
            "total": len(self._queue),
            "done": self._done,
            "seconds": self._ledger.seconds,
            "undo": undoable and {"id": _id(undoable), "decided": undoable.decided, "article": undoable.article_id},
            "item": item and self._item(item),
        }

    def _item(self, item: Item) -> dict[str, Any]:
        detection, people = self._of(item.article_id)
        own = self._ledger.mine.get(item.id)
        found = _by_id(detection.quotes, item.id)
        quote = _decided(detection, own, item.id) if own else found
        aside = _by_id(detection.rejected, item.id)
        there = found or quote or aside or own
        if there is None or there.start is None or there.end is None:
            raise RecordError(f"no quotation {item.id!r} in article {item.article_id!r}")
        span = there.start, there.end
        said = [Offer(labels=None)] if self._order == "whole" and aside and not quote else []
        offers = [*said, *self._said(detection, item.id), *offers_for(detection, span, found or quote, people)]
        attribution = found.attribution if found else None
        return {
            "id": item.id,
            "article": item.article_id,
            "queued": item.id in self._places,
            "start": span[0],
            "end": span[1],
            "confidence": attribution.confidence if attribution else None,
            "method": attribution.method if attribution else None,
            "reasons": (*item.why, *(attribution.reasons if attribution else ())),
            "aside": aside.reason if aside and not found else None,
            "labels": asdict(_labels(detection, quote, own)) if quote else None,
            "decided": own.decision if own else None,
            "seen": _stamp(own),
            "offers": [asdict(offer) for offer in offers],
        }

    def _said(self, detection: Detection, id: str) -> Iterable[Offer]:
        """Yield what each reviewer says of a span, where they disagree."""
        for one in self._ledger.standing(id) if self._order == "disagreements" else ():
            quote = _decided(detection, one, id)
            yield Offer(labels=_labels(detection, quote, one) if quote else None, by=one.reviewer)


def _by_id(records: Iterable[T], id: str) -> T | None:
    return next((record for record in records if record.id == id), None)


def _reason_at(detection: Detection, span: Span) -> Reason:
    """Return why a span was set aside, as far as a person may say that; of a quotation, the usual reason."""
    reasons = (one.reason for one in detection.rejected if (one.start, one.end) == span)
    return next((reason for reason in reasons if reason in REASONS_GIVEN), "scare")


def _decided(detection: Detection, decision: Correction, id: str) -> Quote | None:
    """Return a quotation as it is with a decision in place; None for no quotation."""
    (now,) = Corrections([decision]).apply([detection])
    return _by_id(now.quotes, id)


def _labels(detection: Detection, quote: Quote, decision: Correction | None) -> Claim:
    """Return what is said of a quotation; of what utterance it is, only a decision says."""
    found = locate(decision, detection.article.text) if decision and decision.given.get("same_as") else None
    return replace(labels_of(quote), same_as=found.same_as if found else None)


def _check(detection: Detection, *spans: Span | None) -> None:
    """Raise a RecordError where there are no words at a place."""
    text = detection.article.text
    for span in spans:
        if span is not None and not (span[1] <= len(text) and text[slice(*span)].strip()):
            raise RecordError(f"article {detection.article.id!r} has no words at {span[0]}:{span[1]}")


def _id(one: Correction) -> str:
    assert one.start is not None
    assert one.end is not None
    return record_id(one.digest, one.start, one.end)


def _stamp(one: Correction | None) -> str | None:
    """Return what tells a decision from a later one on the same span."""
    return None if one is None else one.decided or ""


def _time() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
