"""Write one shard, all at once or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.dataset.release import RECORD_TYPES, Inputs, file_entry
from quotes.dataset.writing import Skipped, Tally, write_rows
from quotes.errors import DetectionError, ShardError
from quotes.records import Detection
from quotes.shards.portions import Portion
from quotes.shards.shard_folders import name_of
from quotes.shards.shard_record import Making, ShardCounts, ShardRecord, read_record
from quotes.storage import settle


def written_before(folder: Path, portion: Portion, making: Making) -> ShardRecord | None:
    """Return the record of the shard of a portion in ``folder``; None where it is not there.

    A ShardError says that the shard there was made from other articles, or otherwise.
    """
    path = folder / name_of(portion.number)
    if not path.exists():
        return None
    record = read_record(path)
    making.check(record.making, path)
    if (record.inputs.digest, record.last) != (portion.digest, portion.last):
        raise ShardError(f"{path}: made from other articles than are given now; give those, or a new folder")
    return record


def write_shard(
    folder: Path,
    portion: Portion,
    outcomes: Iterable[Detection | DetectionError],
    making: Making,
    skipped: Skipped | None = None,
) -> ShardRecord:
    """Write the shard of a portion into ``folder`` and return its record; nobody else may be at it.

    ``outcomes`` are what was found in each of its articles, in order. The first that is an error is raised, and so is
    the RecordError of records that are not sound; with ``skipped``, such an article is left out and counted there. The
    shard is written beside its place, where what a killed process left is removed first.
    """
    name = name_of(portion.number)
    part = folder / f".{name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    left_out = skipped or Skipped()
    left_out.include(portion.unread, portion.messages, ())
    try:
        tally = write_rows(_sound(outcomes, skipped), part, skipped)
        record = _record(portion, part, making, tally, left_out)
        record.write(part)
        settle(part)
        part.rename(folder / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return record


def _sound(outcomes: Iterable[Detection | DetectionError], skipped: Skipped | None) -> Iterator[Detection]:
    for outcome in outcomes:
        if isinstance(outcome, Detection):
            yield outcome
        elif skipped is not None:
            skipped.add(outcome)
        else:
            raise outcome


def _record(portion: Portion, folder: Path, making: Making, tally: Tally, skipped: Skipped) -> ShardRecord:
    return ShardRecord(
        number=portion.number,
        last=portion.last,
        settings=making.settings,
        tools=making.tools,
        inputs=Inputs(articles=len(portion.articles), digest=portion.digest),
        counts=ShardCounts(
            articles=tally.articles,
            not_english=tally.not_english,
            quotes=tally.quotes,
            rejected=tally.reasons.total(),
            skipped=skipped.count,
        ),
        unread=tuple(skipped.unread),
        failed=tuple(skipped.failed),
        files={name: file_entry(folder / name) for name in RECORD_TYPES},
    )
