"""A Hub in memory that speaks over HTTP what the real client asks for: commits, tags, large files, failures."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from quotes.dataset import Release

Files = dict[str, bytes]
ATTRIBUTES = b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"


@dataclass(kw_only=True)
class Repo:
    """One dataset repository: what each commit holds, its parent, and where branches and tags point."""

    private: bool = False
    commits: dict[str, Files] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def commit(self, files: Files, branch: str = "main") -> str:
        parent = self.branches.get(branch, self.branches.get("main"))
        oid = hashlib.sha1(repr((parent, sorted(files.items()))).encode(), usedforsecurity=False).hexdigest()
        self.commits[oid], self.parents[oid], self.branches[branch] = dict(files), parent, oid
        return oid

    def resolve(self, revision: str) -> str | None:
        named = self.branches.get(revision) or self.tags.get(revision)
        return named or (revision if revision in self.commits else None)

    @property
    def head(self) -> Files:
        return self.commits[self.branches["main"]]


@dataclass(kw_only=True)
class Hub:
    """The state of the server, and what it is to do wrong."""

    url: str = ""
    repos: dict[str, Repo] = field(default_factory=dict)
    large: Files = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=lambda: {"hf_writer": "write", "hf_reader": "read"})
    requests: list[str] = field(default_factory=list)
    hooks: list[tuple[str, Callable[[], int | None]]] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None

    def repo(self, name: str, files: Files | None = None, *, private: bool = False) -> Repo:
        """Make a repository as the Hub does: with a first commit."""
        self.repos[name] = repo = Repo(private=private)
        repo.commit({".gitattributes": ATTRIBUTES, **(files or {})})
        return repo

    def hold(self, name: str, release: Release) -> None:
        """Hold a release as a push leaves it: a commit and its tag."""
        repo = self.repos.get(name) or self.repo(name)
        paths = [path for path in release.path.rglob("*") if path.is_file()]
        files = {path.relative_to(release.path).as_posix(): path.read_bytes() for path in paths}
        repo.tags[f"v{release.version}"] = repo.commit({".gitattributes": ATTRIBUTES, **files})

    def once(self, pattern: str, act: Callable[[], int | None]) -> None:
        """Call ``act`` before the next request like "POST /path" is served; a status it returns is the answer."""
        self.hooks.append((pattern, act))

    def hooked(self, request: str) -> int | None:
        for hook in self.hooks:
            if re.search(hook[0], request):
                self.hooks.remove(hook)
                return hook[1]()
        return None

    def posts(self, word: str) -> int:
        """Return how many requests wrote something of this kind."""
        return sum(request.startswith("POST ") and f"/{word}/" in request for request in self.requests)


@contextmanager
def running_hub() -> Iterator[Hub]:
    """Serve a Hub on a free port of 127.0.0.1, until it is stopped."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)

    def stop() -> None:
        server.shutdown()
        server.server_close()

    hub.stop = stop
    thread.start()
    try:
        yield hub
    finally:
        stop()


