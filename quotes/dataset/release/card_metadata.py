"""The metadata of a dataset card: YAML between two lines of dashes."""

from __future__ import annotations

import copy
import functools
import re
from typing import Any

CARD = "README.md"

# Read as the Hub's client reads it, which takes a quarter of a second to load: lines may end in any way but the last.
_LINE_END = r"(?:\r\n?|\n)"
_METADATA = re.compile(rf"\s*---{_LINE_END}(?P<yaml>.*?){_LINE_END}---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def split_card(card: str) -> tuple[dict[str, Any], str]:
    """Return the metadata of a card and the text below; a ValueError says where, and why they cannot be read."""
    block = _METADATA.match(card)
    if block is None:
        return {}, card
    metadata = read_yaml(block["yaml"], first_line=2) or {}
    if not isinstance(metadata, dict):
        raise ValueError("they are not a list of keys and values")
    return metadata, card[block.end() :]


def read_yaml(text: str, *, first_line: int = 1) -> Any:
    """Return what a YAML text says; a ValueError says where, and why it cannot be read."""
    import yaml

    try:
        return copy.deepcopy(_loaded(text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        raise ValueError(f"line {line}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from error


@functools.lru_cache(maxsize=2)  # a push reads the card of a release, and that of the Hub, to validate and to merge
def _loaded(text: str) -> Any:
    import yaml

    from quotes.dataset.release.strict_yaml import StrictLoader

    return yaml.load(text, StrictLoader)
