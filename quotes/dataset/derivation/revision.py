"""Release a version anew with rows that a person has corrected."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from quotes.dataset.corrections import kept_corrections
from quotes.dataset.derivation.article_rows import ArticleRows, check_no_newer, read_article_rows, to_detection
from quotes.dataset.release import ARTICLES, AUTO, QUOTES, REJECTED, REVISED_FROM, Release, open_release
from quotes.dataset.writing import Skipped, write_release
from quotes.errors import QuotesError
from quotes.records import Detection
from quotes.schema import with_integers


def revise(
    release: Release | str | PathLike[str],
    *,
    quotes: str | PathLike[str] | None = None,
    rejected: str | PathLike[str] | None = None,
    articles: str | PathLike[str] | None = None,
    version: str = AUTO,
    out: str | PathLike[str] = "dist",
) -> Release:
    """Release the rows of ``release`` anew, with corrected files in place of its own, as ``out/NAME/version``.

    A corrected file is a copy of quotes.jsonl, rejected.jsonl or articles.jsonl with rows changed, left out or added.
    Clusters and splits are decided anew; all else stays as it is written, but that 107.0 is 107 where an integer
    belongs. The first row that is not sound raises a RecordError with its file and line. CHANGES.md compares
    with ``release``.
    """
    base = release if isinstance(release, Release) else open_release(release)
    check_no_newer(base)
    given = {ARTICLES: articles, QUOTES: quotes, REJECTED: rejected}
    paths = {file: base.path / file if path is None else Path(path) for file, path in given.items()}
    with closing(read_article_rows(paths)) as rows:
        return write_release(
            map(_revised, rows),
            name=base.name,
            version=version,
            out=out,
            settings={**base.manifest.settings, REVISED_FROM: base.version},
            skipped=carried_over(base),
            previous=base,
            corrections=kept_corrections(base),
            **cited(base),
        )


def _revised(rows: ArticleRows) -> Detection:
    """Return the records of an article; pandas makes floats of the integers in a column where one is missing."""
    quotes = [with_integers("quote", row) for row in rows.quotes]
    rejected = [with_integers("rejection", row) for row in rows.rejected]
    return to_detection(replace(rows, quotes=quotes, rejected=rejected))


def cited(base: Release) -> dict[str, Any]:
    """Return who is cited for a release; the day belongs to that version alone."""
    return {"authors": base.manifest.authors}


def carried_over(base: Release) -> Skipped:
    """Return what was skipped when the release was built; a further error is not skipped but raised."""
    return Skipped(tell=_raise, count=base.counts.skipped, unread=list(base.manifest.skipped))


def _raise(error: QuotesError) -> None:
    raise error
