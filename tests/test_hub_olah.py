"""What a push leaves on the Hub, read from a Hub that other people wrote: olah, which serves git repositories."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hub_client import READ, ROOT, answer, client
from hub_server import Hub, Repo
from invented import many, write

from quotes import push

NAME = "acme/eastbrook"
OLAH = ROOT / ".venv-olah" / "bin" / "olah-cli"
SETTINGS = """
[basic]
host = "127.0.0.1"
port = {port}
repos-path = "{folder}/repos"
hf-scheme = "http"
hf-netloc = "127.0.0.1:9"
hf-lfs-netloc = "127.0.0.1:9"
mirror-scheme = "http"
mirror-netloc = "127.0.0.1:{port}"
mirror-lfs-netloc = "127.0.0.1:{port}"
mirrors-path = ["{folder}/mirrors"]

[accessibility]
offline = true

[[accessibility.proxy]]
repo = "*"
allow = true

[[accessibility.cache]]
repo = "*"
allow = true
"""

pytestmark = pytest.mark.skipif(
    not OLAH.exists(), reason=f"{OLAH} is not installed; `make .venv-olah/.installed` does it"
)


@pytest.fixture
def olah(tmp_path: Path) -> Iterator[str]:
    """Serve the git repositories in mirrors/datasets; return the address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "olah.toml").write_text(SETTINGS.format(port=port, folder=tmp_path), encoding="utf-8")
    with (tmp_path / "olah.log").open("wb") as log:
        process = subprocess.Popen([OLAH, "-c", "olah.toml"], cwd=tmp_path, stdout=log, stderr=log)
    try:
        for _ in range(300):
            with closing(socket.socket()) as client_side:
                if client_side.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (tmp_path / "olah.log").read_text(encoding="utf-8")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def to_git(repo: Repo, folder: Path) -> None:
    """Make a git repository with the commits that have a tag, oldest first, and their tags."""
    folder.mkdir(parents=True)

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Acme", "-c", "user.email=acme@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "--initial-branch=main")
    for tag, commit in repo.tags.items():
        for path, data in repo.commits[commit].items():
            if path != ".gitattributes":  # it would want git-lfs
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
        git("add", "--all")
        git("commit", "--message", tag)
        git("tag", "--annotate", tag, "--message", tag)


def test_what_was_pushed_is_read_through_another_hub(hub: Hub, olah: str, tmp_path: Path) -> None:
    wanted = {}
    for version, size in (("1.0.0", 12), ("1.1.0", 15)):
        release = write(tmp_path / "dist", many(size), version=version)
        push(release.path, NAME, endpoint=hub.url)
        for config in ("quotes", "articles"):
            wanted[f"{version} {config}"] = sorted(row["id"] for row in release.rows(f"{config}.jsonl"))
    to_git(hub.repos[NAME], tmp_path / "mirrors" / "datasets" / NAME)
    with client(READ, NAME, endpoint=olah, home=tmp_path / "home") as process:
        found = answer(process)
    assert found == wanted | {"verified": wanted["1.0.0 quotes"]}
