"""From the options of a command to detections: found, with progress on standard error, or read back."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing

from quotes.articles import read_articles, spooled
from quotes.cli.messages import NAMED, progress, tell_not_english, tell_skipped
from quotes.records import Detection


def detections(
    sources: Iterable[str],
    *,
    fields: Iterable[tuple[str, str]],
    encoding: str,
    on_error: str,
    spacy_model: str | None,
    model: str | None = None,
    min_confidence: float = 0.0,
    min_precision: float | None = None,
    any_language: bool = False,
    workers: int = 1,
    timeout_per_article: float | None = None,
) -> Generator[Detection, None, None]:
    """Yield what is found in each article; with ``on_error`` "stop", all articles are read before the first.

    Whoever stops early closes it, so that no worker is left.
    """
    from quotes.detector import Detector
    from quotes.pipeline import DEFAULT_PIPELINE

    with ExitStack() as stack:
        on_skip = tell_skipped if on_error == "skip" else None
        articles = read_articles(sources, fields=dict(fields), encoding=encoding, on_skip=on_skip)
        if on_skip is None:
            articles = stack.enter_context(spooled(articles))
        detector = Detector(
            spacy_model=spacy_model or DEFAULT_PIPELINE,
            model=model,
            min_confidence=min_confidence,
            min_precision=min_precision,
            any_language=any_language,
        )
        gc.freeze()  # what is loaded stays: looking for garbage in it, too, takes a tenth of the time of a long article
        advance = stack.enter_context(progress())
        found = detector.pipe(articles, workers=workers, timeout_per_article=timeout_per_article, on_skip=on_skip)
        done = not_english = 0
        named: list[str] = []
        for detection in stack.enter_context(closing(found)):
            done += 1
            if not detection.english:
                not_english += 1
                if not_english <= NAMED:
                    named.append(detection.article.id)
            yield detection
            advance(1)
        tell_not_english(not_english, done, named, any_language=any_language)


def recorded(
    records: str,
    sources: Iterable[str],
    *,
    article: str | None,
    fields: Iterable[tuple[str, str]],
    encoding: str,
    on_error: str,
) -> Generator[Detection, None, None]:
    """Yield the articles, or the one with that id, with their records in a file; whoever stops early closes it."""
    from quotes.dataset.derivation import read_records

    on_skip = tell_skipped if on_error == "skip" else None
    articles = read_articles(sources, fields=dict(fields), encoding=encoding, on_skip=on_skip)
    return read_records(records, articles, article=article)
