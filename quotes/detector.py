"""Find the quotations of an article and say who spoke them: the flow from text to records.

    text ──scan──> quoted stretches ──may be speech?──> parse ──decide──> speaker, cue, said or not
         ──resolve──> full name, role ──record──> quotations, and what was set aside with the reason

Each arrow is one module; this one only calls them in order.
"""

from __future__ import annotations

import functools
import itertools
import math
import threading
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotes.coreference import Identity, Resolver
from quotes.detection import Scan, Verdict, is_partial, judge_speech, scan
from quotes.errors import DetectionError
from quotes.model import DEFAULT_MODEL, Model
from quotes.parsing import Passage, Window, align, cut_all, cut_windows, slice_doc
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.recording import make_quotes, make_rejections
from quotes.records import Article, Detection, Quote
from quotes.speakers import Decision, Scene, decide, set_scene, unite

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ARTICLES_AT_ONCE = 16
_PARAGRAPHS_AT_ONCE = 16
_WORDS_KEPT = 50_000
"""Words that spaCy may learn for good, some 25 MB; of a large corpus, each batch forgets the words that it adds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What changes the records: the spaCy pipeline and its version, the model's digest, the least confidence."""

    spacy_model: str
    spacy_model_version: str
    weights: str
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """An article before parsing.

    ``everything`` holds all stretches, with a verdict each; ``scan`` only those that may be speech, whose indices in
    ``everything`` are ``kept``; ``partial`` tells which of them are parts of the reporter's sentence, and ``windows``
    are the paragraphs that hold them.
    """

    article: Article
    everything: Scan
    verdicts: list[Verdict]
    kept: list[int]
    scan: Scan
    partial: list[bool]
    windows: list[Window]


class Detector:
    """Finds quotations and their speakers. Loading takes a second; use one detector for many articles.

    ``spacy_model`` is an installed spaCy pipeline with tagger and parser; raises ModelError where it is none.
    Quotations whose confidence is below ``min_confidence``, from 0 to 1, are set aside.
    """

    def __init__(
        self, *, spacy_model: str = DEFAULT_PIPELINE, model: Model | None = None, min_confidence: float = 0.0
    ) -> None:
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence is {min_confidence}; a confidence is a number from 0 to 1")
        self._nlp = load_pipeline(spacy_model)
        self._lock = threading.Lock()  # what one batch forgets, a batch of another thread may be reading
        self._model = model or Model.load(DEFAULT_MODEL)
        self.settings = Settings(
            spacy_model=spacy_model,
            spacy_model_version=str(self._nlp.meta.get("version", "")),
            weights=self._model.digest,
            min_confidence=min_confidence,
        )

    def detect(self, text: str | Article) -> list[Quote]:
        """Return the quotations of a text, in text order."""
        article = text if isinstance(text, Article) else Article(id="text", text=text)
        return list(next(self.pipe([article])).quotes)

    def pipe(
        self,
        articles: Iterable[Article],
        *,
        workers: int = 1,
        timeout_per_article: float | None = None,
        on_skip: Callable[[DetectionError], object] | None = None,
    ) -> Generator[Detection, None, None]:
        """Yield what was found in each article, in order, quotations and rejected stretches.

        Articles are parsed a few at a time, with more than one of ``workers`` in so many processes; the records are the
        same as one by one. The first article that the detector fails at raises its DetectionError; with ``on_skip``,
        that is called with each such error, and the others go on. An article fails, too, that takes longer than
        ``timeout_per_article`` seconds of real time, from the text to its quotations; as only a process can be
        stopped at any time, the work is then done in a process of its own even with one worker.
        """
        if workers < 1:
            raise ValueError(f"workers is {workers}; it takes at least 1")
        if timeout_per_article is not None and not 0 < timeout_per_article < math.inf:
            raise ValueError(f"timeout_per_article is {timeout_per_article}; it takes a number of seconds above 0")
        return self._pipe(articles, workers, timeout_per_article, on_skip)

    def _pipe(
        self,
        articles: Iterable[Article],
        workers: int,
        timeout: float | None,
        on_skip: Callable[[DetectionError], object] | None,
    ) -> Generator[Detection, None, None]:
        here = workers == 1 and timeout is None
        with closing(self._here(articles) if here else self._in_processes(articles, workers, timeout)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, Detection):
                    yield outcome
                elif on_skip is not None:
                    on_skip(outcome)
                else:
                    raise outcome

    def _here(self, articles: Iterable[Article]) -> Generator[Detection | DetectionError, None, None]:
        for batch in _batches(articles):
            yield from self.attempt(batch)

    def _in_processes(
        self, articles: Iterable[Article], workers: int, timeout: float | None
    ) -> Generator[Detection | DetectionError, None, None]:
        from quotes.workers import share_out

        options = {"model": self._model, "min_confidence": self.settings.min_confidence}
        spacy_model = self.settings.spacy_model
        return share_out(_batches(articles), workers, timeout=timeout, spacy_model=spacy_model, **options)

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
        return self._nlp.memory_zone() if len(self._nlp.vocab) > _WORDS_KEPT else nullcontext()

    def _detections(self, batch: Sequence[Article]) -> Iterator[Detection]:
        plans = [plan(article, self._model) for article in batch]
        cuts = [list(cut_all(one.article.text, one.windows, one.partial)) for one in plans]
        texts = (each.text for of_article in cuts for each in of_article if each.text)
        docs = self._nlp.pipe(texts, batch_size=_PARAGRAPHS_AT_ONCE)
        for one, of_article in zip(plans, cuts, strict=True):
            passages = [align(each, next(docs) if each.text else None) for each in of_article]
            yield attribute(one, passages, self._model, min_confidence=self.settings.min_confidence)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    remaining = iter(articles)
    while batch := list(itertools.islice(remaining, _ARTICLES_AT_ONCE)):
        yield batch


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


