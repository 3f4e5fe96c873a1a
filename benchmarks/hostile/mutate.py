"""Mutated texts and files of all formats, through all that reads them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hostile.changes import change_bytes, change_json, change_text, to_json
from hostile.ledger import Box, Ledger, quotes
from shapes import KINDS, make_text

from quotes import schema
from quotes.dataset.validation.checks import check_article, check_quotes, check_rejected
from quotes.detector import Detector
from quotes.records import Detection

Row = dict[str, Any]
Make = Callable[[list[Row], random.Random], tuple[str, bytes]]
_COMMANDS_OF = 25
"""Every so many-th file goes through a whole command as well."""
_PAGE = (
    "<html><head><title>{title}</title><meta property='og:site_name' content='Post'></head><body><article>"
    "<h1>{title}</h1>{body}</article></body></html>"
)


def mutate(box: Box, ledger: Ledger, numbers: range, seed: int, detector: Detector, stock: list[Row]) -> None:
    """Give the inputs of these numbers to what reads them; ``stock`` are rows of articles."""
    for number in numbers:
        rng = random.Random(f"mutate {seed} {number}")
        rows = [_short(row, rng) for row in rng.sample(stock, 2)]
        name, read = f"{number}", rng.choices((_articles, _others), (9, 1))[0]
        before = box.around()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read(box, ledger, name, rows, rng, detector)
        box.look(before, name)


def _short(row: Row, rng: random.Random) -> Row:
    """Return an article of a few paragraphs, or one of an odd shape."""
    paragraphs = row["text"].split("\n\n")
    start = rng.randrange(len(paragraphs))
    text = "\n\n".join(paragraphs[start : start + 4])[:1500]
    if rng.random() < 0.2:
        text = make_text(rng.choice(sorted(KINDS)), rng.choice((3, 40, 400)), rng.randrange(1000))
    return {"id": row["doc_id"], "text": text, "title": "A title", "published": "2020-01-31", "language": "en"}


def _articles(box: Box, ledger: Ledger, name: str, rows: list[Row], rng: random.Random, detector: Detector) -> None:
    from quotes.articles import read_articles

    suffix, data = rng.choice(MAKERS)(rows, rng)
    if suffix != ".parquet" and rng.random() < 0.7:
        data = change_bytes(data, rng)
    file = box.here / f"input{suffix if rng.random() < 0.97 else rng.choice(('.csv', '.parquet', '.html', '.jsonl'))}"
    file.write_bytes(data)
    skipped = ledger_of_skips(ledger, name, file) if rng.random() < 0.3 else None
    with ledger.one(name, file):
        for found in detector.pipe(read_articles([file], on_skip=skipped), on_skip=skipped):
            for problem in problems(found):
                ledger.fault("unsound", problem, name, file)
            for record in (found.article, *found.quotes, *found.rejected):
                json.dumps(record.to_dict(), ensure_ascii=False, allow_nan=False).encode("utf-8")  # as it is written
    if int(name) % _COMMANDS_OF == 0:
        command = rng.choice((["detect"], ["show"], ["show", "--html"], ["detect", "--on-error", "skip"]))
        with ledger.one(f"{name} {command[0]}", file):
            quotes([*command, file], name, ledger, file)


def ledger_of_skips(ledger: Ledger, name: str, file: Path) -> Callable[[Exception], None]:
    """Return what looks at the messages of skipped articles."""
    return lambda error: ledger.message(str(error), name, file)


def problems(found: Detection) -> list[str]:
    """Return all that is wrong with records; every text must stand where it says."""
    article = found.article.to_dict()
    groups = {"quote": [one.to_dict() for one in found.quotes], "rejection": [one.to_dict() for one in found.rejected]}
    breaches = [
        *schema.problems("article", article),
        *check_article(article),
        *(place for kind, rows in groups.items() for row in rows for place in schema.problems(kind, row)),
        *(breach[1:] for breach in check_quotes(article, groups["quote"])),
        *(breach[1:] for breach in check_rejected(article, groups["rejection"])),
    ]
    return [f"{place}: {ascii(message)[:60]}" for place, message in breaches]


def _others(box: Box, ledger: Ledger, name: str, rows: list[Row], rng: random.Random, detector: Detector) -> None:
    """Mutate records, gold or a model, and give them to the command that reads them."""
    records = [quote.to_dict() for row in rows for quote in detector.detect(row["text"])]
    gold = [
        {"doc_id": "text", "license": "CC0-1.0", "text": rows[0]["text"], "quotes": [_gold(one) for one in records]}
    ]
    files = {"records.jsonl": records, "gold.jsonl": gold}
    for file, content in files.items():
        lines = b"".join(to_json(change_json(row, rng) if rng.random() < 0.4 else row) + b"\n" for row in content)
        (box.here / file).write_bytes(change_bytes(lines, rng) if rng.random() < 0.3 else lines)
    model = json.loads((Path(schema.__file__).parent / "model.json").read_text(encoding="utf-8"))
    model_text = to_json(change_json(model, rng))
    (box.here / "model.json").write_bytes(change_bytes(model_text, rng) if rng.random() < 0.3 else model_text)
    (box.here / "input.txt").write_text(rows[0]["text"], encoding="utf-8", errors="replace")
    command: list[str] = rng.choice(
        (
            ["stats", "records.jsonl"],
            ["evaluate", "gold.jsonl", "records.jsonl"],
            ["detect", "input.txt", "--model", "model.json"],
        )
    )
    with ledger.one(f"{name} {command[0]}", box.here):
        quotes(command, f"{name} {command[0]}", ledger, box.here)


def _gold(record: Row) -> Row:
    kept = {key: record[key] for key in ("start", "end", "text")}
    speaker = record["speaker"] and {key: record["speaker"][key] for key in ("start", "end", "text")}
    return {
        **kept,
        "content_start": record["start"],
        "content_end": record["end"],
        "kind": "direct",
        "speaker": speaker,
    }


def _txt(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    return ".txt", rows[0]["text"].encode("utf-8", "surrogatepass")


def _md(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    front = "---\ntitle: A title\npublished: 2020-01-31\ntags: [a, b]\n---\n" if rng.random() < 0.5 else ""
    return ".md", f"{front}# Head\n\n{rows[0]['text']}\n\n- one\n- two\n".encode("utf-8", "surrogatepass")


def _html(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    body = "".join(f"<p>{paragraph}</p>" for row in rows for paragraph in row["text"].split("\n"))
    return ".html", _PAGE.format(title="A title", body=body).encode("utf-8", "surrogatepass")


def _jsonl(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    changed = [change_json(row, rng) if rng.random() < 0.6 else row for row in rows]
    return ".jsonl", b"".join(to_json(row) + b"\n" for row in changed)


def _csv(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=rng.choice(",,,;\t"))
    writer.writeheader()
    writer.writerows(
        {key: change_text(value, rng) if rng.random() < 0.2 else value for key, value in row.items()} for row in rows
    )
    return ".csv", text.getvalue().encode("utf-8", "surrogatepass")


def _parquet(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    """Write columns of all types; half of the files are damaged as well."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, Any] = {}
    for key in rows[0]:
        values = [row[key].encode("utf-8", "replace").decode() for row in rows]
        columns[key] = pa.array(values) if rng.random() < 0.7 else _odd_column(len(values), rng)
    if rng.random() < 0.2:
        del columns[rng.choice(list(columns))]
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, compression=rng.choice(("none", "snappy", "zstd")))
    data = sink.getvalue()
    return ".parquet", change_bytes(data, rng) if rng.random() < 0.5 else data


