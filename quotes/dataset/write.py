"""Write a release: everything in a temporary folder, then one move."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.card import render_card
from quotes.dataset.changes import render_changes
from quotes.dataset.jsonl import RECORD_TYPES, read_lines
from quotes.dataset.manifest import file_entry, rows_digest, schema_versions, tool_versions, write_manifest
from quotes.dataset.parquet import CONFIGS, SplitSize, write_parquet, write_view
from quotes.dataset.release import Release, open_release
from quotes.dataset.rows import Skipped, Tally, write_rows
from quotes.dataset.stage import move_into_place, staging_folder
from quotes.dataset.versions import check_name, next_version
from quotes.dataset.views import VIEWS
from quotes.errors import ReleaseError
from quotes.records import SCHEMA_VERSION, Detection


def write_release(
    detections: Iterable[Detection],
    *,
    name: str,
    version: str,
    out: str | PathLike[str] = "dist",
    settings: Mapping[str, Any],
    skipped: Skipped | None = None,
) -> Release:
    """Write ``out/name/version`` from detections, in their order, and return it.

    Nothing is seen of it before it is complete. Where the version exists with the same rows, it is left as it is;
    with other rows, a ReleaseError names the next version. ``settings`` go into the manifest. A detection whose
    records are not sound raises a RecordError; with ``skipped``, its article is left out and counted there.
    """
    check_name(name, version)
    target = Path(out) / name / version
    if target.exists():
        open_release(target)
    try:
        with staging_folder(target) as folder:
            manifest = _write(detections, target, folder, settings, skipped)
            if not move_into_place(folder, target):
                _check_same(target, str(manifest["rows_digest"]))
    except OSError as error:
        raise ReleaseError(f"{target}: cannot be written: {error.strerror or error}") from error
    return open_release(target)


def _write(
    detections: Iterable[Detection],
    target: Path,
    folder: Path,
    settings: Mapping[str, Any],
    skipped: Skipped | None,
) -> Mapping[str, Any]:
    tally = write_rows(detections, folder, skipped)
    left_out = skipped or Skipped()
    if not tally.articles:
        raise ReleaseError(f"{target}: no article to release ({left_out.count} skipped)")
    sizes = {config.name: write_parquet(config, read_lines(folder / config.file), folder) for config in CONFIGS}
    sizes.update({view.name: write_view(view, folder) for view in VIEWS})
    for record_type in (*RECORD_TYPES.values(), "manifest"):
        (folder / "schemas").mkdir(exist_ok=True)
        shutil.copyfile(schema.path(record_type), folder / "schemas" / schema.path(record_type).name)
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "name": target.parent.name,
        "version": target.name,
        "rows_digest": rows_digest(folder),
        "tools": tool_versions(),
        "schemas": schema_versions(),
        "settings": dict(settings),
        "inputs": {"articles": tally.articles, "digest": tally.inputs.hexdigest()},
        "counts": _counts(tally, left_out, sizes),
        "skipped": list(left_out.messages),
    }
    _write_text(folder / "CHANGES.md", render_changes(folder, target))
    _write_text(folder / "README.md", render_card(folder, manifest, sizes))
    write_manifest(manifest, folder)
    return manifest


def _counts(tally: Tally, skipped: Skipped, sizes: Mapping[str, Mapping[str, SplitSize]]) -> dict[str, Any]:
    return {
        "articles": tally.articles,
        "quotes": tally.quotes,
        "rejected": tally.reasons.total(),
        "rejected_by_reason": dict(sorted(tally.reasons.items())),
        "skipped": skipped.count,
        "splits": {config: {split: size.rows for split, size in splits.items()} for config, splits in sizes.items()},
    }


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _check_same(target: Path, digest: str) -> None:
    """Raise a ReleaseError unless the release at ``target`` holds the rows of this digest, unharmed."""
    release = open_release(target)
    if release.manifest.get("rows_digest") != digest:
        raise ReleaseError(
            f"{target}: this version exists with other content, and a version never changes; "
            f"build it as {next_version(target)}"
        )
    for path, entry in release.manifest["files"].items():
        file = target / path
        if not file.is_file() or file_entry(file) != entry:
            raise ReleaseError(f"{file}: not what the manifest says; `quotes validate {target}` tells more")
