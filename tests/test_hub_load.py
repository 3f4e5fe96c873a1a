from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hub_server import Hub
from huggingface_hub import hf_hub_download, snapshot_download
from invented import many, silent, write

from quotes import QuotesError, load
from quotes.dataset import open_release
from quotes.dataset.manifest import file_entries, manifest_bytes

NAME = "acme/eastbrook"
SIZES = {"1.0.0": 12, "1.2.0": 15, "1.10.0": 18}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    for version, size in SIZES.items():
        write(out, many(size, published="2024-05-01"), version=version)
    return out / "eastbrook"


@pytest.fixture
def full(hub: Hub, dist: Path) -> Hub:
    """A Hub with all versions, of which 1.0.0 was loaded before."""
    for version in SIZES:
        hub.hold(NAME, open_release(dist / version))
    load(NAME, version="1.0.0", endpoint=hub.url)
    return hub


def rows(path: Any, **options: Any) -> list[dict[str, Any]]:
    """Load, and return the rows of all splits in the order of their ids."""
    loaded = load(path, **options)
    return sorted((row for split in loaded.values() for row in split), key=lambda row: str(row["id"]))


def expected(dist: Path, version: str, file: str = "quotes.jsonl") -> list[dict[str, Any]]:
    return sorted(open_release(dist / version).rows(file), key=lambda row: str(row["id"]))


def refused(path: Any, **options: Any) -> str:
    """Load in vain; return the one line that tells why."""
    with pytest.raises(QuotesError) as caught:
        load(path, **options)
    assert "\n" not in str(caught.value)
    return f"{type(caught.value).__name__} {caught.value}"


@pytest.mark.usefixtures("hub")
def test_a_folder_of_versions(dist: Path) -> None:
    assert rows(dist) == rows(dist, version="1.10.0") == rows(dist / "1.10.0") == expected(dist, "1.10.0")
    assert rows(dist, version="1.2.0", config="articles") == expected(dist, "1.2.0", "articles.jsonl")
    assert refused(dist, version="2.0.0") == f"ReleaseError {dist}: has no version 2.0.0; it has 1.0.0, 1.2.0, 1.10.0"
    assert refused(dist / "1.0.0", version="1.2.0") == (
        f"ReleaseError {dist}/1.0.0/manifest.json: is that of version 1.0.0, not of 1.2.0"
    )
    assert refused(dist, version="1.0.0", config="speakers") == (
        f"ReleaseError {dist}/1.0.0: has no configuration 'speakers'; it has quotes, articles, extractive, tokens"
    )
    assert refused(dist.parent) == (
        f"ReleaseError {dist.parent}: no release: it holds neither manifest.json nor a folder named as a version"
    )
    assert refused(f"{dist}/none") == (
        f"HubError '{dist}/none' is neither a folder nor the name of a dataset on the Hub, which is ORG/NAME"
    )
    assert refused(dist, version="v1.0.0") == (
        "ReleaseError version 'v1.0.0': a version is three numbers, MAJOR.MINOR.PATCH: 1.0.0"
    )


@pytest.mark.usefixtures("hub")
def test_two_datasets_of_one_version_are_told_apart(tmp_path: Path) -> None:
    for name, size in (("a", 4), ("b", 4), ("a", 5)):
        folder = tmp_path / name / "eastbrook" / "1.0.0"
        if folder.exists():
            folder.rename(tmp_path / "old")
        write(tmp_path / name, [*many(size)][::-1] if name == "b" else many(size))
        found = [row["id"] for row in load(folder)["train"]]
        assert found == [row["id"] for row in open_release(folder).rows("quotes.jsonl") if row["split"] == "train"]


@pytest.mark.usefixtures("hub")
def test_without_quotations_the_articles_are_loaded(tmp_path: Path) -> None:
    release = write(tmp_path, (silent(f"a{index}") for index in range(20)))
    assert sum(split.num_rows for split in load(release.path).values()) == 20


@pytest.mark.parametrize("version", SIZES)
def test_every_version_on_the_hub_is_itself(full: Hub, dist: Path, version: str) -> None:
    loaded = load(NAME, version=version, endpoint=full.url)
    assert {str(split.info.version) for split in loaded.values()} == {version}
    assert rows(NAME, version=version, endpoint=full.url) == expected(dist, version)
    digest = open_release(dist / version).manifest["rows_digest"]
    found = rows(NAME, version=version, config="articles", digest=digest, endpoint=full.url)
    assert found == expected(dist, version, "articles.jsonl")


def test_the_highest_version_is_the_default(full: Hub, dist: Path) -> None:
    assert rows(NAME, endpoint=full.url) == expected(dist, "1.10.0")


