"""spaCy's tokens of a text, cut where spans begin and end, so that every span is one of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from quotes.detection import find_paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def exact_doc(text: str, places: Iterable[tuple[int, int]]) -> Doc:
    """Return the Doc of a text in which each place is a span of whole tokens.

    Sentences end by their punctuation, and with each paragraph.
    """
    from spacy.tokens import Doc

    nlp = english_tokens()
    starts = {paragraph.start for paragraph in find_paragraphs(text)}
    cuts = sorted({*starts, *(at for place in places for at in place)})
    pieces = list(_pieces(nlp.make_doc(text), text, cuts))
    doc = Doc(nlp.vocab, words=[words for words, _ in pieces], spaces=[space for _, space in pieces])
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


@cache
def english_tokens() -> Language:
    """Return spaCy's tokenizer for English, with a rule for the ends of sentences."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _pieces(doc: Doc, text: str, cuts: list[int]) -> Iterator[tuple[str, bool]]:
    """Yield the tokens of a Doc in pieces that no cut goes through, and whether a space stands behind each."""
    ahead = iter([*cuts, len(text) + 1])
    cut = next(ahead)
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        while cut <= start:
            cut = next(ahead)
        while cut < end:
            yield text[start:cut], False
            start, cut = cut, next(ahead)
        yield text[start:end], bool(token.whitespace_)
