"""Rows as other tools write them, in the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
_OPEN_AT_END = re.compile(r"[“\"„«‘]\s*\Z")
_TEXT_FIELDS = ("maintext", "plaintext")
_MARKED = re.compile(r"\s*[“\"„«‘]")


def as_tool_row(row: Row) -> tuple[str, Row] | None:
    """Return the tool that writes such rows, and the row in the fields of an article; None if no tool is known."""
    for tool, reads in _TOOLS:
        found = reads(row)
        if found is not None:
            return tool, found
    return None


def text_field_of_tool(row: Row) -> str | None:
    """Return the name under which a known tool writes a text, where the row has it, with a text or without."""
    return next((name for name in _TEXT_FIELDS if name in row), None)


def is_gdelt(row: Row) -> bool:
    """Tell whether a row is one of GDELT's quotation graph: quotations and what stands beside each, no article."""
    rows = row.get("quotes")
    return isinstance(rows, list) and bool(rows) and all(isinstance(one, dict) and "quote" in one for one in rows)


def _news_please(row: Row) -> Row | None:
    if not isinstance(row.get("maintext"), str):
        return None
    day = row.get("date_publish")
    return {
        "id": row.get("url"),
        "text": row["maintext"],
        "title": row.get("title"),
        "url": row.get("url"),
        "source": row.get("source_domain"),
        "author": row.get("authors"),
        "published": None if day == "None" else day,  # it writes str(None)
        "language": row.get("language"),
    }


def _fundus(row: Row) -> Row | None:
    text = row.get("plaintext") or _body(row.get("body"))
    if not text:
        return None
    html = row.get("html")
    page = html if isinstance(html, dict) else {}
    url = row.get("url") or page.get("responded_url") or page.get("requested_url")
    return {
        "id": url,
        "text": text,
        "title": row.get("title"),
        "url": url,
        "source": row.get("publisher"),
        "author": row.get("authors"),
        "published": row.get("publishing_date"),
        "language": row.get("lang"),
    }


def _body(body: Any) -> str | None:
    """Return the paragraphs of a body of Fundus: a summary and sections, each with headline and paragraphs."""
    try:
        sections = [[*section["headline"], *section["paragraphs"]] for section in body["sections"]]
        return "\n\n".join([*body["summary"], *(line for section in sections for line in section)])
    except (TypeError, KeyError):
        return None


def _gdelt(row: Row) -> Row | None:
    if not is_gdelt(row) or row.get("text") is not None:
        return None
    url, language = row.get("url"), str(row.get("lang", ""))
    return {
        "id": url,
        "text": "\n\n".join(_in_context(one) for one in row["quotes"]),
        "title": row.get("title"),
        "url": url,
        "published": row.get("date"),
        "language": language if len(language) == 2 else None,
    }


def _in_context(one: Row) -> str:
    """Return a quotation between what stands before and behind it, in marks of its own where it has none."""
    before, words, behind = (str(one.get(key) or "") for key in ("pre", "quote", "post"))
    if not (_OPEN_AT_END.search(before) or _MARKED.match(words)):
        words = f"“{words.strip()}”"
        before, behind = (before.rstrip() + " ").lstrip(" "), " " * (behind[:1].isalnum()) + behind
    return f"{before}{words}{behind}".strip()


_TOOLS: tuple[tuple[str, Callable[[Row], Row | None]], ...] = (
    ("news-please", _news_please),
    ("Fundus", _fundus),
    ("GDELT", _gdelt),
)
