"""Read the same articles from every kind of source, and a crawl that is cut at its end; say what it costs.

    python benchmarks/sources.py rows [--sizes 1000,1000000]
    python benchmarks/sources.py crawl [--sizes 1000,10000]

`rows` reads rows of some 400 characters and compares the digests of what was read. `crawl` builds a release of a
.warc.gz with a request, a page and metadata for each article, whose last bytes are missing, and shows what is told of
it. Articles are those of seedlings.py; costs are those of the whole process.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import cycle, islice
from pathlib import Path

import click
import pyarrow as pa
from measuring import machine, run, table, versions
from pyarrow import parquet
from seedlings import grow

from quotes.articles import read_articles

READ = """
import hashlib, sys
from quotes.articles import read_articles
digest = hashlib.sha256()
for article in read_articles(sys.argv[1:2]):
    digest.update(repr(article).encode())
open(sys.argv[2], "w").write(digest.hexdigest())
"""
ROWS = ("source", "rows", "CPU seconds", "rows per CPU second", "memory, MiB", "the same articles")
CRAWL = ("records", "CPU seconds", "seconds", "records per CPU second", "memory, MiB")
BATCH = 1000


@click.group()
def main() -> None:
    """Measure."""


def _sizes(value: str) -> list[int]:
    return [int(part.replace("_", "")) for part in value.split(",")]


@main.command()
@click.option("--sizes", type=_sizes, default="1000,1000000", show_default=True, help="How many rows.")
def rows(sizes: Sequence[int]) -> None:
    """Read rows from each kind of table."""
    lines = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            digests = set()
            for source in write_tables(Path(folder), size):
                told = Path(folder, "digest")
                cost = run([sys.executable, "-c", READ, str(source), str(told)])
                digests.add(told.read_text())
                same = "yes" if len(digests) == 1 else "NO"
                figures = f"{cost.cpu:,.1f}", f"{size / cost.cpu:,.0f}", f"{cost.together:,.0f}"
                lines.append([source.name, f"{size:,}", *figures, same])
                click.echo(" ".join(lines[-1]), err=True)
    click.echo(f"reading; {machine()}; {versions(['quote-attribution', 'pyarrow', 'datasets'])}\n")
    click.echo(table(ROWS, lines))


def write_tables(folder: Path, size: int) -> Iterator[Path]:
    """Write the rows in one format after the other; a file is gone when the next is asked for."""
    texts = [row["text"][:400] for row in islice(grow(BATCH), BATCH)]
    for write in (_saved, _json, _packed, _parquet, _zstd, _csv, _lines):
        source = write(
            folder, ({"id": str(number), "text": text} for number, text in enumerate(islice(cycle(texts), size)))
        )
        yield source
        if source.is_file():
            source.unlink()


def _json(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    path = folder / "rows.json"
    with path.open("w") as file:
        for number, row in enumerate(rows):
            file.write(f"{',' if number else '['}\n{json.dumps(row)}")
        file.write("\n]\n")
    return path


def _lines(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    path = folder / "rows.jsonl"
    with path.open("w") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)
    return path


def _packed(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    path = folder / "rows.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)
    return path


def _zstd(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    path = folder / "rows.jsonl.zst"
    with pa.CompressedOutputStream(str(path), "zstd") as file:
        for row in rows:
            file.write(f"{json.dumps(row)}\n".encode())
    return path


def _csv(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    import csv

    path = folder / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "text"], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _parquet(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    path = folder / "rows.parquet"
    with parquet.ParquetWriter(path, _SCHEMA) as writer:
        for batch in _batches(rows):
            writer.write_batch(batch)
    return path


def _saved(folder: Path, rows: Iterator[Mapping[str, str]]) -> Path:
    """Write what `save_to_disk` does, by its own hand: loading all first would be the heaviest part of the run."""
    path = folder / "saved dataset"
    path.mkdir()
    (path / "dataset_info.json").write_text("{}")
    (path / "state.json").write_text('{"_data_files": [{"filename": "data-00000-of-00001.arrow"}]}')
    with pa.OSFile(str(path / "data-00000-of-00001.arrow"), "wb") as file, pa.ipc.new_stream(file, _SCHEMA) as writer:
        for batch in _batches(rows):
            writer.write_batch(batch)
    return path


_SCHEMA = pa.schema({"id": pa.string(), "text": pa.string()})


def _batches(rows: Iterator[Mapping[str, str]]) -> Iterator[pa.RecordBatch]:
    while batch := list(islice(rows, BATCH)):
        yield pa.RecordBatch.from_pylist(batch, schema=_SCHEMA)


@main.command()
@click.option("--sizes", type=_sizes, default="1000,10000", show_default=True, help="How many records.")
def crawl(sizes: Sequence[int]) -> None:
    """Build a release of a crawl that is cut at its end."""
    lines, told = [], []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "crawl.warc.gz")
            data = b"".join(gzip.compress(one) for one in islice(_records(), size))
            path.write_bytes(data[:-100])
            quotes = [sys.executable, "-c", "from quotes.cli import main; main()"]
            build = [*quotes, "build", str(path), "--name", "crawl", "--version", "1.0.0", "--on-error", "skip"]
            cost = run([*build, "--out", folder])
            told.extend(line.replace(f"{folder}/", "") for line in _told(path))
            figures = f"{cost.cpu:,.1f}", f"{cost.wall:,.1f}", f"{size / cost.cpu:,.1f}", f"{cost.together:,.0f}"
            lines.append([f"{size:,}", *figures])
    click.echo(f"quotes build of a cut .warc.gz; {machine()}; {versions(['quote-attribution', 'trafilatura'])}\n")
    click.echo(table(CRAWL, lines))
    click.echo("\n".join(told))


def _told(path: Path) -> Iterator[str]:
    """Yield what is told of an archive when it is read."""
    errors: list[str] = []
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        for _ in read_articles([path], on_skip=lambda error: errors.append(str(error))):
            pass
    yield from (*errors, *(str(one.message) for one in remarks))


def _records() -> Iterator[bytes]:
    for row in grow(sys.maxsize):
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in row["text"].split("\n") if line)
        page = f"<!doctype html><title>{row['id']}</title><body><article>{paragraphs}</article>"
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        yield _record("request", row["id"], "GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
        yield _record("metadata", row["id"], "fetchTimeMs: 9\r\n", "application/warc-fields")
        yield _record("response", row["id"], head + page, "application/http; msgtype=response")


def _record(kind: str, name: str, block: str, media_type: str) -> bytes:
    data = block.encode()
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{kind}-{name}>",
        "WARC-Date: 2024-11-13T10:00:00Z",
        f"WARC-Target-URI: https://example.org/{name}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(data)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + data + b"\r\n\r\n"


if __name__ == "__main__":
    main()
