"""Read brat standoff: a .txt, and beside it an .ann with spans, events and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from quotes.errors import ArticleError
from quotes.gold import Span
from quotes.importing.annotated import AnnotatedText
from quotes.importing.files import files_below, text_of
from quotes.importing.labelled import LabelledText

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"(E\d+)\t\S+?:(T\d+)((?: \S+:[TE]\d+)*)\s*$")
_RELATION = re.compile(r"R\d+\t\S+ \S+:([TE]\d+) \S+:([TE]\d+)\s*$")
_REMARK = re.compile(r"A\d+\t(\S+) (T\d+) (\S+)\s*$")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)$")
_OTHER = {"A": "attributes", "M": "attributes", "N": "links to other databases", "#": "notes", "*": "equivalences"}


def read_brat(path: Path) -> Iterator[LabelledText]:
    """Yield each text whose .ann is the path, or below it."""
    for file in files_below(path, ".ann"):
        text = text_of(_text_beside(file))
        found = LabelledText(annotated=AnnotatedText(where=str(file), id=file.stem, text=text))
        triggers: dict[str, str] = {}
        for number, line in enumerate(text_of(file).split("\n"), 1):
            _read_line(line.rstrip("\r"), f"{file}:{number}", found, triggers)
        found.spans = {key: (label, _joined(text, places)) for key, (label, places) in found.spans.items()}
        found.anchors = set(triggers.values())
        found.links = [(triggers.get(one, one), triggers.get(other, other)) for one, other in found.links]
        yield found


def _joined(text: str, places: list[Span]) -> list[Span]:
    """Return the places of a span, those as one that only white space parts: brat cuts a span at each line's end."""
    joined = places[:1]
    for start, end in places[1:]:
        before = joined[-1]
        if start >= before[1] and not text[before[1] : start].strip():
            joined[-1] = before[0], end
        else:
            joined.append((start, end))
    return joined


def _breaks(found: LabelledText) -> bool:
    """Tell whether the last span has a line break, so that its words go on in the next lines of the .ann."""
    places = list(found.spans.values())[-1][1] if found.spans else []
    return any("\n" in found.annotated.text[slice(*place)] for place in places)


def _text_beside(file: Path) -> Path:
    """Return the .txt beside, or the one in a folder ``text`` beside the folder, whose name may lack the annotator."""
    beside = file.with_suffix(".txt")
    folder = file.parent.parent / "text"
    others = (folder / f"{name}.txt" for name in (file.stem, file.stem.rpartition("_")[0]))
    return next((one for one in (beside, *others) if one.is_file()), beside)


def _read_line(line: str, where: str, found: LabelledText, triggers: dict[str, str]) -> None:
    if not line.strip():
        return
    if span := _SPAN.match(line):
        places = [(int(start), int(end)) for start, end in (part.split() for part in span[3].split(";"))]
        size = len(found.annotated.text)
        if any(not 0 <= start < end <= size for start, end in places):
            raise ArticleError(where, f"{span[3]} is no place in the text, which has {size} characters")
        found.spans[span[1]] = span[2], places
    elif event := _EVENT.match(line):
        triggers[event[1]] = event[2]
        others = [argument.rpartition(":")[2] for argument in event[3].split()]
        found.links.extend(combinations([event[2], *others], 2))
    elif relation := _RELATION.match(line):
        found.links.append((relation[1], relation[2]))
    elif line[0] in _OTHER and "\t" in line:
        found.annotated.lost[_OTHER[line[0]]] += 1
        if remark := _REMARK.match(line):
            found.remark(remark[2], remark[1].casefold(), remark[3])
        elif note := _NOTE.match(line):
            found.remark(note[1], "note", note[2].strip())
    elif not _breaks(found):
        raise ArticleError(where, "no line of brat's standoff; T1<tab>LABEL 0 5<tab>words is one")
