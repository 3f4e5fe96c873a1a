"""Write CoNLL-U Plus: tokens and sentences, and a column for words, speakers, cues and roles each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from quotes.dataset.release import Release
from quotes.exporting.exact_tokens import exact_doc
from quotes.records import Detection, Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLUMNS = (
    *("ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC".split()),
    *("QUOTE:WORDS QUOTE:SPEAKER QUOTE:CUE QUOTE:ROLE QUOTE:NAME QUOTE:CONFIDENCE QUOTE:UTTERANCE".split()),
)
"""Of the last, a cell is ``B-LABEL:ID`` or ``I-LABEL:ID``, with the record's id, several with ``;`` between."""
_ESCAPES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}
"""How SpacesAfter of UDPipe spells what stands between tokens."""


def write_conllu(release: Release, detections: Iterable[Detection], file: BinaryIO) -> None:
    """Write a document an article; nothing is parsed, so lemma to deps are empty."""
    file.write(f"# global.columns = {' '.join(COLUMNS)}\n".encode())
    for detection in detections:
        file.write("".join(f"{line}\n" for line in _document(detection)).encode())


def _document(detection: Detection) -> Iterator[str]:
    article = detection.article
    spans = [one for quote in detection.quotes for one in _spans(quote)]
    doc = exact_doc(article.text, [(start, end) for *_, start, end in spans])
    cells = _cells(doc, spans)
    yield f"# newdoc id = {_line(article.id)}"
    for name in ("title", "author", "source", "published", "url"):
        if value := getattr(article, name):
            yield f"# {name} = {_line(value)}"
    behind = 0  # of the words before
    for number, sentence in enumerate(_sentences(doc), 1):
        if "\n" in article.text[behind : sentence[0].idx] or number == 1:
            yield "# newpar"
        yield f"# sent_id = {_line(article.id)}-{number}"
        yield f"# text = {_line(article.text[sentence[0].idx : _end(sentence[-1])])}"
        for place, token in enumerate(sentence, 1):
            before = article.text[: token.idx] if behind == 0 else ""
            behind = _end(token)
            misc = _misc(before, article.text[behind : _next(doc, token.i, article.text)])
            yield "\t".join(
                [str(place), token.text, *"_______", misc, *(cells.get((token.i, name), "_") for name in COLUMNS[10:])]
            )
        yield ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence that are words or signs; white space belongs to the one before."""
    for sentence in doc.sents:
        if words := [token for token in sentence if not token.is_space]:
            yield words


def _end(token: Token) -> int:
    return int(token.idx + len(token))


def _next(doc: Doc, number: int, text: str) -> int:
    """Return where the next word or sign begins, or the text's end."""
    return next((token.idx for token in doc[number + 1 :] if not token.is_space), len(text))


def _misc(before: str, behind: str) -> str:
    told = [f"SpacesBefore={_escaped(before)}"] if before else []
    if behind != " ":
        told.append(f"SpacesAfter={_escaped(behind)}" if behind else "SpaceAfter=No")
    return "|".join(told) or "_"


def _escaped(spaces: str) -> str:
    return "".join(_ESCAPES.get(one, one) for one in spaces)


def _spans(quote: Quote) -> Iterator[tuple[str, str, dict[str, str], int, int]]:
    """Yield of each span its column, label and id, then the cells that its first token has besides, and its place."""
    label = "Direct" if quote.kind == "full" else "Mixed"
    first = {"QUOTE:CONFIDENCE": str(quote.attribution.confidence), "QUOTE:UTTERANCE": quote.utterance_id}
    yield "QUOTE:WORDS", f"{label}:{quote.id}", first, quote.start, quote.end
    if quote.speaker:
        named = {"QUOTE:NAME": _line(quote.speaker.name or "_")}
        yield "QUOTE:SPEAKER", f"Speaker:{quote.id}", named, quote.speaker.start, quote.speaker.end
    for name, part in (("Cue", quote.cue), ("Role", quote.role)):
        if part is not None:
            yield f"QUOTE:{name.upper()}", f"{name}:{quote.id}", {}, part.start, part.end


def _cells(doc: Doc, spans: Sequence[tuple[str, str, dict[str, str], int, int]]) -> dict[tuple[int, str], str]:
    """Return the cells of tokens by their number and column; of several spans there, one behind the other."""
    cells: dict[tuple[int, str], list[str]] = {}
    for column, label, beside, start, end in spans:
        tokens = [token.i for token in doc.char_span(start, end) or () if not token.is_space]
        for number in tokens:
            cells.setdefault((number, column), []).append(f"{'B' if number == tokens[0] else 'I'}-{label}")
        for name, value in beside.items():
            cells.setdefault((tokens[0], name), []).append(value)
    return {place: ";".join(values) for place, values in cells.items()}
