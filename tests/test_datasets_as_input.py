"""Datasets as input: folders that `save_to_disk` wrote, Arrow files, datasets on the Hub, streamed."""

import csv
import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
import pytest
from hub_server import Hub
from huggingface_hub import constants
from pyarrow import parquet

import quotes
from quotes.articles import read_articles
from quotes.errors import ArticleError, QuotesWarning
from quotes.records import Article

ROWS = [
    {"id": f"a{number}", "text": f"“Boat {number} is in,” said Ada Quill, the mayor.", "title": "T", "extra": number}
    for number in range(5)
]
ARTICLES = [Article(id=row["id"], text=row["text"], title="T") for row in ROWS]  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problem(source: str) -> str:
    with pytest.raises(ArticleError) as caught:
        list(read_articles([source]))
    return str(caught.value)


def test_a_saved_dataset() -> None:
    saved = datasets.Dataset.from_list(ROWS)
    saved.save_to_disk("press/ds", num_shards=2)
    Path("press/ds/cache-0123.arrow").write_bytes(b"what map() leaves beside")
    assert list(read_articles(["press/ds"])) == ARTICLES
    assert list(read_articles(["press"])) == ARTICLES
    saved.rename_column("text", "body").select([2, 0]).save_to_disk("turned")
    assert list(read_articles(["turned"], fields={"text": "body"})) == [ARTICLES[2], ARTICLES[0]]


def test_a_saved_dataset_without_ids() -> None:
    saved = datasets.Dataset.from_list(ROWS).remove_columns("id")
    saved.save_to_disk("press/ds", num_shards=2)
    with pytest.warns(QuotesWarning, match="rows have no id; theirs are the name of the file"):
        found = list(read_articles(["press"]))
    assert [one.text for one in found] == [one.text for one in ARTICLES]
    assert [one.id for one in found] == [
        *(f"ds/data-00000-of-00002/{number}" for number in (1, 2, 3)),
        *(f"ds/data-00001-of-00002/{number}" for number in (1, 2)),
    ]


def test_rows_that_come_behind_leave_the_ids_of_those_before(tmp_path: Path) -> None:
    path = tmp_path / "press.jsonl"
    rows = [json.dumps({"text": row["text"]}) + "\n" for row in ROWS]
    ids = []
    for count in (3, 5):
        path.write_text("".join(rows[:count]), encoding="utf-8")
        release = quotes.build([path], fields={"id": ":row"}, name="press", version="auto", out=tmp_path)
        ids.append([row["id"] for row in release.rows("articles.jsonl")])
    assert ids == [[f"press/{number}" for number in range(1, count + 1)] for count in (3, 5)]
    changes = (release.path / "CHANGES.md").read_text(encoding="utf-8")
    assert "2 added, 0 removed, 0 changed." in changes.partition("## Articles")[2]


def test_the_splits_of_a_saved_dataset_are_read_by_name() -> None:
    saved = datasets.Dataset.from_list(ROWS)
    datasets.DatasetDict(train=saved.select(range(3)), test=saved.select(range(3, 5))).save_to_disk("ds")
    assert list(read_articles(["ds"])) == ARTICLES[3:] + ARTICLES[:3]
    assert list(read_articles(["ds/train"])) == ARTICLES[:3]


def test_a_saved_dataset_that_is_not_whole() -> None:
    datasets.Dataset.from_list(ROWS).save_to_disk("ds", num_shards=2)
    data = Path("ds/data-00001-of-00002.arrow")
    whole = data.read_bytes()
    data.write_bytes(whole[:-8])
    assert problem("ds") == "ds/data-00001-of-00002.arrow: cut short: an Arrow stream that has no end"
    data.write_bytes(whole[:-100] + whole[-8:])
    assert problem("ds").startswith("ds/data-00001-of-00002.arrow: broken Arrow: ")
    data.unlink()
    assert problem("ds") == "ds/data-00001-of-00002.arrow: cannot be read: No such file or directory"
    state = Path("ds/state.json")
    state.write_text(json.dumps({**json.loads(state.read_text()), "_indices_data_files": [{"filename": "i.arrow"}]}))
    assert problem("ds") == "ds/state.json: a selection of rows; save it after flatten_indices()"
    state.write_text("{}")
    assert problem("ds") == "ds/state.json: does not name the data files of a dataset as save_to_disk writes it"


