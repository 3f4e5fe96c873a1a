"""Names and versions of releases: ``out/NAME/X.Y.Z``."""

from __future__ import annotations

import re
from pathlib import Path

from quotes.errors import ReleaseError

_NAME = re.compile(r"(?!.*(?:--|\.\.))[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9])?")
_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)


def check_name(name: str, version: str) -> None:
    """Raise a ReleaseError unless the name may name a dataset on the Hub and the version is X.Y.Z."""
    if not _NAME.fullmatch(name):
        rule = "letters, digits, '-', '_' and '.', not at the ends and no '--' or '..', 96 at most"
        raise ReleaseError(f"name {name!r}: a dataset's name has {rule}: news-quotes")
    if not _VERSION.fullmatch(version):
        raise ReleaseError(f"version {version!r}: a version is three numbers, MAJOR.MINOR.PATCH: 1.0.0")


def previous_version(target: Path) -> Path | None:
    """Return the folder of the highest version below that of ``target``, or None."""
    lower = [version for version in _versions(target.parent) if version < _numbers(target.name)]
    return target.with_name(".".join(map(str, max(lower)))) if lower else None


def next_version(target: Path) -> str:
    """Return the version that other content than ``target``'s may have: the next minor one that is free."""
    major = _numbers(target.name)[0]
    minor = max(minor for other, minor, _ in [*_versions(target.parent), _numbers(target.name)] if other == major)
    return f"{major}.{minor + 1}.0"


def _versions(folder: Path) -> list[tuple[int, int, int]]:
    if not folder.is_dir():
        return []
    return [_numbers(entry.name) for entry in folder.iterdir() if _VERSION.fullmatch(entry.name)]


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)
