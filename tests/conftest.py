"""Nothing in the tests asks the network: this is read before any library that could."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hub_server import Hub
    from spacy.language import Language

    from quotes.detector import Detector


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
