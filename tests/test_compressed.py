"""Articles in .gz and .zst: the same as unpacked, and what is cut short or broken is told."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from quotes.articles import read_articles
from quotes.errors import ArticleError
from quotes.records import Article

ROWS = [{"id": str(number), "text": f"“Boat {number} is in,” said Ada Quill."} for number in range(2000)]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()
ARTICLES = [Article(**row) for row in ROWS]


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


PACKERS = {".gz": gzip.compress, ".zst": zstd}


@pytest.fixture(params=PACKERS)
def suffix(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    return request.param


@pytest.fixture
def pack(suffix: str) -> Callable[[bytes], bytes]:
    return PACKERS[suffix]


def test_rows_are_the_same(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    half = LINES.index(b"\n", len(LINES) // 2) + 1
    Path(f"a.jsonl{suffix}").write_bytes(pack(LINES))
    Path(f"b.JSONL{suffix.upper()}").write_bytes(pack(LINES[:half]) + pack(LINES[half:]))  # as `cat a.gz b.gz` makes it
    assert list(read_articles([f"a.jsonl{suffix}"])) == ARTICLES
    assert list(read_articles([f"b.JSONL{suffix.upper()}"])) == ARTICLES


def test_ids_are_without_both_suffixes(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    Path("press/2024").mkdir(parents=True)
    for name in ("press/2024/pier.v2.txt", "press/quay.md"):
        Path(name + suffix).write_bytes(pack(b"Ada Quill spoke."))
    Path(f"press/notes{suffix}").write_bytes(pack(b"of no format"))
    assert [article.id for article in read_articles(["press"])] == ["2024/pier.v2", "quay"]
    assert [article.id for article in read_articles([f"press/quay.md{suffix}"])] == ["quay"]


def test_what_is_cut_short_is_told_after_what_came_before(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    data = pack(LINES)
    for cut in (data[:-1], data[: len(data) // 2], pack(LINES) + data[: len(data) // 2]):
        Path(f"a.jsonl{suffix}").write_bytes(cut)
        skipped: list[ArticleError] = []
        found = list(read_articles([f"a.jsonl{suffix}"], on_skip=skipped.append))
        assert found == ARTICLES[: len(found)]
        assert str(skipped[-1]).startswith(f"a.jsonl{suffix}: the compressed data are cut short after ")


def test_nothing_is_lost_that_is_whole(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    """A part each for every line: of all but the last, which is cut, every row is there."""
    parts = [pack(line) for line in LINES.splitlines(keepends=True)]
    for missing in (1, len(parts[-1]) - 1):
        Path(f"a.jsonl{suffix}").write_bytes(b"".join(parts)[:-missing])
        skipped: list[ArticleError] = []
        found = list(read_articles([f"a.jsonl{suffix}"], on_skip=skipped.append))
        assert found[:1999] == ARTICLES[:1999]
        assert len(skipped) == 1


def test_broken_data_end_a_table_once(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    table = b"id,text\n" + b"".join(b"%d,Boat.\n" % number for number in range(100_000))
    Path(f"a.csv{suffix}").write_bytes(pack(table) + b"tail")
    skipped: list[ArticleError] = []
    assert len(list(read_articles([f"a.csv{suffix}"], on_skip=skipped.append))) > 90_000
    assert len(skipped) == 1
    assert f"a.csv{suffix}:" in str(skipped[0])
    assert "the compressed data are broken" in str(skipped[0])


def test_no_compressed_data_at_all(suffix: str) -> None:
    Path(f"a.txt{suffix}").write_bytes(b"Ada Quill spoke, in plain text.")
    with pytest.raises(ArticleError, match=f"^a.txt{suffix}: the compressed data are broken .* after 0 bytes unpacked"):
        list(read_articles([f"a.txt{suffix}"]))


def test_parquet_is_not_packed_again(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    Path(f"a.parquet{suffix}").write_bytes(pack(b"PAR1"))
    with pytest.raises(ArticleError, match=r"a .parquet file that is packed cannot be read from its end; unpack it"):
        list(read_articles([f"a.parquet{suffix}"]))


def test_a_window_that_is_too_large_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00")  # an empty frame of a window of 2 GB
    with pytest.raises(ArticleError, match=r"a.jsonl.zst: compressed with a window of more than 128 MB \(zstd --long"):
        list(read_articles([path]))
