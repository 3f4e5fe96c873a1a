"""Push a release to the Hub: one commit, and the version's tag on that very commit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from os import PathLike
from typing import Any

from quotes.dataset.release import MANIFEST, Release, next_version, open_release
from quotes.dataset.validation import validate
from quotes.errors import HubError, ReleaseError
from quotes.hub.client import connect, hub_errors
from quotes.hub.remote import CommitPlan, Repository, check_repo_name, commit_plan, tag_of

_ATTEMPTS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Pushed:
    """What a push did: ``pushed``, ``tagged`` what was committed before, ``proposed``, or ``unchanged``.

    ``tag`` is None for a proposal, and ``url`` is where it waits.
    """

    done: str
    commit: str
    tag: str | None
    url: str


def push(
    release: str | PathLike[str],
    repo: str,
    *,
    private: bool = False,
    create_pr: bool = False,
    endpoint: str | None = None,
) -> Pushed:
    """Push the release folder to the dataset repository ``repo`` ("org/name") as one commit with the tag vX.Y.Z.

    The repository is made if it is not there, as a private one with ``private``. With ``create_pr`` the commit is
    proposed as a pull request and gets no tag; once that is merged, pushing again tags it. The same rows under the
    same version are left as they are; other rows raise a HubError, an unsound release a ReleaseError. A push that is
    cut short leaves the versions on the Hub as they were; the next one completes it. The token is taken from HF_TOKEN
    or the login file, the Hub's address from HF_ENDPOINT unless ``endpoint`` is given.
    """
    sound = _sound(release)
    check_repo_name(repo)
    api = connect(endpoint)
    repository = Repository(api=api, name=repo)
    with hub_errors(api, repo):
        _make(repository, private=private)
        for _ in range(_ATTEMPTS):
            pushed = _attempt(sound, repository, create_pr=create_pr)
            if pushed is not None:
                return pushed
    raise HubError(f"{repo}: changed {_ATTEMPTS} times while {sound.version} was being pushed; nothing was; push again")


def _sound(path: str | PathLike[str]) -> Release:
    problems = [str(problem) for problem in islice(validate(path), 2)]
    if problems:
        more = f", and more: `quotes validate {path}` lists all" if len(problems) > 1 else ""
        raise ReleaseError(f"{path}: not pushed, for it is not sound: {problems[0]}{more}")
    release = open_release(path)
    home = release.path.resolve()
    if home.parent.name == "snapshots":  # the cache of the Hub's client keeps the files beside the snapshots
        home = home.parents[1]
    for file in (*release.manifest.files, MANIFEST):
        if not (release.path / file).resolve().is_relative_to(home):
            raise ReleaseError(f"{release.path / file}: not pushed, for it is a link that leads out of the release")
    return release


def _make(repository: Repository, *, private: bool) -> None:
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        info = repository.api.repo_info(repository.name, repo_type="dataset")
    except RepositoryNotFoundError:
        repository.api.create_repo(repository.name, repo_type="dataset", private=private or None, exist_ok=True)
        return
    if private and not info.private:
        problem = f"{repository.name}: is public; make it private in its settings"
        raise HubError(problem, remedy=", or push without {}", argument="private")


def _attempt(release: Release, repository: Repository, *, create_pr: bool) -> Pushed | None:
    """Push, or return None where somebody else changed the repository meanwhile."""
    head, versions = repository.refs()
    tag = tag_of(release.version)
    url = f"{repository.api.endpoint}/datasets/{repository.name}/tree/{tag}"
    if release.version in versions:
        commit = repository.commit(release.version)
        _check_same(release, repository, commit, taken=versions)
        return Pushed(done="unchanged", commit=commit, tag=tag, url=url)
    change = commit_plan(release, repository, head)
    if not change:
        tagged = _tag(release, repository, head)
        return Pushed(done="tagged", commit=head, tag=tag, url=url) if tagged else None
    made = _commit(release, repository, change, head, create_pr=create_pr)
    if made is None:
        return None
    # The client makes no commit where somebody has just pushed the same: so no proposal, and a look before the tag.
    if create_pr:
        return Pushed(done="proposed", commit=made.oid, tag=None, url=made.pr_url) if made.pr_url else None
    if commit_plan(release, repository, made.oid) or not _tag(release, repository, made.oid):
        return None
    return Pushed(done="pushed", commit=made.oid, tag=tag, url=url)


def _check_same(release: Release, repository: Repository, commit: str, *, taken: list[str]) -> None:
    there = repository.manifest(commit)
    if there is None or there.rows_digest != release.manifest.rows_digest:
        raise HubError(
            f"{repository.name}: {tag_of(release.version)} exists with other content, and a version never changes; "
            f"build this as {next_version(release.version, taken)}"
        )
    files = repository.files(commit)
    for path, entry in there.files.items():
        if path not in files or files[path].size != entry.bytes:
            raise HubError(
                f"{repository.name}: {path} at {tag_of(release.version)} is not what the manifest there says; "
                "delete the tag and push again"
            )


def _commit(release: Release, repository: Repository, change: CommitPlan, head: str, *, create_pr: bool) -> Any:
    """Make one commit on top of ``head``; None where that is no longer the head."""
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete
    from huggingface_hub.errors import HfHubHTTPError

    try:
        return repository.api.create_commit(
            repository.name,
            [
                *(CommitOperationAdd(path, change.contents[path]) for path in change.written),
                *(CommitOperationDelete(path) for path in change.deleted),
            ],
            commit_message=f"Release {release.version}",
            commit_description=f"rows_digest {release.manifest.rows_digest}",
            repo_type="dataset",
            parent_commit=head,
            create_pr=create_pr,
        )
    except HfHubHTTPError as error:
        if error.response.status_code == 412:
            return None
        raise
    except ValueError as error:
        raise HubError(f"{repository.name}: refused: {' '.join(str(error).split())}") from error


def _tag(release: Release, repository: Repository, commit: str) -> bool:
    """Tag the commit with the version; False where the tag is there already."""
    from huggingface_hub.errors import HfHubHTTPError

    try:
        repository.api.create_tag(
            repository.name,
            tag=tag_of(release.version),
            revision=commit,
            repo_type="dataset",
        )
    except HfHubHTTPError as error:
        if error.response.status_code == 409:
            return False
        raise
    return True
