"""A person or body that an article names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quotes import english
from quotes.names.occurrences import Name

GENERATION = re.compile(rf",?\s+({english.one_of((*english.GENERATIONS, 'II', 'III', 'IV'))})\.?$")
"""What behind a name tells somebody from a parent: ", Jr."."""


@dataclass(slots=True)
class Entity:
    """A person or body, with every occurrence of its names; ``full`` is the fullest."""

    full: Name
    body: bool
    names: list[Name] = field(default_factory=list)


def generation(words: str) -> str:
    """Return by what somebody is told from a parent of the same name: "Jr", or nothing."""
    suffix = GENERATION.search(words)
    return suffix[1] if suffix else ""
