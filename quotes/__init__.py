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
    NoArticleTextError,
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
    from collections.abc import Callable, Mapping

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
    "NoArticleTextError",
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


def lazily(face: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """Return what imports a name of ``face`` at its first use, as the ``__getattr__`` of that package.

    ``names`` has the names of each module in it. Who asks a face for one name pays for no other.
    """
    import importlib
    import sys

    modules = {name: module for module, of_module in names.items() for name in of_module.split()}

    def import_name(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {face!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{face}.{modules[name]}"), name)
        setattr(sys.modules[face], name, value)
        return value

    return import_name


# What loads spaCy, datasets or pyarrow is imported at first use, so that `import quotes` stays quick.
_import_name = lazily(
    __name__,
    {
        "articles": "read_articles",
        "building": "build build_from_shards",
        "correcting": "revise",
        "dataset": "Difference Problem Release Statistics diff migrate open_release restore stats validate",
        "detector": "Detector detect",
        "evaluation": "evaluate",
        "hub": "Pushed load push",
        "model": "Model",
        "shards": "Shards detect_shards open_shards",
        "training": "train",
    },
)


def __getattr__(name: str) -> Any:
    if name != "__version__":
        return _import_name(name)
    globals()[name] = _installed()
    return globals()[name]


def _installed() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("quote-attribution")
    except PackageNotFoundError as error:
        raise AttributeError("quote-attribution is not installed, so it has no version") from error


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
