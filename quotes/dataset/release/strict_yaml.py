"""YAML that every reader takes for the same, read in one go."""

from __future__ import annotations

from typing import Any

from yaml import AliasEvent, MappingNode, MarkedYAMLError, Node, SafeLoader


class StrictLoader(SafeLoader):  # type: ignore[misc]  # PyYAML comes without types
    """Refuses aliases and keys that come twice.

    By aliases, a few lines can stand for more than memory holds; of a key twice, readers differ on the one that counts.
    It is the loader in Python, as that of `datasets` is, so that both find the same in what is odd.
    """

    def compose_node(self, parent: Node | None, index: Any) -> Any:
        """Return the next node, which is no alias."""
        if self.check_event(AliasEvent):
            mark = self.peek_event().start_mark
            raise MarkedYAMLError(problem="an alias, which is not allowed here", problem_mark=mark)
        return super().compose_node(parent, index)

    def compose_mapping_node(self, anchor: Any) -> MappingNode:
        """Return the next mapping, whose keys all differ."""
        node = super().compose_mapping_node(anchor)
        seen = set()
        for key, _ in node.value:
            name = (key.tag, str(key.value))
            if name in seen:
                raise MarkedYAMLError(problem=f"key {key.value!r} a second time", problem_mark=key.start_mark)
            seen.add(name)
        return node
