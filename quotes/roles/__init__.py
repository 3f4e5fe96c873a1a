"""Roles: the phrases an article gives a person, their parts and categories."""

from __future__ import annotations

from quotes.roles.find import (
    description_role,
    entity_roles,
    fullest,
    group_roles,
    member_role,
    protagonist_roles,
    told_before,
)
from quotes.roles.parts import Phrase, gives_way, make_role, repeats, says_little
from quotes.roles.words import ArticleWords

__all__ = [
    "ArticleWords",
    "Phrase",
    "description_role",
    "entity_roles",
    "fullest",
    "gives_way",
    "group_roles",
    "make_role",
    "member_role",
    "protagonist_roles",
    "repeats",
    "says_little",
    "told_before",
]
