"""The manifest: what a release was made with and from, what it holds, and its identity."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from quotes.dataset.release.jsonl import RECORD_TYPES, canonical, read_rows
from quotes.dataset.release.release import MANIFEST
from quotes.records import SCHEMA_VERSION

REVISED_FROM = "revised_from"
"""The setting that names the version whose rows a person has corrected."""

_TOOLS = tuple("quote-attribution spacy trafilatura rensa rapidfuzz datasets pyarrow matplotlib pillow".split())


def write_manifest(manifest: Mapping[str, Any], release: Path) -> None:
    """Write manifest.json, with size and checksum of every other file of the release."""
    (release / MANIFEST).write_bytes(manifest_bytes({**manifest, "files": file_entries(release)}))


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """Return a manifest as manifest.json holds it."""
    return f"{json.dumps(manifest, ensure_ascii=False, allow_nan=False, indent=2)}\n".encode()


def tool_versions() -> dict[str, str]:
    """Return the installed versions of all that decides records and bytes, but for the spaCy pipeline."""
    return {name: _version(name) for name in _TOOLS}


def schema_versions() -> dict[str, str]:
    """Return the schema version of each record type."""
    return dict.fromkeys([*RECORD_TYPES.values(), "manifest"], SCHEMA_VERSION)


def rows_digest(release: Path) -> str:
    """Return the identity of a version: the SHA-256 over the canonical JSON of all rows, one a line.

    Articles come first, then quotations, then rejected stretches, each in the order of its file.
    """
    return digest_of(row for file in RECORD_TYPES for row in read_rows(release / file))


def digest_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 over the canonical JSON of rows, one a line."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{canonical(row)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def file_entries(release: Path) -> dict[str, dict[str, Any]]:
    """Return size and SHA-256 of every file of a release but the manifest, by path."""
    paths = sorted(path for path in release.rglob("*") if path.is_file() and path != release / MANIFEST)
    return {path.relative_to(release).as_posix(): file_entry(path) for path in paths}


def file_entry(path: Path) -> dict[str, Any]:
    """Return size and SHA-256 of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
