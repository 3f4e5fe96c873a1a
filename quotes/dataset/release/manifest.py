"""The manifest: what a release was made with and from, what it holds, and its identity."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Self

from quotes.dataset.release.lines import RECORD_TYPES
from quotes.records import SCHEMA_VERSION

MANIFEST = "manifest.json"
REVISED_FROM = "revised_from"
"""The setting that names the version whose rows a person has corrected."""

_TOOLS = tuple("quote-attribution spacy trafilatura rensa rapidfuzz datasets pyarrow matplotlib pillow".split())
# Entries that are left out where there are none; the others are null then.
_LEFT_OUT = ("citation", "inputs", "audit")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A JSON object of the manifest; ``unknown`` is what a newer minor schema adds, and is written as it was read."""

    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> Self:
        """Return the entry of a JSON object that keeps the schema."""
        names = cls.names()
        known = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
        unknown = {name: value for name, value in entry.items() if name not in names}
        return cls(**{name: known[name] for name in names if name in known}, unknown=unknown)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names that this package knows, in the order in which they are written."""
        return tuple(one.name for one in fields(cls) if one.name != "unknown")

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object."""
        return {**{name: _plain(getattr(self, name)) for name in self.names()}, **self.unknown}


@dataclass(frozen=True, kw_only=True, slots=True)
class FileEntry(Entry):
    """The size of a file and its SHA-256, in hex."""

    bytes: int
    sha256: str


FileEntries = Mapping[str, FileEntry]
NOTHING_KNOWN: FileEntries = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Previous(Entry):
    """The version whose clusters and splits a release carries on."""

    version: str
    rows_digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation(Entry):
    """Who is cited, "Family, Given" or the name of a body, nobody for the maintainers; and the ISO date, if given."""

    authors: tuple[str, ...]
    released: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs(Entry):
    """How many articles the rows were made from, and the SHA-256 over their digests."""

    articles: int
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts(Entry):
    """How many rows a release holds; ``held_out`` by configuration, ``splits`` by configuration and split.

    ``not_english`` is 0, too, where an older release does not tell.
    """

    articles: int
    not_english: int = 0
    reposts: int
    quotes: int
    clusters: int
    rejected: int
    rejected_by_reason: Mapping[str, int]
    skipped: int
    held_out: Mapping[str, int]
    splits: Mapping[str, Mapping[str, int]]
    reviewed: int = 0

    @property
    def rows(self) -> Mapping[str, int]:
        """Return the rows of quotes.jsonl, articles.jsonl and rejected.jsonl, by the names of the files."""
        return {"quotes": self.quotes, "articles": self.articles, "rejected": self.rejected}


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate(Entry):
    """A share by a sample, from 0 to 1, and the ends of its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum(Entry):
    """The rows from a confidence on, up to the next stratum's: all, those checked, and of these those right."""

    least: float
    rows: int
    checked: int
    right: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Missed(Entry):
    """How many quotations were missed in articles read whole, of how many that they have, and of how many articles."""

    articles: int
    read: int
    quotes: int
    missed: int
    estimate: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit(Entry):
    """What people found who checked a sample of the rows of a version, "NAME@VERSION", as they stood there.

    Shares are of all rows: ``speech``, it is a quotation; ``speaker``, it is that one's who is mentioned; ``person``,
    the name is right, too; ``role``, so is the role, or that there is none. They are None where no rows were drawn,
    and ``missed`` where no articles were.
    """

    release: str
    rows_digest: str
    seed: int
    rows: int
    checked: int
    strata: tuple[Stratum, ...] = ()
    speech: Estimate | None = None
    speaker: Estimate | None = None
    person: Estimate | None = None
    role: Estimate | None = None
    missed: Missed | None = None

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> Self:
        """Return the audit of a JSON object that keeps the schema."""
        strata = [Stratum.from_dict(one) for one in entry["strata"]]
        given = {part: Estimate.from_dict(entry[part]) for part in AUDITED if entry.get(part) is not None}
        missed = entry.get("missed")
        if missed is not None:
            estimate = Estimate.from_dict(missed["estimate"])
            given["missed"] = Missed.from_dict({**missed, "estimate": estimate})  # type: ignore[assignment]
        return super(Audit, cls).from_dict({**entry, "strata": strata, **given})


