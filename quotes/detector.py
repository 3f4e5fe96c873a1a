"""The face of detection: a detector of one's own, or the default one, for one text or many articles."""

from __future__ import annotations

import functools
import itertools
import math
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from quotes.engine import NOT_ENGLISH, Engine
from quotes.errors import DetectionError, QuotesWarning
from quotes.model import Model
from quotes.pipeline import DEFAULT_PIPELINE, version_unloaded
from quotes.records import Article, Detection, Quote

_ARTICLES_AT_ONCE = 16
"""Bounds the parses that are held at a time, and what is done again where one article of a batch fails."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What changes the records: the spaCy pipeline and its version, the model's digest, the least confidence.

    ``min_precision`` is the share of right records that was asked for, from which the least confidence follows.
    ``any_language`` says that quotations are looked for in articles that are not in English, too.
    """

    spacy_model: str
    spacy_model_version: str
    weights: str
    min_confidence: float = 0.0
    min_precision: float | None = None
    any_language: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return them as a release names them: a pipeline that is a folder of this machine by its last name."""
        return {**asdict(self), "spacy_model": Path(self.spacy_model).name}


class Detector:
    """Finds quotations and their speakers; use one detector for many articles.

    The first article that it reads in this process loads the spaCy pipeline, which takes a second; work that is done
    in other processes never does. A detector that is sent to another process (pickled) loads its own there, one for all
    detectors of these settings that the process is ever sent.

    ``spacy_model`` is an installed spaCy pipeline with tagger and parser, ``model`` the weights or the path of their
    file, those that ship unless given; raises ModelError where either is none.
    Quotations whose confidence is below ``min_confidence``, from 0 to 1, are set aside; with ``min_precision``, so many
    that this share of the rest is right, as measured when the weights were trained. They may promise none so high: then
    a ModelError is raised. An article that is not in English has none, unless ``any_language`` asks for them; no
    confidence there is above ``SUREST_ELSEWHERE``.
    """

    def __init__(
        self,
        *,
        spacy_model: str = DEFAULT_PIPELINE,
        model: Model | str | PathLike[str] | None = None,
        min_confidence: float = 0.0,
        min_precision: float | None = None,
        any_language: bool = False,
    ) -> None:
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence is {min_confidence}; a confidence is a number from 0 to 1")
        if min_precision is not None and not 0 <= min_precision <= 1:
            raise ValueError(f"min_precision is {min_precision}; a share of right quotations is a number from 0 to 1")
        weights = Model.of(model)
        if min_precision is not None:
            min_confidence = max(min_confidence, weights.least_confidence(min_precision))
        self._options: dict[str, Any] = {
            "spacy_model": spacy_model,
            "model": weights,
            "min_confidence": min_confidence,
            "any_language": any_language,
        }
        version = version_unloaded(spacy_model)
        self.settings = Settings(
            spacy_model=spacy_model,
            spacy_model_version=str(self._engine.nlp.meta.get("version", "")) if version is None else version,
            weights=weights.digest,
            min_confidence=min_confidence,
            min_precision=min_precision,
            any_language=any_language,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, (_Sent(self.settings, self._options["model"]),)

    @functools.cached_property
    def _engine(self) -> Engine:
        return Engine(**self._options)

    def detect(self, text: str | Article) -> list[Quote]:
        """Return the quotations of a text, in text order; of one not in English none, with a QuotesWarning."""
        found = next(self.pipe([_article(text, "text")]))
        if not (found.english or self.settings.any_language):
            warnings.warn(NOT_ENGLISH, QuotesWarning, stacklevel=2)
        return list(found.quotes)

    def pipe(
        self,
        articles: Iterable[str | Article],
        *,
        workers: int = 1,
        timeout_per_article: float | None = None,
        on_skip: Callable[[DetectionError], object] | None = None,
    ) -> Generator[Detection, None, None]:
        """Yield what was found in each article, in order, quotations and rejected spans.

        A text that is no article yet is called by its number among them, from "1"; anything else is a TypeError.
        Articles are parsed a few at a time, with more than one of ``workers`` in so many processes; the records are the
        same as one by one. The first article that the detector fails at raises its DetectionError; with ``on_skip``,
        that is called with each such error, and the others go on. An article fails, too, that takes longer than
        ``timeout_per_article`` seconds of real time, from the text to its quotations; as only a process can be
        stopped at any time, the work is then done in a process of its own even with one worker.
        """
        return _detections(self.outcomes(articles, workers=workers, timeout_per_article=timeout_per_article), on_skip)

    def outcomes(
        self, articles: Iterable[str | Article], *, workers: int = 1, timeout_per_article: float | None = None
    ) -> Generator[Detection | DetectionError, None, None]:
        """Yield for each article, in order, what `pipe` yields or the error it tells; whoever stops early closes it."""
        if workers < 1:
            raise ValueError(f"workers is {workers}; it takes at least 1")
        if timeout_per_article is not None and not 0 < timeout_per_article < math.inf:
            raise ValueError(f"timeout_per_article is {timeout_per_article}; it takes a number of seconds above 0")
        called = (_article(one, str(number)) for number, one in enumerate(articles, 1))
        if workers == 1 and timeout_per_article is None:
            return self._here(called)
        return self._in_processes(called, workers, timeout_per_article)

    def _here(self, articles: Iterable[Article]) -> Generator[Detection | DetectionError, None, None]:
        for batch in _batches(articles):
            yield from self._engine.attempt(batch)

    def _in_processes(
        self, articles: Iterable[Article], workers: int, timeout: float | None
    ) -> Generator[Detection | DetectionError, None, None]:
        from quotes.workers import share_out

        return share_out(_batches(articles), workers, timeout=timeout, **self._options)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a detector is sent as; the settings have the digest of the model, whose weights take long to compare."""

    settings: Settings
    model: Model = field(compare=False)


@functools.cache
def _received(sent: _Sent) -> Detector:
    # Engines for clusters send a pickle with every task: without the cache, each task would load a pipeline.
    return Detector(
        spacy_model=sent.settings.spacy_model,
        model=sent.model,
        min_confidence=sent.settings.min_confidence,
        min_precision=sent.settings.min_precision,
        any_language=sent.settings.any_language,
    )


def _detections(
    outcomes: Generator[Detection | DetectionError, None, None], on_skip: Callable[[DetectionError], object] | None
) -> Generator[Detection, None, None]:
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, Detection):
                yield outcome
            elif on_skip is not None:
                on_skip(outcome)
            else:
                raise outcome


def _article(text: str | Article, identifier: str) -> Article:
    """Return a text as an article; raises TypeError where it is neither."""
    if isinstance(text, Article):
        return text
    if not isinstance(text, str):
        raise TypeError(f"article {identifier} is a {type(text).__name__}; the detector takes texts (str) or Articles")
    return Article(id=identifier, text=text)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    remaining = iter(articles)
    while batch := list(itertools.islice(remaining, _ARTICLES_AT_ONCE)):
        yield batch


@functools.cache
def _default_detector() -> Detector:
    return Detector()


def detect(text: str | Article) -> list[Quote]:
    """Return the quotations of a text, in text order, with the default pipeline, which is loaded once."""
    return _default_detector().detect(text)
