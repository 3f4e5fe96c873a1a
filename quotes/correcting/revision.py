"""Release a version anew with rows that a person has corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from os import PathLike
from pathlib import Path

from quotes.correcting.differing import decisions_between, reviewed
from quotes.dataset.corrections import Correction, kept_corrections
from quotes.dataset.derivation import (
    ArticleRows,
    carried_over,
    check_no_newer,
    cited,
    read_article_rows,
    to_detection,
)
from quotes.dataset.release import ARTICLES, AUTO, QUOTES, RECORD_TYPES, REJECTED, REVISED_FROM, Release, open_release
from quotes.dataset.writing import write_release
from quotes.records import Detection, Quote, Rejection
from quotes.schema import with_integers
from quotes.storage import DiskMapping

SOMEBODY = "unnamed"
"""Who has decided where a revision does not say."""


def revise(
    release: Release | str | PathLike[str],
    *,
    quotes: str | PathLike[str] | None = None,
    rejected: str | PathLike[str] | None = None,
    articles: str | PathLike[str] | None = None,
    reviewer: str = SOMEBODY,
    version: str = AUTO,
    out: str | PathLike[str] = "dist",
) -> Release:
    """Release the rows of ``release`` anew, with corrected files in place of its own, as ``out/NAME/version``.

    A corrected file is a copy of quotes.jsonl, rejected.jsonl or articles.jsonl with rows changed, left out or added.
    What differs in kind, speaker, role, cue or utterance, or in what is a quotation at all, is a correction by
    ``reviewer``: the release keeps it, and so does every later build. Clusters and splits are decided anew; all else
    stays as it is written, but that 107.0 is 107 where an integer belongs. The first row that is not sound raises a
    RecordError with its file and line. CHANGES.md compares with ``release``.
    """
    base = release if isinstance(release, Release) else open_release(release)
    check_no_newer(base)
    given = {ARTICLES: articles, QUOTES: quotes, REJECTED: rejected}
    paths = {file: base.path / file if path is None else Path(path) for file, path in given.items()}
    corrections = kept_corrections(base)
    with closing(read_article_rows(paths)) as rows, DiskMapping() as before:
        _index(base, before)
        return write_release(
            _decided(map(_revised, rows), before, corrections, reviewer, f"{base.name}@{base.version}"),
            name=base.name,
            version=version,
            out=out,
            settings={**base.manifest.settings, REVISED_FROM: base.version},
            skipped=carried_over(base),
            previous=base,
            corrections=corrections,
            **cited(base),
        )


def _revised(rows: ArticleRows) -> Detection:
    """Return the records of an article; pandas makes floats of the integers in a column where one is missing."""
    quotes = [with_integers("quote", row) for row in rows.quotes]
    rejected = [with_integers("rejection", row) for row in rows.rejected]
    return to_detection(replace(rows, quotes=quotes, rejected=rejected))


def _index(base: Release, before: DiskMapping) -> None:
    """Keep the rows of each article of a release by the article's digest."""
    with closing(read_article_rows({file: base.path / file for file in RECORD_TYPES})) as rows:
        for one in rows:
            checked = to_detection(one)
            before.add(checked.article.digest, json.dumps([one.quotes, one.rejected]))


def _decided(
    detections: Iterable[Detection], before: DiskMapping, corrections: list[Correction], reviewer: str, release: str
) -> Iterator[Detection]:
    """Yield each article as edited, with who decided; add what was decided to the corrections."""
    for after in detections:
        known = before.get(after.article.digest)
        if known is None:
            yield after
            continue
        quotes, rejected = json.loads(known)
        old = replace(
            after, quotes=tuple(map(Quote.from_dict, quotes)), rejected=tuple(map(Rejection.from_dict, rejected))
        )
        made = {(one.start, one.end): one for one in decisions_between(old, after, reviewer, release)}
        corrections += made.values()
        were = {(quote.start, quote.end): quote for quote in old.quotes}
        edited = (
            reviewed(were.get(span), quote, made[span]) if (span := (quote.start, quote.end)) in made else quote
            for quote in after.quotes
        )
        yield replace(after, quotes=tuple(edited))
