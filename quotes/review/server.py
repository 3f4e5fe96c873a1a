"""The review page's server: a page, an article, a quotation at a time, and what is decided on it."""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from quotes.correcting import Claim
from quotes.errors import QuotesError
from quotes.review.guard import HOST, Guard
from quotes.review.session import OutdatedError, Session
from quotes.storage import parse

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'nonce-{0}'; script-src 'nonce-{0}'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_SCRIPTS = ("places", "page", "drawing", "finder", "keys")
_MOST_BYTES = 1_000_000
_AGAIN = "this was decided on elsewhere in the meantime"
_SECONDS_TO_END = 2


def application(session: Session, *, token: str, port: int) -> Starlette:
    """Return the page of a session and what it asks for, below ``/TOKEN/``."""
    pages = _Pages(session)
    routes = [
        Route("/", pages.page),
        Route("/next", pages.next),
        Route("/item", pages.item),
        Route("/article", pages.article),
        Route("/decide", pages.decide, methods=["POST"]),
        Route("/undo", pages.undo, methods=["POST"]),
    ]
    handlers = {QuotesError: _refused, _WrongError: _refused}
    return Starlette(
        routes=[Mount(f"/{token}", routes=routes)],
        middleware=[Middleware(Guard, token=token, port=port)],
        exception_handlers=handlers,
    )


def serve(session: Session, *, port: int = 0, ready: Callable[[str], object]) -> None:
    """Serve a session to this machine until a signal ends it; ``ready`` is called with its address.

    Port 0 is any that is free. An OSError says that another cannot be had.
    """
    token = secrets.token_urlsafe(24)
    with socket.create_server((HOST, port)) as listening:
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            application(session, token=token, port=port),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_SECONDS_TO_END,
        )
        ready(f"http://{HOST}:{port}/{token}/")
        uvicorn.Server(config).run(sockets=[listening])


class _WrongError(ValueError):
    """A request that the page never makes."""


class _Pages:
    """Answers requests one after the other, all in the event loop's thread: a decision is one write of a line."""

    def __init__(self, session: Session) -> None:
        self._session = session
        scripts = "".join(_file(f"{name}.js") for name in _SCRIPTS)
        self._page = _file("page.html").replace("{{css}}", _file("page.css")).replace("{{js}}", scripts)

    async def page(self, request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        policy = {"content-security-policy": _POLICY.format(nonce)}
        return Response(self._page.replace("{{nonce}}", nonce), media_type="text/html", headers=policy)

    async def next(self, request: Request) -> Response:
        return _answer(self._session.next(_number(request, "after", -1)))

    async def item(self, request: Request) -> Response:
        article, id = (request.query_params.get(name) for name in ("article", "id"))
        if article is not None and id is not None:
            at = _number(request, "at", -1)
            return _answer(self._session.of(article, id, at if at >= 0 else None))
        return _answer(self._session.at(_number(request, "at", 0)))

    async def article(self, request: Request) -> Response:
        return _answer(self._session.article(request.query_params.get("id", "")))

    async def decide(self, request: Request) -> Response:
        given = await _given(request)
        article, span = _text(given, "article"), _span(given, "span")
        at = given.get("at")
        reason, seen = given.get("reason"), given.get("seen")
        labels = None if given.get("labels") is None else _labels(given["labels"])
        if span is None or not isinstance(seen, str | None):
            raise _WrongError("no span")
        try:
            self._session.decide(article, span, labels, seen=seen, reason=reason)
        except OutdatedError:
            return _answer({"error": _AGAIN}, 409)
        return _answer(self._session.next(at if isinstance(at, int) else -1))

    async def undo(self, request: Request) -> Response:
        given = await _given(request)
        article, id, decided = (_text(given, name) for name in ("article", "id", "decided"))
        try:
            self._session.undo(id, decided)
        except OutdatedError:
            return _answer({"error": _AGAIN}, 409)
        return _answer(self._session.of(article, id))


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _answer(data: Mapping[str, Any], status: int = 200) -> Response:
    # Half of a surrogate pair has no bytes in UTF-8, but an escape.
    return Response(json.dumps(data, ensure_ascii=True), status, media_type="application/json")


async def _refused(request: Request, error: Exception) -> Response:
    return _answer({"error": str(error)}, 422)


async def _given(request: Request) -> dict[str, Any]:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > _MOST_BYTES:
            raise _WrongError("too long")
    try:
        given = parse(data.decode())
    except ValueError as error:
        raise _WrongError(str(error)) from error
    if not isinstance(given, dict):
        raise _WrongError("no object")
    return given


def _number(request: Request, name: str, otherwise: int) -> int:
    given = request.query_params.get(name, str(otherwise))
    if not given.removeprefix("-").isdecimal() or len(given) > 12:
        raise _WrongError(f"{name} is no number")
    return int(given)


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise _WrongError(f"{name} is no string")
    return value


def _span(given: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    match given.get(name):
        case None:
            return None
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    raise _WrongError(f"{name} is no span")


def _labels(given: Any) -> Claim:
    if not isinstance(given, dict) or given.get("kind") not in ("full", "partial"):
        raise _WrongError("no labels")
    words = {name: given.get(name) for name in ("name", "role")}
    if not all(isinstance(value, str | None) for value in words.values()):
        raise _WrongError("no words")
    speaker, cue, same_as = (_span(given, name) for name in ("speaker", "cue", "same_as"))
    return Claim(kind=given["kind"], speaker=speaker, cue=cue, same_as=same_as, **(words if speaker else {}))
