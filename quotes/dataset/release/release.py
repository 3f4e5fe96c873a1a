"""Open a release folder."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.release.lines import RECORD_TYPES, sound_lines
from quotes.errors import QuotesWarning, ReleaseError
from quotes.records import SCHEMA_VERSION
from quotes.storage import parse

MANIFEST = "manifest.json"

# What is read of a manifest of another major version, by whoever carries such a release on.
_OF_ANY_SCHEMA = ("name", "version", "rows_digest", "settings", "counts", "skipped", "files")


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A release folder and what its manifest says."""

    path: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Return the dataset's name."""
        return str(self.manifest["name"])

    @property
    def version(self) -> str:
        """Return the dataset's version."""
        return str(self.manifest["version"])

    @property
    def counts(self) -> Mapping[str, Any]:
        """Return the manifest's counts: articles, quotes, rejected by reason, skipped, rows by config and split."""
        counts: Mapping[str, Any] = self.manifest["counts"]
        return counts

    def rows(self, file: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of "quotes.jsonl", "articles.jsonl" or "rejected.jsonl"; an unsound one is a RecordError."""
        return (row for _, row in sound_lines(self.path / file, RECORD_TYPES[file]))


def open_release(path: str | PathLike[str]) -> Release:
    """Open the release folder at ``path``; a ReleaseError says why it cannot be read as one.

    Its manifest keeps its schema: name, version and the paths of files lead nowhere else. A release of another major
    schema version is refused; one of a newer minor version gives a QuotesWarning.
    """
    release = open_unchecked(path)
    _check(release)
    return release


def open_any_schema(path: str | PathLike[str]) -> Release:
    """Open the release folder at ``path``, whatever the schema version of its rows.

    Of another major version, those fields are checked that are the same in all. What is no release raises a
    ReleaseError.
    """
    release = _read(path)
    major = schema.major_of(release.manifest.get("schema_version"))
    _check(release, fields=() if major in (None, schema.MAJOR) else _OF_ANY_SCHEMA)
    return release


def open_unchecked(path: str | PathLike[str]) -> Release:
    """Open as `open_release` does, with its errors, but leave it to the caller to check the manifest by its schema."""
    release = _read(path)
    version = release.manifest.get("schema_version")
    unknown = schema.unknown_major(version)
    if unknown:
        raise ReleaseError(f"{release.path / MANIFEST} $.schema_version: {unknown}")
    if schema.is_newer(version):
        message = (
            f"{version} is newer than {SCHEMA_VERSION}, which this package knows: what is new in it is not checked"
        )
        warnings.warn(f"{release.path / MANIFEST} $.schema_version: {message}", QuotesWarning, stacklevel=3)
    return release


def _read(path: str | PathLike[str]) -> Release:
    folder = Path(path)
    file = folder / MANIFEST
    try:
        manifest = parse(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        problem = f"no release: it holds no {MANIFEST}" if folder.exists() else "does not exist"
        raise ReleaseError(f"{folder}: {problem}") from error
    except OSError as error:
        raise ReleaseError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReleaseError(f"{file}: no JSON: {error}") from error
    if not isinstance(manifest, dict):
        raise ReleaseError(f"{file}: no manifest: a JSON object is expected")
    return Release(path=folder, manifest=manifest)


def _check(release: Release, *, fields: tuple[str, ...] = ()) -> None:
    for place, message in schema.problems("manifest", release.manifest, fields=fields):
        raise ReleaseError(f"{release.path / MANIFEST} {place}: {message}")
