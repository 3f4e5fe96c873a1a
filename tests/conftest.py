"""Nothing in the tests asks the network: this is read before any library that could."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hub_server import Hub
    from spacy.language import Language

    from quotes.dataset.metadata.statistics import Statistics
    from quotes.detector import Detector


@pytest.fixture(scope="session", autouse=True)
def _each_pipeline_is_loaded_once() -> Iterator[None]:
    """Detectors of this process share a pipeline: loading it costs more than most tests."""
    import quotes.engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes.engine, "load_pipeline", cache(quotes.engine.load_pipeline))
        yield


@pytest.fixture(scope="session", autouse=True)
def _each_chart_is_drawn_once() -> Iterator[None]:
    """Releases of this process share the charts of the same counts and title: one costs more than the other files.

    That the same counts give the same bytes is for test_chart, which draws by itself, to show.
    """
    from quotes.dataset.writing import publishing

    draw, drawn = publishing.draw_chart, {}

    def draw_once(statistics: "Statistics", title: str, path: Path) -> None:
        asked = (repr(statistics), title)
        if asked not in drawn:
            draw(statistics, title, path)
            drawn[asked] = path.read_bytes()
        path.write_bytes(drawn[asked])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "draw_chart", draw_once)
        yield


@pytest.fixture(scope="session")
def detector() -> "Detector":
    """One detector for all tests, with the pipeline and the weights that ship."""
    from quotes.detector import Detector

    return Detector()


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The spaCy pipeline that ships, without what nothing here reads."""
    from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline

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
