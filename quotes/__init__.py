"""Turn news articles into a versioned dataset of quotations with speaker, role, cue and confidence.

    >>> import quotes
    >>> quotes.detect("“We open at noon,” said Ilse Brandt, the harbor commissioner.")   # doctest: +SKIP
    >>> quotes.build(["articles/"], name="press", version="1.0.0")                       # doctest: +SKIP

In a spaCy pipeline of your own: ``nlp.add_pipe("quotes")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.errors import (
    ArticleError,
    DetectionError,
    DuplicateIdError,
    HubError,
    ModelError,
    QuotesError,
    QuotesWarning,
    RecordError,
    ReleaseError,
    StorageError,
)
from quotes.records import Article, Attribution, Context, Cue, Detection, Quote, Rejection, Role, Speaker

if TYPE_CHECKING:
    from quotes.articles import read_articles
    from quotes.building import build
    from quotes.dataset.derivation import migrate, restore, revise
    from quotes.dataset.difference import Difference, diff
    from quotes.dataset.metadata import stats
    from quotes.dataset.release import Release, open_release
    from quotes.dataset.validation import Problem, validate
    from quotes.detector import Detector, detect
    from quotes.hub import Pushed, load, push

__all__ = [
    "Article",
    "ArticleError",
    "Attribution",
    "Context",
    "Cue",
    "Detection",
    "DetectionError",
    "Detector",
    "Difference",
    "DuplicateIdError",
    "HubError",
    "ModelError",
    "Problem",
    "Pushed",
    "Quote",
    "QuotesError",
    "QuotesWarning",
    "RecordError",
    "Rejection",
    "Release",
    "ReleaseError",
    "Role",
    "Speaker",
    "StorageError",
    "build",
    "detect",
    "diff",
    "load",
    "migrate",
    "open_release",
    "push",
    "read_articles",
    "restore",
    "revise",
    "stats",
    "validate",
]

# What loads spaCy, datasets or pyarrow is imported at first use, so that `import quotes` stays quick.
_LAZY = {
    "Detector": "quotes.detector",
    "Difference": "quotes.dataset",
    "Problem": "quotes.dataset",
    "Pushed": "quotes.hub",
    "Release": "quotes.dataset",
    "build": "quotes.building",
    "detect": "quotes.detector",
    "diff": "quotes.dataset",
    "load": "quotes.hub",
    "migrate": "quotes.dataset",
    "open_release": "quotes.dataset",
    "push": "quotes.hub",
    "read_articles": "quotes.articles",
    "restore": "quotes.dataset",
    "revise": "quotes.dataset",
    "stats": "quotes.dataset",
    "validate": "quotes.dataset",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
