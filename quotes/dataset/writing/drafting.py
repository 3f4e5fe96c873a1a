"""Make a draft of a release from its JSON Lines: Parquet, training views, schemas, what card and chart tell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.metadata import (
    BARS,
    ArticleTally,
    Coverage,
    QuoteTally,
    Sample,
    Statistics,
    tally_articles,
    tally_quotes,
)
from quotes.dataset.release import (
    ARTICLES,
    AUTO,
    QUOTES,
    RECORD_TYPES,
    FileEntries,
    LineRow,
    file_entries,
    level_of,
    sound_lines,
    with_quotes,
)
from quotes.dataset.tables import CONFIGS, SplitSize, views_of, write_tables


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A release in a folder of its own: all but its version, and the files that name the version.

    ``files`` are the manifest's entries of those that are there; ``sample`` is a quotation for the card.
    """

    folder: Path
    manifest: Mapping[str, Any]
    files: FileEntries
    sizes: Mapping[str, Mapping[str, SplitSize]]
    statistics: Statistics
    coverage: Coverage
    sample: Mapping[str, Any] | None


def make_draft(folder: Path, manifest: Mapping[str, Any], files: FileEntries) -> Draft:
    """Write what follows from the JSON Lines in ``folder``, which have these entries; they are read once.

    Only the sizes of the splits are added to the manifest.
    """
    sample = Sample()
    with tally_quotes() as quotes, tally_articles() as articles:
        rows = _counted(folder, quotes, articles, sample)
        sizes = write_tables(rows, folder, (*CONFIGS, *views_of(level_of(manifest))))
        statistics, coverage = quotes.statistics(top=BARS), articles.coverage()
    for record_type in (*RECORD_TYPES.values(), "manifest"):
        (folder / "schemas").mkdir(exist_ok=True)
        shutil.copyfile(schema.path(record_type), folder / "schemas" / schema.path(record_type).name)
    splits = {config: {split: size.rows for split, size in of.items()} for config, of in sizes.items()}
    return Draft(
        folder=folder,
        manifest={**manifest, "version": AUTO, "counts": {**manifest["counts"], "splits": splits}},
        files=file_entries(folder, known=files),
        sizes=sizes,
        statistics=statistics,
        coverage=coverage,
        sample=sample.row,
    )


def _counted(
    folder: Path, quotes: QuoteTally, articles: ArticleTally, sample: Sample
) -> Iterator[tuple[LineRow, list[LineRow]]]:
    """Yield every article with its quotations, and count them as they pass by."""
    article_lines, quote_lines = (sound_lines(folder / file, RECORD_TYPES[file]) for file in (ARTICLES, QUOTES))
    for article, its_quotes in with_quotes(article_lines, quote_lines):
        articles.add(article[1])
        for _, quote in its_quotes:
            quotes.add(quote)
            sample.add(quote)
        yield article, its_quotes
