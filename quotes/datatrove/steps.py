"""The steps: detect the quotations of documents in shards, a folder a task; read documents from shards.

    documents ──portions──> done already: read back ─────────────────┐
                            else: .00003.part ──rename──> 00003 ─────┴──> documents, each with its quotations

datatrove marks a task as done by a file of its rank, whatever the settings were. Here the shards are the marks: they
have the settings, so that tasks may always run again (``skip_completed=False``), and do only what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from os import PathLike
from pathlib import Path
from typing import Literal

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.logging import logger
from datatrove.utils.stats import Stats
from datatrove.utils.typeshelper import StatHints

from quotes.articles import check_fields
from quotes.dataset import Skipped
from quotes.datatrove.documents import add_quotes, article_of, document_of
from quotes.detector import Detector
from quotes.errors import ArticleError, DetectionError, DuplicateIdError, QuotesError, ShardError
from quotes.records import Article
from quotes.shards import (
    SHARD_SIZE,
    Making,
    Portion,
    ShardRecord,
    check_made,
    divide,
    name_of,
    open_shards,
    read_shard,
    task_folder,
    write_shard,
    written_before,
)
from quotes.storage import DiskMapping, WorkClaim

_VALUE = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")


class DetectQuotes(PipelineStep):  # type: ignore[misc]
    """Writes what is found in documents to shards in ``folder``, and yields the documents with their quotations.

    Each task writes a folder of shards of ``shard_size`` documents each, from which `build_from_shards` makes a release
    once all tasks are done; a shard that is there is read back. A document's metadata are the fields of its article,
    ``fields`` says under which name it keeps one: ``{"published": "date"}``. What is yielded has ``quotes`` and
    ``english`` in its metadata. The documents of a shard are held in memory.

    The first document that is no article, or that the detector fails at, raises its error; with ``on_error`` "skip",
    it is left out, counted by reason in the statistics of the task, and told in its log and its shard.

    A ShardError says that ``folder`` has shards of other settings, tools, documents or numbers of tasks; of settings
    and tools at once, before any task begins. A process loads one pipeline, however many tasks it runs.
    """

    type = "❝ - QUOTES"
    name = "Detect"

    def __init__(
        self,
        folder: str | PathLike[str],
        *,
        detector: Detector | None = None,
        shard_size: int = SHARD_SIZE,
        fields: Mapping[str, str] | None = None,
        on_error: Literal["stop", "skip"] = "stop",
    ) -> None:
        super().__init__()
        if shard_size < 1:
            raise ValueError(f"shard_size is {shard_size}; it takes at least 1")
        if "://" in str(folder):
            raise ShardError(f"{folder}: shards are written to a disk, which all tasks must see")
        check_fields(fields or {})
        self.folder = Path(folder).absolute()  # a process on a cluster may stand in another one
        self.detector = detector or Detector()
        self.shard_size = shard_size
        self.fields = dict(fields or {})
        self.skips = on_error == "skip"
        self.making = self._made_here()
        check_made(self.folder, self.making, by_tasks=True)

    def _made_here(self) -> Making:
        return Making.of(self.detector.settings, fields=self.fields, encoding="utf-8", shard_size=self.shard_size)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield the documents of a task with their quotations, those of a shard when it has been written."""
        self.stats = Stats(str(self))  # a job of Slurm with several tasks would count those before once more
        self._made_here().check(self.making, self.folder)  # what is installed may differ from machine to machine
        folder = task_folder(self.folder, rank, world_size)
        with _claimed(folder):
            held: dict[str, Document] = {}
            unread = Skipped(tell=self._count)
            articles = self._articles(data or (), held, unread)
            for portion in divide(articles, self.shard_size, unread, may_be_empty=True):
                self._write(folder, portion)
                for rows in read_shard(folder / name_of(portion.number)):
                    document = add_quotes(held[rows.article["id"]], rows)
                    self.stat_update(StatHints.forwarded, *([] if rows.article["english"] else ["not_english"]))
                    self.stat_update("quotes", value=len(rows.quotes))
                    self.update_doc_stats(document)
                    yield document
                for article in portion.articles:
                    del held[article.id]

    def _articles(self, documents: Iterable[Document], held: dict[str, Document], unread: Skipped) -> Iterator[Article]:
        """Yield the article of each document, which is held by its id; those that are none are counted as unread."""
        with DiskMapping() as ids:
            for document in documents:
                self.stat_update(StatHints.total)
                try:
                    article = article_of(document, self.fields)
                    if not ids.add(article.id, ""):
                        raise DuplicateIdError(f"document {document.id!r}", "an earlier document has this id")
                except ArticleError as error:
                    if not self.skips:
                        raise
                    unread.add(error)
                else:
                    held[article.id] = document
                    yield article

    def _write(self, folder: Path, portion: Portion) -> None:
        """Write the shard of a portion, unless it is there."""
        before = written_before(folder, portion, self.making)
        if before is not None:
            self._count_before(before, portion)
            return
        skipped = Skipped(tell=self._count) if self.skips else None
        with self.track_time("shard"), closing(self.detector.outcomes(portion.articles)) as outcomes:
            try:
                write_shard(folder, portion, outcomes, self.making, skipped)
            except OSError as error:
                raise ShardError(f"{folder}: cannot be written: {error.strerror or error}") from error

    def _count(self, error: QuotesError) -> None:
        logger.warning(str(error))
        self.stat_update(StatHints.dropped, f"dropped_{_reason(error)}")

    def _count_before(self, record: ShardRecord, portion: Portion) -> None:
        """Count what a run before has left out of a shard; what could not be read, this run has met, too."""
        failed = record.counts.skipped - portion.unread
        if failed:
            self.stat_update(StatHints.dropped, "dropped_before", value=failed)


class ReadShards(PipelineStep):  # type: ignore[misc]
    """Yields the articles of folders of shards as documents with their quotations, as `DetectQuotes` yields them.

    A ShardError says which shard is missing or is not sound. Each task reads shards of its own.
    """

    type = "📖 - READER"
    name = "Shards"

    def __init__(self, *folders: str | PathLike[str]) -> None:
        super().__init__()
        self.folders = [Path(folder).absolute() for folder in folders]

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield what comes from the step before, then the documents of a task."""
        yield from data or ()
        for path in open_shards(self.folders).paths[rank::world_size]:
            for document in map(document_of, read_shard(path)):
                self.update_doc_stats(document)
                yield document


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Let one process at a time write to the folder of a task, as two do where a task was given up that still runs."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        claim = WorkClaim.take(folder / ".lock")
        if claim is None:
            logger.warning(f"{folder}: waiting for another process, which is at it")
            claim = WorkClaim.take(folder / ".lock", wait=True)
    except OSError as error:
        raise ShardError(f"{folder}: cannot be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        if claim is not None:
            claim.release()


def _reason(error: QuotesError) -> str:
    """Return why an article was left out, without what this one alone says."""
    if isinstance(error, DetectionError):
        return error.problem.partition(":")[0]
    return _VALUE.sub("…", error.problem) if isinstance(error, ArticleError) else type(error).__name__
