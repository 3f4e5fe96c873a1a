"""Nothing in the tests asks the network: this is read before any library that could."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
