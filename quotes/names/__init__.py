"""Names, found in plain text without a parse, and grouped by the person or body that bears them."""

from __future__ import annotations

from quotes.names.entities import find_entities
from quotes.names.entity import Entity
from quotes.names.occurrences import Name
from quotes.names.runs import NameRun, find_names, is_organization
from quotes.names.titles import opens_sentence
from quotes.names.usage import in_headline, is_headline, is_known_surname, kicker_end

__all__ = [
    "Entity",
    "Name",
    "NameRun",
    "find_entities",
    "find_names",
    "in_headline",
    "is_headline",
    "is_known_surname",
    "is_organization",
    "kicker_end",
    "opens_sentence",
]
