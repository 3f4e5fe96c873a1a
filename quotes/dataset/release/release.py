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
from quotes.dataset.release.manifest import MANIFEST, Counts, Manifest, read_manifest
from quotes.errors import QuotesWarning, ReleaseError
from quotes.records import SCHEMA_VERSION
from quotes.storage import parse

# What is read of a manifest of another major version, by whoever carries such a release on.
_OF_ANY_SCHEMA = ("name", "version", "rows_digest", "settings", "citation", "counts", "skipped", "files")


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A release folder and what its manifest says."""

    path: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """Return the dataset's name."""
        return self.manifest.name

    @property
    def version(self) -> str:
        """Return the dataset's version."""
        return self.manifest.version

    @property
    def counts(self) -> Counts:
        """Return the manifest's counts: articles, quotes, rejected by reason, skipped, rows by config and split."""
        return self.manifest.counts

    def rows(self, file: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of "quotes.jsonl", "articles.jsonl" or "rejected.jsonl"; an unsound one is a RecordError."""
        return (row for _, row in sound_lines(self.path / file, RECORD_TYPES[file]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Unchecked:
    """A release folder and the JSON object in its manifest.json, of which nothing is sure."""

    path: Path
    entries: Mapping[str, Any]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield every breach of the manifest's schema as (JSON path, what is wrong)."""
        return schema.problems("manifest", self.entries)

    def release(self) -> Release:
        """Return the release; a ReleaseError says where the manifest breaks its schema."""
        return self._checked(self.entries)

    def of_any_schema(self) -> Release:
        """Return the release, whatever its major version; of another, what is the same in all, and is checked."""
        if schema.major_of(self.entries.get("schema_version")) in (None, schema.MAJOR):
            return self.release()
        known = ("schema_version", *_OF_ANY_SCHEMA)
        return self._checked({name: self.entries[name] for name in known if name in self.entries}, _OF_ANY_SCHEMA)

    def _checked(self, entries: Mapping[str, Any], fields: tuple[str, ...] = ()) -> Release:
        for place, message in schema.problems("manifest", entries, fields=fields):
            raise ReleaseError(f"{self.path / MANIFEST} {place}: {message}")
        return Release(path=self.path, manifest=read_manifest(entries))


def open_release(path: str | PathLike[str]) -> Release:
    """Open the release folder at ``path``; a ReleaseError says why it cannot be read as one.

    Its manifest keeps its schema: name, version and the paths of files lead nowhere else. A release of another major
    schema version is refused; one of a newer minor version gives a QuotesWarning.
    """
    return open_unchecked(path).release()


def open_any_schema(path: str | PathLike[str]) -> Release:
    """Open the release folder at ``path``, whatever the schema version of its rows.

    Of another major version, those fields are checked that are the same in all. What is no release raises a
    ReleaseError.
    """
    return _read(path).of_any_schema()


def open_unchecked(path: str | PathLike[str]) -> Unchecked:
    """Open as `open_release` does, with its errors, but leave it to the caller to check the manifest by its schema."""
    read = _read(path)
    version = read.entries.get("schema_version")
    unknown = schema.unknown_major(version)
    if unknown:
        raise ReleaseError(f"{read.path / MANIFEST} $.schema_version: {unknown}")
    if schema.is_newer(version):
        message = (
            f"{version} is newer than {SCHEMA_VERSION}, which this package knows: what is new in it is not checked"
        )
        warnings.warn(f"{read.path / MANIFEST} $.schema_version: {message}", QuotesWarning, stacklevel=3)
    return read


def _read(path: str | PathLike[str]) -> Unchecked:
    folder = Path(path)
    file = folder / MANIFEST
    try:
        entries = parse(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        problem = f"no release: it holds no {MANIFEST}" if folder.exists() else "does not exist"
        raise ReleaseError(f"{folder}: {problem}") from error
    except OSError as error:
        raise ReleaseError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReleaseError(f"{file}: no JSON: {error}") from error
    if not isinstance(entries, dict):
        raise ReleaseError(f"{file}: no manifest: a JSON object is expected")
    return Unchecked(path=folder, entries=entries)
