"""Load a release, from a folder or from the Hub, and see to it that it is the version asked for."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.dataset.release import MANIFEST, Release, open_release
from quotes.dataset.versions import check_version, versions_in
from quotes.errors import HubError, ReleaseError
from quotes.hub.remote import is_repo_name
from quotes.hub.snapshot import snapshot
from quotes.hub.verify import cache_of, verify

if TYPE_CHECKING:
    from datasets import DatasetDict


def load(
    path: str | PathLike[str],
    *,
    version: str | None = None,
    config: str | None = None,
    digest: str | None = None,
    endpoint: str | None = None,
) -> DatasetDict:
    """Return a version of a dataset: that very version, or an error.

    ``path`` is the folder of a release, a folder of versions such as dist/press, or "org/name" on the Hub; ``version``
    is X.Y.Z, the highest there is unless given; ``config`` is "quotes" (the default), "articles", "extractive" or
    "tokens". From the Hub the commit with the tag vX.Y.Z is downloaded, or taken from the cache where the Hub is out of
    reach. Version, checksums and the digest of the rows are verified; ``digest``, if given, is the ``rows_digest`` they
    must have. A HubError says that neither Hub nor cache has the version, a ReleaseError that it is not what it should
    be.
    """
    if version is not None:
        check_version(version)
    if Path(path).is_dir():
        folder, version = _local(Path(path), version)
    elif is_repo_name(str(path)):
        folder, version = snapshot(str(path), version, endpoint)
    else:
        raise HubError(f"{str(path)!r} is neither a folder nor the name of a dataset on the Hub, which is ORG/NAME")
    return _load(verify(folder, version=version, digest=digest), config)


def _local(path: Path, version: str | None) -> tuple[Path, str]:
    if (path / MANIFEST).exists():
        return path, version or open_release(path).version
    versions = versions_in(path)
    if not versions:
        raise ReleaseError(f"{path}: no release: it holds neither {MANIFEST} nor a folder named as a version")
    if version is not None and version not in versions:
        raise ReleaseError(f"{path}: has no version {version}; it has {', '.join(versions)}")
    chosen = version or versions[-1]
    return path / chosen, chosen


def _load(release: Release, wanted: str | None) -> DatasetDict:
    from datasets import load_dataset

    with_rows = {name: splits for name, splits in release.counts["splits"].items() if splits}
    name = wanted or next(iter(with_rows))
    if name not in with_rows:
        raise ReleaseError(f"{release.path}: has no configuration {name!r}; it has {', '.join(with_rows)}")
    # The cache of `datasets` knows a folder by its last name and sizes only, and a dataset on the Hub, if that is out
    # of reach, by its name: a cache of its own for each manifest cannot hold other rows.
    loaded: DatasetDict = load_dataset(str(release.path), name, cache_dir=str(cache_of(release)))
    found = {split: rows.num_rows for split, rows in loaded.items()}
    versions = {str(rows.info.version) for rows in loaded.values()}
    if found != with_rows[name] or versions != {release.version}:
        raise HubError(
            f"{release.path}: `datasets` gives version {', '.join(sorted(versions))} with {found} rows for version "
            f"{release.version} with {with_rows[name]}; delete its cache"
        )
    return loaded
