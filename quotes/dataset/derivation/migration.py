"""Bring a release of an older major schema version to the one that this package reads and writes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from contextlib import closing
from os import PathLike

from quotes import schema
from quotes.dataset.corrections import kept_corrections
from quotes.dataset.derivation.article_rows import ArticleRows, read_article_rows, to_detection
from quotes.dataset.derivation.carried import carried_over, cited
from quotes.dataset.release import AUTO, MANIFEST, RECORD_TYPES, Release, open_any_schema, open_release
from quotes.dataset.writing import write_release
from quotes.errors import ReleaseError

Step = Callable[[ArticleRows], ArticleRows]

# The step from each major schema version to the next. Nothing was released before 1, so there is none yet. A new
# major version adds the step from the one before it here: a function from an article's rows to the same rows in the
# new schema, with ids kept, and one test.
STEPS: Mapping[int, Step] = {}


def migrate(
    path: str | PathLike[str],
    *,
    version: str = AUTO,
    out: str | PathLike[str] = "dist",
    steps: Mapping[int, Step] = STEPS,
) -> Release:
    """Release the rows of the release at ``path`` in the current major schema version, as ``out/NAME/version``.

    A release that has it already is returned as it is. ``steps`` has, by major version, what brings an article's rows
    to the next. Where a step is missing, a ReleaseError is raised; where its rows are not sound, a RecordError.
    """
    old = open_any_schema(path)
    written = old.manifest.schema_version
    major = schema.major_of(written)
    if major is None or major >= schema.MAJOR:
        return open_release(path)
    for number in range(major, schema.MAJOR):
        if number not in steps:
            message = f"{written} has major version {major}; there is no step from {number} to {number + 1}"
            raise ReleaseError(f"{old.path / MANIFEST} $.schema_version: {message}")
    chain = [steps[number] for number in range(major, schema.MAJOR)]
    with closing(read_article_rows({file: old.path / file for file in RECORD_TYPES})) as rows:
        return write_release(
            (to_detection(functools.reduce(lambda before, step: step(before), chain, one)) for one in rows),
            name=old.name,
            version=version,
            out=out,
            settings={**old.manifest.settings, "migrated_from": old.version},
            skipped=carried_over(old),
            previous=old,
            corrections=kept_corrections(old),
            **cited(old),
        )
