"""The registry of formats, and the one way from a corpus to gold rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quotes.errors import ArticleError
from quotes.importing.annotated import AnnotatedText, gold_row
from quotes.importing.brat import read_brat
from quotes.importing.conll import read_conll
from quotes.importing.corpora import read_litbank, read_pdnc, read_wikinews
from quotes.importing.labelled import LabelledText, Labels, with_attributions
from quotes.importing.tools import read_label_studio, read_prodigy
from quotes.records import GoldFormat, LabelRole

FORMATS: Mapping[GoldFormat, Callable[[Path], Iterator[LabelledText | AnnotatedText]]] = MappingProxyType(
    {
        "brat": read_brat,
        "conll": read_conll,
        "label-studio": read_label_studio,
        "litbank": read_litbank,
        "pdnc": read_pdnc,
        "prodigy": read_prodigy,
        "wikinews-de": read_wikinews,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedRow:
    """A row of gold, where it comes from, and how often something was lost, by what it was."""

    where: str
    row: dict[str, Any]
    lost: Mapping[str, int]


def import_gold(
    format: GoldFormat,
    path: str | PathLike[str],
    *,
    labels: Iterable[tuple[LabelRole, str]] = (),
    all_annotated: bool = False,
    license: str | None = None,
) -> Iterator[ImportedRow]:
    """Yield the annotated texts of a file or folder as rows of gold; an ArticleError where one is not in the format.

    ``labels`` says what further labels are, such as ("speaker", "Person"). With ``all_annotated``, what stands in
    quotation marks without an annotation was said by nobody. ``license`` is written into each row.
    """
    known = Labels(labels)
    for found in FORMATS[format](Path(path)):
        annotated = with_attributions(found, known) if isinstance(found, LabelledText) else found
        row = gold_row(annotated, all_annotated=all_annotated)
        if license is not None:
            row["license"] = license
        yield ImportedRow(where=annotated.where, row=row, lost=+annotated.lost)
    if known.seen and not known.words_seen:
        problem = f"no label of quoted words; the labels are {', '.join(sorted(known.seen))}"
        raise ArticleError(str(path), problem, remedy="; {} says which is one", argument="labels")
