from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hub_server import Hub
from huggingface_hub import hf_hub_download, snapshot_download
from invented import many, silent, write

from quotes import QuotesError, ReleaseError, load
from quotes.dataset import open_release, validate
from quotes.dataset.release.manifest import write_manifest
from quotes.hub import fetch_release

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
    digest = open_release(dist / version).manifest.rows_digest
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
    cited, other = (open_release(dist / version).manifest.rows_digest for version in ("1.2.0", "1.0.0"))
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
    for path in ("quotes.jsonl", "articles.jsonl", "rejected.jsonl"):
        data = (folder / path).read_bytes()
        overwrite(folder / path, data[:-1] + bytes([data[-1] ^ 1]))
        told = refused(NAME, version="1.0.0", endpoint=full.url)
        assert told == f"ReleaseError {folder}/{path}: not what manifest.json says: size or checksum differs"
        overwrite(folder / path, data)


def forge(release: Path) -> None:
    """Write other rows than the release has into another folder, as Parquet under the names of its own files."""
    for path in [*release.glob("data/*/*.parquet")]:
        forged = release.parent / "forged" / path.relative_to(release)
        forged.parent.mkdir(parents=True, exist_ok=True)
        table = pq.read_table(path)
        words = {"id": ["forged"] * table.num_rows, "text": ["We resign"] * table.num_rows}
        for column in words.keys() & set(table.column_names):
            table = table.set_column(table.column_names.index(column), column, [words[column]])
        pq.write_table(table, forged)


def with_other_paths(to: str) -> Callable[[Path, str], None]:
    """Let the card name the forged files, by this address of their folder."""

    def change(release: Path, hub: str) -> None:
        card = (release / "README.md").read_text(encoding="utf-8")
        address = to.format(forged=release.parent / "forged", hub=hub)
        (release / "README.md").write_text(card.replace("path: data/", f"path: {address}/data/"), encoding="utf-8")

    return change


def in_place(release: Path, hub: str) -> None:
    for path in [*release.glob("data/*/*.parquet")]:
        path.write_bytes((release.parent / "forged" / path.relative_to(release)).read_bytes())


def as_a_link(release: Path, hub: str) -> None:
    shutil.rmtree(release / "data")
    (release / "data").symlink_to(release.parent / "forged" / "data")


def beside_them(release: Path, hub: str) -> None:
    for path in [*release.glob("data/*/train-*.parquet")]:
        forged = release.parent / "forged" / path.relative_to(release)
        path.with_name("train-00001-of-00002.parquet").write_bytes(forged.read_bytes())


def beside_the_card(release: Path, hub: str) -> None:
    card = (release / "README.md").read_text(encoding="utf-8").split("---")[1]
    (release / ".huggingface.yaml").write_text(card.replace("path: data/", "path: ../forged/data/"), encoding="utf-8")


def aliases(release: Path, hub: str) -> None:
    card = (release / "README.md").read_text(encoding="utf-8")
    (release / "README.md").write_text(card.replace("---\n", "---\na: &a [1]\nb: *a\n", 1), encoding="utf-8")


FORGERIES: dict[str, tuple[Callable[[Path, str], None], str]] = {
    "absolute": (with_other_paths("{forged}"), "README.md $.configs.quotes.data_files: ["),
    "above": (with_other_paths("../forged"), "README.md $.configs.quotes.data_files: ["),
    "another host": (with_other_paths("{hub}/forged"), "README.md $.configs.quotes.data_files: ["),
    "another repository": (with_other_paths("hf://datasets/acme/forged"), "README.md $.configs.quotes.data_files: ["),
    "in place": (in_place, "data/quotes/train-00000-of-00001.parquet:1 $.id: 'forged', but quotes.jsonl:"),
    "beside them": (beside_them, "data/quotes/train-00001-of-00002.parquet:1: a row that quotes.jsonl does not have"),
    "a link": (as_a_link, "data: is a link; a release holds its files itself"),
    "beside the card": (beside_the_card, ".huggingface.yaml: `datasets` would read it beside README.md; delete it"),
    "aliases": (
        aliases,
        "README.md: cannot be read as what `quotes build` writes: ValueError: line 3: an alias, which",
    ),
}


