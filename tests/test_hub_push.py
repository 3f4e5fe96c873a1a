from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hub_server import ATTRIBUTES, Hub
from invented import many, write

from quotes import HubError, Pushed, QuotesError, push, validate
from quotes.cli import main
from quotes.dataset import Release, open_release
from quotes.dataset.release.manifest import manifest_bytes, write_manifest

NAME = "acme/eastbrook"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions, the second without one of the splits, and another first one."""
    out = tmp_path_factory.mktemp("dist")
    write(out, many(12))
    write(out, many(3), version="1.1.0")
    write(out / "other", many(13))
    return out / "eastbrook"


@pytest.fixture
def first(dist: Path) -> Release:
    return open_release(dist / "1.0.0")


@pytest.fixture
def second(dist: Path) -> Release:
    return open_release(dist / "1.1.0")


@pytest.fixture
def other(dist: Path) -> Release:
    """Other rows under the first version."""
    return open_release(dist.parent / "other" / "eastbrook" / "1.0.0")


def contents(release: Release) -> dict[str, bytes]:
    paths = (path for path in release.path.rglob("*") if path.is_file())
    return {path.relative_to(release.path).as_posix(): path.read_bytes() for path in paths}


def pushed(hub: Hub, release: Release, **options: Any) -> Pushed:
    return push(release.path, NAME, endpoint=hub.url, **options)


def refused(hub: Hub, release: Release, **options: Any) -> str:
    """Push in vain; return the one line that tells why."""
    with pytest.raises(QuotesError) as caught:
        pushed(hub, release, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(hub.url, "HUB")


def test_one_commit_holds_the_release_and_has_the_tag(hub: Hub, first: Release) -> None:
    done = pushed(hub, first)
    repo = hub.repos[NAME]
    assert len(repo.commits) == 2
    assert repo.head == {".gitattributes": ATTRIBUTES, **contents(first)}
    assert repo.tags == {"v1.0.0": repo.branches["main"]}
    url = f"{hub.url}/datasets/acme/eastbrook/tree/v1.0.0"
    assert done == Pushed(done="pushed", commit=repo.branches["main"], tag="v1.0.0", url=url)
    parquet = {name: data for name, data in repo.head.items() if name.endswith(".parquet")}
    assert sorted(hub.large.values()) == sorted(parquet.values())


def test_the_same_content_again_writes_nothing(hub: Hub, first: Release) -> None:
    before = pushed(hub, first)
    hub.requests.clear()
    after = pushed(hub, first)
    assert (after.done, after.commit) == ("unchanged", before.commit)
    assert [request for request in hub.requests if not request.startswith(("GET", "HEAD"))] == []


def test_the_same_rows_in_other_bytes_are_the_same(hub: Hub, first: Release, tmp_path: Path) -> None:
    pushed(hub, first)
    again = Path(shutil.copytree(first.path, tmp_path / "again"))
    for path in again.rglob("*.parquet"):
        pq.write_table(pq.read_table(path), path, compression="gzip")
    (again / "croissant.json").unlink()
    write_manifest(first.manifest, again)
    assert pushed(hub, open_release(again)).done == "unchanged"


def test_other_content_under_a_version_is_an_error(hub: Hub, first: Release, other: Release) -> None:
    pushed(hub, first)
    repo = hub.repos[NAME]
    repo.tags |= {"v1.4.2": repo.branches["main"], "v2.0.0": repo.branches["main"], "draft": repo.branches["main"]}
    before = (dict(repo.commits), dict(repo.tags))
    assert refused(hub, other) == (
        "acme/eastbrook: v1.0.0 exists with other content, and a version never changes; build this as 1.5.0"
    )
    assert (repo.commits, repo.tags) == before


def test_the_next_version_replaces_the_files_and_keeps_what_others_added(
    hub: Hub, first: Release, second: Release
) -> None:
    pushed(hub, first)
    repo = hub.repos[NAME]
    theirs = {"LICENSE": b"CC0", "docs/map.png": b"png", ".gitattributes": ATTRIBUTES}
    repo.commit({**repo.head, **theirs})
    parent = repo.branches["main"]
    assert pushed(hub, second).done == "pushed"
    assert repo.head == {**contents(second), **theirs}
    assert repo.parents[repo.branches["main"]] == parent
    assert repo.commits[repo.tags["v1.0.0"]] == {**contents(first), ".gitattributes": ATTRIBUTES}
    assert set(contents(first)) - set(contents(second)) != set()


def test_metadata_that_somebody_added_stay_and_the_manifest_knows(
    hub: Hub, first: Release, second: Release, tmp_path: Path
) -> None:
    pushed(hub, first)
    repo = hub.repos[NAME]
    edited = repo.head["README.md"].replace(b"- news\n", b"- news\n- harbours\ndoi: 1/2\n", 1)
    repo.commit({**repo.head, "README.md": edited})
    pushed(hub, second)
    assert b"- harbours\n" in repo.head["README.md"]
    assert b"\ndoi: 1/2\n---\n" in repo.head["README.md"]
    assert b"version: 1.1.0" in repo.head["README.md"]
    assert repo.head["README.md"].partition(b"\n---\n")[2] == contents(second)["README.md"].partition(b"\n---\n")[2]
    for path, data in repo.head.items():
        (tmp_path / "there" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "there" / path).write_bytes(data)
    assert list(validate(tmp_path / "there")) == []
    assert pushed(hub, second).done == "unchanged"


def test_who_was_overtaken_builds_on_what_is_there_now(hub: Hub, first: Release) -> None:
    repo = hub.repo(NAME)
    hub.once("POST .*/commit/", lambda: repo.commit({**repo.head, "README.md": b"---\ndoi: 1/2\n---\n"}) and None)
    assert pushed(hub, first).done == "pushed"
    assert hub.posts("commit") == 2
    assert len(repo.commits) == 3
    assert b"doi: 1/2\n" in repo.head["README.md"]


def test_who_is_overtaken_again_and_again_gives_up(hub: Hub, first: Release) -> None:
    repo = hub.repo(NAME)

    def overtake() -> None:
        hub.once("POST .*/commit/", overtake)
        repo.commit({**repo.head, "notes.txt": bytes(len(repo.commits))})

    overtake()
    assert refused(hub, first) == (
        "acme/eastbrook: changed 5 times while 1.0.0 was being pushed; nothing was; push again"
    )
    assert repo.tags == {}
    assert set(repo.head) == {".gitattributes", "notes.txt"}


@pytest.mark.parametrize("place", ["commit", "tag"])
def test_two_pushes_of_one_version(hub: Hub, first: Release, other: Release, place: str) -> None:
    repo = hub.repo(NAME)
    hub.once(f"POST .*/{place}/", lambda: pushed(hub, other) and None)
    assert refused(hub, first).startswith("acme/eastbrook: v1.0.0 exists with other content")
    assert repo.commits[repo.tags["v1.0.0"]] == {".gitattributes": ATTRIBUTES, **contents(other)}


@pytest.mark.parametrize("place", ["commit", "tag"])
def test_two_pushes_of_the_same(hub: Hub, first: Release, place: str) -> None:
    repo = hub.repo(NAME)
    hub.once(f"POST .*/{place}/", lambda: pushed(hub, first) and None)
    assert pushed(hub, first).done == "unchanged"
    assert len(repo.commits) == 2


@pytest.mark.parametrize(
    ("place", "status", "then"), [("preupload", 501, "pushed"), ("commit", 500, "pushed"), ("tag", 500, "tagged")]
)
def test_a_push_that_fails_is_completed_by_the_next(
    hub: Hub, first: Release, place: str, status: int, then: str
) -> None:
    hub.once(f"POST .*/{place}/", lambda: status)
    assert refused(hub, first) == f"acme/eastbrook: HUB is out of order ({status}); try again later"
    assert hub.repos[NAME].tags == {}
    assert pushed(hub, first).done == then
    assert hub.repos[NAME].head == {".gitattributes": ATTRIBUTES, **contents(first)}
    assert hub.repos[NAME].tags == {"v1.0.0": hub.repos[NAME].branches["main"]}
    assert len(hub.repos[NAME].commits) == 2


def test_an_upload_that_fails_leaves_no_commit(hub: Hub, first: Release) -> None:
    hub.once("PUT /large/", lambda: 403)
    assert refused(hub, first) == "acme/eastbrook: the token may not do this (403): it needs write access"
    assert set(hub.repos[NAME].head) == {".gitattributes"}


def test_a_proposal_gets_its_tag_after_the_merge(hub: Hub, first: Release) -> None:
    repo = hub.repo(NAME)
    head = repo.branches["main"]
    done = pushed(hub, first, create_pr=True)
    assert done == Pushed(
        done="proposed", commit=repo.branches["refs/pr/1"], tag=None, url=f"{hub.url}/datasets/{NAME}/discussions/1"
    )
    assert (repo.branches["main"], repo.tags) == (head, {})
    repo.branches["main"] = repo.branches["refs/pr/1"]
    assert pushed(hub, first, create_pr=True).done == "tagged"
    assert repo.tags == {"v1.0.0": repo.branches["main"]}


def test_private_is_for_a_new_repository(hub: Hub, first: Release) -> None:
    assert pushed(hub, first, private=True).done == "pushed"
    assert hub.repos[NAME].private
    assert pushed(hub, first, private=True).done == "unchanged"
    hub.repos[NAME].private = False
    assert refused(hub, first, private=True) == (
        "acme/eastbrook: is public; make it private in its settings, or push without private"
    )


NOT_OURS = (
    "acme/eastbrook: {} there is of no release of this program and would be lost or read as part of this one; delete "
    "it there, or push to another repository"
)


@pytest.mark.parametrize(
    ("path", "data"),
    [("data/quotes/train-9.parquet", b"PAR1"), ("quotes.jsonl", b"{}"), ("manifest.json", b"{}"), ("CHANGES.md", b"")],
)
def test_files_of_somebody_else_are_not_touched(hub: Hub, first: Release, path: str, data: bytes) -> None:
    repo = hub.repo(NAME, {path: data})
    assert refused(hub, first) == NOT_OURS.format(path)
    assert repo.head == {".gitattributes": ATTRIBUTES, path: data}


def test_another_dataset_is_not_replaced(hub: Hub, first: Release) -> None:
    manifest = replace(first.manifest, name="westbrook")
    hub.repo(NAME, {**contents(first), "manifest.json": manifest_bytes(manifest)})
    assert refused(hub, first) == "acme/eastbrook: holds the dataset 'westbrook', not 'eastbrook'"


def test_a_tag_on_half_a_release_is_told(hub: Hub, first: Release) -> None:
    files = {path: data for path, data in contents(first).items() if path != "rejected.jsonl"}
    repo = hub.repo(NAME, files)
    repo.tags["v1.0.0"] = repo.branches["main"]
    assert refused(hub, first) == (
        "acme/eastbrook: rejected.jsonl at v1.0.0 is not what the manifest there says; delete the tag and push again"
    )


def test_a_tag_on_no_release_is_other_content(hub: Hub, first: Release) -> None:
    repo = hub.repo(NAME)
    repo.tags["v1.0.0"] = repo.branches["main"]
    assert refused(hub, first) == (
        "acme/eastbrook: v1.0.0 exists with other content, and a version never changes; build this as 1.1.0"
    )


TOKEN = "`hf auth login` stores"
TOKENS: dict[str, tuple[str, str]] = {
    "": ("", f"acme/eastbrook: HUB wants a token (401): {TOKEN} one, or set HF_TOKEN; or there is no such dataset"),
    "reader": ("hf_reader", "acme/eastbrook: the token may not do this (403): it needs write access"),
    "unknown": (
        "hf_stranger",
        f"acme/eastbrook: HUB does not know the token (401): {TOKEN} a new one, or set HF_TOKEN",
    ),
    "broken": (
        "hf_wri\x01ter",
        "the token in HF_TOKEN, or stored by `hf auth login`, has characters that no token has",
    ),
}


@pytest.mark.parametrize(("token", "message"), TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize("there", ["none", "public", "private"])
def test_a_token_that_will_not_do(
    hub: Hub, first: Release, monkeypatch: pytest.MonkeyPatch, token: str, message: str, there: str
) -> None:
    if there != "none":
        hub.repo(NAME, private=there == "private")
    monkeypatch.setenv("HF_TOKEN", token)
    assert refused(hub, first) == message
    assert all(set(repo.head) == {".gitattributes"} for repo in hub.repos.values())


def test_the_token_of_the_login_file_is_used(hub: Hub, first: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.delenv("HF_TOKEN")
    Path(constants.HF_TOKEN_PATH).parent.mkdir(parents=True, exist_ok=True)
    Path(constants.HF_TOKEN_PATH).write_text("hf_writer\n", encoding="utf-8")
    assert pushed(hub, first).done == "pushed"


def test_an_unsound_release_is_not_pushed(hub: Hub, first: Release, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(first.path, tmp_path / "broken"))
    (broken / "quotes.jsonl").unlink()
    assert refused(hub, open_release(broken)) == (
        f"{broken}: not pushed, for it is not sound: quotes.jsonl: missing, but manifest.json lists it"
    )
    (broken / "CHANGES.md").unlink()
    assert refused(hub, open_release(broken)) == (
        f"{broken}: not pushed, for it is not sound: CHANGES.md: missing, but manifest.json lists it, and more: "
        f"`quotes validate {broken}` lists all"
    )
    assert hub.requests == []


def test_a_link_that_leads_out_of_the_release_is_not_pushed(hub: Hub, first: Release, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(first.path, tmp_path / "copied"))
    (copied / "chart.png").rename(tmp_path / "elsewhere.png")
    (copied / "chart.png").symlink_to(tmp_path / "elsewhere.png")
    assert refused(hub, open_release(copied)) == (
        f"{copied}/chart.png: not pushed, for it is a link that leads out of the release"
    )
    assert hub.requests == []


@pytest.mark.parametrize("name", ["eastbrook", "a/b/c", "acme/-x", "acme/..", "https://hub.example/acme/x"])
def test_a_name_that_is_none(first: Release, name: str) -> None:
    with pytest.raises(HubError) as caught:
        push(first.path, name)
    assert str(caught.value) == f"{name!r} is no name of a dataset on the Hub, which is ORG/NAME: acme/news-quotes"


def test_a_hub_that_is_down(hub: Hub, first: Release) -> None:
    hub.stop()
    assert refused(hub, first) == "acme/eastbrook: HUB cannot be reached (ConnectError)"


def test_offline_is_respected(hub: Hub, first: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert refused(hub, first) == "acme/eastbrook: HF_HUB_OFFLINE is set, so the Hub is not asked; unset it"
    assert hub.requests == []


@pytest.fixture
def here(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run ``quotes push`` against the Hub that HF_ENDPOINT would name; return what it prints."""
    from huggingface_hub import constants

    template = constants.HUGGINGFACE_CO_URL_TEMPLATE.replace(constants.ENDPOINT, hub.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)

    def run(*arguments: str | os.PathLike[str], status: int = 0) -> str:
        result = CliRunner().invoke(main, ["push", *map(str, arguments)], prog_name="quotes")
        assert result.exit_code == status, result.output
        return result.output.replace(hub.url, "HUB")

    return run


def test_the_command_says_where_the_version_is(here: Callable[..., str], hub: Hub, first: Release) -> None:
    url = "HUB/datasets/acme/eastbrook"
    waiting = "  (no tag yet: when it is merged, push again)"
    assert here(first.path, NAME, "--create-pr", "--private") == f"{url}/discussions/1{waiting}\n"
    assert here(first.path, NAME) == f"{url}/tree/v1.0.0\n"
    assert here(first.path, NAME) == f"{url}/tree/v1.0.0  (there already, nothing to do)\n"
    hub.repos[NAME].tags.clear()
    assert here(first.path, NAME) == f"{url}/tree/v1.0.0  (committed before, now tagged)\n"
    assert hub.repos[NAME].private


def test_the_command_tells_what_is_wrong_in_one_line(here: Callable[..., str], hub: Hub, first: Release) -> None:
    hub.tokens.clear()
    assert here(first.path, NAME, status=1) == (
        "Error: acme/eastbrook: HUB does not know the token (401): `hf auth login` stores a new one, or set HF_TOKEN\n"
    )
