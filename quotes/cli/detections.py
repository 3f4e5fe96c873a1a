"""From the options of a command to detections: found, with progress on standard error, or read back."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing

from quotes.articles import read_articles, spooled
from quotes.cli.messages import progress, tell_skipped
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
        )
        advance = stack.enter_context(progress())
        found = detector.pipe(articles, workers=workers, timeout_per_article=timeout_per_article, on_skip=on_skip)
        for detection in stack.enter_context(closing(found)):
            yield detection
            advance(1)


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
