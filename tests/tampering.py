"""Change what lies in a release, as a test of its validation does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotes.dataset import open_release, validate
from quotes.dataset.release.lines import RECORD_TYPES, read_lines, read_rows, whole_lines, with_quotes
from quotes.dataset.release.manifest import write_manifest
from quotes.dataset.release.published_rows import digest_of
from quotes.dataset.tables import CONFIGS, VIEWS, Config, Tables, View, pack
from quotes.dataset.validation.validate_rows import Found, validate_rows

Rows = list[dict[str, Any]]
Q, A, R = "quotes.jsonl", "articles.jsonl", "rejected.jsonl"


def without_metadata(release: Path) -> Path:
    """Remove the files that would disagree with every change; they have tests of their own."""
    for name in ("croissant.json", "CITATION.cff"):
        (release / name).unlink()
    write_manifest(open_release(release).manifest, release)
    return release


def problems(release: Path) -> list[str]:
    return [str(problem) for problem in validate(release)]


def edit(release: Path, file: str, change: Callable[[Rows], Any]) -> None:
    """Change rows and make the Parquet files and the manifest's checksums and digests follow."""
    rows = [json.loads(line) for line in (release / file).read_text(encoding="utf-8").splitlines()]
    change(rows)
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (release / file).write_text(text, encoding="utf-8")
    for config in CONFIGS:
        if config.file == file:
            shutil.rmtree(config.folder(release))
            write_parquet(config, release)
    if not any(validate_rows(release, Found())):
        for view in VIEWS:
            shutil.rmtree(view.folder(release))
        write_tables(with_quotes(whole_lines(release / A), whole_lines(release / Q)), VIEWS, release)
    manifest = replace(open_release(release).manifest, rows_digest=rows_digest(release))
    write_manifest(manifest, release)


def write_parquet(config: Config, release: Path) -> None:
    """Write the Parquet files of one configuration, whatever order its rows are in."""
    lines = [(line, line.row) for line in read_lines(release / config.file) if line.row is not None]
    # Of an article only the article is taken, of a quotation only the quotation.
    write_tables([(line, [line]) for line in lines], [config], release)


def write_tables(rows: Any, sources: Sequence[Config | View], release: Path) -> None:
    with Tables(sources, release) as tables:
        tables.add(pack(rows, sources))
        tables.finish()


def rows_digest(release: Path) -> str:
    return digest_of(row for file in RECORD_TYPES for row in read_rows(release / file))


def set_at(index: int, *path: str, to: Any) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        row = rows[index]
        for key in path[:-1]:
            row = row[key]
        row[path[-1]] = to

    return change
