"""The manifest: what a release was made with and from, what it holds, and its identity."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from quotes.dataset.release.lines import RECORD_TYPES
from quotes.dataset.release.release import MANIFEST
from quotes.records import SCHEMA_VERSION

REVISED_FROM = "revised_from"
"""The setting that names the version whose rows a person has corrected."""

FileEntries = Mapping[str, Mapping[str, Any]]
NOTHING_KNOWN: FileEntries = {}

_TOOLS = tuple("quote-attribution spacy trafilatura rensa rapidfuzz datasets pyarrow matplotlib pillow".split())


def write_manifest(manifest: Mapping[str, Any], release: Path, known: FileEntries = NOTHING_KNOWN) -> None:
    """Write manifest.json, with size and checksum of every other file of the release; ``known`` are not read."""
    (release / MANIFEST).write_bytes(manifest_bytes({**manifest, "files": file_entries(release, known)}))


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """Return a manifest as manifest.json holds it."""
    return f"{json.dumps(manifest, ensure_ascii=False, allow_nan=False, indent=2)}\n".encode()


def tool_versions() -> dict[str, str]:
    """Return the installed versions of all that decides records and bytes, but for the spaCy pipeline."""
    return {name: _version(name) for name in _TOOLS}


def schema_versions() -> dict[str, str]:
    """Return the schema version of each record type."""
    return dict.fromkeys([*RECORD_TYPES.values(), "manifest"], SCHEMA_VERSION)


def file_entries(release: Path, known: FileEntries = NOTHING_KNOWN) -> dict[str, Mapping[str, Any]]:
    """Return size and SHA-256 of every file of a release but the manifest, by path; those ``known`` are not read."""
    paths = sorted(path for path in release.rglob("*") if path.is_file() and path != release / MANIFEST)
    names = ((path.relative_to(release).as_posix(), path) for path in paths)
    return {name: known[name] if name in known else file_entry(path) for name, path in names}


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
