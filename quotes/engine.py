"""Find the quotations of an article and say who spoke them: the flow from text to records, in this process.

    text ──scan──> quoted spans ──judge──> those that may be speech ──cut, parse──> passages
         ──decide──> speaker, cue, said or not ──unite, resolve──> full name, role
         ──assess──> how sure that is, who else it may have been
         ──record──> quotations, and what was set aside with the reason

Each arrow is one room; this module only calls them in order. A quoted span is one object all the way: the scan makes
it, and whoever finds that it is no quotation says so on it.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Protocol

from quotes.confidence import Assessed, assess
from quotes.coreference import Candidate, Quotation, Reference, Resolver
from quotes.detection import Layout, QuotedSpan, Rejected, Scan, as_no_speech, describe_spans, may_be_speech, scan
from quotes.errors import DetectionError
from quotes.language import SUREST_ELSEWHERE, is_english
from quotes.model import Model
from quotes.parsing import Passage, Window, align, cut_all, cut_windows
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.recording import make_quotes, make_rejections
from quotes.records import Article, Detection
from quotes.speakers import Contender, Decision, SpanContext, choose_speaker, decide, unite

if TYPE_CHECKING:
    from spacy.language import Language

_PARAGRAPHS_AT_ONCE = 16
"""Texts that the parser reads together: bounds its memory."""
_MOST_QUOTATIONS = 20_000
"""Quotations of an article that are attributed, twice those of a long novel: a megabyte of marks would take minutes."""
NOT_ENGLISH = "a text is not in English: no quotation is looked for in it without any_language=True"
_TOO_MANY = Rejected("low_confidence", f"{_MOST_QUOTATIONS:,} other quotations of this article stand before it")
_WORDS_KEPT = 50_000
"""Words that spaCy may learn for good, some 25 MB; of a large corpus, each batch forgets the words that it adds."""


class Engine:
    """Finds quotations in this process. Loading takes a second; raises ModelError where ``spacy_model`` is none.

    Quotations whose confidence is below ``min_confidence`` are set aside; articles that are not in English have none
    unless ``any_language`` asks for them.
    """

    def __init__(
        self,
        *,
        spacy_model: str = DEFAULT_PIPELINE,
        model: Model | str | PathLike[str] | None = None,
        min_confidence: float = 0.0,
        any_language: bool = False,
    ) -> None:
        self.nlp = load_pipeline(spacy_model)
        self.model = Model.of(model)
        self._min_confidence = min_confidence
        self._any_language = any_language
        self._lock = threading.Lock()  # what one batch forgets, a batch of another thread may be reading

    def attempt(self, batch: Sequence[Article]) -> list[Detection | DetectionError]:
        """Return for each article what was found or what went wrong; where one fails, each is tried by itself."""
        try:
            with self._lock, self._zone():
                return list(self._detections(batch))
        except Exception as error:
            failure = _failure(batch[0], error)
        if len(batch) == 1:
            return [failure]
        return [outcome for article in batch for outcome in self.attempt([article])]

    def _zone(self) -> AbstractContextManager[object]:
        """Return a context at whose end spaCy forgets the words it met in it, once it knows enough of them.

        A zone costs a tenth of the time while common words are still unknown. No Doc may outlive it.
        """
        return self.nlp.memory_zone() if len(self.nlp.vocab) > _WORDS_KEPT else nullcontext()

    def _detections(self, batch: Sequence[Article]) -> Iterator[Detection]:
        judge = ByModel(self.model)
        prepared = [prepare(article, judge, any_language=self._any_language) for article in batch]
        for one, passages in parse(self.nlp, prepared):
            layout, quotations = attribute(one, passages, judge)
            sure = assess(quotations, self.model, surest=surest(one))
            yield record(one, layout, sure, min_confidence=self._min_confidence)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article before it is parsed, whether it is in English, and the paragraphs that hold what may be speech."""

    article: Article
    english: bool
    scan: Scan
    windows: list[Window]


def prepare(article: Article, judge: Judge, *, any_language: bool = False) -> Prepared:
    """Scan an article, set aside what is no speech, and list the paragraphs that hold the rest.

    One that is not in English is like one without quotation marks, unless ``any_language`` asks for more.
    """
    found = scan(article.text, article.headings)
    in_english = is_english(
        article.text, article.language, ((span.outer_start, span.outer_end) for span in found.spans)
    )
    if not (in_english or any_language):
        found = Scan(found.paragraphs, [], [])
    describe_spans(article.text, found)
    likely = {span: number for number, span in enumerate(judge.likely(found.spans))}
    for span in found.spans:
        if span not in likely:
            span.rejected = as_no_speech(span)
        else:
            span.rejected = None if likely[span] < _MOST_QUOTATIONS else _TOO_MANY
    accepted = (span for span in found.spans if span.rejected is None)
    return Prepared(article, in_english, found, list(cut_windows(article.text, found.paragraphs, accepted)))