@functools.cache
def _default_detector() -> Detector:
    return Detector()


def detect(text: str | Article) -> list[Quote]:
    """Return the quotations of a text, in text order, with the default pipeline, which is loaded once."""
    return _default_detector().detect(text)


def plan(article: Article, model: Model) -> Plan:
    """Scan an article, set aside what is no speech, and list the paragraphs that hold the rest."""
    everything = scan(article.text)
    verdicts = judge_speech(article.text, everything, model)
    kept = [index for index, verdict in enumerate(verdicts) if verdict.reason is None]
    likely = only(everything, kept)
    partial = [is_partial(article.text, likely, index) for index in range(len(likely.stretches))]
    return Plan(article, everything, verdicts, kept, likely, partial, list(cut_windows(article.text, likely)))


def only(scan: Scan, kept: Iterable[int]) -> Scan:
    """Return a scan with some of its stretches."""
    return Scan(scan.paragraphs, [scan.stretches[index] for index in kept], scan.leftovers)


def attribute(plan: Plan, passages: Sequence[Passage], model: Model, *, min_confidence: float = 0.0) -> Detection:
    """Return the records of an article whose paragraphs with quotations are parsed.

    Those less sure than ``min_confidence`` are among the rejected.
    """
    text, likely = plan.article.text, plan.scan
    shapes = [plan.verdicts[index].features for index in plan.kept]
    decided = decide(text, likely, set_scenes(text, likely, passages), plan.partial, shapes, model)
    said = [decision for decision in decided if decision.said >= model.said_threshold]
    decisions = unite(text, likely.stretches, said)
    resolver = Resolver(text, only(likely, (one.stretch for one in said)), passages)
    spoken = [(one.mention, likely.stretches[one.stretch]) for one in decisions]
    identities = resolver.resolve(
        spoken, lambda _, candidates: model.antecedent_choice(one.features for one in candidates)
    )
    verdicts = list(plan.verdicts)
    for decision in decided:
        if decision.said < model.said_threshold:
            index = plan.kept[decision.stretch]
            verdicts[index] = verdicts[index].rejected()
    doubted = {
        plan.kept[decision.stretch]: _doubt(decision, identity, min_confidence)
        for decision, identity in zip(decisions, identities, strict=True)
        if decision.confidence < min_confidence
    }
    for index, doubt in doubted.items():
        verdicts[index] = replace(verdicts[index], reason="low_confidence", detail=doubt)
    sure = [position for position, one in enumerate(decisions) if plan.kept[one.stretch] not in doubted]
    quotes = make_quotes(plan.article, likely, [decisions[i] for i in sure], [identities[i] for i in sure])
    return Detection(
        article=plan.article,
        quotes=tuple(quotes),
        rejected=tuple(make_rejections(plan.article, plan.everything, verdicts)),
    )


def _doubt(decision: Decision, identity: Identity, least: float) -> str:
    """Return why a quotation is set aside whose speaker is not sure enough."""
    who = identity.name or (decision.mention.words if decision.mention else "nobody")
    return f"speaker {who}: confidence {decision.confidence} is below {least}"


def set_scenes(text: str, quotations: Scan, passages: Sequence[Passage]) -> list[Scene]:
    """Return the scene of each parsed passage."""
    return [set_scene(passage.paragraph, text, passage, quotations.stretches) for passage in passages]


def detect_in_doc(doc: Doc, model: Model) -> Detection:
    """Return the records of a Doc that some pipeline has tagged and parsed already."""
    one = plan(Article(id="doc", text=doc.text), model)
    passages = [slice_doc(doc, window) for window in one.windows]
    return attribute(one, passages, model)


__all__ = ["Detector", "Settings", "attribute", "detect", "detect_in_doc", "plan", "set_scenes"]
