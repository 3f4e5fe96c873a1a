"""Real clients in processes of their own: plain ``datasets``, and the command that is killed."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
import pytest
from hub_client import PUSH, READ, answer, client
from hub_server import ATTRIBUTES, Hub
from invented import many, write

from quotes import push
from quotes.dataset import Release

NAME = "acme/eastbrook"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Release]:
    out = tmp_path_factory.mktemp("dist")
    return {version: write(out, many(size), version=version) for version, size in (("1.0.0", 12), ("1.1.0", 15))}


def ids(release: Release, file: str) -> list[str]:
    return sorted(row["id"] for row in release.rows(file))


def test_plain_datasets_reads_by_tag_but_without_the_hub_only_load_is_right(
    hub: Hub, releases: dict[str, Release], tmp_path: Path
) -> None:
    for release in releases.values():
        push(release.path, NAME, endpoint=hub.url)
    wanted = {
        f"{version} {config}": ids(release, f"{config}.jsonl")
        for version, release in releases.items()
        for config in ("quotes", "articles")
    }
    with client(READ, NAME, endpoint=hub.url, home=tmp_path / "home") as process:
        online = answer(process)
        hub.stop()
        offline = answer(process)
    refusal = f"{NAME}: {hub.url} is out of reach, and version {{}} is not in the cache, which has 1.0.0"
    assert online == wanted | {"verified": wanted["1.0.0 quotes"]}
    assert offline == {
        # Plain `datasets` hands out the version it loaded last, whatever is asked for.
        "plain 1.0.0": wanted["1.1.0 quotes"],
        "plain 9.9.9": wanted["1.1.0 quotes"],
        "1.0.0": wanted["1.0.0 quotes"],
        "1.1.0": refusal.format("1.1.0"),
        "9.9.9": refusal.format("9.9.9"),
    }


def test_a_push_that_is_killed_loses_nothing(hub: Hub, releases: dict[str, Release], tmp_path: Path) -> None:
    with client(PUSH, endpoint=hub.url, home=tmp_path / "home") as process:
        assert process.stdin
        assert process.stdout

        def kill() -> int:
            (pushing,) = psutil.Process(process.pid).children()
            pushing.kill()
            pushing.wait()
            return 500

        for place, committed, then in [
            ("PUT /large/", 0, "pushed"),
            ("POST .*/commit/", 0, "pushed"),
            ("POST .*/tag/", 1, "tagged"),
        ]:
            hub.repos.clear()
            hub.large.clear()
            push(releases["1.0.0"].path, NAME, endpoint=hub.url)
            repo = hub.repos[NAME]
            before = dict(repo.commits)
            hub.once(place, kill)
            process.stdin.write(f"{releases['1.1.0'].path} {NAME}\n")
            process.stdin.flush()
            assert process.stdout.readline() == f"{-signal.SIGKILL}\n", place
            assert len(repo.commits) == len(before) + committed, place
            assert list(repo.tags) == ["v1.0.0"], place
            assert push(releases["1.1.0"].path, NAME, endpoint=hub.url).done == then, place
            assert len(repo.commits) == len(before) + 1, place
            for version, release in releases.items():
                assert repo.commits[repo.tags[f"v{version}"]] == {".gitattributes": ATTRIBUTES, **files(release)}, place
        assert process.communicate()[0] == ""


def files(release: Release) -> dict[str, bytes]:
    paths = (path for path in release.path.rglob("*") if path.is_file())
    return {path.relative_to(release.path).as_posix(): path.read_bytes() for path in paths}
