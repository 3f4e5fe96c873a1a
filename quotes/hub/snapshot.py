"""The files of one version of a dataset on the Hub, from there or from the cache of the Hub's client."""

from __future__ import annotations

from pathlib import Path

from quotes.dataset.release import MANIFEST, open_release
from quotes.errors import HubError, QuotesError
from quotes.hub.answers import connect, hub_errors, unreachable
from quotes.hub.card import CARD
from quotes.hub.remote import Repository, tag_of, versions_of
from quotes.hub.verify import is_loaded

_PATTERNS = [CARD, MANIFEST, "*.jsonl", "data/*"]


def snapshot(repo: str, version: str | None, endpoint: str | None) -> tuple[Path, str]:
    """Return the folder with the files of a version, the highest unless given, and that version.

    It is the folder of the commit that the version's tag names: where the Hub answers, the one it names now; where it
    is out of reach, the one it named when this version was last loaded. A HubError says that there is none.
    """
    api = connect(endpoint)
    repository = Repository(api=api, name=repo)
    with hub_errors(api, repo):
        try:
            found = _find(repository, version)
        except Exception as error:
            if not unreachable(error):
                raise
            return _cached(repository, version, error)
        return _download(repository, found, only_cached=False), found


def _find(repository: Repository, version: str | None) -> str:
    """Return the version, having seen that the Hub has it."""
    from huggingface_hub.errors import RevisionNotFoundError

    if version is not None:
        try:
            repository.commit(version)
            return version
        except RevisionNotFoundError:
            pass
    _, versions = repository.refs()
    if version is None and versions:
        return versions[-1]
    missing = "version" if version is None else f"version {version}"
    raise HubError(f"{repository.name}: has no {missing}; it has {', '.join(versions) or 'none'}")


def _download(repository: Repository, version: str, *, only_cached: bool) -> Path:
    from huggingface_hub import snapshot_download

    folder = snapshot_download(
        repository.name,
        repo_type="dataset",
        revision=tag_of(version),
        allow_patterns=_PATTERNS,
        endpoint=repository.api.endpoint,
        token=repository.api.token,
        local_files_only=only_cached,
    )
    return Path(folder)


def _cached(repository: Repository, version: str | None, cause: Exception) -> tuple[Path, str]:
    """Return what ``snapshot`` does, without the Hub."""
    there = _cached_versions(repository.name)
    if version in there:
        return _download(repository, version, only_cached=True), version
    wanted = f"version {version} is not in the cache" if version else "only the Hub knows which version is the highest"
    has = f"which has {', '.join(there)}" if there else "which has none"
    raise HubError(
        f"{repository.name}: {repository.api.endpoint} is out of reach, and {wanted}"
        f"{', ' if version else '; name one of those in the cache, '}{has}"
    ) from cause


def _cached_versions(repo: str) -> list[str]:
    """Return the versions of which all that is loaded is in the cache."""
    from huggingface_hub.constants import HF_HUB_CACHE
    from huggingface_hub.file_download import repo_folder_name

    folder = Path(HF_HUB_CACHE) / repo_folder_name(repo_id=repo, repo_type="dataset")
    commits = {ref.name: ref.read_text(encoding="utf-8") for ref in (folder / "refs").glob("*") if ref.is_file()}
    return versions_of(tag for tag, commit in commits.items() if _is_whole(folder / "snapshots" / commit))


def _is_whole(folder: Path) -> bool:
    """Tell whether a folder has all files that its manifest lists and loading reads."""
    try:
        files = open_release(folder).manifest["files"]
        return all((folder / path).is_file() for path in files if is_loaded(path))
    except (QuotesError, KeyError, TypeError):
        return False
