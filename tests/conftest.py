"""Nothing in the tests asks the network: this is read before any library that could."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hub_server import Hub
    from playwright.sync_api import Browser
    from review_desk import Desk
    from review_server import Servers
    from spacy.language import Language

    from quotes.dataset import Problem
    from quotes.dataset.metadata.statistics import Statistics
    from quotes.detector import Detector


def pytest_collection() -> None:
    """Look for no garbage while all is imported."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave out of every later collection of garbage what the libraries and tests have made, which stays."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _each_pipeline_is_loaded_once() -> Iterator[None]:
    """Detectors and trainings of this process share a pipeline: loading it costs more than most tests."""
    import quotes.engine
    import quotes.training.learning

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes.engine, "load_pipeline", cache(quotes.engine.load_pipeline))
        patch.setattr(quotes.training.learning, "load_pipeline", quotes.engine.load_pipeline)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_release_is_validated_before_its_first_push() -> Iterator[None]:
    """Remember the problems of a folder as long as none of its files changes: finding them is half of each push."""
    from quotes.hub import pushing

    known: dict[object, list[Problem]] = {}

    def problems(path: str) -> "list[Problem]":
        files = sorted(file for file in Path(path).rglob("*") if file.is_file())
        key = tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
        if key not in known:
            known[key] = list(validate(path))
        return known[key]

    validate = pushing.validate
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pushing, "validate", problems)
        yield


@pytest.fixture(scope="session", autouse=True)
def _charts_are_told_not_drawn() -> Iterator[None]:
    """Write instead of a chart what it would show: drawing one costs more than all other files of a small release."""
    from quotes.dataset.writing import publishing

    def tell(statistics: "Statistics", title: str, path: Path) -> None:
        path.write_text(f"{title}\n{statistics}", encoding="utf-8", errors="backslashreplace")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "draw_chart", tell)
        yield


@pytest.fixture(scope="module")
def drawn_charts(_charts_are_told_not_drawn: None) -> Iterator[None]:
    """Draw the charts of releases after all, for tests that look at them."""
    from quotes.dataset.metadata import draw_chart
    from quotes.dataset.writing import publishing

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "draw_chart", draw_chart)
        yield


@pytest.fixture(scope="session")
def detector() -> "Detector":
    """One detector for all tests, with the pipeline and the weights that ship."""
    from quotes.detector import Detector

    return Detector()


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The spaCy pipeline that ships, without what nothing here reads."""
    from quotes.engine import load_pipeline
    from quotes.pipeline import DEFAULT_PIPELINE

    return load_pipeline(DEFAULT_PIPELINE)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Hub]":
    """A Hub on 127.0.0.1, asked by this process with a token that may write, and with empty caches."""
    import datasets.config
    from hub_server import running_hub
    from huggingface_hub import constants

    home = tmp_path / "hf"
    with running_hub() as hub:
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(constants, "HF_HOME", str(home))
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(home / "hub"))
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(home / "token"))
        monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", home / "datasets")
        monkeypatch.setenv("HF_TOKEN", "hf_writer")
        yield hub


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium, without a window."""
    from review_desk import CHROMIUM

    if CHROMIUM is None:
        message = "no Chromium: `make browser` installs it where it may; the review page is not tried"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def servers() -> "Iterator[Servers]":
    """Serves the review page, time and again."""
    from review_server import review_servers

    with review_servers() as servers:
        yield servers


@pytest.fixture
def desk(browser: "Browser", servers: "Servers", tmp_path: Path) -> "Iterator[Desk]":
    """A reviewer's desk; at the end, the page must have failed at nothing and asked nobody else."""
    from review_desk import Desk

    desk = Desk(browser, servers, tmp_path)
    yield desk
    desk.close()
    assert desk.failures == []