def _odd_column(length: int, rng: random.Random) -> Any:
    import pyarrow as pa

    one, kind = rng.choice(
        (
            (b"\xff\xfe\x00", pa.binary()),
            (["a"], pa.list_(pa.string())),
            ({"a": 1}, pa.struct({"a": pa.int64()})),
            (10**18, pa.int64()),
            (float("nan"), pa.float64()),
            (0, pa.timestamp("ns")),
            (10**5, pa.date32()),
            (True, pa.bool_()),
            (None, pa.null()),
            (None, pa.string()),
            ("a", pa.dictionary(pa.int32(), pa.string())),
            ([("a", 1)], pa.map_(pa.string(), pa.int64())),
            (1, pa.duration("s")),
            (b"\xff", pa.large_binary()),
        )
    )
    return pa.array([one] * length, type=kind)


def _json(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    changed = [to_json(change_json(row, rng) if rng.random() < 0.6 else row) for row in rows]
    return ".json", rng.choice((b"[%s]", b"%s")) % rng.choice((b",", b",\n", b"\n")).join(changed)


def _warc(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    """Write a page for each row, sent plain, packed or in chunks."""
    records = []
    for row in rows:
        body = _html([row], rng)[1]
        field = rng.choice(
            ("", "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n", "Content-Encoding: br\r\n")
        )
        body = (
            gzip.compress(body)
            if "gzip" in field
            else b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
            if "chunk" in field
            else body
        )
        if rng.random() < 0.3:
            body = change_bytes(body, rng)
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{field}\r\n".encode() + body
        head = [
            "WARC/1.0",
            "WARC-Type: response",
            f"WARC-Record-ID: <urn:uuid:{row['id']}>",
            "WARC-Date: 2020-01-31T00:00:00Z",
            "WARC-Target-URI: https://example.org/a",
            "Content-Type: application/http",
            f"Content-Length: {len(block)}",
        ]
        start = "\r\n".join([*head, "", ""])
        records.append(start.encode("utf-8", "surrogatepass") + block + b"\r\n\r\n")
    return ".warc", b"".join(records)


def _feed(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    items = "".join(
        f"<item><title>{row['title']}</title><guid>{row['id']}</guid><pubDate>Fri, 31 Jan 2020 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{row['text']}</p>]]></description></item>"
        for row in rows
    )
    return ".rss", f"<rss><channel><title>Post</title>{items}</channel></rss>".encode("utf-8", "surrogatepass")


def _arrow(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    import pyarrow as pa

    table = pa.table({key: [row[key].encode("utf-8", "replace").decode() for row in rows] for key in rows[0]})
    sink = io.BytesIO()
    with rng.choice((pa.ipc.new_stream, pa.ipc.new_file))(sink, table.schema) as writer:
        writer.write_table(table)
    return ".arrow", sink.getvalue()


def _packed(rows: list[Row], rng: random.Random) -> tuple[str, bytes]:
    import pyarrow as pa

    suffix, data = rng.choice((_txt, _html, _jsonl, _csv, _json, _warc, _feed))(rows, rng)
    if rng.random() < 0.5:
        return f"{suffix}.gz", gzip.compress(data)
    return f"{suffix}.zst", pa.compress(data, codec="zstd", asbytes=True)


MAKERS: tuple[Make, ...] = (_txt, _md, _html, _jsonl, _csv, _parquet, _json, _warc, _feed, _arrow, _packed)
