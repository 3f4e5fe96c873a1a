"""The entries of a feed: RSS 0.9 to 2.0 and Atom, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from quotes.articles.containers.feed_bytes import FeedBytes

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MAILBOX = re.compile(r"\S+@\S+\s+\((.+)\)")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS = ("rss", "RDF", "feed")
_ENTRIES = ("item", "entry")


class FeedError(ValueError):
    """What is no feed, or breaks off."""


class OtherXmlError(FeedError):
    """An XML file of another kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """One entry; ``content`` is HTML, or plain text if ``plain``; ``whole`` tells it from a mere summary.

    ``published`` is as the feed states it.
    """

    id: str | None
    url: str | None
    title: str | None
    published: str | None
    language: str | None
    source: str | None
    authors: tuple[str, ...]
    content: str
    plain: bool
    whole: bool


def feed_entries(stream: BinaryIO) -> Iterator[FeedEntry]:
    """Yield the entries; memory holds one. Raises OtherXmlError or FeedError; nothing outside the file is read."""
    from lxml import etree

    source: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    root = ""
    events = etree.iterparse(
        FeedBytes(stream), events=("start", "end"), no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for event, element in events:
            name = _name(element)
            if not root:
                root = name
                if root not in _ROOTS:
                    raise OtherXmlError(f"a <{root}>, which is no feed; <rss>, <feed> and <rdf:RDF> are")
                language = element.get(_LANG)
            elif event == "end" and name in _ENTRIES:
                yield _entry(element, source, language, authors)
                _forget(element)
            elif event == "end" and name == "title" and source is None and _is_of_feed(element):
                source = _text(element)
            elif event == "end" and element.tag == f"{_ATOM}author" and _is_of_feed(element):
                authors = (*authors, *_authors(element.findall(f"{_ATOM}name")))
            elif event == "end" and name == "language" and _is_of_feed(element):
                language = _text(element)
    except etree.XMLSyntaxError as error:
        raise FeedError(f"broken XML: {error.msg}") from error


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_of_feed(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and _name(parent) in {"channel", "feed"}


def _forget(element: _Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _entry(element: _Element, source: str | None, language: str | None, authors: tuple[str, ...]) -> FeedEntry:
    if element.tag == f"{_ATOM}entry":
        content, summary = element.find(f"{_ATOM}content"), element.find(f"{_ATOM}summary")
        body = content if content is not None and _markup(content)[0].strip() else summary
        words, plain = _markup(body) if body is not None else ("", True)
        return FeedEntry(
            id=_child(element, f"{_ATOM}id"),
            url=_link(element),
            title=_child(element, f"{_ATOM}title"),
            published=_child(element, f"{_ATOM}published") or _child(element, f"{_ATOM}updated"),
            language=element.get(_LANG) or language,
            source=source,
            authors=_authors(element.findall(f"{_ATOM}author/{_ATOM}name")) or authors,
            content=words,
            plain=plain,
            whole=body is content,
        )
    children = {_name(child) if child.tag != _CONTENT else _CONTENT: child for child in reversed(element)}
    whole = _text(children.get(_CONTENT))
    stated = _text(children.get("pubDate")) or _text(children.get("date"))
    url = _text(children.get("link"))
    return FeedEntry(
        id=_text(children.get("guid")) or url,
        url=url,
        title=_text(children.get("title")),
        published=stated,
        language=language,
        source=source,
        authors=_authors(element.findall(f"{_DC}creator")) or _authors(element.findall("author")),
        content=whole or _text(children.get("description")) or "",
        plain=False,
        whole=bool(whole),
    )


def _authors(elements: Iterable[_Element]) -> tuple[str, ...]:
    """Return the names that elements hold; RSS has mailboxes: "ann@marl.example (Ann Orr)"."""
    stated = filter(None, map(_text, elements))
    return tuple(found[1] if (found := _MAILBOX.fullmatch(one)) else one for one in stated)


def _markup(element: _Element) -> tuple[str, bool]:
    """Return the content of an Atom element, and whether it is plain text."""
    from lxml import etree

    kind = element.get("type", "text")
    if kind in {"xhtml", "application/xhtml+xml"}:
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element), False
    return element.text or "", kind in {"text", "text/plain"}


def _text(element: _Element | None) -> str | None:
    words = "".join(element.itertext()).strip() if element is not None else ""
    return words or None


def _child(element: _Element, tag: str) -> str | None:
    return _text(element.find(tag))


def _link(element: _Element) -> str | None:
    for link in element.findall(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return str(link.get("href") or "") or None
    return None