def test_arrow_files() -> None:
    table = pa.Table.from_pylist(ROWS)
    with pa.ipc.new_file("a.arrow", table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    assert list(read_articles(["a.arrow"])) == ARTICLES
    Path("b.arrow").write_bytes(b"no Arrow")
    assert problem("b.arrow").startswith("b.arrow: broken Arrow: ")
    Path("c.arrow").write_bytes(b"")
    assert problem("c.arrow").startswith("c.arrow: broken Arrow: ")


def test_the_same_rows_give_the_same_release_whatever_they_come_in() -> None:
    told = {"authors": ["Ann Orr", "Bo Ray"], "published": "2024-11-13", "url": "https://example.org/1"}
    rows = [{**row, **(told if number else dict.fromkeys(told))} for number, row in enumerate(ROWS)]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    Path("a.jsonl").write_bytes(lines)
    Path("a.json").write_text(json.dumps(rows, indent=1))
    Path("a.jsonl.gz").write_bytes(gzip.compress(lines))
    Path("a.jsonl.zst").write_bytes(pa.compress(lines, codec="zstd", asbytes=True))
    parquet.write_table(pa.Table.from_pylist(rows), "a.parquet")
    datasets.Dataset.from_list(rows).save_to_disk("ds")
    with Path("a.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows({**row, "authors": "; ".join(row["authors"] or ())} for row in rows)
    sources = ["a.jsonl", "a.json", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "ds", "a.csv"]
    first, *others = (
        quotes.build([source], name="press", version="1.0.0", out=f"out/{number}").path
        for number, source in enumerate(sources)
    )
    articles = list(map(json.loads, (first / "articles.jsonl").read_text().splitlines()))
    assert [row["author"] for row in articles] == [None] + ["Ann Orr; Bo Ray"] * 4
    for source, other in zip(sources[1:], others, strict=True):
        assert files_in(other) == files_in(first), source


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_memory_holds_a_batch_of_a_saved_dataset() -> None:
    text = "“Boat,” said Quill. " * 500
    datasets.Dataset.from_dict({"id": list(map(str, range(4000))), "text": [text] * 4000}).save_to_disk("ds")
    tracemalloc.start()
    before = pa.total_allocated_bytes()
    peak = 0
    for _ in read_articles(["ds"]):
        peak = max(peak, pa.total_allocated_bytes() - before)
    python = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert python + peak < 30 << 20 < Path("ds/data-00000-of-00001.arrow").stat().st_size


def parquet_bytes(rows: list[dict[str, Any]]) -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows), sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data


@pytest.fixture
def press(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    monkeypatch.setattr(
        constants, "HUGGINGFACE_CO_URL_TEMPLATE", f"{hub.url}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
    )
    lines = "".join(json.dumps(row) + "\n" for row in ROWS[3:]).encode()
    hub.repo(
        "acme/press",
        {
            "README.md": b"# Press",
            ".gitattributes": b"",
            "config.json": b"[1]",
            "data/train.parquet": parquet_bytes(ROWS[:3]),
            "more/rows.jsonl.gz": gzip.compress(lines),
            "more/photo.jpg": b"",
        },
    )
    return hub


@pytest.mark.filterwarnings("ignore::quotes.errors.QuotesWarning")
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("hf://datasets/acme/press", ARTICLES),
        ("hf://datasets/acme/press@main/data", ARTICLES[:3]),
        ("hf://datasets/acme/press/more/rows.jsonl.gz", ARTICLES[3:]),
        ("hf://datasets/acme/press/**/*.jsonl.gz", ARTICLES[3:]),
    ],
)
def test_a_dataset_on_the_hub(press: Hub, source: str, expected: list[Article]) -> None:
    assert list(read_articles([source])) == expected


def test_a_dataset_on_the_hub_is_streamed_from_one_commit(press: Hub) -> None:
    found = read_articles(["hf://datasets/acme/press/*/*.[pj]*[tz]"], fields={"title": "id"})
    first = next(found)
    assert (first.id, first.title) == ("a0", "a0")
    press.repos["acme/press"].commit({"data/train.parquet": parquet_bytes(ROWS[4:])})
    assert [one.id for one in found] == ["a1", "a2", "a3", "a4"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("hf://datasets/acme", "no address of a dataset on the Hub; hf://datasets/ORG/NAME is one"),
        ("hf://acme/press", "no address of a dataset on the Hub; hf://datasets/ORG/NAME is one"),
        ("hf://datasets/acme/gone", "the Hub has no such dataset, revision or file, or not for this token"),
        ("hf://datasets/acme/press@v9", "the Hub has no such dataset, revision or file, or not for this token"),
        ("hf://datasets/acme/press/gone", "the Hub has no such dataset, revision or file, or not for this token"),
        ("hf://datasets/acme/press/more/photo.jpg", ".jpg files are not read; "),
    ],
)
def test_what_is_not_on_the_hub(press: Hub, source: str, message: str) -> None:
    assert problem(source).startswith(f"{source}: {message}")


def test_a_hub_that_is_gone(press: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    press.stop()
    assert problem("hf://datasets/acme/press").startswith("hf://datasets/acme/press: the Hub cannot be reached (")
