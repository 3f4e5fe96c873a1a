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
    ShardError,
    StorageError,
)
from quotes.records import (
    Article,
    Attribution,
    Category,
    Context,
    Cue,
    Detection,
    Form,
    Kind,
    Method,
    Quote,
    Reason,
    Rejection,
    Role,
    Speaker,
    Split,
    Status,
    Variant,
)

if TYPE_CHECKING:
    from quotes.articles import read_articles
    from quotes.building import build, build_from_shards
    from quotes.correcting import revise
    from quotes.dataset.derivation import migrate, restore
    from quotes.dataset.difference import Difference, diff
    from quotes.dataset.metadata import Statistics, stats
    from quotes.dataset.release import Release, open_release
    from quotes.dataset.validation import Problem, validate
    from quotes.detector import Detector, detect
    from quotes.evaluation import evaluate
    from quotes.hub import Pushed, load, push
    from quotes.model import Model
    from quotes.shards import Shards, detect_shards, open_shards
    from quotes.training.learning import train

__version__: str

__all__ = [
    "Article",
    "ArticleError",
    "Attribution",
    "Category",
    "Context",
    "Cue",
    "Detection",
    "DetectionError",
    "Detector",
    "Difference",
    "DuplicateIdError",
    "Form",
    "HubError",
    "Kind",
    "Method",
    "Model",
    "ModelError",
    "Problem",
    "Pushed",
    "Quote",
    "QuotesError",
    "QuotesWarning",
    "Reason",
    "RecordError",
    "Rejection",
    "Release",
    "ReleaseError",
    "Role",
    "ShardError",
    "Shards",
    "Speaker",
    "Split",
    "Statistics",
    "Status",
    "StorageError",
    "Variant",
    "build",
    "build_from_shards",
    "detect",
    "detect_shards",
    "diff",
    "evaluate",
    "load",
    "migrate",
    "open_release",
    "open_shards",
    "push",
    "read_articles",
    "restore",
    "revise",
    "stats",
    "train",
    "validate",
]

# What loads spaCy, datasets or pyarrow is imported at first use, so that `import quotes` stays quick.
_LAZY = {
    "Detector": "quotes.detector",
    "Difference": "quotes.dataset",
    "Model": "quotes.model",
    "Problem": "quotes.dataset",
    "Pushed": "quotes.hub",
    "Release": "quotes.dataset",
    "Shards": "quotes.shards",
    "Statistics": "quotes.dataset",
    "build": "quotes.building",
    "build_from_shards": "quotes.building",
    "detect": "quotes.detector",
    "detect_shards": "quotes.shards",
    "diff": "quotes.dataset",
    "evaluate": "quotes.evaluation",
    "load": "quotes.hub",
    "migrate": "quotes.dataset",
    "open_release": "quotes.dataset",
    "open_shards": "quotes.shards",
    "push": "quotes.hub",
    "read_articles": "quotes.articles",
    "restore": "quotes.dataset",
    "revise": "quotes.correcting",
    "stats": "quotes.dataset",
    "train": "quotes.training",
    "validate": "quotes.dataset",
}


def __getattr__(name: str) -> Any:
    if name != "__version__" and name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = _installed() if name == "__version__" else getattr(importlib.import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def _installed() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("quote-attribution")
    except PackageNotFoundError as error:
        raise AttributeError("quote-attribution is not installed, so it has no version") from error


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
