"""From the options of a command to detections: found, with progress on standard error, or read back."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from quotes.articles import read_articles, spooled
from quotes.cli.messages import NAMED, tell, tell_not_english, tell_skipped
from quotes.cli.progress import progress
from quotes.records import Detection

if TYPE_CHECKING:
    from quotes.detector import Detector

_SHARD_RECORDS = ("shard.json", "*/shard.json")


def detections(
    sources: Iterable[str],
    *,
    fields: Iterable[tuple[str, str]],
    encoding: str,
    on_error: str,
    workers: int = 1,
    timeout_per_article: float | None = None,
    **detecting: Any,
) -> Generator[Detection, None, None]:
    """Yield what is found in each article; with ``on_error`` "stop", all articles are read before the first.

    ``detecting`` are the options that the records follow from. Whoever stops early closes it, so that no worker is
    left.
    """
    refuse_shards(sources)
    with ExitStack() as stack:
        shown = stack.enter_context(progress())
        skips = on_error == "skip"
        on_skip, expected = (shown.skip, shown.expect) if skips else (None, None)
        articles = read_articles(sources, fields=dict(fields), encoding=encoding, on_skip=on_skip, expected=expected)
        if not skips:
            articles = stack.enter_context(spooled(articles))
            shown.expect(length_hint(articles))
        detector = _detector(**detecting)
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
            shown.add(detection)
        tell_not_english(not_english, done, named, any_language=detector.settings.any_language)


def detected_in_shards(
    sources: Iterable[str],
    folder: str,
    *,
    shard_size: int | None,
    fields: Iterable[tuple[str, str]],
    encoding: str,
    on_error: Literal["stop", "skip"],
    workers: int,
    timeout_per_article: float | None,
    **detecting: Any,
) -> Path:
    """Write what is found in the articles to shards in ``folder``, say what all of them hold, and return their path."""
    from quotes.dataset.release import ARTICLES
    from quotes.shards import SHARD_SIZE, detect_shards

    refuse_shards(sources)
    with progress() as shown:
        shards = detect_shards(
            sources,
            folder,
            detector=_detector(**detecting),
            shard_size=shard_size or SHARD_SIZE,
            fields=dict(fields),
            encoding=encoding,
            on_error=on_error,
            workers=workers,
            timeout_per_article=timeout_per_article,
            progress=shown.add,
            expected=shown.expect,
            on_skip=shown.skip,
        )
    counts = shards.counts
    skipped = f", {counts.skipped:,} skipped" if counts.skipped else ""
    tell(
        f"{folder}: {counts.articles:,} articles, {counts.quotes:,} quotations in {len(shards.paths):,} shards{skipped}"
    )
    ids = (row["id"] for row in shards.rows(ARTICLES) if row["english"] is False)
    tell_not_english(counts.not_english, counts.articles, ids, any_language=detecting["any_language"])
    return Path(folder)


def refuse_shards(sources: Iterable[str]) -> None:
    """Raise a UsageError where a folder holds shards, whose records would be read as articles."""
    # What tells for sure takes a moment to import, so a look at the names comes first.
    folders = [source for source in sources if any(any(Path(source).glob(name)) for name in _SHARD_RECORDS)]
    if not folders:
        return
    from quotes.shards import holds_shards

    shards = next(filter(holds_shards, folders), None)
    if shards is not None:
        raise click.UsageError(f"{shards}: holds shards; `quotes build --from-shards` makes a release of them")


def _detector(
    *,
    spacy_model: str | None,
    model: str | None = None,
    min_confidence: float = 0.0,
    min_precision: float | None = None,
    any_language: bool = False,
) -> Detector:
    from quotes.detector import Detector
    from quotes.pipeline import DEFAULT_PIPELINE

    return Detector(
        spacy_model=spacy_model or DEFAULT_PIPELINE,
        model=model,
        min_confidence=min_confidence,
        min_precision=min_precision,
        any_language=any_language,
    )


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
