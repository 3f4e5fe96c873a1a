"""Read CoNLL columns with IOB labels: the token first, the label last, a blank line between blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotes.errors import ArticleError
from quotes.gold import Span
from quotes.importing.annotated import AnnotatedText
from quotes.importing.files import files_below, text_of
from quotes.importing.labelled import LabelledText, nearest_beside
from quotes.importing.token_text import as_text

_TOLD_SIDE = {"leftspeaker": True, "rightspeaker": False}
_WORDS = "Quotation"
_OUTSIDE = frozenset({"O", "Out", "_"})
_SUFFIXES = (".conll", ".iob", ".iob2", ".bio", ".tsv", ".txt", ".conllu")


@dataclass(slots=True)
class _Document:
    line: int
    blocks: list[list[tuple[str, bool, str]]] = field(default_factory=list)


def read_conll(path: Path) -> Iterator[LabelledText]:
    """Yield the documents, which begin at ``-DOCSTART-`` or ``# newdoc``; a file without these has one a block.

    A label ``LeftSpeaker`` or ``RightSpeaker`` is that of words whose speaker is the nearest span ``Speaker`` on that
    side, and in a file with one of these ``Unknown`` is that of words whose speaker is not there, as in DirectQuote;
    where labels only say what a span is, no speaker can be told.
    """
    for file in files_below(path, *_SUFFIXES):
        documents = [
            _labelled(document, f"{file}:{document.line}", f"{file.stem}-{number}")
            for number, document in enumerate(_documents(file), 1)
        ]
        if any(label.casefold() in _TOLD_SIDE for found in documents for label, _ in found.spans.values()):
            for found in documents:
                _take_unknown_for_words(found)
        yield from documents


def _take_unknown_for_words(found: LabelledText) -> None:
    for key, (label, spans) in found.spans.items():
        if label.casefold() == "unknown":
            found.spans[key] = _WORDS, spans


def _documents(file: Path) -> Iterator[_Document]:
    lines = text_of(file).split("\n")
    marked = any(_begins(line) for line in lines)
    document = _Document(1)
    block: list[tuple[str, bool, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        starts = _begins(line)
        if not line.strip() or starts:
            if block:
                document.blocks.append(block)
            block = []
            if document.blocks and (starts or not marked):
                yield document
                document = _Document(number + 1)
        elif not line.startswith("# "):
            token = _token(line.rstrip("\r"), f"{file}:{number}")
            if token is not None:
                block.append(token)
    if document.blocks:
        yield document


def _begins(line: str) -> bool:
    return line.startswith(("-DOCSTART-", "# newdoc"))


def _token(line: str, where: str) -> tuple[str, bool, str] | None:
    cells = line.split("\t") if "\t" in line else line.split(" ")
    if len(cells) < 2:
        raise ArticleError(where, "one column; a line is a token and its label, with a tab or blanks between")
    if len(cells) == 10 and not cells[0].isdecimal():  # CoNLL-U: words of several tokens, and empty ones
        return None
    token = cells[1] if len(cells) == 10 else cells[0]
    misc = cells[9].split("|") if len(cells) == 10 else []
    label = next((one.partition("=")[2] for one in misc if one[:2] in {"B-", "I-"} or "=B-" in one or "=I-" in one), "")
    return token, "SpaceAfter=No" in misc, (label or "O") if len(cells) == 10 else cells[-1]


def _labelled(document: _Document, where: str, name: str) -> LabelledText:
    text, places = as_text([[(token, glued) for token, glued, _ in block] for block in document.blocks])
    found = LabelledText(annotated=AnnotatedText(where=where, id=name, text=text))
    found.annotated.lost["blanks and line breaks, rebuilt for documents"] += 1
    for block, spans in zip(document.blocks, places, strict=True):
        _read_block([label for _, _, label in block], spans, found)
    speakers = [(key, spans[0]) for key, (label, spans) in found.spans.items() if label.casefold() == "speaker"]
    for key, (label, spans) in found.spans.items():
        left = _TOLD_SIDE.get(label.casefold())
        if left is not None and (speaker := nearest_beside(speakers, spans[0], left=left)):
            found.links.append((key, speaker))
    return found


def _read_block(labels: list[str], places: list[Span], found: LabelledText) -> None:
    running = ""
    for label, (start, end) in zip(labels, places, strict=True):
        prefix, _, name = label.partition("-") if label[1:2] == "-" else ("", "", "" if label in _OUTSIDE else label)
        goes_on = bool(name) and name == running and prefix in {"I", "E", "L", ""}
        if goes_on:
            kind, spans = found.spans[str(len(found.spans))]
            found.spans[str(len(found.spans))] = kind, [(spans[0][0], end)]
        elif name:
            found.spans[str(len(found.spans) + 1)] = name, [(start, end)]
        running = "" if prefix in {"E", "L", "S", "U"} else name
