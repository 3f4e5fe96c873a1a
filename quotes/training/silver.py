"""Let a release's records decide, each answer by its probability: what articles teach that nobody annotated."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING

from quotes.coreference import Candidate, Reference
from quotes.dataset.derivation import read_release
from quotes.detection import QuotedSpan
from quotes.engine import attribute, parse, prepare
from quotes.gold import Span, shared
from quotes.hub import find_release
from quotes.records import Detection, Quote
from quotes.speakers import Contender, Decision, SpanContext
from quotes.training.fit import Group
from quotes.training.gold_judge import is_called

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Silver:
    """What records teach: who spoke, and whom a mention stands for; of each quotation a group an answer, weighted."""

    speakers: list[Group] = field(default_factory=list)
    antecedents: list[Group] = field(default_factory=list)


def learn_silver(releases: Iterable[str | PathLike[str]], nlp: Language, *, without: Container[str]) -> Silver:
    """Return what the records of releases teach; articles whose text is in ``without`` are left out.

    What is speech they do not teach: a release tells how sure it is of its records, not of what it set aside. Raises
    ReleaseError where one does not publish its texts, RecordError where its rows are not sound.
    """
    silver = Silver()
    for release in releases:
        for detection in read_release(find_release(str(release))):
            if detection.quotes and detection.article.text not in without:
                judge = ByRecords(detection, silver)
                [(prepared, passages)] = parse(nlp, [prepare(detection.article, judge, any_language=True)])
                attribute(prepared, passages, judge)
    return silver


class ByRecords:
    """The judgements of an article's records; what they teach is added to ``silver``."""

    def __init__(self, detection: Detection, silver: Silver) -> None:
        self._quotes = {(quote.start, quote.end): quote for quote in detection.quotes}
        self._silver = silver

    def likely(self, spans: Sequence[QuotedSpan]) -> Collection[QuotedSpan]:
        """Return the spans that have a record."""
        return [span for span in spans if (span.start, span.end) in self._quotes]

    def speaker(self, text: str, here: SpanContext, rivals: Sequence[Contender]) -> Decision:
        """Take the record's speaker, and learn every answer by its probability."""
        quote = self._quotes[here.span.start, here.span.end]
        features = [rival.features for rival in rivals]
        for place, probability in _mentions(quote):
            self._silver.speakers.append(Group(features, [_is_at(rival, place) for rival in rivals], probability))
        said_it = quote.speaker and (quote.speaker.start, quote.speaker.end)
        mention = next((rival.mention for rival in rivals if said_it and _is_at(rival, said_it)), None)
        return Decision(span=here.span, mention=mention, remembered=mention)

    def unite(self, text: str, decisions: Sequence[Decision]) -> Sequence[Decision]:
        """Leave the decisions as they are: the records agree already."""
        return decisions

    def antecedents(self, reference: Reference, candidates: Sequence[Candidate]) -> Sequence[float]:
        """Take the candidate of the record's name, or nobody, and learn every name by its probability."""
        quote = self._quotes[reference.span.start, reference.span.end]
        features = [candidate.features for candidate in candidates]
        chosen = None
        for name, probability in _names(quote):
            right = [is_called(candidate.entity, [name] if name else []) for candidate in candidates]
            self._silver.antecedents.append(Group(features, right, probability))
            if chosen is None:
                chosen = right.index(True) if any(right) else len(right) - 1
        return [float(place == chosen) for place in range(len(candidates))]


def _mentions(quote: Quote) -> Iterator[tuple[Span, float]]:
    """Yield where each mention stands that may have said it, and how likely it did, by whatever name."""
    shares: dict[Span, float] = {}
    if quote.speaker is not None:
        shares[quote.speaker.start, quote.speaker.end] = quote.attribution.confidence
    for one in quote.attribution.alternatives:
        if one.start is not None and one.end is not None:
            shares[one.start, one.end] = shares.get((one.start, one.end), 0.0) + one.probability
    yield from shares.items()


def _names(quote: Quote) -> Iterator[tuple[str | None, float]]:
    """Yield the names that the speaker's mention may stand for, None for nobody's, and how likely it does."""
    if quote.speaker is None:
        return
    yield quote.speaker.name, quote.attribution.confidence
    for one in quote.attribution.alternatives:
        if (one.start, one.end) == (quote.speaker.start, quote.speaker.end):
            yield one.name, one.probability


def _is_at(rival: Contender, place: Span) -> bool:
    return shared(rival.mention.place, place) > 0
