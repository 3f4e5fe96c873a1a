"""Write brat standoff: for each article a .txt, and an .ann with spans, relations, attributes and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from quotes.dataset.release import Release
from quotes.exporting.allowed import file_name, new_text_file
from quotes.exporting.labelled_spans import LabelledSpan, labelled_records
from quotes.records import Category, Detection, Status

_LINE_BREAK = re.compile(r"[\r\n]+")
_CONFIGURATION = f"""\
[entities]
Direct
Mixed
Speaker
Cue
Role
[relations]
speaker\tArg1:Direct|Mixed, Arg2:Speaker
cue\tArg1:Direct|Mixed, Arg2:Cue
role\tArg1:Direct|Mixed, Arg2:Role
utterance\tArg1:Direct|Mixed, Arg2:Direct|Mixed
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
[attributes]
category\tArg:Role, Value:{"|".join(get_args(Category))}
status\tArg:Role, Value:{"|".join(get_args(Status))}
"""


def write_brat(release: Release, detections: Iterable[Detection], folder: Path) -> None:
    """Write ID.txt and ID.ann of each article, and the annotation.conf that brat needs to show and change them."""
    (folder / "annotation.conf").write_text(_CONFIGURATION, encoding="utf-8")
    for detection in detections:
        name = file_name(detection.article.id)
        with new_text_file(folder / f"{name}.txt") as file:
            file.write(detection.article.text)
        with new_text_file(folder / f"{name}.ann") as file:
            file.writelines(f"{line}\n" for line in _lines(detection))


def _lines(detection: Detection) -> Iterator[str]:
    records = labelled_records(detection)
    numbers = {span.key: f"T{number}" for number, span in enumerate(records.spans, 1)}
    attributes = notes = 0
    for span in records.spans:
        places = list(_fragments(detection.article.text, span))
        words = " ".join(detection.article.text[start:end] for start, end in places)
        key = numbers[span.key]
        yield f"{key}\t{span.label} {';'.join(f'{start} {end}' for start, end in places)}\t{words}"
        for name in ("category", "status"):
            if value := span.told.get(name):
                attributes += 1
                yield f"A{attributes}\t{name} {key} {value}"
        if note := _note(span):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes {key}\t{note}"
    for number, (words, label, other) in enumerate(records.links, 1):
        yield f"R{number}\t{label} Arg1:{numbers[words]} Arg2:{numbers[other]}"


def _fragments(text: str, span: LabelledSpan) -> Iterator[tuple[int, int]]:
    """Yield the places of a span in each of its lines: brat refuses a span that runs over a line's end."""
    start = span.start
    for line_break in _LINE_BREAK.finditer(text, span.start, span.end):
        if start < line_break.start():
            yield start, line_break.start()
        start = line_break.end()
    if start < span.end:
        yield start, span.end


def _note(span: LabelledSpan) -> str:
    if span.label == "Speaker":
        return str(span.told["name"] or "")
    return f"{span.told['confidence']} {span.told['method']} {span.told['record']}" if "record" in span.told else ""
