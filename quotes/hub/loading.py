"""Load a release, from a folder or from the Hub, and see to it that it is the version asked for."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.dataset.release import MANIFEST, Release, check_version, release_in
from quotes.errors import HubError, ReleaseError
from quotes.hub.arrow_files import prepare, sources_of
from quotes.hub.remote import is_repo_name
from quotes.hub.snapshot import snapshot
from quotes.hub.verify import verify

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
        folder = release_in(Path(path), version)
    elif is_repo_name(str(path)):
        folder, version = snapshot(str(path), version, endpoint)
    else:
        raise HubError(f"{str(path)!r} is neither a folder nor the name of a dataset on the Hub, which is ORG/NAME")
    return _load(verify(folder, version=version, digest=digest), config)


def _load(release: Release, wanted: str | None) -> DatasetDict:
    """Return a configuration, made of the rows that the digest covers.

    Neither the card nor the Parquet files are read: both are for other readers, no digest covers them, and a card can
    lead anywhere. `quotes validate` tells whether they say the same.
    """
    from datasets import Dataset, DatasetDict, DatasetInfo, NamedSplit

    counts = release.counts.splits
    sources = {name: source for name, source in sources_of(release).items() if counts.get(name)}
    name = wanted or next(iter(sources), "quotes")
    if name not in sources:
        raise ReleaseError(f"{release.path}: has no configuration {name!r}; it has {', '.join(sources) or 'none'}")
    loaded = DatasetDict()
    for split, file in prepare(release, sources[name]).items():
        info = DatasetInfo(
            features=sources[name].features(),
            dataset_name=release.name,
            config_name=name,
            version=release.version,
        )
        loaded[split] = Dataset.from_file(str(file), info=info, split=NamedSplit(split))
    found = {split: rows.num_rows for split, rows in loaded.items()}
    if found != counts[name]:
        raise ReleaseError(
            f"{release.path / MANIFEST} $.counts.splits.{name}: {counts[name]}, but the rows give {found}"
        )
    return loaded