@pytest.mark.parametrize(("change", "problem"), FORGERIES.values(), ids=FORGERIES)
def test_forged_rows_are_never_handed_out_under_the_digest(
    hub: Hub, dist: Path, tmp_path: Path, change: Callable[[Path, str], None], problem: str
) -> None:
    copied = Path(shutil.copytree(dist / "1.0.0", tmp_path / "release"))
    forge(copied)
    change(copied, hub.url)
    release = open_release(copied)
    (copied / "croissant.json").unlink()
    write_manifest(release.manifest, copied)
    digest = release.manifest.rows_digest
    assert rows(copied, digest=digest) == expected(dist, "1.0.0")
    for config in ("articles", "extractive", "tokens"):
        # The same as in the Parquet files of the build.
        assert rows(copied, digest=digest, config=config) == plain(dist / "1.0.0", config)
    assert hub.requests == []
    told = [str(found) for found in validate(copied)]
    assert [line for line in told if line.startswith(problem)] != [], told
    assert hub.requests == []


def plain(release: Path, config: str) -> list[dict[str, Any]]:
    found = [row for path in (release / "data" / config).iterdir() for row in pq.read_table(path).to_pylist()]
    return sorted(found, key=lambda row: str(row["id"]))


def rewritten(release: Path, file: str, change: Callable[[list[dict[str, Any]]], Any]) -> Path:
    """Change rows of a release; its manifest has their checksums, and says of the rows what it said before."""
    lines = (release / file).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    change(found)
    (release / file).write_text("".join(f"{json.dumps(row)}\n" for row in found), encoding="utf-8")
    write_manifest(open_release(release).manifest, release)
    return release


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("rejected.jsonl", lambda rows: rows.clear(), "manifest.json: rows_digest is {digest}, but the rows give "),
        ("quotes.jsonl", lambda rows: rows.reverse(), "manifest.json: rows_digest is {digest}, but the rows give "),
        ("quotes.jsonl", lambda rows: rows[0].pop("url"), 'quotes.jsonl:1 $: "url" is a required property'),
        (
            "articles.jsonl",
            lambda rows: rows[2].update(text=None),
            "articles.jsonl:3 $.text: is null, but with articles 'full' it is published",
        ),
    ],
)
def test_rows_are_verified_not_only_checksums(
    hub: Hub, dist: Path, tmp_path: Path, file: str, change: Callable[[list[dict[str, Any]]], Any], message: str
) -> None:
    copied = rewritten(Path(shutil.copytree(dist / "1.0.0", tmp_path / "release")), file, change)
    release = open_release(copied)
    hub.hold(NAME, release)
    words = message.format(digest=release.manifest.rows_digest)
    for found in (refused(NAME, version="1.0.0", endpoint=hub.url), refused(copied)):
        assert f"/{words}" in found
    with pytest.raises(ReleaseError, match=r"/(manifest\.json|quotes\.jsonl|articles\.jsonl)"):
        fetch_release(NAME, "main", endpoint=hub.url)


@pytest.mark.usefixtures("hub")
def test_numbers_that_the_rows_do_not_have(dist: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(dist / "1.0.0", tmp_path / "release"))
    manifest = json.loads((copied / "manifest.json").read_bytes())
    splits = manifest["counts"]["splits"]["tokens"]
    manifest["counts"]["splits"]["tokens"] = {"train": 10**15}
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert refused(copied, config="tokens") == (
        f"ReleaseError {copied}/manifest.json $.counts.splits.tokens: {{'train': {10**15}}}, but the rows give {splits}"
    )
    assert rows(copied) == expected(dist, "1.0.0")


def test_a_tag_that_was_moved_is_found_out_by_the_digest(full: Hub, dist: Path, tmp_path: Path) -> None:
    other = write(tmp_path, many(5))
    digest = open_release(dist / "1.0.0").manifest.rows_digest
    full.hold(NAME, other)
    assert len(rows(NAME, version="1.0.0", endpoint=full.url)) == 5
    told = refused(NAME, version="1.0.0", digest=digest, endpoint=full.url)
    assert told.endswith(f"/manifest.json: rows_digest is {other.manifest.rows_digest}, not {digest}")
