"""Read what a page says of its article: JSON-LD first, then what trafilatura finds in its other metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from quotes.english import month_comes_first, written_day
from quotes.pages.json_ld import name_in, names_in

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/\s]\S*$")
_NAMES = ("property", "name", "itemprop", "http-equiv")
_OF_PUBLICATION = re.compile(r"publi|pub.?date|issued|created|(?<![a-z])date", re.IGNORECASE)
_NOT_OF_PUBLICATION = re.compile(r"modif|updat|expir|valid|publisher", re.IGNORECASE)
_IN_NUMBERS = re.compile(r"\s{0,9}(\d{1,2})[-/](\d{1,2})[-/]\d{4}(?!\d)")
_WITH_DIGIT = re.compile(r"\D{0,24}\d")
_LONGEST_DATE = 60
_OLDEST = "1600"  # what is older is an empty field: 0001-01-01
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
        "url": _url(tree, found.url) or _address(article),
        "source": name_in(article.get("publisher")) or found.sitename,
        "author": _author(article.get("author") or article.get("creator")) or _author((found.author or "").split(";")),
        "published": _published(tree, article, found.date, found.url),
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


def _url(tree: Any, found: str | None) -> str | None:
    """Return the address that a page states, by its base where it is relative; a base alone is none."""
    base = next((one.get("href") for one in tree.iter("base") if _WEB.match(one.get("href") or "")), None)
    links = (one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split())
    metas = (one.get("content") for one in tree.iter("meta") if one.get("property") == "og:url")
    stated = [one.strip() for one in (*links, *metas) if one and one.strip()]
    if found and not any(one[:1] == "/" != one[1:2] for one in stated) and (base is None or stated):
        return found
    addresses = (_joined(base or "https:", one) for one in stated)
    return next(filter(_WEB.match, addresses), None if base else found)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # brackets that are no address of version 6
        return ""


def _published(tree: Any, article: Mapping[str, Any], found: str | None, url: str | None) -> str | None:
    """Return the day of publication; none where it is written “05/03/2026” and nothing tells which is the month."""
    in_data = article.get("datePublished")
    stated = [*([in_data] if isinstance(in_data, str) else ()), *_days_of_publication(tree)]
    anywhere = [*stated, *_days_anywhere(tree)]
    month_first = _month_first(anywhere, _languages(tree, article))

    def day_of(value: str) -> str | None:
        either = {written_day(value, month_first=True), written_day(value, month_first=False)} - {None}
        in_url = [one for one in either if one and url and f"/{one[:7].replace('-', '/')}/" in url]
        day = in_url[0] if len(in_url) == 1 else written_day(value, month_first=month_first)
        return day if day and day >= _OLDEST else None

    if isinstance(in_data, str) and (day := day_of(in_data)):
        return day
    if found and found not in set(map(written_day, anywhere)):
        for value in anywhere:  # trafilatura takes any for one of Europe
            if _IN_NUMBERS.match(value) and found == written_day(value, month_first=False):
                return day_of(value)
    return found or next(filter(None, map(day_of, stated)), None)


def _days_of_publication(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        name = next((meta.get(one) for one in _NAMES if meta.get(one)), "")
        if meta.get("content") and _OF_PUBLICATION.search(name) and not _NOT_OF_PUBLICATION.search(name):
            yield meta.get("content")[:_LONGEST_DATE]


def _days_anywhere(tree: Any) -> Iterator[str]:
    """Yield whatever may be a day in the attributes and at the beginnings of elements."""
    for element in tree.iter("meta", "time", "abbr", "span", "p", "div"):
        for value in (element.get("content"), element.get("datetime"), element.get("title"), element.text):
            if value and _WITH_DIGIT.match(value):
                yield value[:_LONGEST_DATE]


def _month_first(stated: Sequence[str], languages: Sequence[str]) -> bool | None:
    """Tell whether the month comes first in days in numbers, by one that can only be read so, or by the country."""
    for value in stated:
        found = _IN_NUMBERS.match(value)
        if found and written_day(value) and found[1] != found[2]:
            return int(found[2]) > 12
    return next((known for one in languages if (known := month_comes_first(one)) is not None), None)


def _language(tree: Any, article: Mapping[str, Any]) -> str | None:
    return next((one.replace("_", "-") for one in _languages(tree, article)), None)


def _languages(tree: Any, article: Mapping[str, Any]) -> list[str]:
    locale = tree.find(_LOCALE)
    stated = (tree.get("lang"), article.get("inLanguage"), locale.get("content") if locale is not None else None)
    return [one.strip() for one in stated if isinstance(one, str) and _LANGUAGE.fullmatch(one.strip())]
