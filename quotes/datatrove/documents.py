"""Documents of datatrove to articles, and what was found in articles to documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from datatrove.data import Document

from quotes.articles import FIELDS, to_article
from quotes.dataset import features
from quotes.dataset.derivation import ArticleRows
from quotes.records import Article

if TYPE_CHECKING:
    import pyarrow


def article_of(document: Document, fields: Mapping[str, str]) -> Article:
    """Return the article in a document, whose metadata are its other fields; an ArticleError says what is wrong."""
    row = {**document.metadata, "id": document.id, "text": document.text}
    return to_article(row, where=f"document {document.id!r}", fields=fields)


def document_of(rows: ArticleRows) -> Document:
    """Return the document of an article in a shard; what its metadata do not say, it does not have."""
    stated = {name: rows.article[name] for name in FIELDS if rows.article[name] is not None}
    document = Document(text=stated.pop("text"), id=stated.pop("id"), metadata=stated)
    return add_quotes(document, rows)


def add_quotes(document: Document, rows: ArticleRows) -> Document:
    """Return a document with what was found in it: ``quotes``, the records, and whether its text is ``english``."""
    document.metadata |= {"quotes": list(rows.quotes), "english": rows.article["english"]}
    return document


def parquet_schema(*metadata: str) -> pyarrow.Schema:
    """Return the columns of documents with quotations, and with these texts of their metadata.

    ``ParquetWriter(…, expand_metadata=True, schema=…)`` needs it: of itself, it takes the first document for a pattern
    of all, and lists without a quotation, or speakers without a role, fit none.
    """
    from datasets import Features, List, Value

    texts = {name: Value("string") for name in ("text", "id", *metadata)}
    found: dict[str, Any] = {"quotes": List(features("quote")), "english": Value("bool")}
    return Features({**texts, **found}).arrow_schema
