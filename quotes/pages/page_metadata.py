"""Read what a page says of its article: JSON-LD first, then what trafilatura finds in its other metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from quotes.pages.json_ld import name_in, names_in

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+$")
_LOCALE = './/meta[@property="og:locale"]'


def read_metadata(tree: Any, articles: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    """Return title, url, source, author, published, language and license, as the article record has them."""
    from trafilatura.metadata import extract_metadata

    # Only dates that the page states, up to a fixed day: by default the clock would bound what is found.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    found = extract_metadata(tree, date_config=dates)
    article = articles[0] if articles else {}
    return {
        "title": name_in(article.get("headline")) or found.title,
        "url": found.url or _address(article),
        "source": name_in(article.get("publisher")) or found.sitename,
        "author": _author(article.get("author") or article.get("creator")) or _author((found.author or "").split(";")),
        "published": _day(article.get("datePublished")) or found.date,
        "language": _language(tree, article),
        "license": found.license,
    }


def _author(value: Any) -> str | None:
    """Return the names of those who wrote an article; some pages give an address in place of a name."""
    names = (_BY.sub("", name) for name in names_in(value) if not _ADDRESS.match(name))
    once: dict[str, str] = {}
    for name in filter(None, names):
        once.setdefault(name.replace("-", " ").casefold(), name)  # "Ann Orr" is "ann-orr", too
    return "; ".join(once.values()) or None


def _address(article: Mapping[str, Any]) -> str | None:
    page = article.get("mainEntityOfPage")
    stated = (article.get("url"), page.get("@id") if isinstance(page, dict) else page)
    return next((one for one in stated if isinstance(one, str) and _WEB.match(one)), None)


def _day(value: Any) -> str | None:
    try:
        return date.fromisoformat(value.strip()[:10]).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _language(tree: Any, article: Mapping[str, Any]) -> str | None:
    locale = tree.find(_LOCALE)
    stated = (tree.get("lang"), article.get("inLanguage"), locale.get("content") if locale is not None else None)
    for value in stated:
        if isinstance(value, str) and _LANGUAGE.fullmatch(value.strip()):
            return value.strip().replace("_", "-")
    return None
