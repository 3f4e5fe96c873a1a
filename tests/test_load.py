from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from datasets import load_dataset
from invented import detection, many, silent, write

from quotes.dataset import Release, validate
from quotes.dataset.release.lines import whole_lines
from quotes.dataset.tables import CONFIGS, features, pack, read_parquet
from quotes.dataset.tables.parquet import TableWriter


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("dist"), many(language="en", license="CC-BY-4.0", published="2024-05-01"))


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(*words: Any, **options: Any) -> Any:
        return load_dataset(*map(str, words), cache_dir=str(tmp_path / "cache"), **options)

    return load


def test_datasets_loads_quotes_by_default(release: Release, load: Any) -> None:
    loaded = load(release.path)
    assert {split: rows.num_rows for split, rows in loaded.items()} == {"train": 34, "validation": 2, "test": 4}
    assert loaded["train"].features == features("quote")
    assert str(loaded["train"].info.version) == "1.0.0"
    rows = list(release.rows("quotes.jsonl"))
    assert {split: list(part) for split, part in loaded.items()} == {
        split: [row for row in rows if row["split"] == split] for split in loaded
    }


def test_datasets_loads_articles(release: Release, load: Any) -> None:
    loaded = load(release.path, "articles")
    assert str(loaded["train"].info.version) == "1.0.0"
    by_id = {row["id"]: split for split, rows in loaded.items() for row in rows}
    assert by_id == {row["article_id"]: row["split"] for row in release.rows("quotes.jsonl")}


@pytest.mark.parametrize(("config", "file"), [("quotes", "quotes.jsonl"), ("articles", "articles.jsonl")])
def test_datasets_streams(release: Release, load: Any, config: str, file: str) -> None:
    streamed = load(release.path, config, streaming=True)
    rows = [json.dumps(row) for split in streamed.values() for row in split]
    assert sorted(rows) == sorted(json.dumps(row) for row in release.rows(file))


def test_datasets_reads_the_json_lines(release: Release, load: Any) -> None:
    loaded = load(
        "json",
        data_files=str(release.path / "quotes.jsonl"),
        features=features("quote", json_lines=True),
        split="train",
    )
    assert list(loaded) == list(release.rows("quotes.jsonl"))


def test_a_release_without_quotations_has_articles_as_its_default(tmp_path: Path, load: Any) -> None:
    release = write(tmp_path, (silent(f"a{index}") for index in range(30)))
    assert list(validate(release.path)) == []
    loaded = load(release.path)
    assert loaded["train"].features == features("article")
    assert sum(rows.num_rows for rows in loaded.values()) == 30
    card = (release.path / "README.md").read_text(encoding="utf-8")
    assert "so is the configuration `quotes`: this version holds no quotation." in card


def test_an_empty_split_is_left_out(tmp_path: Path, load: Any) -> None:
    release = write(tmp_path, [detection("a1")])
    assert release.counts.splits == {name: {"train": 1} for name in ("quotes", "articles", "extractive", "tokens")}
    assert list(load(release.path)) == ["train"]


def test_large_splits_have_several_files(tmp_path: Path) -> None:
    written = write(tmp_path, many(60)).path
    folder = tmp_path / "small"
    config = CONFIGS[0]
    with TableWriter(config, folder, row_group_bytes=4_000, shard_bytes=2_000) as table:
        for line in whole_lines(written / config.file):
            for (_, split), rows in pack([(line, [line])], [config]).items():
                table.add(split, rows)
        sizes = table.finish()
    names = [path.name for path in sorted(config.folder(folder).iterdir())]
    trains = [name for name in names if name.startswith("train-")]
    assert trains == [f"train-{number:05d}-of-{len(trains):05d}.parquet" for number in range(len(trains))]
    assert len(trains) > 2
    for split, size in sizes.items():
        rows = [row for _, _, row in read_parquet(config, folder, split)]
        assert rows == [row for _, _, row in read_parquet(config, written, split)]
        assert len(rows) == size.rows
    shutil.rmtree(written / "data" / "quotes")
    shutil.move(config.folder(folder), written / "data" / "quotes")
    assert load_dataset(str(written), cache_dir=str(tmp_path / "cache"))["train"].num_rows == sizes["train"].rows


@pytest.mark.parametrize(
    ("licences", "yaml", "table"),
    [
        (["CC-BY-4.0"], "license: cc-by-4.0\n", "| CC-BY-4.0 | 1 |"),
        ([None], "license: unknown\n", "| not given | 1 |"),
        (["Eastbrook | terms"], "license_name: Eastbrook | terms\n", "| Eastbrook \\| terms | 1 |"),
        (["MIT", None], "license_name: several, see below\n", "| not given | 1 |"),
    ],
)
def test_the_card_gives_the_licences_as_given(
    tmp_path: Path, licences: list[str | None], yaml: str, table: str
) -> None:
    made = (detection(f"a{number}", license=licence) for number, licence in enumerate(licences))
    card = (write(tmp_path, made).path / "README.md").read_text(encoding="utf-8")
    assert yaml in card
    assert table in card
