"""A release on the Hub, read by the real client from a server on 127.0.0.1."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from invented import detection, many, write

PROGRAM = "from quotes.cli import main; main(prog_name='quotes')"
JSON = {"Content-Type": "application/json"}
PREFIX = "/datasets/acme/eastbrook/resolve/"


class Hub:
    """A read-only Hub that has acme/eastbrook, with a folder for each tag."""

    def __init__(self, tags: dict[str, Path]) -> None:
        self.commits = {hashlib.sha1(tag.encode(), usedforsecurity=False).hexdigest(): tags[tag] for tag in tags}
        self.tags = dict(zip(tags, self.commits, strict=True))
        self.requests: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(with_body=True)

            def do_HEAD(self) -> None:
                self.answer(with_body=False)

            def answer(self, *, with_body: bool) -> None:
                status, headers, body = hub.respond(unquote(urlsplit(self.path).path))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                if with_body:
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def respond(self, path: str) -> tuple[int, dict[str, str], bytes]:
        self.requests.append(path)
        api = "/api/datasets/acme/eastbrook/revision/"
        if path.startswith(api):
            commit = self.tags.get(path.removeprefix(api), path.removeprefix(api))
            if commit not in self.commits:
                return 404, {"X-Error-Code": "RevisionNotFound"}, b""
            return (
                200,
                {"Content-Type": "application/json"},
                json.dumps({"id": "acme/eastbrook", "sha": commit}).encode(),
            )
        tree = "/api/datasets/acme/eastbrook/tree/"
        if path.startswith(tree):
            folder = self.commits[path.removeprefix(tree)]
            entries = [
                {"type": "file", "path": file.relative_to(folder).as_posix(), "size": file.stat().st_size, "oid": "0"}
                for file in folder.rglob("*")
                if file.is_file()
            ]
            return 200, JSON, json.dumps(entries).encode()
        if path.startswith(PREFIX):
            commit, _, file = path.removeprefix(PREFIX).partition("/")
            body = (self.commits[commit] / file).read_bytes()
            return 200, {"ETag": f'"{hashlib.sha256(body).hexdigest()}"', "X-Repo-Commit": commit}, body
        return 404, {"X-Error-Code": "RepoNotFound"}, b""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    old = write(tmp_path / "dist", many(3))
    new = write(tmp_path / "dist", [*many(2), detection("new")], version="1.1.0")
    hub = Hub({"v1.0.0": old.path, "v1.1.0": new.path, "v1.2.0": new.path})
    thread = threading.Thread(target=hub.server.serve_forever)
    thread.start()
    yield hub
    hub.server.shutdown()
    thread.join()
    hub.server.server_close()


def quotes(*arguments: str, home: Path, endpoint: str) -> subprocess.CompletedProcess[str]:
    variables = {"HF_ENDPOINT": endpoint, "HF_HUB_OFFLINE": "0", "HF_HOME": str(home), "HF_HUB_DISABLE_XET": "1"}
    program = [sys.executable, "-c", PROGRAM, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **variables}
    return subprocess.run(program, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=300)


def test_revisions_on_the_hub_are_compared(hub: Hub, tmp_path: Path) -> None:
    local = tmp_path / "dist" / "eastbrook"
    expected = quotes("diff", f"{local}/1.0.0", f"{local}/1.1.0", home=tmp_path, endpoint=hub.url)
    done = quotes("diff", "acme/eastbrook@1.0.0", "acme/eastbrook@v1.1.0", home=tmp_path, endpoint=hub.url)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", expected.stdout)
    assert "quotes.jsonl: 1 added, 1 removed, 0 changed" in done.stdout
    assert [request for request in hub.requests if "/data/" in request] == []
    mixed = quotes("diff", f"{local}/1.0.0", "acme/eastbrook@1.1.0", home=tmp_path, endpoint=hub.url)
    assert mixed.stdout == expected.stdout


def test_a_revision_on_the_hub_is_revised(hub: Hub, tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.jsonl"
    lines = (tmp_path / "dist" / "eastbrook" / "1.0.0" / "quotes.jsonl").read_text(encoding="utf-8").splitlines(True)
    fixed.write_text("".join(lines[1:]), encoding="utf-8")
    arguments = ("revise", "acme/eastbrook@1.0.0", "--quotes", str(fixed), "--out", str(tmp_path / "mine"))
    done = quotes(*arguments, home=tmp_path, endpoint=hub.url)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{tmp_path}/mine/eastbrook/1.1.0\n")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("acme/eastbrook@9.9.9", "{hub} has no revision v9.9.9 of this dataset"),
        ("acme/eastbrook@main", "{hub} has no revision main of this dataset"),
        ("acme/eastbrook@1.2.0", "the tag v1.2.0 holds version 1.1.0"),
        ("acme/westbrook@1.0.0", "{hub} has no such dataset, or wants a token that may read it (404)"),
        ("acme/east--brook@1.0.0", "Cannot have -- or .. in repo_id: 'acme/east--brook'."),
    ],
)
def test_what_the_hub_does_not_have_is_said_in_one_line(hub: Hub, tmp_path: Path, place: str, message: str) -> None:
    done = quotes("diff", f"{tmp_path}/dist/eastbrook/1.0.0", place, home=tmp_path, endpoint=hub.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: {place}: {message.replace('{hub}', hub.url)}\n"


def test_a_hub_that_cannot_be_reached(hub: Hub, tmp_path: Path) -> None:
    before = quotes("diff", *["acme/eastbrook@1.0.0"] * 2, home=tmp_path, endpoint=hub.url)
    nowhere = "http://127.0.0.1:9"
    again = quotes("diff", *["acme/eastbrook@1.0.0"] * 2, home=tmp_path, endpoint=nowhere)
    assert (before.returncode, again.returncode, again.stdout) == (0, 0, before.stdout)
    done = quotes("diff", *["acme/eastbrook@1.1.0"] * 2, home=tmp_path, endpoint=nowhere)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"Error: acme/eastbrook@1.1.0: {nowhere} cannot be reached, and the cache does not have it\n",
    )
