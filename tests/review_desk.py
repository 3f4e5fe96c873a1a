"""A reviewer's desk: the review page, served and open in a real browser, and what is pressed there."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_server import Running, Servers

from quotes.dataset import Release
from quotes.dataset.corrections import Correction, read_corrections
from quotes.review.queue import Order

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Desk:
    """A server for a release, windows on it, and the decisions in its file."""

    def __init__(self, browser: Browser, servers: Servers, folder: Path) -> None:
        self._browser, self._servers, self._folder = browser, servers, folder
        self._closing: list[Callable[[], object]] = []
        self.failures: list[str] = []
        self.running: Running | None = None
        self._numbers = itertools.count(1)

    def serve(self, release: Release, *, reviewer: str = "jo", order: Order = "article", **options: Any) -> None:
        self.kill()
        self.file = self._folder / f"{next(self._numbers)}.jsonl"
        self._asked = {"release": release.path.resolve(), "reviewer": reviewer, "order": order, **options}
        self.start()

    def start(self) -> None:
        self.running = self._servers.start(file=self.file, **self._asked)

    def kill(self) -> None:
        if self.running is not None:
            os.kill(self.running.process, signal.SIGKILL)
        self.running = None

    def window(self, width: int = 1280, height: int = 800, **options: Any) -> Page:
        assert self.running is not None
        context = self._browser.new_context(viewport={"width": width, "height": height}, **options)
        self._closing.append(context.close)
        page = context.new_page()
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("dialog", lambda dialog: self.failures.append(dialog.message))
        page.on("request", lambda request: self._note(request.url))
        page.goto(self.running.address)
        page.wait_for_selector("#offers li, #done")
        return page

    def _note(self, url: str) -> None:
        if self.running is not None and not url.startswith(self.running.address):
            self.failures.append(f"asks for {url}")

    @property
    def made(self) -> list[Correction]:
        return list(read_corrections(self.file))

    def close(self) -> None:
        for close in self._closing:
            close()
        self.kill()


def press(page: Page, *keys: str) -> None:
    """Press keys as a person does, who waits until the page has done what was asked."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_selector("body:not([aria-busy])")


def count(page: Page) -> str:
    return page.inner_text("#count")


def current(page: Page) -> str:
    return page.inner_text("#current .words")
