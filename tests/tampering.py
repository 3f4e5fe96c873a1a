"""Change what lies in a release, as a test of its validation does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quotes.dataset import open_release, validate
from quotes.dataset.release.jsonl import read_lines
from quotes.dataset.release.manifest import rows_digest, write_manifest
from quotes.dataset.tables.parquet import CONFIGS, write_parquet, write_view
from quotes.dataset.tables.views import VIEWS
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
            write_parquet(config, read_lines(release / file), release)
    if not any(validate_rows(release, Found())):
        for view in VIEWS:
            shutil.rmtree(view.folder(release))
            write_view(view, release)
    manifest = {**open_release(release).manifest, "rows_digest": rows_digest(release)}
    write_manifest(manifest, release)


def set_at(index: int, *path: str, to: Any) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        row = rows[index]
        for key in path[:-1]:
            row = row[key]
        row[path[-1]] = to

    return change
