"""Write an SQLite database for datasette, with full-text search and facets, and views for DuckDB."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from quotes.dataset.release import Release
from quotes.exporting.quote_rows import COLUMNS, quote_rows
from quotes.records import Detection

_NUMBERS = {"confidence": "REAL", "start": "INTEGER", "end": "INTEGER"}
_ARTICLE = ("id", "title", "source", "date", "url", "language", "text")
_FACETS = ("speaker", "category", "source", "kind", "form")
_INDEXED = (*_FACETS, "date", "article", "id", "cluster")
_SEARCHED = {"quotes": ("words", "speaker", "role", "context"), "articles": ("title", "text")}


def write_sqlite(release: Release, detections: Iterable[Detection], folder: Path) -> None:
    """Write quotes.db with the tables ``quotes`` and ``articles``, and metadata.json, which tells datasette its facets.

    Both tables have an index of their words, which finds "gates" by "gate".
    """
    with closing(sqlite3.connect(folder / "quotes.db")) as database, database:
        database.executescript("\n".join(_tables()))
        for detection in detections:
            article = detection.article
            row = [getattr(article, {"date": "published"}.get(name, name)) for name in _ARTICLE]
            database.execute(f"INSERT INTO articles VALUES ({_marks(_ARTICLE)})", row)
            rows = ([one[name] for name in COLUMNS] for one in quote_rows([detection]))
            database.executemany(f"INSERT INTO quotes VALUES ({_marks(COLUMNS)})", rows)
        for table in _SEARCHED:
            database.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")
        for name in _INDEXED:
            database.execute(f"CREATE INDEX quotes_{name} ON quotes ({_quoted(name)})")
    metadata = json.dumps(_metadata(release), ensure_ascii=False, indent=2)
    (folder / "metadata.json").write_text(f"{metadata}\n", encoding="utf-8")


def _tables() -> Iterator[str]:
    columns = ", ".join(f"{_quoted(name)} TEXT" for name in _ARTICLE)
    yield f"CREATE TABLE articles ({columns}, PRIMARY KEY (id));"
    columns = ", ".join(f"{_quoted(name)} {_NUMBERS.get(name, 'TEXT')}" for name in COLUMNS)
    # Records of two articles with one text have the same ids.
    keys = "PRIMARY KEY (article, id), FOREIGN KEY (article) REFERENCES articles (id)"
    yield f"CREATE TABLE quotes ({columns}, {keys});"
    for table, names in _SEARCHED.items():
        searched = f"""{", ".join(names)}, content="{table}", tokenize="porter unicode61" """.strip()
        yield f"CREATE VIRTUAL TABLE {table}_fts USING fts5({searched});"


def _marks(names: tuple[str, ...]) -> str:
    return ", ".join("?" * len(names))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _metadata(release: Release) -> dict[str, Any]:
    table = {"facets": list(_FACETS), "sort_desc": "date", "description": "One quotation a row."}
    tables = {"quotes": table, "articles": {"label_column": "title"}}
    return {"title": f"{release.name} {release.version}", "databases": {"quotes": {"tables": tables}}}


_VIEWS = """\
-- {name} {version}: views of its files, which stay where they are. To open: duckdb -init FILE
CREATE OR REPLACE VIEW articles AS
SELECT * FROM read_parquet('{data}/articles/*.parquet');

CREATE OR REPLACE VIEW quotes AS
SELECT
    coalesce(q.speaker.name, q.speaker.text) AS speaker,
    q.role.text AS role,
    q.text AS words,
    q.source,
    q.published AS date,
    q.url,
    a.title AS headline,
    q.speaker.text AS mention,
    q.speaker.name AS name,
    q.speaker.form AS form,
    q.role.title AS title,
    q.role.organization AS organization,
    q.role.category AS category,
    q.role.status AS status,
    q.cue.text AS cue,
    q.kind,
    q.attribution.method AS method,
    q.attribution.confidence AS confidence,
    q.review.reviewer AS reviewed,
    q.context.text AS context,
    q.utterance_id AS utterance,
    q.cluster_id AS cluster,
    q.split,
    q.article_id AS article,
    q.id,
    q.start,
    q."end"
FROM read_parquet('{data}/quotes/*.parquet') AS q JOIN articles AS a ON a.id = q.article_id;

-- What several articles print counts once.
CREATE OR REPLACE VIEW speakers AS
SELECT
    speaker,
    count(DISTINCT coalesce(cluster, article || id)) AS quotations,
    count(DISTINCT article) AS articles,
    mode(role) AS role,
    mode(category) AS category
FROM quotes WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY quotations DESC, speaker;
"""


def write_duckdb(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write a script of views on the release's Parquet files: ``quotes`` flat, ``articles``, ``speakers`` counted."""
    data = str((release.path / "data").resolve()).replace("'", "''")
    file.write(_VIEWS.format(name=release.name, version=release.version, data=data).encode())
