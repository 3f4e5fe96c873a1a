"""Read gold for evaluation: each quotation with all that is right about it, and what nobody said.

One JSON object a line: ``doc_id``, ``text`` (may be missing where records are given), ``quotes``, and maybe
``unattributed_quoted`` or ``not_quotes`` (quoted, said by nobody) and ``nested_in_quote``. A quotation has ``start``
and ``end``, marks included, and ``kind`` ("direct" or "full": a whole utterance; "mixed": words in the reporter's
sentence). Its speaker is ``speaker`` with a place, ``speaker_mentions`` (words alone) or ``speaker_entity``; its name
``speaker_name``; its role ``role``, ``roles`` or ``role_spans``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from quotes.detection import Paragraph, find_paragraphs
from quotes.errors import ArticleError
from quotes.evaluation.answers import Answer, Entity, Placed, Span, Worded, plain
from quotes.evaluation.circumstances import distance_of, form_of, nearest
from quotes.gold import gold_rows

_WHOLE = frozenset({"direct", "full"})
_FORM_OF_TYPE = {
    "named_person": "name",
    "named_other": "organization",
    "pronoun": "pronoun",
    "nominal": "description",
}
_DISTANCES = {
    "same_sentence": "same sentence",
    "same_paragraph": "same paragraph",
    "earlier_paragraph": "earlier paragraph",
    "later_paragraph": "later paragraph",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A quoted stretch: the span of the words without marks, and the text as it is counted and shown."""

    span: Span
    text: str

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(self.text.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldQuote(Stretch):
    """A gold quotation; ``answer`` is None where gold names no speaker, and ``shown`` what it names him by."""

    whole: bool
    answer: Answer | None
    shown: str
    name: str
    roles: tuple[str, ...]
    form: str
    distance: str

    @property
    def kind(self) -> str:
        """Return "direct" or "mixed"."""
        return "direct" if self.whole else "mixed"

    @property
    def long(self) -> bool:
        """Tell whether this is a whole utterance, or at least four words."""
        return self.whole or self.words >= 4


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldArticle:
    """A gold article; ``text`` is empty where gold does not give it."""

    where: str
    id: str
    text: str
    quotes: tuple[GoldQuote, ...]
    unsaid: tuple[Stretch, ...]
    nested: tuple[Stretch, ...]


def read_gold(path: str | PathLike[str]) -> Iterator[GoldArticle]:
    """Yield the articles of a gold file; raise ArticleError where a line is none."""
    for where, row in gold_rows(path, texts=False, kinds=True):
        article = _article(row, where)
        size = len(article.text)
        for start, end in (one.span for one in (*article.quotes, *article.unsaid, *article.nested)):
            if not 0 <= start <= end or (article.text and end > size):
                raise ArticleError(where, f"{start}:{end} is no span of the text, which has {size} characters")
        yield article


def _article(row: Mapping[str, Any], where: str) -> GoldArticle:
    text = row.get("text") or ""
    paragraphs = find_paragraphs(text)
    unsaid = [*row.get("unattributed_quoted", ()), *row.get("not_quotes", ())]
    return GoldArticle(
        where=where,
        id=row["doc_id"],
        text=text,
        quotes=tuple(_quote(quote, text, paragraphs) for quote in row["quotes"]),
        unsaid=tuple(Stretch(span=_words(one), text=_text(one, text)) for one in unsaid),
        nested=tuple(Stretch(span=_words(one), text=_text(one, text)) for one in row.get("nested_in_quote", ())),
    )


def _quote(quote: Mapping[str, Any], text: str, paragraphs: Sequence[Paragraph]) -> GoldQuote:
    mention = _mention(quote)
    form, distance = _FORM_OF_TYPE.get(quote.get("speaker_type", "")), _DISTANCES.get(quote.get("speaker_loc") or "")
    words = _shown(quote, text, mention)
    if distance is None and mention and text:
        distance = distance_of(text, paragraphs, (quote["start"], quote["end"]), mention)
    return GoldQuote(
        span=_words(quote),
        text=_text(quote, text),
        whole=quote["kind"] in _WHOLE,
        answer=_answer(quote),
        shown=words,
        name=quote.get("speaker_name") or "",
        roles=tuple(_roles(quote, text)),
        form=form or form_of(words),
        distance=distance or "unknown",
    )


def _words(stretch: Mapping[str, Any]) -> Span:
    """Return the span without marks: as given, else one character less at either side."""
    start, end = int(stretch["start"]), int(stretch["end"])
    return int(stretch.get("content_start", start + 1)), int(stretch.get("content_end", end - 1))


def _text(stretch: Mapping[str, Any], text: str) -> str:
    return str(stretch.get("text") or text[stretch["start"] : stretch["end"]])


def _answer(quote: Mapping[str, Any]) -> Answer | None:
    speaker, entity = quote.get("speaker"), quote.get("speaker_entity")
    if quote.get("speaker_mentions"):
        return Worded(tuple(plain(words) for words in quote["speaker_mentions"]))
    if speaker:
        others = quote.get("speaker_alternatives", ())
        roles = quote.get("role_spans") or quote.get("role_weak") or ()
        return Placed((_span(speaker), *map(_span, others)), tuple(map(_span, roles)))
    if entity:
        names = [*entity.get("names", ()), *entity.get("aliases", ())]
        return Entity(frozenset(map(plain, names)), tuple(map(_span, entity.get("mentions", ()))))
    return None


def _mention(quote: Mapping[str, Any]) -> Span | None:
    """Return where the speaker is named: as annotated; of an entity, the mention nearest to the words."""
    if quote.get("speaker"):
        return _span(quote["speaker"])
    mentions = (quote.get("speaker_entity") or {}).get("mentions", ())
    return nearest([_span(mention) for mention in mentions], (quote["start"], quote["end"]))


def _shown(quote: Mapping[str, Any], text: str, mention: Span | None) -> str:
    for words in ((quote.get("speaker") or {}).get("text"), *(quote.get("speaker_mentions") or ())):
        if words:
            return str(words)
    return text[slice(*mention)] if mention else ""


def _roles(quote: Mapping[str, Any], text: str) -> Iterator[str]:
    for role in (quote.get("role"), *(quote.get("roles") or ())):
        if isinstance(role, str):
            yield role
    for place in quote.get("role_spans") or ():
        yield place["text"] if isinstance(place, Mapping) else text[slice(*_span(place))]


def _span(place: Any) -> Span:
    start, end = (place["start"], place["end"]) if isinstance(place, Mapping) else place[:2]
    return int(start), int(end)
