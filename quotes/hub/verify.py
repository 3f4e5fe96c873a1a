"""Check that a folder holds the very rows of a version: every byte by its checksum, every row by the digest."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from quotes import schema
from quotes.dataset.jsonl import RECORD_TYPES, canonical
from quotes.dataset.manifest import file_entry
from quotes.dataset.parquet import CONFIGS, read_parquet
from quotes.dataset.release import MANIFEST, Release, open_release
from quotes.dataset.splits import SPLITS
from quotes.errors import ReleaseError
from quotes.hub.card import CARD


def verify(folder: Path, *, version: str, digest: str | None = None) -> Release:
    """Return the release in ``folder``; a ReleaseError unless it is the version asked for, whole and unchanged.

    Checked are the manifest's version; ``digest``, if given, against its ``rows_digest``; size and SHA-256 of all that
    is loaded; ``rows_digest``, computed anew from the JSON Lines; and that the Parquet files hold the same rows. The
    last two are done once for each manifest, and remembered in the cache of
    `datasets`.
    """
    release = open_release(folder)
    for place, message in schema.problems("manifest", release.manifest):
        raise ReleaseError(f"{folder / MANIFEST} {place}: {message}")
    if release.version != version:
        raise ReleaseError(f"{folder / MANIFEST}: is that of version {release.version}, not of {version}")
    if digest is not None and release.manifest["rows_digest"] != digest:
        raise ReleaseError(f"{folder / MANIFEST}: rows_digest is {release.manifest['rows_digest']}, not {digest}")
    _verify_files(release)
    proof = cache_of(release) / "verified"
    if not proof.exists():
        _verify_rows(release)
        with suppress(OSError):  # then they are looked at again next time
            proof.parent.mkdir(parents=True, exist_ok=True)
            proof.touch()
    return release


def is_loaded(path: str) -> bool:
    """Tell whether a file of a release is one that loading reads."""
    return path in (CARD, *RECORD_TYPES) or path.startswith("data/")


def cache_of(release: Release) -> Path:
    """Return the folder for what is derived from a verified release: another manifest has another one."""
    from datasets import config

    digest = hashlib.sha256((release.path / MANIFEST).read_bytes()).hexdigest()
    return Path(config.HF_DATASETS_CACHE) / "quotes" / digest[:32]


def _verify_files(release: Release) -> None:
    listed = {path: entry for path, entry in release.manifest["files"].items() if is_loaded(path)}
    for path in (CARD, *RECORD_TYPES):
        if path not in listed:
            raise ReleaseError(f"{release.path / MANIFEST} $.files: lists no {path}")
    for path, entry in listed.items():
        file = release.path / path
        if not file.is_file():
            raise ReleaseError(f"{file}: missing, but {MANIFEST} lists it")
        if file_entry(file) != entry:
            raise ReleaseError(f"{file}: not what {MANIFEST} says: size or checksum differs")
    for file in sorted((release.path / "data").rglob("*")):
        path = file.relative_to(release.path).as_posix()
        if file.is_file() and path not in listed:
            raise ReleaseError(f"{file}: {MANIFEST} does not list this file")


def _verify_rows(release: Release) -> None:
    digest = hashlib.sha256()
    configs = {config.file: config for config in CONFIGS}
    streams = {
        (config.name, split): read_parquet(config, release.path, split) for config in CONFIGS for split in SPLITS
    }
    for file in RECORD_TYPES:
        config = configs.get(file)
        for number, row in enumerate(release.rows(file), 1):
            digest.update(f"{canonical(row)}\n".encode("utf-8", "surrogatepass"))
            if config is None or row["split"] is None:  # a row that is held out is in no Parquet file
                continue
            where, place, twin = next(streams[config.name, row["split"]], ("", 0, None))
            if twin != row:
                found = f"{release.path / where}:{place}" if where else f"{config.folder(release.path)}"
                raise ReleaseError(f"{found}: does not hold the row of {file}:{number}")
    for stream in streams.values():
        for where, place, _ in stream:
            raise ReleaseError(f"{release.path / where}:{place}: a row that the JSON Lines do not have")
    if digest.hexdigest() != release.manifest["rows_digest"]:
        raise ReleaseError(
            f"{release.path / MANIFEST}: rows_digest is {release.manifest['rows_digest']}, but the rows give "
            f"{digest.hexdigest()}"
        )
