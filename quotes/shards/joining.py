"""Read shards back as what was found in each article, in the order of the articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from quotes.dataset.derivation import ArticleRows, read_article_rows, to_detection
from quotes.dataset.release import RECORD_TYPES, file_entry
from quotes.dataset.writing import Skipped
from quotes.errors import DuplicateIdError
from quotes.records import Detection
from quotes.shards.shard_folders import Shards
from quotes.shards.shard_record import damaged, read_record
from quotes.storage import DiskMapping


def detections_of(shards: Shards, skipped: Skipped) -> Iterator[Detection]:
    """Yield what was found in each article; one is in memory at a time.

    An article whose id one of an earlier folder has is added to ``skipped``. A file that has not the checksum of its
    record raises a ShardError, a row that is not sound a RecordError.
    """
    with DiskMapping() as ids:
        for path in shards.paths:
            for detection in map(to_detection, read_shard(path)):
                article_id = detection.article.id
                if ids.add(article_id, str(path)):
                    yield detection
                else:
                    skipped.add(DuplicateIdError(str(path), f"id {article_id!r} is already in {ids.get(article_id)}"))


def read_shard(path: Path) -> Iterator[ArticleRows]:
    """Yield the articles of the shard at ``path`` with their rows; raises as `detections_of`, but checks no rows.

    A file that has the checksum of its record has the rows that were checked before they were written.
    """
    for name, entry in read_record(path).files.items():
        if file_entry(path / name) != entry:
            raise damaged(path / name)
    with closing(read_article_rows({name: path / name for name in RECORD_TYPES})) as rows:
        yield from rows
