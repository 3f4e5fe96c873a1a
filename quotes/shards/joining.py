"""Read shards back as what was found in each article, in the order of the articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from quotes.dataset.derivation import ArticleRows, read_article_rows, rows_of_stretch, to_detection
from quotes.dataset.release import RECORD_TYPES, Stretch, file_entry, stretches_of
from quotes.dataset.writing import ArticleLines, Skipped, article_lines, with_license
from quotes.errors import DuplicateIdError, RecordError
from quotes.processes import Processes
from quotes.records import Detection
from quotes.shards.shard_folders import Shards
from quotes.shards.shard_record import damaged, read_record
from quotes.storage import DiskMapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Joining:
    """How articles become lines: with which licence, where they name none; ``found`` asks for what was found, too.

    Those whose digest is ``decided`` do not yet: somebody has decided on what is in them.
    """

    license: str | None = None
    decided: frozenset[str] = frozenset()
    found: bool = False


def lines_of_shards(
    shards: Shards, skipped: Skipped, joining: Joining, processes: Processes
) -> Iterator[Detection | ArticleLines | RecordError]:
    """Yield for each article its lines, or what was found in it, or what of that is not sound; few are in memory.

    An article whose id one of an earlier folder has is added to ``skipped``. A file that has not the checksum of its
    record raises a ShardError, a row that is not sound in itself a RecordError.
    """
    with DiskMapping() as ids:
        asked = ((joining, stretch) for path in shards.paths for stretch in _stretches(path))
        for path, article_id, one in chain.from_iterable(processes.map(_joined, asked)):
            if ids.add(article_id, path):
                yield one
            else:
                skipped.add(DuplicateIdError(path, f"id {article_id!r} is already in {ids.get(article_id)}"))


def _stretches(path: Path) -> Iterator[Stretch]:
    _check(path)
    yield from stretches_of(path)


def _joined(asked: tuple[Joining, Stretch]) -> list[tuple[str, str, Detection | ArticleLines | RecordError]]:
    """Return the path of the shard, the article's id, and what becomes of it, for each article of a stretch."""
    joining, stretch = asked
    return [
        (str(stretch.folder), detection.article.id, _released(detection, joining))
        for detection in map(to_detection, rows_of_stretch(stretch))
    ]


def _released(detection: Detection, joining: Joining) -> Detection | ArticleLines | RecordError:
    if detection.article.digest in joining.decided:
        return detection
    try:
        return article_lines(with_license(detection, joining.license), detection if joining.found else None)
    except RecordError as error:
        return error


def read_shard(path: Path) -> Iterator[ArticleRows]:
    """Yield the articles of the shard at ``path`` with their rows; raises as `lines_of_shards`, but checks no rows.

    A file that has the checksum of its record has the rows that were checked before they were written.
    """
    _check(path)
    with closing(read_article_rows({name: path / name for name in RECORD_TYPES})) as rows:
        yield from rows


def _check(path: Path) -> None:
    """Raise a ShardError for the first file of the shard that has not the checksum of its record."""
    for name, entry in read_record(path).files.items():
        if file_entry(path / name) != entry:
            raise damaged(path / name)
