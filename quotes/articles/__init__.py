"""Read articles from files, folders, globs and standard input."""

from quotes.articles.formats import SUFFIXES
from quotes.articles.reading import read_articles
from quotes.articles.spool import spooled

__all__ = ["SUFFIXES", "read_articles", "spooled"]
