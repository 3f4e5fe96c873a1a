"""Write a release: everything in a temporary folder, then one move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.corrections import CORRECTIONS, Correction, write_corrections
from quotes.dataset.metadata import check_citation
from quotes.dataset.placement import Placement, known_of, place_rows
from quotes.dataset.release import (
    AUTO,
    FULL,
    Audit,
    Citation,
    Counts,
    Inputs,
    Manifest,
    Release,
    check_level,
    check_name,
    open_any_schema,
    open_release,
    previous_version,
    schema_versions,
    staging_folder,
    tool_versions,
)
from quotes.dataset.writing.publishing import Draft, highest_version, make_draft, publish
from quotes.dataset.writing.rows import ArticleLines, Skipped, Tally, write_rows
from quotes.errors import RecordError, ReleaseError
from quotes.processes import HERE, Processes
from quotes.records import SCHEMA_VERSION, Detection, Level, SplitBy

TO_PLACE = ("quotes.dataset.placement.placing", "numpy", "rensa")
"""What processes load that rows are checked and placed in."""


def write_release(
    detections: Iterable[Detection | ArticleLines | RecordError],
    *,
    name: str,
    version: str,
    out: str | PathLike[str] = "dist",
    settings: Mapping[str, Any],
    skipped: Skipped | None = None,
    authors: Sequence[str] = (),
    released: str | None = None,
    split_by: SplitBy | None = None,
    level: Level = FULL,
    previous: Release | None = None,
    corrections: Sequence[Correction] = (),
    audit: Audit | None = None,
    processes: Processes = HERE,
) -> Release:
    """Write ``out/name/version`` from detections, in their order, and return it.

    Nothing is seen of it before it is complete. Where the version exists with the same rows, it is left as it is; with
    other rows, a ReleaseError says what differs and names the next version. With the version "auto", the number is the
    next one that the difference to the highest version asks for. ``previous``, or else the highest version below in the
    folder, is carried on: its articles keep their splits and its clusters their ids, and CHANGES.md compares with it.
    ``split_by`` is "random", "source" or "time", None for that version's rule, else "random". ``level`` is what of the
    articles is published: "full", their whole texts; "context", the contexts of quotations; "none", the quotations
    only. ``settings`` go into the manifest. A detection whose records are not sound raises a RecordError; with
    ``skipped``, its article is left out and counted there. The citation names ``authors`` ("Family, Given", or the name
    of a body) and ``released``, an ISO date. ``corrections`` are those that the detections were corrected with, and all
    others that the release keeps. ``audit`` is what a sample told that people checked, by default the one that
    ``previous`` has. The work on rows is shared out among ``processes``.
    """
    check_name(name, version)
    check_level(level)
    check_citation(authors, released)
    citation = Citation(authors=tuple(authors), released=released)
    shelf = Path(out) / name
    target = shelf if version == AUTO else shelf / version
    if version == AUTO:
        highest_version(shelf)  # what cannot be compared with is told before the work, not after it
    elif target.exists():
        open_release(target)
    try:
        with staging_folder(shelf) as folder:
            before = carried_on(shelf, version, previous)
            draft = _write(
                detections,
                name,
                target,
                folder,
                settings,
                citation,
                skipped,
                before,
                split_by,
                level,
                corrections,
                audit,
                processes,
            )
            return publish(draft, shelf, version, previous)
    except OSError as error:
        raise ReleaseError(f"{target}: cannot be written: {error.strerror or error}") from error


def carried_on(shelf: Path, version: str, previous: Release | None = None) -> Release | None:
    """Return the version whose clusters, splits and corrections go on; one of another major schema has none to tell."""
    if previous is None and version == AUTO:
        previous = highest_version(shelf)
    elif previous is None:
        below = previous_version(shelf / version)
        previous = open_any_schema(below) if below else None
    if previous is None or schema.major_of(previous.manifest.schema_version) != schema.MAJOR:
        return None
    return previous


def _write(
    detections: Iterable[Detection | ArticleLines | RecordError],
    name: str,
    target: Path,
    folder: Path,
    settings: Mapping[str, Any],
    citation: Citation,
    skipped: Skipped | None,
    before: Release | None,
    split_by: SplitBy | None,
    level: Level,
    corrections: Sequence[Correction],
    audit: Audit | None,
    processes: Processes,
) -> Draft:
    tally = write_rows(detections, folder, skipped)
    if corrections:  # their places are known once the articles have come by
        write_corrections(folder / CORRECTIONS, corrections, level)
    left_out = skipped or Skipped()
    if not tally.articles:
        raise ReleaseError(f"{target}: no article to release ({left_out.count} skipped)")
    with known_of(before) as known:
        placement = place_rows(folder, known, split_by, level, processes)
    processes.end()  # those that make tables have other modules, and more memory
    published = placement.published
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        name=name,
        version=AUTO,
        rows_digest=published.rows_digest,
        full_rows_digest=None if level == FULL else published.whole_digest,
        previous=known.identity,
        tools=tool_versions(),
        schemas=schema_versions(),
        settings={**settings, "splits": placement.rule, "articles": level},
        citation=citation,
        inputs=Inputs(articles=tally.articles, digest=tally.inputs.hexdigest()),
        counts=_counts(tally, left_out, placement),
        audit=audit or (before.manifest.audit if before else None),
        skipped=tuple(left_out.messages),
        files={},
    )
    return make_draft(folder, manifest, published.files, processes.number)


def _counts(tally: Tally, skipped: Skipped, placement: Placement) -> Counts:
    return Counts(
        articles=tally.articles,
        not_english=tally.not_english,
        reposts=placement.reposts,
        quotes=tally.quotes,
        reviewed=tally.reviewed,
        clusters=placement.clusters,
        rejected=tally.reasons.total(),
        rejected_by_reason=dict(sorted(tally.reasons.items())),
        skipped=skipped.count,
        held_out=placement.held_out,
        splits={},
    )
