"""Check a release: schema, offsets, ids, references, counts, checksums and metadata."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path

from quotes import schema
from quotes.dataset.release import (
    CARD,
    FULL,
    MANIFEST,
    RECORD_TYPES,
    Release,
    Unchecked,
    differences,
    file_entry,
    level_of,
    open_unchecked,
    short,
)
from quotes.dataset.tables import CONFIGS, views_of
from quotes.dataset.validation.checks import Problem
from quotes.dataset.validation.looking import TO_LOOK, Look, look_at
from quotes.dataset.validation.validate_metadata import validate_metadata
from quotes.dataset.validation.validate_parquet import validate_parquet, validate_tables
from quotes.dataset.validation.validate_rows import Found, validate_rows
from quotes.dataset.validation.validate_sameness import read_sameness, validate_sameness
from quotes.processes import Processes

# Metadata of earlier times and of other tools; what they say of files and columns would count.
_BESIDE_THE_CARD = {".huggingface.yaml", "dataset_infos.json"}


def validate(path: str | PathLike[str], *, workers: int = 1) -> Iterator[Problem]:
    """Return an iterator over every problem of the release at ``path``; memory does not grow with the release.

    What articles and quotations have in common is compared anew once the rows themselves are sound.
    What is no release, or has another major schema version, raises a ReleaseError. Files and folders whose name
    begins with a dot are not looked at: the Hub's tools leave some in what they download. The work on a release that
    is sound is shared out among so many ``workers``; what is not is told by this process.
    """
    return _problems(open_unchecked(path), workers)


def _problems(unchecked: Unchecked, workers: int) -> Iterator[Problem]:
    """Yield every problem; what rests on something that is not there, or leads elsewhere, is not looked at."""
    breached = linked = False
    for place, message in unchecked.problems():
        breached = True
        yield Problem(where=MANIFEST, place=place, message=message)
    for folder in _linked_folders(unchecked.path):
        linked = True
        yield Problem(where=folder, message="is a link; a release holds its files itself")
    if breached or linked:
        return
    release = unchecked.release()
    yield from _validate_files(release)
    yield from validate_metadata(release)
    if all((release.path / file).is_file() for file in RECORD_TYPES):
        with Processes(workers, *TO_LOOK) as processes:
            look = look_at(release, processes)
        yield from _validate_content(release, look)


def _validate_content(release: Release, look: Look | None) -> Iterator[Problem]:
    """Yield every problem of rows and tables; what was seen to be sound is not read again."""
    published = level_of(release.manifest)
    other = schema.is_other_minor(release.manifest.schema_version)
    found = look.found if look else Found(published=published)
    sound = True
    for problem in () if look else validate_rows(release.path, found):
        sound = False
        yield problem
    if sound:
        yield from validate_sameness(release, *((look.said, look.same) if look else read_sameness(release)))
        made = look.tables if look else None
        if made is None:
            views = views_of(published)
            made = {view.name: Counter() for view in views}
            yield from validate_tables((*CONFIGS, *views), release.path, made, other_schema=other)
        found.tally.splits |= made
    else:
        for config in CONFIGS:
            yield from validate_parquet(config, release.path, other_schema=other)
    yield from _validate_counts(release, found)


def _linked_folders(release: Path) -> Iterator[str]:
    """Yield the folders that are links: nothing vouches for all that is in there, and other readers follow them."""
    for path in sorted(release.rglob("*")):
        if path.is_symlink() and path.is_dir():
            yield path.relative_to(release).as_posix()


def _validate_files(release: Release) -> Iterator[Problem]:
    listed = release.manifest.files
    there = {path.relative_to(release.path) for path in release.path.rglob("*") if path.is_file()}
    visible = {path.as_posix() for path in there if not any(part.startswith(".") for part in path.parts)}
    for path, entry in listed.items():
        if path not in visible:
            yield Problem(where=path, message=f"missing, but {MANIFEST} lists it")
            continue
        for place, expected, actual in differences(entry.to_dict(), file_entry(release.path / path).to_dict()):
            name = place.removeprefix("$.")
            yield Problem(where=path, message=f"{name} is {actual}, but {MANIFEST} says {expected}")
    for path in sorted({path.as_posix() for path in there} & _BESIDE_THE_CARD):
        yield Problem(where=path, message=f"`datasets` would read it beside {CARD}; delete it")
    for path in sorted(visible - set(listed) - {MANIFEST} - _BESIDE_THE_CARD):
        yield Problem(where=path, message=f"{MANIFEST} does not list this file")


def _validate_digests(release: Release, found: Found) -> Iterator[Problem]:
    full = release.manifest.full_rows_digest
    if (full is None) is not (found.published == FULL):
        words = "is null, but texts are not published" if full is None else "is given, but all texts are published"
        yield Problem(where=MANIFEST, place="$.full_rows_digest", message=words)


def _validate_counts(release: Release, found: Found) -> Iterator[Problem]:
    yield from _validate_digests(release, found)
    said = release.manifest
    counts = found.counts(said.counts)
    # Rows that are not sound give no views, and so no counts of them.
    not_made = {view.name for view in views_of(found.published)} - found.tally.splits.keys()
    kept = {name: splits for name, splits in said.counts.splits.items() if name in not_made}
    counts = replace(counts, splits={**counts.splits, **kept})
    holds = replace(said, rows_digest=found.rows.hexdigest(), inputs=found.inputs(), counts=counts)
    for place, expected, actual in differences(said.to_dict(), holds.to_dict()):
        message = f"{short(expected, 80)}, but the rows give {short(actual, 80)}"
        yield Problem(where=MANIFEST, place=place, message=message)
    messages = len(said.skipped)
    if messages != min(said.counts.skipped, schema.load("manifest")["properties"]["skipped"]["maxItems"]):
        message = f"{said.counts.skipped}, but $.skipped has {messages} messages"
        yield Problem(where=MANIFEST, place="$.counts.skipped", message=message)
