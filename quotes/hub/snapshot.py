"""The rows of a release on the Hub, from there or from the cache of the Hub's client; and verified, for commands."""

from __future__ import annotations

import re
from pathlib import Path

from quotes.dataset.corrections import CORRECTIONS
from quotes.dataset.release import MANIFEST, RECORD_TYPES, is_version, open_any_schema, release_in, versions_in
from quotes.errors import HubError, QuotesError
from quotes.hub.client import connect, hub_errors, unreachable
from quotes.hub.remote import Repository, check_repo_name, tag_of, versions_of
from quotes.hub.verify import verify

# No revision of git has a character of globs: https://git-scm.com/docs/git-check-ref-format
_ON_THE_HUB = re.compile(r"(?P<name>[\w.-]+/[\w.-]+)@(?P<revision>[^*?\[]+)", re.ASCII)


def find_release(place: str, *, endpoint: str | None = None, whole: bool = False) -> Path:
    """Return the folder of a release, or ``place`` itself where it is none: whoever opens it says so.

    ``place`` is that folder; a folder of versions, of which the highest counts, or with ``@X.Y.Z`` that one; or
    ``org/name@revision`` on the Hub, of which all files are fetched if ``whole``.
    """
    if Path(place).is_dir():
        return release_in(Path(place))
    shelf, _, version = place.rpartition("@")
    if is_version(version) and versions_in(Path(shelf)):
        return release_in(Path(shelf), version)
    on_the_hub = _ON_THE_HUB.fullmatch(place)
    if on_the_hub is None or Path(place).exists():
        return Path(place)
    return fetch_release(on_the_hub["name"], on_the_hub["revision"], endpoint=endpoint, whole=whole)


def names_release(place: str) -> bool:
    """Say whether a place is a release as `find_release` takes it; a folder of anything else, or a file, is none."""
    path = Path(place)
    if path.exists():
        return any((folder / MANIFEST).exists() for folder in (path, *(path / name for name in versions_in(path))))
    shelf, _, version = place.rpartition("@")
    return (is_version(version) and bool(versions_in(Path(shelf)))) or _ON_THE_HUB.fullmatch(place) is not None


def fetch_release(name: str, revision: str, *, endpoint: str | None = None, whole: bool = False) -> Path:
    """Download the rows and the manifest of a dataset at a revision, verify them, and return their folder.

    A revision X.Y.Z is the version with the tag vX.Y.Z; any other is a tag, a branch or a commit. ``endpoint`` is the
    address of the Hub. A HubError says what the Hub does not have, or why it could not be asked; a ReleaseError, that
    what it has is not what its manifest says. With ``whole``, all files come along, for `validate` to judge.
    """
    check_repo_name(name)
    if is_version(revision):
        folder, version = snapshot(name, revision, endpoint, whole=whole)
        return verify(folder, version=version).path
    return verify(_at_revision(name, revision, endpoint, whole=whole)).path


def snapshot(repo: str, version: str | None, endpoint: str | None, *, whole: bool = False) -> tuple[Path, str]:
    """Return the folder with the rows of a version, the highest unless given, and that version.

    It is the folder of the commit that the version's tag names: where the Hub answers, the one it names now; where it
    is out of reach, the one it named when this version was last loaded; the latter may lack files besides the rows,
    though ``whole`` asks for all. A HubError says that there is none.
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
        return _download(repository, tag_of(found), whole=whole), found


def _at_revision(repo: str, revision: str, endpoint: str | None, *, whole: bool) -> Path:
    from huggingface_hub.errors import RevisionNotFoundError

    api = connect(endpoint)
    with hub_errors(api, repo):
        try:
            return _download(Repository(api=api, name=repo), revision, whole=whole)
        except RevisionNotFoundError as error:
            raise HubError(f"{repo}: has no revision {revision}") from error


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


def _download(repository: Repository, revision: str, *, whole: bool = False, only_cached: bool = False) -> Path:
    from huggingface_hub import snapshot_download

    folder = snapshot_download(
        repository.name,
        repo_type="dataset",
        revision=revision,
        allow_patterns=None if whole else [MANIFEST, *RECORD_TYPES, CORRECTIONS],
        endpoint=repository.api.endpoint,
        token=repository.api.token,
        local_files_only=only_cached,
    )
    return Path(folder)


def _cached(repository: Repository, version: str | None, cause: Exception) -> tuple[Path, str]:
    """Return what ``snapshot`` does, without the Hub."""
    there = _cached_versions(repository.name)
    if version in there:
        return _download(repository, tag_of(version), only_cached=True), version
    wanted = f"version {version} is not in the cache" if version else "only the Hub knows which version is the highest"
    has = f"which has {', '.join(there)}" if there else "which has none"
    raise HubError(
        f"{repository.name}: {repository.api.endpoint} is out of reach, and {wanted}"
        f"{', ' if version else '; name one of those in the cache, '}{has}"
    ) from cause


def _cached_versions(repo: str) -> list[str]:
    """Return the versions whose rows are in the cache."""
    from huggingface_hub.constants import HF_HUB_CACHE
    from huggingface_hub.file_download import repo_folder_name

    folder = Path(HF_HUB_CACHE) / repo_folder_name(repo_id=repo, repo_type="dataset")
    commits = {ref.name: ref.read_text(encoding="utf-8") for ref in (folder / "refs").glob("*") if ref.is_file()}
    return versions_of(tag for tag, commit in commits.items() if _is_whole(folder / "snapshots" / commit))


def _is_whole(folder: Path) -> bool:
    """Tell whether a folder has a manifest and all rows."""
    try:
        open_any_schema(folder)
    except QuotesError:
        return False
    return all((folder / file).is_file() for file in RECORD_TYPES)
