"""Who may speak to the review page: this machine's browser at the very address that was printed, and nobody else."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_HEADERS = {
    b"cache-control": b"no-store",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}


class Guard:
    """Passes on what has the token in its path, our address as host, and no other origin; all else is refused.

    Another page of the same browser knows no token; a name that it has made point to this machine is no host of ours.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {f"{name}:{port}".encode() for name in _NAMES}
        self._origins = {b"http://" + host for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with headers that keep the answer from other pages and from caches."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        status = self._refusal(scope)
        if status is None:
            return await self._app(scope, receive, _with_headers(send))
        await _with_headers(send)({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return None

    def _refusal(self, scope: Scope) -> int | None:
        headers = scope["headers"]
        if [value for name, value in headers if name == b"host"][:2] not in [[host] for host in self._hosts]:
            return 421
        origins = [value for name, value in headers if name == b"origin"]
        sites = [value for name, value in headers if name == b"sec-fetch-site"]
        if not set(origins) <= self._origins or not set(sites) <= {b"same-origin", b"none"}:
            return 403
        _, _, rest = scope["path"].partition("/")
        if not secrets.compare_digest(rest.partition("/")[0].encode("utf-8", "surrogatepass"), self._token):
            return 404
        if scope["method"] == "POST" and _type(headers) != b"application/json":
            return 415  # what a form of another page can send is never taken
        return None


def _type(headers: list[tuple[bytes, bytes]]) -> bytes:
    return next((value for name, value in headers if name == b"content-type"), b"").partition(b";")[0].strip().lower()


def _with_headers(send: Send) -> Send:
    async def sending(message):  # type: ignore[no-untyped-def]
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_HEADERS.items()]
        await send(message)

    return sending
