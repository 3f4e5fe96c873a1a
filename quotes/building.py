"""Build a release from articles: the whole flow on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from operator import length_hint
from os import PathLike, fspath
from pathlib import Path
from typing import Literal

from quotes.articles import read_articles, size_of, spooled
from quotes.auditing import read_audit
from quotes.correcting import Corrections
from quotes.dataset.corrections import Correction, kept_corrections, read_corrections
from quotes.dataset.release import Release
from quotes.dataset.writing import TO_PLACE, ArticleLines, Skipped, carried_on, with_license, write_release
from quotes.errors import QuotesError, RecordError
from quotes.model import Model
from quotes.processes import Processes
from quotes.records import Detection, Level, SplitBy
from quotes.shards import Joining, lines_of_shards, open_shards
from quotes.storage import warn_of_little_room

_Found = Detection | ArticleLines | RecordError
_DISK_OF_ARTICLES, _DISK_BESIDE_ARTICLES = 10.0, 3.0
"""Times the size of the files of articles that a release takes while it is made, and temporary files beside it: 9.4 and
2.5 on 600 invented articles as JSON Lines. Short articles full of quotations, as the seeds are, take 17 and 4."""
_DISK_OF_SHARDS, _DISK_BESIDE_SHARDS = 1.7, 0.3
"""The same by the size of the shards: together 1.8 on 1,000 and 10,000 invented articles."""


def build(
    sources: Iterable[str | PathLike[str]],
    *,
    name: str,
    version: str,
    out: str | PathLike[str] = "dist",
    fields: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    on_error: Literal["stop", "skip"] = "stop",
    spacy_model: str | None = None,
    model: Model | str | PathLike[str] | None = None,
    min_confidence: float = 0.0,
    min_precision: float | None = None,
    any_language: bool = False,
    license: str | None = None,
    authors: Sequence[str] = (),
    released: str | None = None,
    split_by: SplitBy | None = None,
    publish: Level = "full",
    corrections: Iterable[str | PathLike[str]] = (),
    carry_corrections: bool = True,
    audit: str | PathLike[str] | None = None,
    workers: int = 1,
    timeout_per_article: float | None = None,
    progress: Callable[[Detection], object] | None = None,
    counted: Callable[[int], object] | None = None,
    expected: Callable[[int], object] | None = None,
    on_skip: Callable[[QuotesError], object] | None = None,
) -> Release:
    """Read the articles, attribute their quotations and write ``out/name/version``.

    With the version "auto", the number is the next one that the difference to the highest version asks for.

    Articles go through one after the other, or ``workers`` at a time in processes of their own, so memory does not grow
    with their number. With ``on_error`` "stop", all are read before the first is parsed; the first that cannot be read
    raises its ArticleError, the first that the detector fails at, or takes longer for than ``timeout_per_article``
    seconds, its DetectionError. With "skip", such an article is
    left out, counted in the manifest, and given to ``on_skip``. ``model`` is a model, or the path of its file;
    quotations whose confidence is below ``min_confidence``, or below that from which on a share of ``min_precision`` is
    right, are set aside. Articles that are not in English are released without quotations, and counted in the manifest;
    ``any_language`` asks for quotations in them, too. ``license`` is for articles that name none.
    The citation names ``authors`` ("Family, Given", or the name of a body) and ``released``, an ISO date. ``split_by``
    says what the splits follow: by default that of the version before, else "random". ``publish`` says what of the
    articles is published: their whole texts, the contexts of quotations, or the quotations only; `restore` fills in the
    rest. ``corrections`` are files of what people decided, which stands in place of what is detected; with
    ``carry_corrections``, so does what the version before keeps. What of them cannot be applied is a QuotesWarning
    each, and is kept. ``audit`` is the file of an audit, for card and manifest, by default that of the version before.
    ``progress`` is called after each article with what was found in it, ``counted`` with the number of its quotations,
    ``expected`` before the first with how many there are, where all have been read; else, again and again, with how
    many more or, below 0, fewer there will be than was estimated before.
    """
    from quotes.detector import Detector
    from quotes.pipeline import DEFAULT_PIPELINE

    paths = [fspath(source) for source in sources]
    size = size_of(paths)
    warn_of_little_room(Path(out), size * _DISK_OF_ARTICLES, "the release", temporary=size * _DISK_BESIDE_ARTICLES)
    detector = Detector(
        spacy_model=spacy_model or DEFAULT_PIPELINE,
        model=model,
        min_confidence=min_confidence,
        min_precision=min_precision,
        any_language=any_language,
    )
    decided = Corrections(_decisions(Path(out) / name, version, corrections, carry_corrections))
    audited = read_audit(audit) if audit is not None else None
    skipped = Skipped(tell=on_skip) if on_error == "skip" else None
    with ExitStack() as stack:
        tell = skipped.add if skipped else None
        estimated = expected if skipped else None
        texts = read_articles(paths, fields=fields, encoding=encoding, on_skip=tell, expected=estimated)
        if skipped is None:
            texts = stack.enter_context(spooled(texts))
            if expected is not None:
                expected(length_hint(texts))
        detections = detector.pipe(texts, workers=workers, timeout_per_article=timeout_per_article, on_skip=tell)
        stack.enter_context(closing(detections))
        settings = detector.settings.to_dict()
        del detector  # the pipeline and its memory end with the detections, before tables are made
        processes = stack.enter_context(Processes(workers, *TO_PLACE))
        return write_release(
            decided.apply(_licensed(_told(detections, progress, counted), license)),
            name=name,
            version=version,
            out=out,
            settings=settings,
            skipped=skipped,
            authors=authors,
            released=released,
            split_by=split_by,
            level=publish,
            corrections=decided.kept,
            audit=audited,
            processes=processes,
        )


def build_from_shards(
    folders: Iterable[str | PathLike[str]],
    *,
    name: str,
    version: str,
    out: str | PathLike[str] = "dist",
    on_error: Literal["stop", "skip"] = "stop",
    license: str | None = None,
    authors: Sequence[str] = (),
    released: str | None = None,
    split_by: SplitBy | None = None,
    publish: Level = "full",
    corrections: Iterable[str | PathLike[str]] = (),
    carry_corrections: bool = True,
    audit: str | PathLike[str] | None = None,
    workers: int = 1,
    progress: Callable[[Detection], object] | None = None,
    counted: Callable[[int], object] | None = None,
    expected: Callable[[int], object] | None = None,
    on_skip: Callable[[QuotesError], object] | None = None,
) -> Release:
    """Write the release that `build` makes of the articles, from the folders that `detect_shards` has written of them.

    It is the same, byte for byte, in however many shards, runs and processes they were written. The order of several
    folders is that of their articles. An article whose id one of another folder has raises a DuplicateIdError, or is
    left out with ``on_error`` "skip". A ShardError names the first shard that is missing or is not sound, or that other
    settings or tools have made than the rest, or than are installed here. With several ``workers``, rows are read,
    checked, compared and written in so many processes; what was found goes from one to another for ``progress``, which
    ``counted`` spares. All else is as in `build`.
    """
    shards = open_shards(folders)
    shards.making.check_tools(shards.paths[0])
    decided = Corrections(_decisions(Path(out) / name, version, corrections, carry_corrections))
    audited = read_audit(audit) if audit is not None else None
    skipped = Skipped(tell=on_skip if on_error == "skip" else _raise)
    aside = shards.size * _DISK_BESIDE_SHARDS
    warn_of_little_room(Path(out), shards.size * _DISK_OF_SHARDS, "the release", temporary=aside)
    skipped.include(shards.counts.skipped, shards.unread, shards.failed)
    if expected is not None:
        expected(shards.counts.articles)
    joining = Joining(license=license, decided=decided.digests, found=progress is not None)
    with Processes(workers, *TO_PLACE) as processes:
        lines = lines_of_shards(shards, skipped, joining, processes)
        return write_release(
            decided.apply(_licensed(_told(lines, progress, counted), license)),
            name=name,
            version=version,
            out=out,
            settings=shards.making.settings,
            skipped=skipped,
            authors=authors,
            released=released,
            split_by=split_by,
            level=publish,
            corrections=decided.kept,
            audit=audited,
            processes=processes,
        )


def _raise(error: QuotesError) -> None:
    raise error


def _decisions(shelf: Path, version: str, files: Iterable[str | PathLike[str]], carry: bool) -> Iterator[Correction]:
    """Yield the corrections that the version before keeps, then those of the files, each once."""
    before = carried_on(shelf, version) if carry else None
    kept = kept_corrections(before) if before else []
    # A line that is kept has its place, which the line in the file need not have.
    seen = {each.identity for one in kept for each in (one, replace(one, start=None, end=None))}
    yield from kept
    for file in files:
        for one in read_corrections(file):
            if one.identity not in seen:
                seen.add(one.identity)
                yield one


def _licensed(found: Iterable[_Found], license: str | None) -> Iterator[_Found]:
    for one in found:
        yield with_license(one, license) if isinstance(one, Detection) else one


def _told(
    found: Iterable[_Found],
    progress: Callable[[Detection], object] | None,
    counted: Callable[[int], object] | None,
) -> Iterator[_Found]:
    for one in found:
        yield one
        detection = one.found if isinstance(one, ArticleLines) else one
        if progress is not None and isinstance(detection, Detection):
            progress(detection)
        if counted is not None and not isinstance(one, RecordError):
            counted(len(one.quotes) if isinstance(one, Detection) else one.quotes)
