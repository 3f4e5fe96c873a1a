"""Arrow tables of a verified release, made once of its rows and kept in the cache of `datasets`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.dataset.placement import SPLITS
from quotes.dataset.release import Release, level_of, move_into_place, staging_folder
from quotes.dataset.tables import BATCH_ROWS, CONFIGS, Config, View, as_arrow, views_of
from quotes.errors import HubError, QuotesError, ReleaseError
from quotes.hub.verify import cache_of

if TYPE_CHECKING:
    import pyarrow as pa


def sources_of(release: Release) -> dict[str, Config | View]:
    """Return the configurations that can be made of what the release publishes, by name; the first is the default."""
    sources: list[Config | View] = [*CONFIGS, *views_of(level_of(release.manifest))]
    return {source.name: source for source in sources}


def prepare(release: Release, source: Config | View) -> dict[str, Path]:
    """Return the Arrow file of each split of a configuration of a verified release.

    The first time they are written, some ten thousand rows a second. Views are made anew, too: `rows_digest` does not
    cover their Parquet files, and the same rows always give the same views. A full disk raises a HubError.
    """
    cache = cache_of(release)
    folder = cache / source.name
    if not folder.is_dir():
        try:
            with staging_folder(cache) as staged:
                _write(release, source, staged)
                move_into_place(staged, folder)  # unless somebody else was quicker, with the same
        except OSError as error:
            if isinstance(error, QuotesError):
                raise
            raise HubError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return {split: file for split in SPLITS if (file := _file(folder, split)).is_file()}


def _write(release: Release, source: Config | View, folder: Path) -> None:
    import pyarrow as pa

    schema = as_arrow(source.columns)
    try:
        with ExitStack() as stack:
            writers: dict[str, pa.RecordBatchStreamWriter] = {}
            for split, rows in _batches(source.rows(release.path)):
                if split not in writers:
                    writers[split] = stack.enter_context(pa.ipc.new_stream(str(_file(folder, split)), schema))
                writers[split].write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))
    except (pa.ArrowException, OverflowError, UnicodeError) as error:
        message = f"a row of {source.name} does not fit its columns: {' '.join(str(error).split())}"
        raise ReleaseError(f"{release.path}: {message}") from error


def _batches(rows: Iterable[tuple[str | None, Mapping[str, Any]]]) -> Iterable[tuple[str, list[Mapping[str, Any]]]]:
    """Yield some rows of one split at a time; rows that are held out are left out."""
    waiting: dict[str, list[Mapping[str, Any]]] = {}
    for split, row in rows:
        if split is None:
            continue
        batch = waiting.setdefault(split, [])
        batch.append(row)
        if len(batch) == BATCH_ROWS:
            yield split, waiting.pop(split)
    yield from waiting.items()


def _file(folder: Path, split: str) -> Path:
    return folder / f"{split}.arrow"
