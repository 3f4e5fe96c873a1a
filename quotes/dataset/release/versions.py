"""Names and versions of releases: ``out/NAME/X.Y.Z``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from quotes import schema
from quotes.dataset.release.manifest import MANIFEST
from quotes.errors import ReleaseError

AUTO = "auto"
"""In place of a version: the number that the difference to the highest version asks for."""
FIRST = "1.0.0"


def check_name(name: str, version: str) -> None:
    """Raise a ReleaseError unless the name may name a dataset on the Hub and the version is X.Y.Z or "auto"."""
    if not _follows_rule("name", name):
        rule = "letters, digits, '-', '_' and '.', not at the ends and no '--' or '..', 96 at most"
        raise ReleaseError(f"name {name!r}: a dataset's name has {rule}: news-quotes")
    if version != AUTO:
        check_version(version)


def check_version(version: str) -> None:
    """Raise a ReleaseError unless the version is X.Y.Z."""
    if not is_version(version):
        raise ReleaseError(f"version {version!r}: a version is three numbers, MAJOR.MINOR.PATCH: 1.0.0")


def is_version(text: str) -> bool:
    """Say whether a text is a version, X.Y.Z."""
    return _follows_rule("version", text)


def versions_among(names: Iterable[str]) -> list[str]:
    """Return those of the names that are versions, the highest last."""
    return sorted(filter(is_version, names), key=_numbers)


def versions_in(folder: Path) -> list[str]:
    """Return the versions that a folder has a release or another entry of, the highest last."""
    return versions_among(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


def release_in(path: Path, version: str | None = None) -> Path:
    """Return the folder of a release: ``path``, or of the versions in it the one asked for, else the highest.

    A ReleaseError says that there is none.
    """
    if (path / MANIFEST).exists():
        return path
    versions = versions_in(path)
    if not versions:
        raise ReleaseError(f"{path}: no release: it holds neither {MANIFEST} nor a folder named as a version")
    if version is not None and version not in versions:
        raise ReleaseError(f"{path}: has no version {version}; it has {', '.join(versions)}")
    return path / (version or versions[-1])


def previous_version(target: Path) -> Path | None:
    """Return the folder of the highest version below that of ``target``, or None."""
    lower = [version for version in versions_in(target.parent) if _numbers(version) < _numbers(target.name)]
    return target.with_name(lower[-1]) if lower else None


def next_version(version: str, taken: Iterable[str]) -> str:
    """Return the version that other content than ``version``'s may have: the next minor one above those taken."""
    same_major = [other for other in [version, *versions_among(taken)] if _numbers(other)[0] == _numbers(version)[0]]
    return bumped(versions_among(same_major)[-1], "minor")


def bumped(version: str, part: str) -> str:
    """Return the next version by its "major", "minor" or "patch" number."""
    major, minor, patch = _numbers(version)
    steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, steps[part]))


def _follows_rule(field: str, text: str) -> bool:
    return _rule(field).fullmatch(text) is not None


@functools.cache
def _rule(field: str) -> re.Pattern[str]:
    """Return the rule that the manifest's schema has for the field, so that what is written can be opened."""
    return re.compile(schema.load("manifest")["properties"][field]["pattern"])


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)
