"""Make a draft of a release from its JSON Lines: Parquet, training views, schemas, what card and chart tell."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.metadata import BARS, Coverage, Statistics, count, read_coverage
from quotes.dataset.release import ARTICLES, AUTO, QUOTES, RECORD_TYPES, level_of, read_lines
from quotes.dataset.tables import CONFIGS, SplitSize, views_of, write_parquet, write_view


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A release in a folder of its own: all but its version, and the files that name the version."""

    folder: Path
    manifest: Mapping[str, Any]
    sizes: Mapping[str, Mapping[str, SplitSize]]
    statistics: Statistics
    coverage: Coverage


def make_draft(folder: Path, manifest: Mapping[str, Any]) -> Draft:
    """Write what follows from the JSON Lines in ``folder``; only the sizes of the splits are added to the manifest."""
    sizes = {config.name: write_parquet(config, read_lines(folder / config.file), folder) for config in CONFIGS}
    sizes.update({view.name: write_view(view, folder) for view in views_of(level_of(manifest))})
    for record_type in (*RECORD_TYPES.values(), "manifest"):
        (folder / "schemas").mkdir(exist_ok=True)
        shutil.copyfile(schema.path(record_type), folder / "schemas" / schema.path(record_type).name)
    splits = {config: {split: size.rows for split, size in of.items()} for config, of in sizes.items()}
    return Draft(
        folder=folder,
        manifest={**manifest, "version": AUTO, "counts": {**manifest["counts"], "splits": splits}},
        sizes=sizes,
        statistics=count(folder / QUOTES, top=BARS),
        coverage=read_coverage(folder / ARTICLES),
    )
