"""The review page's server answers its own page only, and whenever it dies, what was decided is in the file, once."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from invented import many, write
from review_server import Running, Servers, review_servers

from quotes.cli import main
from quotes.dataset import Release
from quotes.dataset.corrections import Correction, read_corrections
from quotes.dataset.derivation import ArticleLookup
from quotes.review import Ledger, Session
from quotes.review.server import application

TOKEN, PORT = "t0k3n", 8765
HOST = f"127.0.0.1:{PORT}"


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("release"), many(6))


def made(tmp_path: Path) -> list[Correction]:
    return list(read_corrections(tmp_path / "jo.jsonl"))


@pytest.fixture
def call(release: Release, tmp_path: Path) -> Iterator[Callable[..., Reply]]:
    with ArticleLookup(release) as articles:
        session = Session(articles, Ledger(articles, "jo", tmp_path / "jo.jsonl"), "article")
        app = application(session, token=TOKEN, port=PORT)

        def call(path: str, sent: Any = None, **headers: str) -> Reply:
            given = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
            body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
            return asyncio.run(ask(app, "GET" if sent is None else "POST", path, given, body))

        yield call


async def ask(app: Any, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
    replies: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        replies.append(message)

    path, _, query = path.partition("?")
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "root_path": ""}
    named = [(name.lower().encode(), value.encode()) for name, value in headers.items() if value]
    await app({**scope, "headers": named, "http_version": "1.1", "scheme": "http"}, receive, send)
    start, *rest = replies
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return Reply(start["status"], told, b"".join(one["body"] for one in rest))


def decision(view: dict[str, Any], **changes: Any) -> dict[str, Any]:
    item = view["item"]
    span = [item["start"], item["end"]]
    labels = item["offers"][0]["labels"]
    return {"article": item["article"], "span": span, "labels": labels, "seen": item["seen"], "at": 0, **changes}


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 404),
        ("/next", {}, 404),
        ("/wrong/next", {}, 404),
        (f"/{TOKEN}x/next", {}, 404),
        (f"/{TOKEN}/../etc/passwd", {}, 404),
        (f"/{TOKEN}/next", {"host": f"evil.example:{PORT}"}, 421),
        (f"/{TOKEN}/next", {"host": f"127.0.0.1.evil.example:{PORT}"}, 421),
        (f"/{TOKEN}/next", {"host": "127.0.0.1:1"}, 421),
        (f"/{TOKEN}/next", {"host": ""}, 421),
        (f"/{TOKEN}/next", {"origin": "https://evil.example"}, 403),
        (f"/{TOKEN}/next", {"origin": "null"}, 403),
        (f"/{TOKEN}/next", {"origin": f"https://{HOST}"}, 403),
        (f"/{TOKEN}/next", {"sec_fetch_site": "cross-site"}, 403),
        (f"/{TOKEN}/next", {"sec_fetch_site": "same-site"}, 403),
        (f"/{TOKEN}/next", {"origin": f"http://{HOST}", "sec_fetch_site": "same-origin"}, 200),
    ],
)
def test_only_the_page_itself_is_answered(
    call: Callable[..., Reply], path: str, headers: dict[str, str], status: int
) -> None:
    reply = call(path, **headers)
    assert reply.status == status
    assert (reply.body == b"") == (status in (403, 421)) or status == 404
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "application/json", "origin": "https://evil.example"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({}, 415),
    ],
)
def test_no_other_page_can_decide(
    call: Callable[..., Reply], tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    sent = decision(call(f"/{TOKEN}/next").data)
    assert call(f"/{TOKEN}/decide", sent, **headers).status == status
    assert made(tmp_path) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"article": "../../../etc/passwd"},
        {"article": "<script>alert(1)</script>"},
        {"article": 7},
        {"span": [0, 10**9]},
        {"span": [10**9, 10**9 + 1]},
        {"span": [5, 5]},
        {"span": [-3, 4]},
        {"span": ["0", "4"]},
        {"span": None},
        {"seen": 3},
        {"labels": {"kind": "loud", "speaker": None}},
        {"labels": {"kind": "full", "speaker": [0, 4], "name": "Nobody Here"}},
        {"labels": {"kind": "full", "speaker": [1, 3]}},
        {"labels": {"kind": "full", "speaker": [0, 4], "role": {"a": 1}}},
        {"labels": None, "reason": "because"},
        {"labels": None, "reason": ["scare"]},
    ],
)
def test_what_the_page_would_never_send_is_refused_and_nothing_written(
    call: Callable[..., Reply], tmp_path: Path, changes: dict[str, Any]
) -> None:
    sent = decision(call(f"/{TOKEN}/next").data, **changes)
    reply = call(f"/{TOKEN}/decide", sent, content_type="application/json")
    assert reply.status == 422, reply.body
    assert reply.headers["content-type"] == "application/json"
    assert made(tmp_path) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 10_000, b'{"a": "\\ud800"}', b" " * 2_000_000])
def test_a_body_that_is_no_object_is_refused(call: Callable[..., Reply], body: bytes) -> None:
    for path in ("decide", "undo"):
        assert call(f"/{TOKEN}/{path}", body, content_type="application/json").status == 422


def test_a_second_window_is_told_that_the_first_was_quicker(call: Callable[..., Reply], tmp_path: Path) -> None:
    view = call(f"/{TOKEN}/next").data
    assert call(f"/{TOKEN}/decide", decision(view), content_type="application/json").status == 200
    late = decision(view, labels=None)
    assert call(f"/{TOKEN}/decide", late, content_type="application/json").status == 409
    undo = {**view, "id": view["item"]["id"], "article": "a0", "decided": "2020-01-01T00:00:00+00:00"}
    assert call(f"/{TOKEN}/undo", undo, content_type="application/json").status == 409
    assert len(made(tmp_path)) == 1


def test_the_page_runs_its_own_script_only(call: Callable[..., Reply]) -> None:
    policies = [call(f"/{TOKEN}/").headers["content-security-policy"] for _ in range(2)]
    assert policies[0] != policies[1]
    assert "unsafe" not in policies[0]
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(policies[0].split("; "))


# The command, and its end


def test_the_first_line_is_the_address_and_a_signal_ends_it(release: Release, tmp_path: Path) -> None:
    file = tmp_path / "jo.jsonl"
    program = [sys.executable, "-m", "quotes", "review", str(release.path), "--corrections", str(file)]
    with subprocess.Popen([*program, "--reviewer", "jo", "--no-browser"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = urlsplit(server.stdout.readline().strip())
        reply = request(address.geturl(), "next")
        assert (address.hostname, reply["total"]) == ("127.0.0.1", 6)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", address.port or 0), timeout=5)  # this machine, too
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 143


def test_a_port_that_is_taken_and_a_file_that_cannot_be_written_are_one_line(release: Release, tmp_path: Path) -> None:
    options = ["review", str(release.path), "--reviewer", "jo", "--no-browser", "--corrections"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, [*options, str(tmp_path / "jo.jsonl"), "--port", port])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "in use" in result.output
    result = CliRunner().invoke(main, [*options, str(tmp_path / "nowhere" / "jo.jsonl")])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)


def test_what_is_not_installed_is_named(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("quotes.review")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    options = ["--reviewer", "jo", "--corrections", str(tmp_path / "jo.jsonl")]
    result = CliRunner().invoke(main, ["review", str(release.path), *options])
    assert (result.exit_code, result.output) == (1, "Error: uvicorn is not installed; the extra [review] brings it\n")


def request(address: str, path: str, sent: dict[str, Any] | None = None) -> Any:
    parts = urlsplit(address)
    headers = {"content-type": "application/json"}
    with closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as connection:
        connection.request("POST" if sent else "GET", parts.path + path, json.dumps(sent) if sent else None, headers)
        response = connection.getresponse()
        assert response.status == 200, response.read()
        return json.loads(response.read())


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with review_servers() as servers:
        yield servers


@pytest.mark.filterwarnings("ignore:.*cut short by the end of who wrote it")  # a kill may come in the midst of a line
def test_killed_between_any_two_decisions_nothing_is_lost_and_nothing_there_twice(
    servers: Servers, tmp_path: Path
) -> None:
    release, file = write(tmp_path, many(50)), tmp_path / "jo.jsonl"
    chance = random.Random(1)
    for number in range(50):
        server = servers.start(release.path, file, order="article")
        view = request(server.address, "next")
        assert (view["at"], view["done"]) == (number, number)
        _send_and_kill(server, decision(view, at=number), chance.random() * 0.01)
        if len(list(read_corrections(file))) == number:  # killed before it was written, so it was not answered, either
            server = servers.start(release.path, file, order="article")
            request(server.address, "decide", decision(view, at=number))
            os.kill(server.process, signal.SIGKILL)
    assert [one.article_id for one in read_corrections(file)] == [f"a{number}" for number in range(50)]


def _send_and_kill(server: Running, sent: dict[str, Any], seconds: float) -> None:
    """Send a decision, and kill the server at some moment before, while or after it writes."""
    parts, body = urlsplit(server.address), json.dumps(sent).encode()
    head = f"POST {parts.path}decide HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection, suppress(ConnectionError):
        connection.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        connection.settimeout(seconds)
        with suppress(TimeoutError):
            connection.recv(1)
        os.kill(server.process, signal.SIGKILL)
