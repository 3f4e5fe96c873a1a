"""Compare what two say of the same spans: in numbers, and each span on which they differ."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

from quotes.agreement.coefficients import Measure, measure
from quotes.agreement.raters import Rater, Reviewer, Source, Span, raters
from quotes.dataset.derivation import read_release
from quotes.errors import QuotesWarning
from quotes.gold import is_role, plain, shared
from quotes.records import Detection, Quote, record_id

FIELDS_COMPARED = ("speech", "speaker", "person", "role")

Label = Hashable
Unit = tuple[Quote | None, Quote | None]
Words = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dissent:
    """A span on which two differ; ``fields`` has in words what each of them says, by what they differ in.

    ``quotes`` are their quotations, None for none.
    """

    article_id: str
    id: str
    text: str
    start: int
    end: int
    fields: Mapping[str, Words]
    quotes: Unit

    def to_dict(self) -> dict[str, Any]:
        """Return the dissent as a JSON object."""
        names = ("article_id", "id", "text", "start", "end", "fields")
        return {name: getattr(self, name) for name in names}


@dataclass(kw_only=True, slots=True)
class Agreement:
    """How far two ``raters`` agree; ``alone`` is on how many spans only the one, only the other has decided.

    "speech" is of all spans that both say something of; "speaker", "person" and "role" of those that both call a
    quotation. Mentions that overlap are one speaker; equal full names one person, and of those without a name the same
    speaker; roles are the same by the rule of `quotes evaluate`.
    """

    raters: tuple[str, str]
    articles: int = 0
    alone: list[int] = field(default_factory=lambda: [0, 0])
    measures: dict[str, Measure] = field(default_factory=dict)
    dissents: list[Dissent] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the agreement as a JSON object."""
        return {
            "raters": self.raters,
            "articles": self.articles,
            "alone": self.alone,
            "agreement": {name: self.measures[name].to_dict() for name in FIELDS_COMPARED},
            "differences": [one.to_dict() for one in self.dissents],
        }


def compare(
    one: Source, other: Source | None = None, *, names: Sequence[str] = (), release: Source | None = None
) -> Agreement:
    """Return how far two agree, each a release or a file of corrections; of one alone, two reviewers in it.

    ``names`` are the reviewers that are meant where there are more, ``release`` is what they decided on, which else is
    the one that the corrections name, in "dist". Raises RecordError where there are not two, ReleaseError for a release
    that is not there or does not publish its texts.
    """
    with ExitStack() as stack:
        first, second, base = raters(one, other, names, release, stack)
        agreement = Agreement(raters=(first.name, second.name))
        labels: dict[str, list[tuple[Label, Label]]] = {name: [] for name in FIELDS_COMPARED}
        seen: set[str] = set()
        for detection in stack.enter_context(closing(read_release(base))):
            if detection.article.digest in seen:  # the same text once more
                continue
            seen.add(detection.article.digest)
            units = _units(detection, (first, second), agreement.alone)
            agreement.articles += bool(units)
            for span, unit in units.items():
                _compare(detection, span, unit, labels, agreement.dissents)
    agreement.measures = {name: measure(pairs) for name, pairs in labels.items()}
    for rater in (first, second):
        if isinstance(rater, Reviewer) and rater.left:
            count = sum(map(len, rater.left.values()))
            warnings.warn(f"{rater.name}: {count} decisions are on articles not in {base}", QuotesWarning, stacklevel=2)
    return agreement


def _units(detection: Detection, two: tuple[Rater, Rater], alone: list[int]) -> dict[Span, Unit]:
    """Return the spans of an article that both say something of; count the others."""
    first, second = (rater.said(detection) for rater in two)
    units: dict[Span, Unit] = {}
    for span in sorted({*first, *second}):
        by_first, by_second = two[0].says(first, span), two[1].says(second, span)
        if by_first and by_second:
            units[span] = first.get(span), second.get(span)
        else:
            alone[by_second] += 1
    return units


def _compare(
    detection: Detection,
    span: Span,
    unit: Unit,
    labels: Mapping[str, list[tuple[Label, Label]]],
    dissents: list[Dissent],
) -> None:
    differ: dict[str, Words] = {}
    for name, pair, words in _answers(detection.article.digest, unit):
        labels[name].append(pair)
        if pair[0] != pair[1]:
            differ[name] = words
    if differ:
        made = Dissent(
            article_id=detection.article.id,
            id=record_id(detection.article.digest, *span),
            text=detection.article.text[slice(*span)],
            start=span[0],
            end=span[1],
            fields=differ,
            quotes=unit,
        )
        dissents.append(made)


def _answers(digest: str, unit: Unit) -> Iterator[tuple[str, tuple[Label, Label], Words]]:
    """Yield what is compared of a span: the field, the label of each, and what each says in words."""
    one, other = unit
    yield "speech", (one is not None, other is not None), (_speech(one), _speech(other))
    if one is None or other is None:
        return
    mentions = _mention(digest, one), _mention(digest, other)
    if one.speaker and other.speaker and shared(_place(one), _place(other)):
        mentions = mentions[0], mentions[0]
    yield "speaker", mentions, (_speaker(one), _speaker(other))
    persons = _name(one) or mentions[0], _name(other) or mentions[1]
    yield "person", persons, (_person(one), _person(other))
    said = (one.role.text if one.role else "", other.role.text if other.role else "")
    roles = plain(said[0]), plain(said[1])
    if all(said) and is_role(said[1], [said[0]]):
        roles = roles[0], roles[0]
    yield "role", roles, (said[0] or "no role", said[1] or "no role")


def _place(quote: Quote) -> Span:
    assert quote.speaker is not None
    return quote.speaker.start, quote.speaker.end


def _mention(digest: str, quote: Quote) -> Label:
    return (digest, *_place(quote)) if quote.speaker else None


def _name(quote: Quote) -> str:
    return plain(quote.speaker.name) if quote.speaker and quote.speaker.name else ""


def _speech(quote: Quote | None) -> str:
    return "quotation" if quote else "no quotation"


def _speaker(quote: Quote) -> str:
    return quote.speaker.text if quote.speaker else "nobody"


def _person(quote: Quote) -> str:
    speaker = quote.speaker
    return "nobody" if speaker is None else speaker.name or f"no name (“{speaker.text}”)"
