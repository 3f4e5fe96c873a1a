"""Count the keys that the review page asks of somebody who knows what is right, and how fast it goes on.

    python benchmarks/reviewing.py [--quotations 200] [--order uncertain|random|article] [--picture docs/review.png]

The release by the detector is reviewed in the system's Chromium; the seeds' gold tells what is right: who says it, or
that it is no quotation. The reviewer presses Enter where the person marked is right, else the digit of the right one,
else types letters of the name until it is listed, and goes down to it. Decisions a minute are what the page keeps up
with, without time to read.

``--picture`` writes down how the page looks at the third quotation, and decides on no more.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click
from measuring import ROOT
from playwright.sync_api import Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
Gold = dict[tuple[str, int, int], dict[str, Any]]


def gold() -> Gold:
    """Return the gold of each quotation by the article's id and its place."""
    found = {}
    for line in (ROOT / "seeds" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for quote in row["quotes"]:
            found[row["doc_id"], quote["content_start"], quote["content_end"]] = quote
    return found


def is_right(labels: dict[str, Any] | None, right: dict[str, Any] | None) -> bool:
    """Tell whether labels name the person of gold; somebody without a name is known by the mention."""
    if right is None or labels is None:
        return right is None and labels is None
    if labels["speaker"] is None or labels["name"] != right["speaker_name"]:
        return False
    start, end = labels["speaker"]
    return right["speaker_name"] is not None or (start < right["speaker"]["end"] and right["speaker"]["start"] < end)


class Reviewer:
    """Presses keys on a page, and counts them."""

    def __init__(self, page: Page, right: Gold) -> None:
        self._page, self._right = page, right
        self.keys: list[int] = []
        self.ways: Counter[str] = Counter()

    def decide(self) -> None:
        """Decide on the quotation in view."""
        item = self._page.evaluate("item")
        right = self._right.get((item["article"], item["start"], item["end"]))
        offers = item["offers"]
        places = [place for place, offer in enumerate(offers) if is_right(offer["labels"], right)]
        pressed = 0
        if right is None:
            way, pressed = "no quotation", self._press("n")
        elif 0 in places:
            way, pressed = "as it is", self._press("Enter")
        elif places:
            way, pressed = "another one offered", self._press(str(places[0] + 1))
        else:
            way, pressed = "letters", self._type(right)
        self.ways[way] += 1
        self.keys.append(pressed)

    def _type(self, right: dict[str, Any]) -> int:
        name, mention = right["speaker_name"], right["speaker"]["text"]
        pressed = self._press("/")
        for letter in name or mention:
            pressed += self._press(letter)
            listed = self._page.locator("#found button > span:nth-child(2)").all_inner_texts()
            if (name or mention) in listed:
                pressed += sum(self._press("ArrowDown") for _ in range(listed.index(name or mention)))
                break
        pressed += self._press("Enter")
        if self._page.locator("#finder").is_visible():  # nobody's name is behind that mention, or it has not been found
            pressed += self._press("Enter")
        if self._page.locator("#finder").is_visible():
            pressed += self._press("Escape") + self._press("Enter")
        return pressed

    def _press(self, key: str) -> int:
        if len(key) == 1:
            self._page.keyboard.type(key)  # also one that no keyboard here has
        else:
            self._page.keyboard.press(key)
        self._page.wait_for_selector("body:not([aria-busy])")
        return 1


@click.command()
@click.option("--quotations", default=200, show_default=True)
@click.option("--order", type=click.Choice(["uncertain", "random", "article"]), default="uncertain", show_default=True)
@click.option("--picture", type=click.Path(path_type=Path))
def main(quotations: int, order: str, picture: Path | None) -> None:
    """Review the seeds' release by what gold tells, and print what it took."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "corrections.jsonl"
        command = [sys.executable, "-m", "quotes", "review", "dist/seeds-detected", "--corrections", str(file)]
        command += ["--reviewer", "jo", "--order", order, "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
            try:
                assert server.stdout is not None
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1200, "height": 760})
                page.goto(server.stdout.readline().strip())
                page.wait_for_selector("#offers li")
                reviewer = Reviewer(page, gold())
                begun = time.monotonic()
                for _ in range(2 if picture else quotations):
                    reviewer.decide()
                seconds = time.monotonic() - begun
                if picture:
                    page.screenshot(path=picture)
                browser.close()
            finally:
                server.terminate()
    if not picture:
        _tell(reviewer, seconds)


def _tell(reviewer: Reviewer, seconds: float) -> None:
    keys = reviewer.keys
    print(f"keys a decision: median {statistics.median(keys):g}, mean {statistics.mean(keys):.2f}, most {max(keys)}")
    print(f"decisions a minute: {60 * len(keys) / seconds:.0f}")
    for way, number in reviewer.ways.most_common():
        print(f"{number / len(keys):6.1%}  {way}")


if __name__ == "__main__":
    main()