AUDITED = ("speech", "speaker", "person", "role")
"""The parts of a row that an audit judges."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest(Entry):
    """What manifest.json says, in the order of its entries, which ``schemas/manifest.v1.json`` explains.

    What a release of earlier tools does not say is None, as ``citation`` is. Of one with another major schema,
    ``previous`` and ``inputs`` are None, and ``tools`` and ``schemas`` are empty: their form is not known.
    """

    schema_version: str
    name: str
    version: str
    rows_digest: str
    full_rows_digest: str | None = None
    previous: Previous | None = None
    tools: Mapping[str, str] = field(default_factory=dict)
    schemas: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any]
    citation: Citation | None = None
    inputs: Inputs | None = None
    counts: Counts
    audit: Audit | None = None
    skipped: tuple[str, ...]
    files: FileEntries

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object."""
        entries = super(Manifest, self).to_dict()
        return {name: value for name, value in entries.items() if value is not None or name not in _LEFT_OUT}

    @property
    def authors(self) -> tuple[str, ...]:
        """Return who is cited; nobody for the maintainers."""
        return self.citation.authors if self.citation else ()

    @property
    def released(self) -> str | None:
        """Return the ISO date of the release, if one was given."""
        return self.citation.released if self.citation else None

    @property
    def split_rule(self) -> Mapping[str, Any]:
        """Return the rule of the splits."""
        rule: Mapping[str, Any] = self.settings["splits"]
        return rule


def read_manifest(entries: Mapping[str, Any]) -> Manifest:
    """Return the manifest of a JSON object that keeps the schema."""
    kinds: Mapping[str, type[Entry]] = {
        "previous": Previous,
        "citation": Citation,
        "inputs": Inputs,
        "counts": Counts,
        "audit": Audit,
    }
    parts = {name: kind.from_dict(entries[name]) for name, kind in kinds.items() if entries.get(name) is not None}
    files = {path: FileEntry.from_dict(entry) for path, entry in entries["files"].items()}
    return Manifest.from_dict({**entries, **parts, "files": files})


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as manifest.json holds it."""
    return f"{json.dumps(manifest.to_dict(), ensure_ascii=False, allow_nan=False, indent=2)}\n".encode()


def write_manifest(manifest: Manifest, release: Path, known: FileEntries = NOTHING_KNOWN) -> None:
    """Write manifest.json, with size and checksum of every other file of the release; ``known`` are not read."""
    (release / MANIFEST).write_bytes(manifest_bytes(replace(manifest, files=file_entries(release, known))))


def tool_versions() -> dict[str, str]:
    """Return the installed versions of all that decides records and bytes, but for the spaCy pipeline."""
    return {name: _version(name) for name in _TOOLS}


def schema_versions() -> dict[str, str]:
    """Return the schema version of each record type."""
    return dict.fromkeys([*RECORD_TYPES.values(), "manifest"], SCHEMA_VERSION)


def file_entries(release: Path, known: FileEntries = NOTHING_KNOWN) -> dict[str, FileEntry]:
    """Return size and SHA-256 of every file of a release but the manifest, by path; those ``known`` are not read."""
    paths = sorted(path for path in release.rglob("*") if path.is_file() and path != release / MANIFEST)
    names = ((path.relative_to(release).as_posix(), path) for path in paths)
    return {name: known[name] if name in known else file_entry(path) for name, path in names}


def file_entry(path: Path) -> FileEntry:
    """Return size and SHA-256 of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileEntry(bytes=path.stat().st_size, sha256=digest)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Entry):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