def down(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.stop()


def offline(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


@pytest.mark.parametrize("away", [down, offline])
def test_without_the_hub_the_cache_gives_that_version_or_nothing(
    full: Hub, dist: Path, monkeypatch: pytest.MonkeyPatch, away: Callable[[Hub, pytest.MonkeyPatch], None]
) -> None:
    hf_hub_download(NAME, "README.md", repo_type="dataset", revision="v1.2.0", endpoint=full.url)
    away(full, monkeypatch)
    assert rows(NAME, version="1.0.0", endpoint=full.url) == expected(dist, "1.0.0")
    for version in ("1.2.0", "1.10.0", "9.9.9"):
        assert refused(NAME, version=version, endpoint=full.url) == (
            f"HubError {NAME}: {full.url} is out of reach, and version {version} is not in the cache, which has 1.0.0"
        )
    assert refused(NAME, endpoint=full.url) == (
        f"HubError {NAME}: {full.url} is out of reach, and only the Hub knows which version is the highest; name one "
        "of those in the cache, which has 1.0.0"
    )
    assert refused("acme/westbrook", version="1.0.0", endpoint=full.url) == (
        f"HubError acme/westbrook: {full.url} is out of reach, and version 1.0.0 is not in the cache, which has none"
    )


def test_a_hub_out_of_order_is_one_out_of_reach(full: Hub, dist: Path) -> None:
    full.once("GET .*/revision/v1.0.0", lambda: 500)
    assert rows(NAME, version="1.0.0", endpoint=full.url) == expected(dist, "1.0.0")


def test_what_the_hub_does_not_have(full: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(NAME, version="9.9.9", endpoint=full.url) == (
        f"HubError {NAME}: has no version 9.9.9; it has 1.0.0, 1.2.0, 1.10.0"
    )
    full.repo("acme/empty")
    assert refused("acme/empty", endpoint=full.url) == "HubError acme/empty: has no version; it has none"
    assert refused("acme/none", version="1.0.0", endpoint=full.url) == (
        f"HubError acme/none: {full.url} has no such dataset, or not for this token (404)"
    )
    full.repos[NAME].private = True
    monkeypatch.delenv("HF_TOKEN")
    assert refused(NAME, version="1.0.0", endpoint=full.url) == (
        f"HubError {NAME}: {full.url} wants a token (401): `hf auth login` stores one, or set HF_TOKEN; or there is no "
        "such dataset"
    )


def test_a_tag_on_another_version_is_found_out(full: Hub) -> None:
    repo = full.repos[NAME]
    repo.tags["v3.0.0"] = repo.tags["v1.0.0"]
    told = refused(NAME, version="3.0.0", endpoint=full.url)
    assert told.endswith("/manifest.json: is that of version 1.0.0, not of 3.0.0")


def test_another_digest_than_the_one_cited_is_refused(full: Hub, dist: Path) -> None:
    cited, other = (open_release(dist / version).manifest["rows_digest"] for version in ("1.2.0", "1.0.0"))
    told = refused(NAME, version="1.0.0", digest=cited, endpoint=full.url)
    assert told.endswith(f"/manifest.json: rows_digest is {other}, not {cited}")


def cached(hub: Hub) -> Path:
    """Return the folder of 1.0.0 in the cache."""
    return Path(snapshot_download(NAME, repo_type="dataset", revision="v1.0.0", endpoint=hub.url))


def overwrite(file: Path, data: bytes) -> None:
    file.unlink()
    file.write_bytes(data)


def test_a_damaged_cache_is_found_out(full: Hub) -> None:
    folder = cached(full)
    for path in ("quotes.jsonl", "data/quotes/train-00000-of-00001.parquet", "README.md"):
        data = (folder / path).read_bytes()
        overwrite(folder / path, data[:-1] + bytes([data[-1] ^ 1]))
        told = refused(NAME, version="1.0.0", endpoint=full.url)
        assert told == f"ReleaseError {folder}/{path}: not what manifest.json says: size or checksum differs"
        overwrite(folder / path, data)
    (folder / "data" / "quotes" / "train-00001-of-00002.parquet").write_bytes(b"PAR1")
    assert refused(NAME, version="1.0.0", endpoint=full.url) == (
        f"ReleaseError {folder}/data/quotes/train-00001-of-00002.parquet: manifest.json does not list this file"
    )


def reword(release: Path) -> None:
    """Change a word in every row of one Parquet file, and nothing else."""
    path = release / "data" / "quotes" / "train-00000-of-00001.parquet"
    table = pq.read_table(path)
    changed = [{**row, "text": row["text"].replace("open", "close")} for row in table.to_pylist()]
    pq.write_table(pa.Table.from_pylist(changed, schema=table.schema), path)


def double(release: Path) -> None:
    path = release / "data" / "quotes" / "train-00000-of-00001.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table, table]), path)


def unsay(release: Path) -> None:
    (release / "rejected.jsonl").write_bytes(b"")


def lose(release: Path) -> None:
    path = release / "data" / "articles" / "train-00000-of-00001.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (reword, "data/quotes/train-00000-of-00001.parquet:1: does not hold the row of quotes.jsonl:1"),
        (double, "data/quotes/train-00000-of-00001.parquet:{after}: a row that the JSON Lines do not have"),
        (lose, "data/articles/train-00000-of-00001.parquet:1: does not hold the row of articles.jsonl:1"),
        (unsay, "manifest.json: rows_digest is {digest}, but the rows give {found}"),
    ],
)
def test_rows_are_verified_not_only_checksums(
    hub: Hub, dist: Path, tmp_path: Path, change: Callable[[Path], None], message: str
) -> None:
    release = write(tmp_path, many(12, published="2024-05-01"))
    change(release.path)
    manifest = {**release.manifest, "files": file_entries(release.path)}
    (release.path / "manifest.json").write_bytes(manifest_bytes(manifest))
    hub.hold(NAME, release)
    whole = hashlib.sha256()
    for file in ("articles.jsonl", "quotes.jsonl", "rejected.jsonl"):
        for row in release.rows(file):
            text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            whole.update(f"{text}\n".encode())
    words = {
        "digest": release.manifest["rows_digest"],
        "found": whole.hexdigest(),
        "after": release.counts["splits"]["quotes"]["train"] + 1,
    }
    assert refused(NAME, version="1.0.0", endpoint=hub.url).endswith("/" + message.format(**words))
