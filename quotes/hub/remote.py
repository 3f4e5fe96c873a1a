"""What a dataset repository holds at a commit, and what of it a release would change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.dataset.release import (
    CARD,
    MANIFEST,
    FileEntry,
    Manifest,
    Release,
    manifest_bytes,
    open_any_schema,
    versions_among,
)
from quotes.errors import HubError, ReleaseError
from quotes.hub.merged_card import merge_cards

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import RepoFile

Content = Path | bytes
_TAG = "v"


@dataclass(frozen=True, kw_only=True, slots=True)
class Repository:
    """A dataset repository on the Hub."""

    api: HfApi
    name: str

    def refs(self) -> tuple[str, list[str]]:
        """Return the commit of the main branch, and the versions that have a tag, the highest last."""
        refs = self.api.list_repo_refs(self.name, repo_type="dataset")
        mains = [branch.target_commit for branch in refs.branches if branch.name == "main"]
        if not mains:
            raise HubError(f"{self.name}: has no branch main, where releases go")
        return mains[0], versions_of(tag.name for tag in refs.tags)

    def commit(self, version: str) -> str:
        """Return the commit that has the tag of a version."""
        info = self.api.repo_info(self.name, repo_type="dataset", revision=tag_of(version))
        return str(info.sha)

    def files(self, commit: str) -> dict[str, RepoFile]:
        """Return every file of a commit by its path, with size and checksum."""
        from huggingface_hub.hf_api import RepoFile

        tree = self.api.list_repo_tree(self.name, repo_type="dataset", revision=commit, recursive=True)
        return {entry.path: entry for entry in tree if isinstance(entry, RepoFile)}

    def text(self, commit: str, path: str) -> str:
        """Return a text file of a commit; a HubError says that it is none."""
        try:
            return self._file(commit, path).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise HubError(f"{self.name}: {path} there is no UTF-8 text; mend it there") from error

    def manifest(self, commit: str) -> Manifest | None:
        """Return the manifest of the release that a commit holds; None if it holds none."""
        from huggingface_hub.errors import RemoteEntryNotFoundError

        try:
            return open_any_schema(self._file(commit, MANIFEST).parent).manifest
        except (RemoteEntryNotFoundError, ReleaseError):
            return None

    def _file(self, commit: str, path: str) -> Path:
        return Path(self.api.hf_hub_download(self.name, path, repo_type="dataset", revision=commit))


def is_repo_name(name: str) -> bool:
    """Tell whether this may be the name of a repository on the Hub, with its owner."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.errors import HFValidationError

    try:
        hf_hub_url(name, MANIFEST)
    except HFValidationError:
        return False
    return "/" in name


def check_repo_name(name: str) -> None:
    """Raise a HubError unless this may be the name of a repository on the Hub."""
    if not is_repo_name(name):
        raise HubError(f"{name!r} is no name of a dataset on the Hub, which is ORG/NAME: acme/news-quotes")


def tag_of(version: str) -> str:
    """Return the tag of a version."""
    return f"{_TAG}{version}"


def versions_of(tags: Iterable[str]) -> list[str]:
    """Return the versions that the tags name, the highest last."""
    return versions_among(tag.removeprefix(_TAG) for tag in tags if tag.startswith(_TAG))


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitPlan:
    """What a commit has to do so that the repository holds the release: files to write, paths to delete."""

    contents: Mapping[str, Content]
    written: tuple[str, ...]
    deleted: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.deleted)


def commit_plan(release: Release, repository: Repository, commit: str) -> CommitPlan:
    """Return what turns a commit into the release; a HubError where that would harm what no release put there."""
    there = repository.files(commit)
    previous = repository.manifest(commit)
    listed = {*previous.files, MANIFEST} if previous else set()
    contents = _contents(release, repository.text(commit, CARD) if CARD in there else "")
    if previous and previous.name != release.name:
        raise HubError(f"{repository.name}: holds the dataset {previous.name!r}, not {release.name!r}")
    for path in sorted(there.keys() - listed - {CARD}):
        if path in contents or path.startswith("data/"):
            raise HubError(
                f"{repository.name}: {path} there is of no release of this program and would be lost or read as part "
                "of this one; delete it there, or push to another repository"
            )
    return CommitPlan(
        contents=contents,
        written=tuple(path for path, content in contents.items() if not _is(there.get(path), content)),
        deleted=tuple(sorted((listed & there.keys()) - contents.keys())),
    )


def _contents(release: Release, card: str) -> dict[str, Content]:
    """Return the files to push by path; where the card on the Hub adds metadata, card and manifest are made anew."""
    contents: dict[str, Content] = {path: release.path / path for path in (*release.manifest.files, MANIFEST)}
    ours = (release.path / CARD).read_text(encoding="utf-8")
    merged = merge_cards(ours, card)
    if merged != ours:
        readme = merged.encode()
        entry = FileEntry(bytes=len(readme), sha256=hashlib.sha256(readme).hexdigest())
        manifest = replace(release.manifest, files={**release.manifest.files, CARD: entry})
        contents |= {CARD: readme, MANIFEST: manifest_bytes(manifest)}
    return contents


def _is(file: RepoFile | None, content: Content) -> bool:
    """Tell whether a file on the Hub has this content."""
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if file is None or file.size != size:
        return False
    # Files kept by git itself are known by git's checksum, large ones by that of their content.
    digest = hashlib.sha256() if file.lfs else hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    if isinstance(content, bytes):
        digest.update(content)
    else:
        with content.open("rb") as opened:
            while block := opened.read(2**20):
                digest.update(block)
    return digest.hexdigest() == (file.lfs.sha256 if file.lfs else file.blob_id)