def surest(prepared: Prepared) -> float:
    """Return the most that a confidence is worth: where the text is not in English, what was measured there."""
    return 1.0 if prepared.english else SUREST_ELSEWHERE


def parse(nlp: Language, batch: Sequence[Prepared]) -> Iterator[tuple[Prepared, list[Passage]]]:
    """Yield each article with its parsed paragraphs; those of all go through the pipeline together."""
    cuts = [(one, list(cut_all(one.article.text, one.windows))) for one in batch]
    texts = (each.text for _, of_article in cuts for each in of_article if each.text)
    docs = nlp.pipe(texts, batch_size=_PARAGRAPHS_AT_ONCE)
    for one, of_article in cuts:
        yield one, [align(each, next(docs) if each.text else None) for each in of_article]


def attribute(prepared: Prepared, passages: Sequence[Passage], judge: Judge) -> tuple[Layout, list[Quotation]]:
    """Return what was said, and by whom; the text is laid out by what was said."""
    text, paragraphs = prepared.article.text, prepared.scan.paragraphs
    said = []
    for decision in decide(text, paragraphs, passages, lambda here, rivals: judge.speaker(text, here, rivals)):
        if decision.said:
            said.append(decision)
        else:
            decision.span.rejected = as_no_speech(decision.span)
    layout = Layout(text, paragraphs, [decision.span for decision in said])
    return layout, Resolver(layout, passages).resolve(judge.unite(text, said), judge.antecedents)


def record(prepared: Prepared, layout: Layout, quotations: Sequence[Assessed], min_confidence: float) -> Detection:
    """Return the records of an article; quotations less sure than ``min_confidence`` are among the rejected."""
    for quotation in quotations:
        if quotation.confidence.whole < min_confidence:
            quotation.span.rejected = _doubt(quotation, min_confidence)
    sure = [quotation for quotation in quotations if quotation.span.rejected is None]
    return Detection(
        article=prepared.article,
        quotes=tuple(make_quotes(prepared.article, layout, sure)),
        rejected=tuple(make_rejections(prepared.article, prepared.scan)),
        english=prepared.english,
    )


def _doubt(assessed: Assessed, least: float) -> Rejected:
    mention = assessed.quotation.decision.mention
    who = assessed.quotation.identity.name or (mention.words if mention else "nobody")
    return Rejected("low_confidence", f"speaker {who}: confidence {assessed.confidence.whole} is below {least}")


class Judge(Protocol):
    """Who decides: a model, or the gold that one learns from."""

    def likely(self, spans: Sequence[QuotedSpan]) -> Collection[QuotedSpan]:
        """Return which of the spans of a text are worth a parse."""
        ...

    def speaker(self, text: str, here: SpanContext, rivals: Sequence[Contender]) -> Decision:
        """Return who of the rivals spoke a span, if it was said at all."""
        ...

    def unite(self, text: str, decisions: Sequence[Decision]) -> Sequence[Decision]:
        """Return the decisions on what was said, those on one utterance in agreement."""
        ...

    def antecedents(self, reference: Reference, candidates: Sequence[Candidate]) -> Sequence[float]:
        """Return how likely each candidate is the one that a mention stands for."""
        ...


@dataclass(frozen=True, slots=True)
class ByModel:
    """The judgements of a model."""

    model: Model

    def likely(self, spans: Sequence[QuotedSpan]) -> Collection[QuotedSpan]:
        """Judge by the words of the spans and those around them."""
        return [span for span in spans if may_be_speech(span, self.model)]

    def speaker(self, text: str, here: SpanContext, rivals: Sequence[Contender]) -> Decision:
        """Take the rival with the highest score."""
        return choose_speaker(text, here, rivals, self.model)

    def unite(self, text: str, decisions: Sequence[Decision]) -> Sequence[Decision]:
        """Take the surest decision on each utterance."""
        return unite(text, decisions)

    def antecedents(self, reference: Reference, candidates: Sequence[Candidate]) -> Sequence[float]:
        """Weigh them by their features."""
        return self.model.antecedent_shares(candidate.features for candidate in candidates)


def _failure(article: Article, error: Exception) -> DetectionError:
    words = " ".join(str(error).split())
    failure = DetectionError(article.id, f"{type(error).__name__}: {words}" if words else type(error).__name__)
    failure.__cause__ = error
    _forget_locals(error)
    return failure


def _forget_locals(error: BaseException | None) -> None:
    """Clear the frames of an error: they hold Docs whose words spaCy has forgotten."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
