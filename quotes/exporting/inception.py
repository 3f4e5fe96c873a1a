"""Write UIMA XMI for INCEpTION: a layer of spans and one of links, through dkpro-cassis."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.dataset.release import Release
from quotes.errors import ReleaseError
from quotes.exporting.allowed import file_name, xml_text
from quotes.exporting.labelled_spans import TOLD, labelled_records
from quotes.records import Detection

if TYPE_CHECKING:
    from cassis import TypeSystem

SPAN, LINK = "webanno.custom.QuoteSpan", "webanno.custom.QuoteLink"
"""INCEpTION takes types of this package for layers of a project's own."""


def write_inception(release: Release, detections: Iterable[Detection], folder: Path) -> None:
    """Write TypeSystem.xml, which INCEpTION imports as layers, and ID.xmi of each article.

    cassis turns offsets into those of UTF-16, which UIMA counts by. A character that XML cannot hold is U+FFFD there.
    """
    from cassis import Cas

    types = _types()
    (folder / "TypeSystem.xml").write_text(types.to_xml(), encoding="utf-8")
    span_type, link_type = types.get_type(SPAN), types.get_type(LINK)
    for detection in detections:
        cas = Cas(typesystem=types, sofa_string=xml_text(detection.article.text), sofa_mime="text/plain")
        records = labelled_records(detection)
        made: dict[str, Any] = {}
        for span in records.spans:
            told = {name: xml_text(value) if isinstance(value, str) else value for name, value in span.told.items()}
            made[span.key] = span_type(begin=span.start, end=span.end, label=span.label, **told)
        for words, label, other in records.links:
            dependent = made[other]
            place = {"begin": dependent.begin, "end": dependent.end}
            made[f"{words} {label}"] = link_type(Governor=made[words], Dependent=dependent, label=label, **place)
        cas.add_all(made.values())
        path = folder / f"{file_name(detection.article.id)}.xmi"
        if path.exists():
            raise ReleaseError(f"{path.name}: two articles have this name on this system, as their ids are so alike")
        cas.to_xmi(path)


def _types() -> TypeSystem:
    from cassis import TypeSystem

    types = TypeSystem()
    span = types.create_type(name=SPAN, supertypeName="uima.tcas.Annotation")
    names = dict.fromkeys(name for told in TOLD.values() for name in told)
    for name in ("label", *names):
        value = "uima.cas.Double" if name == "confidence" else "uima.cas.String"
        types.create_feature(domainType=span, name=name, rangeType=value)
    link = types.create_type(name=LINK, supertypeName="uima.tcas.Annotation")
    types.create_feature(domainType=link, name="label", rangeType="uima.cas.String")
    for name in ("Governor", "Dependent"):
        types.create_feature(domainType=link, name=name, rangeType=span)
    return types
