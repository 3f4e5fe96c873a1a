"""Write TEI P5: an article a file, its quotations as ``<said who>``, who speaks listed in the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from lxml import etree

from quotes.dataset.release import Release
from quotes.detection import find_paragraphs
from quotes.exporting.allowed import file_name, new_text_file, xml_text
from quotes.records import Article, Detection, Quote, Speaker

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KINDS = {"full": "a whole utterance is between the marks", "partial": "words in the reporter's own sentence"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _MarkedUp:
    """An element to be made of a stretch of the text; several where it is cut by a paragraph's end or another one."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]
    made: list[etree._Element] = field(default_factory=list)


def write_tei(release: Release, detections: Iterable[Detection], folder: Path) -> None:
    """Write ID.xml of each article, whose ``<body>`` holds the text character by character.

    Pieces of one utterance are chained by ``next`` and ``prev``. A character that XML cannot hold is U+FFFD there.
    """
    for detection in detections:
        tree = _tei(detection, release)
        with new_text_file(folder / f"{file_name(detection.article.id)}.xml") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            file.write(etree.tostring(tree, encoding="unicode") + "\n")


def _tei(detection: Detection, release: Release) -> etree._Element:
    article = detection.article
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})
    people: dict[tuple[object, ...], str] = {}
    for quote in detection.quotes:
        if quote.speaker is not None:
            people.setdefault(_who(quote.speaker), f"p{len(people) + 1}")
    _header(_child(root, "teiHeader"), detection, release, people)
    body = _child(_child(root, "text"), "body")
    marked = sorted(_marked(detection.quotes, people), key=lambda one: (one.start, -one.end))
    text, at = xml_text(article.text), 0
    for paragraph in find_paragraphs(article.text):
        _add(body, text[at : paragraph.start])
        last = _child(body, "p")
        _fill(last, text, paragraph.start, paragraph.end, marked)
        at = paragraph.end
    _add(body, text[at:])
    _chain(detection.quotes, {one.attributes[_ID]: one.made for one in marked if _ID in one.attributes})
    return root


def _who(speaker: Speaker) -> tuple[object, ...]:
    """Return what is one speaker in an article: a name, or a mention without one."""
    return (speaker.name,) if speaker.name else (speaker.start, speaker.end)


def _marked(quotes: Sequence[Quote], people: Mapping[tuple[object, ...], str]) -> Iterator[_MarkedUp]:
    others: dict[tuple[str, int, int, str], list[str]] = {}
    whose = {quote.id: people[_who(quote.speaker)] for quote in quotes if quote.speaker}
    for quote in quotes:
        who = {"who": f"#{whose[quote.id]}"} if quote.speaker else {}
        told = {"direct": "true", "ana": f"#{quote.kind}", "cert": str(quote.attribution.confidence)}
        yield _MarkedUp(start=quote.start, end=quote.end, tag="said", attributes={_ID: f"q{quote.id}", **who, **told})
        for tag, kind, part in (
            ("rs", "speaker", quote.speaker),
            ("rs", "role", quote.role),
            ("seg", "cue", quote.cue),
        ):
            if part is not None:
                others.setdefault((tag, part.start, part.end, kind), []).append(quote.id)
    for (tag, start, end, kind), ids in others.items():
        attributes = {"type": kind, "corresp": " ".join(f"#q{one}" for one in ids)}
        if kind == "speaker":
            attributes["ref"] = f"#{whose[ids[0]]}"
        yield _MarkedUp(start=start, end=end, tag=tag, attributes=attributes)


def _fill(parent: etree._Element, text: str, start: int, end: int, marked: Iterable[_MarkedUp]) -> None:
    """Put the characters from start to end into an element, with elements for what of the marked lies in them.

    What begins in one element and ends behind it is cut in two.
    """
    at = start
    waiting = [one for one in marked if one.start < end and one.end > start]
    while waiting:
        first, *waiting = waiting
        begin, close = max(first.start, at), min(first.end, end)
        if begin >= close:
            continue
        _add(parent, text[at:begin])
        element = _child(parent, first.tag, first.attributes)
        first.made.append(element)
        _fill(element, text, begin, close, [one for one in waiting if one.start < close])
        at = close
    _add(parent, text[at:end])


def _chain(quotes: Iterable[Quote], made: Mapping[str, list[etree._Element]]) -> None:
    """Give each piece an id of its own, and the pieces of one utterance what comes next and before."""
    utterances: dict[str, list[etree._Element]] = {}
    for quote in quotes:
        pieces = made[f"q{quote.id}"]
        for number, piece in enumerate(pieces[1:], 2):
            piece.set(_ID, f"q{quote.id}.{number}")
        utterances.setdefault(quote.utterance_id, []).extend(pieces)
    for chain in utterances.values():
        for one, other in pairwise(chain):
            one.set("next", f"#{other.get(_ID)}")
            other.set("prev", f"#{one.get(_ID)}")


def _header(
    header: etree._Element, detection: Detection, release: Release, people: Mapping[tuple[object, ...], str]
) -> None:
    article = detection.article
    described = _child(header, "fileDesc")
    _child(_child(described, "titleStmt"), "title", text=article.title or article.id)
    published = f"Quotations by {release.name} {release.version}"
    _child(_child(described, "publicationStmt"), "p", text=published)
    _source(_child(_child(described, "sourceDesc"), "bibl"), article)
    taxonomy = _child(_child(_child(header, "encodingDesc"), "classDecl"), "taxonomy")
    for kind, meaning in _KINDS.items():
        _child(_child(taxonomy, "category", {_ID: kind}), "catDesc", text=meaning)
    if people:
        _people(_child(_child(header, "profileDesc"), "particDesc"), detection.quotes, people)


def _source(bibl: etree._Element, article: Article) -> None:
    _child(bibl, "title", text=article.title or article.id)
    if article.author:
        _child(bibl, "author", text=article.author)
    if article.source:
        _child(bibl, "publisher", text=article.source)
    if article.published:
        _child(bibl, "date", {"when": article.published})
    if article.url:
        _child(bibl, "ptr", {"target": article.url})
    _child(bibl, "idno", text=article.id)


def _people(parent: etree._Element, quotes: Sequence[Quote], people: Mapping[tuple[object, ...], str]) -> None:
    """List who speaks: people and bodies by name, the unnamed by what the article calls them."""
    quoted = [(people[_who(quote.speaker)], quote.speaker, quote.role) for quote in quotes if quote.speaker]
    bodies = {key for key, speaker, _ in quoted if speaker.form == "organization"}
    roles = {key: {"role": role.category} for key, _, role in reversed(quoted) if role}
    for listing, tag, name in (("listPerson", "person", "persName"), ("listOrg", "org", "orgName")):
        named = {key: speaker for key, speaker, _ in reversed(quoted) if (key in bodies) == (tag == "org")}
        listed = _child(parent, listing) if named else None
        for key, speaker in sorted(named.items(), key=lambda one: int(one[0][1:])):
            assert listed is not None
            made = _child(listed, tag, {_ID: key, **roles.get(key, {})})
            _child(made, name if speaker.name else "p", text=speaker.name or speaker.text)


def _child(
    parent: etree._Element, tag: str, attributes: Mapping[str, str] | None = None, *, text: str | None = None
) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in (attributes or {}).items():
        made.set(name, xml_text(value))
    made.text = None if text is None else xml_text(text)
    return made


def _add(parent: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
