"""The difference between two releases: counts by file and field, some rows of each kind, tools, settings, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike

from quotes.dataset.difference.row_changes import KINDS, Change, FieldChange, row_changes
from quotes.dataset.release import RECORD_TYPES, Release, differences, least, level_of, open_release

CHANGES = "CHANGES.md"

_MADE_WITH = ("schema_version", "tools", "settings")


@dataclass(kw_only=True, slots=True)
class RowCounts:
    """How many rows of one file differ by kind, in how many rows each field differs, and some of the rows.

    ``str()`` gives the kinds in words: ``1 added, 0 removed, 2 changed``, and how many moved if any did.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Change]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def add(self, change: Change, *, examples: int = 0) -> None:
        """Count a change, and keep it while there are not yet so many examples of its kind."""
        self.kinds[change.kind] += 1
        self.fields.update(one.field for one in change.fields)
        if len(self.examples[change.kind]) < examples:
            self.examples[change.kind].append(change)

    def __str__(self) -> str:
        kinds = ["added", "removed", "changed"] + ["moved"] * bool(self.kinds["moved"])
        return ", ".join(f"{self.kinds[kind]} {kind}" for kind in kinds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What differs between two releases; ``rows`` is by file name."""

    old: Release
    new: Release
    rows: Mapping[str, RowCounts]

    @property
    def differs(self) -> bool:
        """Say whether the rows differ, if only in their order or in how much of the articles they publish."""
        return self.other_texts or self.other_order or any(counts.kinds for counts in self.rows.values())

    @property
    def other_texts(self) -> bool:
        """Say whether one of them publishes more of the articles; the rows are compared without that."""
        return level_of(self.old.manifest) != level_of(self.new.manifest)

    @property
    def other_order(self) -> bool:
        """Say whether the very same rows stand in another order."""
        old, new = self.old.manifest, self.new.manifest
        return (
            old.rows_digest != new.rows_digest
            and old.schema_version == new.schema_version
            and not self.other_texts
            and not any(counts.kinds for counts in self.rows.values())
        )

    @property
    def made_with(self) -> tuple[FieldChange, ...]:
        """Return what differs in schema version, tools and settings."""
        old, new = ({name: getattr(release.manifest, name) for name in _MADE_WITH} for release in (self.old, self.new))
        return tuple(FieldChange(field=place[2:], old=old, new=new) for place, old, new in differences(old, new))

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files that differ by the manifests' checksums, sorted; of a folder's files only the folder.

        CHANGES.md is left out: it always differs.
        """
        old, new = (release.manifest.files for release in (self.old, self.new))
        paths = (path for path in {**old, **new} if old.get(path) != new.get(path) and path != CHANGES)
        return tuple(sorted({f"{path.rpartition('/')[0]}/" if "/" in path else path for path in paths}))


def diff(old: Release | str | PathLike[str], new: Release | str | PathLike[str], *, examples: int = 20) -> Difference:
    """Compare two releases, given as folders or opened; of each file and kind, keep some ``examples``.

    A release that cannot be read raises a ReleaseError, a row that is not sound a RecordError. ``changes`` gives all
    rows that differ.
    """
    old, new = _opened(old), _opened(new)
    rows = {file: RowCounts() for file in RECORD_TYPES}
    for change in changes(old, new):
        rows[change.file].add(change, examples=examples)
    return Difference(old=old, new=new, rows=rows)


def changes(old: Release | str | PathLike[str], new: Release | str | PathLike[str]) -> Iterator[Change]:
    """Return an iterator over every row that differs between two releases; memory does not grow with them."""
    old, new = _opened(old), _opened(new)
    return row_changes(old.path, new.path, articles=least(level_of(old.manifest), level_of(new.manifest)))


def _opened(release: Release | str | PathLike[str]) -> Release:
    return release if isinstance(release, Release) else open_release(release)
