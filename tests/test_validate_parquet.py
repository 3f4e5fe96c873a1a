"""The Parquet files of a release hold the rows of its JSON Lines, and are told where they do not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from invented import detection, write
from tampering import Q, Rows, problems, set_at, without_metadata

from quotes.dataset import open_release
from quotes.dataset.release.manifest import write_manifest
from quotes.errors import QuotesWarning


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reposts = (detection(f"a{number}") for number in range(4))  # which are in one split
    return without_metadata(write(tmp_path_factory.mktemp("dist"), reposts).path)


@pytest.fixture
def release(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "release"))


def test_what_is_sound_is_compared_in_columns_only(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_rows(*_: object) -> Iterator[object]:
        raise AssertionError("row by row")
        yield

    monkeypatch.setattr("quotes.dataset.validation.validate_parquet.read_parquet", by_rows)
    assert problems(release) == []


def test_what_is_sound_is_so_row_by_row_too(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.dataset.validation.validation.look_at", lambda *_: None)
    assert problems(release) == []


def test_a_file_whose_first_page_is_damaged_is_told(release: Path) -> None:
    (path,) = (release / "data" / "tokens").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + bytes(60) + whole[64:])
    write_manifest(open_release(release).manifest, release)
    (problem,) = problems(release)
    assert problem.startswith("data/tokens: split train cannot be read at the row of articles.jsonl with ")


def test_validating_does_not_load_datasets(release: Path) -> None:
    code = "import sys; from quotes.dataset import validate; print(*validate(sys.argv[1]), 'datasets' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(release)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def rewrite_parquet(release: Path, change: Callable[[Rows], Any]) -> str:
    """Write other rows into the Parquet file of the quotations, and make the manifest's checksums follow."""
    (path,) = (release / "data" / "quotes").iterdir()
    table = pq.read_table(path)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    write_manifest(open_release(release).manifest, release)
    return path.relative_to(release).as_posix()


PARQUET: dict[str, tuple[Callable[[Rows], Any], list[str]]] = {
    "a value": (
        set_at(1, "speaker", "start", to=7),
        ["{file}:2 $.speaker.start: 7, but quotes.jsonl:2 has 40"],
    ),
    "a row lost": (
        lambda rows: rows.pop(3),
        ["data/quotes: split train ends before the row of quotes.jsonl:4"],
    ),
    "a row too many": (
        lambda rows: rows.append(rows[0]),
        ["{file}:5: a row that quotes.jsonl does not have"],
    ),
    "another order": (
        lambda rows: rows.reverse(),
        ["{file}:1 $.id: '{last}', but quotes.jsonl:1 has '{first}'; the rest of split train is not compared"],
    ),
}


@pytest.mark.parametrize(("change", "messages"), PARQUET.values(), ids=PARQUET)
def test_parquet_holds_the_rows_of_the_json_lines(
    release: Path, change: Callable[[Rows], Any], messages: list[str]
) -> None:
    first, *_, last = (row["id"] for row in open_release(release).rows(Q))
    file = rewrite_parquet(release, change)
    assert problems(release) == [message.format(file=file, first=first, last=last) for message in messages]


@pytest.mark.parametrize("begins", [b"", b"PK"])
def test_parquet_that_is_none(release: Path, begins: bytes) -> None:
    (path,) = (release / "data" / "quotes").iterdir()
    path.write_bytes(begins + path.read_bytes() if begins else b"PAR1")
    write_manifest(open_release(release).manifest, release)
    (told,) = problems(release)
    assert told.startswith("data/quotes/train-00000-of-00001.parquet: no Parquet file: ")


def test_parquet_with_other_columns(release: Path) -> None:
    (path,) = (release / "data" / "quotes").iterdir()
    pq.write_table(pq.read_table(path).drop_columns(["url"]), path)
    write_manifest(open_release(release).manifest, release)
    assert problems(release) == [
        "data/quotes/train-00000-of-00001.parquet: its columns are not those of the quote schema"
    ]


def test_parquet_with_values_beyond_python(release: Path) -> None:
    (path,) = (release / "data" / "quotes").iterdir()
    table = pq.read_table(path)
    days = pa.array([2**31 - 1] * table.num_rows, pa.date32())
    pq.write_table(table.append_column("day", days), path)
    manifest = replace(open_release(release).manifest, schema_version="1.7.0")
    write_manifest(manifest, release)
    with pytest.warns(QuotesWarning):
        (told,) = problems(release)
    assert told.startswith("data/quotes: split train cannot be read at the row of quotes.jsonl:1: data/quotes/train-")
