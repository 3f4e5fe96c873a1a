"""Judge the records of an article by its gold: which quotation each one is, and what is right about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quotes.detection import find_paragraphs
from quotes.evaluation.circumstances import Circumstances, circumstances_of
from quotes.evaluation.predictions import Prediction
from quotes.gold import GoldArticle, GoldQuote, GoldSpan, is_role, shared

_LONG_RECORD = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a gold quotation: its record, if found, and what of it is right.

    ``speaker``, ``name`` and ``role`` are None where gold names none. ``person`` says that speaker and name are right,
    a name that is rightly missing included; it is None where gold does not tell whose name it is.
    """

    gold: GoldQuote
    circumstances: Circumstances
    record: Prediction | None
    speaker: bool | None
    name: bool | None
    person: bool | None
    role: bool | None

    @property
    def found(self) -> bool:
        """Tell whether a record is this quotation."""
        return self.record is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """An article judged.

    ``unsaid`` holds gold's short spans that nobody said, and whether they were emitted; ``emitted`` the records
    that count for precision, and whether they are quotations.
    """

    article: str
    outcomes: tuple[Outcome, ...]
    unsaid: tuple[tuple[GoldSpan, bool], ...]
    emitted: tuple[tuple[Prediction, bool], ...]


def judge(gold: GoldArticle, records: Sequence[Prediction]) -> Judged:
    """Return what is right and wrong with the records of an article.

    Gold quotations, in their order, take the first record that matches and is not taken yet, or else those of one
    utterance that match together, of which the first is judged. Records that match long spans that gold gives to
    nobody (often annotators' misses) or nested ones do not count for precision.
    """
    paragraphs = find_paragraphs(gold.text)
    taken: set[int] = set()
    outcomes = []
    for quote in gold.quotes:
        matching = _matching(quote, records, taken)
        taken.update(matching)
        circumstances = circumstances_of(quote, gold.text, paragraphs)
        outcomes.append(_outcome(quote, circumstances, records[matching[0]] if matching else None))
    open_to_doubt = [*gold.nested, *(one for one in gold.unsaid if not one.brief)]
    return Judged(
        article=gold.id,
        outcomes=tuple(outcomes),
        unsaid=tuple((one, _is_any(one, records)) for one in gold.unsaid if one.brief),
        emitted=tuple(
            (record, i in taken)
            for i, record in enumerate(records)
            if not any(one.covered_by(record.span) for one in open_to_doubt)
        ),
    )


def is_long(record: Prediction) -> bool:
    """Tell whether a record has the words that precision asks for."""
    return record.words >= _LONG_RECORD


def _matching(quote: GoldQuote, records: Sequence[Prediction], taken: Collection[int]) -> list[int]:
    """Return the indices of the record that is the quotation, or of those that together are."""
    utterances: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if index in taken:
            continue
        if quote.covered_by(record.span):
            return [index]
        if record.utterance and shared(record.span, quote.span):
            utterances[record.utterance].append(index)
    together = (found for found in utterances.values() if quote.covered_by(*(records[i].span for i in found)))
    return next(together, [])


def _outcome(quote: GoldQuote, circumstances: Circumstances, record: Prediction | None) -> Outcome:
    speaker = record.speaker if record else None
    right = speaker is not None and quote.answer is not None and quote.answer.accepts(speaker)
    named = record is not None and quote.is_named(speaker.name if speaker else "")
    return Outcome(
        gold=quote,
        circumstances=circumstances,
        record=record,
        speaker=None if quote.answer is None else right,
        name=named if quote.name else None,
        person=right and named if quote.answer is not None and quote.tells_name else None,
        role=None
        if not quote.roles
        else record is not None and record.role is not None and is_role(record.role, quote.roles),
    )


def _is_any(span: GoldSpan, records: Iterable[Prediction]) -> bool:
    return any(span.covered_by(record.span) for record in records)