class RefusedError(Exception):
    def __init__(self, status: int, code: str = "", message: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""

    def serve(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(size)
        parts = urlsplit(self.path)
        self.query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        request = f"{self.command} {unquote(parts.path)}"
        self.hub.requests.append(request)
        try:
            status = self.hub.hooked(request)
            if status is not None:
                raise RefusedError(status, message=f"refused with {status}")
            for pattern, name in ROUTES:
                match = re.fullmatch(pattern, request)
                if match:
                    getattr(self, name)(**match.groupdict())
                    return
            raise RefusedError(404)
        except RefusedError as refused:
            said = {"X-Error-Code": refused.code, "X-Error-Message": refused.message}
            self.answer({"error": refused.message}, refused.status, {name: text for name, text in said.items() if text})

    do_GET = do_POST = do_PUT = do_HEAD = serve  # noqa: N815

    def answer(self, content: Any = b"", status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        # A connection kept open would outlive a server that is stopped.
        self.send_header("Connection", "close")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if not (headers and "Content-Length" in headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def allowed(self) -> str:
        """Return what the token allows: "write", "read", or nothing."""
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token and token not in self.hub.tokens:
            raise RefusedError(401, message="Invalid credentials in Authorization header")
        return self.hub.tokens.get(token, "")

    def writing(self) -> None:
        allowed = self.allowed()
        if allowed != "write":
            raise RefusedError(403 if allowed else 401, message="You have no right to write here")

    def found(self, repo: str, revision: str = "main") -> tuple[Repo, str]:
        there = self.hub.repos.get(repo)
        if there is None or (there.private and not self.allowed()):
            raise RefusedError(404 if self.allowed() else 401, "RepoNotFound", "Repository not found")
        commit = there.resolve(unquote(revision))
        if commit is None:
            raise RefusedError(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        return there, commit

    def create(self) -> None:
        self.writing()
        asked = json.loads(self.body)
        name = f"{asked['organization']}/{asked['name']}"
        answer = {"url": f"{self.hub.url}/datasets/{name}"}
        if name in self.hub.repos:
            self.answer({"error": "You already created this dataset repo", **answer}, 409)
            return
        self.hub.repo(name, private=asked.get("visibility") == "private")
        self.answer(answer)

    def info(self, repo: str, revision: str = "main") -> None:
        there, commit = self.found(repo, revision)
        siblings = [{"rfilename": path} for path in there.commits[commit]]
        self.answer({"id": repo, "sha": commit, "private": there.private, "siblings": siblings, "tags": []})

    def refs(self, repo: str) -> None:
        there, _ = self.found(repo)
        kinds = {"branches": ("heads", there.branches), "tags": ("tags", there.tags)}
        self.answer(
            {
                "converts": [],
                **{
                    kind: [
                        {"name": name, "ref": f"refs/{word}/{name}", "targetCommit": commit}
                        for name, commit in refs.items()
                        if not name.startswith("refs/")
                    ]
                    for kind, (word, refs) in kinds.items()
                },
            }
        )

    def tree(self, repo: str, revision: str, folder: str | None = None) -> None:
        there, commit = self.found(repo, revision)
        start = f"{folder}/" if folder else ""
        below = {path: data for path, data in there.commits[commit].items() if path.startswith(start)}
        if not below:
            raise RefusedError(404, "EntryNotFound", "Entry not found")
        entries: dict[str, dict[str, Any]] = {}
        for path, data in below.items():
            steps = path.removeprefix(start).split("/")
            for depth in range(1, len(steps)):
                name = start + "/".join(steps[:depth])
                entries[name] = {"type": "directory", "path": name, "oid": "0" * 40, "size": 0}
            entries[path] = {"type": "file", "path": path, "size": len(data), "oid": git_oid(data)}
            if is_large(path):
                lfs = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}
                entries[path] |= {"lfs": lfs, "oid": "1" * 40}
        direct = self.query.get("recursive") != "true"
        self.answer([entry for path, entry in entries.items() if not (direct and "/" in path.removeprefix(start))])

    def resolve(self, repo: str, revision: str, path: str) -> None:
        there, commit = self.found(repo, revision)
        data = there.commits[commit].get(path)
        if data is None:
            raise RefusedError(404, "EntryNotFound", "Entry not found")
        headers = {"X-Repo-Commit": commit, "ETag": f'"{git_oid(data)}"', "Accept-Ranges": "bytes"}
        if is_large(path):
            oid = hashlib.sha256(data).hexdigest()
            self.hub.large[oid] = data
            # Another host, as on the real Hub: the client follows redirects to the same one while asking for headers.
            large = {"X-Linked-Etag": f'"{oid}"', "X-Linked-Size": str(len(data)), "Location": self.large_url(oid)}
            self.answer(b"", 302, headers | large)
        else:
            self.send_part(data, headers)

    def fetch(self, oid: str) -> None:
        self.send_part(self.hub.large[oid], {"ETag": f'"{oid}"', "Accept-Ranges": "bytes"})

    def send_part(self, data: bytes, headers: Mapping[str, str]) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if asked is None:
            self.answer(data, 200, {**headers, "Content-Length": str(len(data))})
            return
        start, end = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
        part = data[start : end + 1]
        self.answer(part, 206, {**headers, "Content-Range": f"bytes {start}-{end}/{len(data)}"})

    def validate_yaml(self) -> None:
        self.answer({"errors": [], "warnings": []})

    def preupload(self, repo: str) -> None:
        self.writing()
        there, _ = self.found(repo)
        self.answer({"files": [self.placed(there, file["path"]) for file in json.loads(self.body)["files"]]})

    @staticmethod
    def placed(there: Repo, path: str) -> dict[str, Any]:
        data = there.head.get(path)
        digest = hashlib.sha256(data or b"").hexdigest() if is_large(path) else git_oid(data or b"")
        mode = "lfs" if is_large(path) else "regular"
        return {"path": path, "uploadMode": mode, "shouldIgnore": False, "oid": None if data is None else digest}

    def batch(self, repo: str) -> None:
        self.writing()
        self.found(repo)
        objects = []
        for wanted in json.loads(self.body)["objects"]:
            upload = {"actions": {"upload": {"href": self.large_url(wanted["oid"])}}}
            objects.append({**wanted, **({} if wanted["oid"] in self.hub.large else upload)})
        self.answer({"transfer": "basic", "objects": objects})

    def upload(self, oid: str) -> None:
        if hashlib.sha256(self.body).hexdigest() != oid:
            raise RefusedError(400, message="another checksum")
        self.hub.large[oid] = self.body
        self.answer()

    def commit(self, repo: str) -> None:
        self.writing()
        there, head = self.found(repo)
        files = dict(there.head)
        for line in self.body.splitlines():
            entry = json.loads(line)
            value = entry["value"]
            if entry["key"] == "header" and value.get("parentCommit") not in (None, head):
                raise RefusedError(412, message="A commit has happened since. Please refresh and try again.")
            if entry["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif entry["key"] == "lfsFile":
                files[value["path"]] = self.hub.large[value["oid"]]
            elif entry["key"] == "deletedFile":
                del files[value["path"]]
        proposal = f"refs/pr/{len(there.branches)}" if self.query.get("create_pr") else ""
        oid = there.commit(files, proposal or "main")
        url = f"{self.hub.url}/datasets/{repo}"
        made = {"commitUrl": f"{url}/commit/{oid}", "commitOid": oid}
        number = proposal.rpartition("/")[2]
        self.answer(made | ({"pullRequestUrl": f"{url}/discussions/{number}"} if proposal else {}))

    def tag(self, repo: str, revision: str) -> None:
        self.writing()
        there, commit = self.found(repo, revision)
        name = json.loads(self.body)["tag"]
        if name in there.tags:
            raise RefusedError(409, message="Tag reference exists already")
        there.tags[name] = commit
        self.answer()

    def large_url(self, oid: str) -> str:
        return f"{self.hub.url.replace('127.0.0.1', 'localhost')}/large/{oid}"


def git_oid(data: bytes) -> str:
    """Return the checksum by which git knows a file."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def is_large(path: str) -> bool:
    """Tell whether a file is kept outside of git, as the Hub does by its .gitattributes."""
    return path.endswith(".parquet")


_REPO = r"(?P<repo>[^/]+/[^/]+)"
_REVISION = r"(?P<revision>[^/]+)"
ROUTES = [
    (r"POST /api/repos/create", "create"),
    (r"POST /api/validate-yaml", "validate_yaml"),
    (rf"GET /api/datasets/{_REPO}", "info"),
    (rf"GET /api/datasets/{_REPO}/revision/{_REVISION}", "info"),
    (rf"GET /api/datasets/{_REPO}/refs", "refs"),
    (rf"GET /api/datasets/{_REPO}/tree/{_REVISION}(/(?P<folder>.+))?", "tree"),
    (rf"(GET|HEAD) /datasets/{_REPO}/resolve/{_REVISION}/(?P<path>.+)", "resolve"),
    (r"(GET|HEAD) /large/(?P<oid>\w+)", "fetch"),
    (rf"POST /api/datasets/{_REPO}/preupload/main", "preupload"),
    (rf"POST /datasets/{_REPO}\.git/info/lfs/objects/batch", "batch"),
    (r"PUT /large/(?P<oid>\w+)", "upload"),
    (rf"POST /api/datasets/{_REPO}/commit/main", "commit"),
    (rf"POST /api/datasets/{_REPO}/tag/{_REVISION}", "tag"),
]
