"""Write an SQLite database for datasette, with full-text search and facets, and views for DuckDB."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from quotes.dataset.release import Release
from quotes.exporting.quote_rows import COLUMNS, quote_rows
from quotes.records import Detection

_NUMBERS = {"confidence": "REAL", "start": "INTEGER", "end": "INTEGER"}
_ARTICLE = ("id", "title", "author", "source", "date", "url", "language", "text")
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


_FIELDS = {
    "speaker": "coalesce(q.speaker.name, q.speaker.text)",
    "role": "q.role.text",
    "words": "q.text",
    "date": "q.published",
    "headline": "a.title",
    "author": "a.author",
    "mention": "q.speaker.text",
    "name": "q.speaker.name",
    "form": "q.speaker.form",
    **{name: f"q.role.{name}" for name in ("title", "organization", "category", "status")},
    "cue": "q.cue.text",
    "method": "q.attribution.method",
    "confidence": "q.attribution.confidence",
    "reviewed": "q.review.reviewer",
    "context": "q.context.text",
    "utterance": "q.utterance_id",
    "cluster": "q.cluster_id",
    "article": "q.article_id",
}
"""What a column is in the release's own rows of quotations (q) and articles (a), where it has another name there."""
_VIEWS = """\
-- {name} {version}: views of its files, which stay where they are. To open: duckdb -init FILE
CREATE OR REPLACE VIEW articles AS
SELECT * FROM read_parquet('{data}/articles/*.parquet');

CREATE OR REPLACE VIEW quotes AS
SELECT
    {columns}
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
    """Write a script of views on the release's Parquet files: ``quotes`` flat, ``articles``, ``speakers`` counted.

    A column that the rows of an older release do not have is null.
    """
    data = (release.path / "data").resolve()
    there = {"q": _columns_in(data / "quotes"), "a": _columns_in(data / "articles")}
    columns = ",\n    ".join(f"{_expression(name, there)} AS {_quoted(name)}" for name in COLUMNS)
    place = str(data).replace("'", "''")
    file.write(_VIEWS.format(name=release.name, version=release.version, data=place, columns=columns).encode())


def _columns_in(folder: Path) -> set[str]:
    from pyarrow.parquet import read_schema

    return set(read_schema(min(folder.glob("*.parquet"))).names)


def _expression(name: str, there: Mapping[str, set[str]]) -> str:
    given = _FIELDS.get(name, f"q.{_quoted(name)}")
    needed = re.findall(r"\b([qa])\.\W?(\w+)", given)
    return given if all(field in there[table] for table, field in needed) else "NULL"
