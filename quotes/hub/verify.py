"""Check that a folder holds the very rows of a version: every byte by its checksum, every row by the digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from quotes.dataset.release import (
    MANIFEST,
    RECORD_TYPES,
    Release,
    check_published,
    digest_of,
    file_entry,
    level_of,
    manifest_bytes,
    open_release,
    sound_lines,
    tool_versions,
)
from quotes.errors import RecordError, ReleaseError


def verify(folder: Path, *, version: str | None = None, digest: str | None = None) -> Release:
    """Return the release in ``folder``; a ReleaseError unless it is the version asked for, whole and unchanged.

    Checked are the manifest, by its schema; its version and ``rows_digest``, where given; size and SHA-256 of the JSON
    Lines; their rows, each by its schema; and ``rows_digest``, computed anew from them. The last two are done once for
    each manifest, and remembered in the cache of `datasets`. No other file is opened: what is handed out is made of
    these rows.
    """
    release = open_release(folder)
    if version is not None and release.version != version:
        raise ReleaseError(f"{folder / MANIFEST}: is that of version {release.version}, not of {version}")
    if digest is not None and release.manifest.rows_digest != digest:
        raise ReleaseError(f"{folder / MANIFEST}: rows_digest is {release.manifest.rows_digest}, not {digest}")
    for file in RECORD_TYPES:
        _verify_file(release, file)
    proof = cache_of(release) / "verified"
    if not proof.exists():
        _verify_rows(release)
        with suppress(OSError):  # then they are looked at again next time
            proof.parent.mkdir(parents=True, exist_ok=True)
            proof.touch()
    return release


def cache_of(release: Release) -> Path:
    """Return the folder for what follows from a verified release: another manifest, or another tool, has another one.

    The manifest names the checksum of every file, so whoever can write to the release, but not here, cannot give
    other rows the proof of these.
    """
    from datasets import config

    tool = tool_versions()["quote-attribution"]
    digest = hashlib.sha256(manifest_bytes(release.manifest) + tool.encode()).hexdigest()
    return Path(config.HF_DATASETS_CACHE) / "quotes" / digest[:32]


def _verify_file(release: Release, name: str) -> None:
    file = release.path / name
    if not file.is_file():
        raise ReleaseError(f"{file}: missing, but {MANIFEST} lists it")
    if file_entry(file) != release.manifest.files[name]:
        raise ReleaseError(f"{file}: not what {MANIFEST} says: size or checksum differs")


def _verify_rows(release: Release) -> None:
    try:
        digest = digest_of(_sound_rows(release))
    except RecordError as error:
        raise ReleaseError(str(error)) from error
    if digest != release.manifest.rows_digest:
        raise ReleaseError(
            f"{release.path / MANIFEST}: rows_digest is {release.manifest.rows_digest}, but the rows give {digest}"
        )


def _sound_rows(release: Release) -> Iterator[dict[str, Any]]:
    level = level_of(release.manifest)
    for file, record_type in RECORD_TYPES.items():
        for line, row in sound_lines(release.path / file, record_type):
            for place, message in check_published(file, row, level):
                raise ReleaseError(f"{release.path / file}:{line.number} {place}: {message}")
            yield row
