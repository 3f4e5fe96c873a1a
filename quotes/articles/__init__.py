"""Read articles from files, folders, globs and standard input."""

from __future__ import annotations

from quotes.articles.fields import FIELDS, check_fields, to_article
from quotes.articles.formats import SUFFIXES
from quotes.articles.reading import read_articles
from quotes.articles.sources import size_of
from quotes.articles.spool import spooled
from quotes.articles.tables import NO_VALUE

__all__ = [
    "FIELDS",
    "NO_VALUE",
    "SUFFIXES",
    "check_fields",
    "read_articles",
    "size_of",
    "spooled",
    "to_article",
]
