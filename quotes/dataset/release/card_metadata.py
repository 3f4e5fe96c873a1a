"""The metadata of a dataset card: YAML between two lines of dashes. And YAML that every reader takes for the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yaml import Node

CARD = "README.md"


def split_card(card: str) -> tuple[dict[str, Any], str]:
    """Return the metadata of a card and the text below; a ValueError says where, and why they cannot be read."""
    from huggingface_hub.repocard import REGEX_YAML_BLOCK

    block = REGEX_YAML_BLOCK.search(card)
    if block is None:
        return {}, card
    metadata = read_yaml(block.group(2), first_line=2) or {}
    if not isinstance(metadata, dict):
        raise ValueError("they are not a list of keys and values")
    return metadata, card[block.end() :]


def read_yaml(text: str, *, first_line: int = 1) -> Any:
    """Return what a YAML text says; a ValueError says where, and why it cannot be read.

    Refused are aliases, by which a few lines can stand for more than memory holds, and keys that come twice, of which
    readers differ on the one that counts.
    """
    import yaml

    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise yaml.MarkedYAMLError(problem="an alias, which is not allowed here", problem_mark=event.start_mark)
        for node in _mappings(yaml.compose(text, Loader=yaml.SafeLoader)):
            seen = set()
            for key, _ in node.value:
                if (key.tag, str(key.value)) in seen:
                    raise yaml.MarkedYAMLError(problem=f"key {key.value!r} a second time", problem_mark=key.start_mark)
                seen.add((key.tag, str(key.value)))
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        raise ValueError(f"line {line}: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from error


def _mappings(node: Node | None) -> Iterator[Any]:
    from yaml import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        yield node
        for key, value in node.value:
            yield from _mappings(key)
            yield from _mappings(value)
    elif isinstance(node, SequenceNode):
        for entry in node.value:
            yield from _mappings(entry)
