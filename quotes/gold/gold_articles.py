"""Read gold, for training and evaluation: each quotation with all that is right about it, and what nobody said.

One JSON object a line: ``doc_id``, ``text``, ``quotes``, and maybe ``license``, ``unattributed_quoted`` or
``not_quotes`` (quoted, said by nobody) and ``nested_in_quote``. A quotation has ``start`` and ``end``, marks included,
maybe ``content_start`` and ``content_end`` without, and ``kind`` ("direct" or "full": a whole utterance; "mixed": words
in the reporter's sentence). Its speaker is ``speaker`` with a place, ``speaker_mentions`` (words alone) or
``speaker_entity``; its name ``speaker_name``, null for the unnamed, and ``name_alternatives``, which are right, too;
its role ``role``, ``roles`` or ``role_spans``. A file may instead keep ``schemas/gold.v1.json``, as
`quotes gold` writes it; a release stands for what people decided on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from quotes.dataset.corrections import Correction
from quotes.errors import ArticleError
from quotes.gold.answers import Answer, EntityAnswer, SpanAnswer, WordsAnswer, plain
from quotes.gold.gold_rows import gold_rows
from quotes.gold.overlap import Span, covers, nearest_mention
from quotes.gold.reviewed import as_annotation, gold_row, holds_words
from quotes.records import Detection

_WHOLE = frozenset({"direct", "full"})
_BRIEF = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldSpan:
    """A quoted span in gold: the place of the words without marks, and the text as it is counted and shown."""

    span: Span
    text: str

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(self.text.split())

    @property
    def brief(self) -> bool:
        """Tell whether this is under eight words: a longer one that gold gives to nobody is often a miss."""
        return self.words < _BRIEF

    def covered_by(self, *found: Span) -> bool:
        """Tell whether found spans, without marks, are this span, all of them together."""
        return covers(found, self.span)


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldQuote(GoldSpan):
    """A gold quotation.

    ``marked`` is its span with marks. ``answer`` is None where gold names no speaker; ``mention`` is where it names
    him (of an entity, the mention nearest to the words), and ``shown`` by what. ``names`` are ``name`` and others that
    are right; ``tells_name`` says that ``name`` None means a speaker without a name. ``speaker_type`` and
    ``speaker_loc`` are as annotated.
    """

    marked: Span
    whole: bool
    answer: Answer | None
    mention: Span | None
    shown: str
    name: str | None
    names: tuple[str, ...]
    tells_name: bool
    roles: tuple[str, ...]
    speaker_type: str | None
    speaker_loc: str | None

    @property
    def kind(self) -> str:
        """Return "direct" or "mixed"."""
        return "direct" if self.whole else "mixed"

    @property
    def long(self) -> bool:
        """Tell whether this is a whole utterance, or at least four words."""
        return self.whole or self.words >= 4

    def is_named(self, name: str) -> bool:
        """Tell whether this is a full name of the speaker; "" is right for one without a name."""
        return plain(name) in map(plain, self.names) if self.names else not name


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldArticle:
    """A gold article; ``text`` is empty where gold does not give it, ``license`` is the text's.

    Of an article that is not ``whole``, only the spans given were decided on. One of ``dialogue`` has turns for the
    most part, as stories have them: it tells who takes them, and little of whom a pronoun means in news.
    """

    where: str
    id: str
    text: str
    license: str
    quotes: tuple[GoldQuote, ...]
    unsaid: tuple[GoldSpan, ...]
    nested: tuple[GoldSpan, ...]
    whole: bool = True
    dialogue: bool = False


def read_gold(
    path: str | PathLike[str],
    *,
    texts: bool = True,
    kinds: bool = False,
    corrections: Sequence[Correction] = (),
    kept: bool = True,
) -> Iterator[GoldArticle]:
    """Yield the articles of a gold file, or what people decided of a release; raise ArticleError where a line is none.

    ``texts`` and ``kinds`` say whether every article must have its text, and every quotation its kind. On a release,
    ``corrections`` count beside those that it has ``kept``, or, if not ``kept``, alone.
    """
    for where, row in gold_rows(path, texts=texts, kinds=kinds, corrections=corrections, kept=kept):
        article = _article(row, where)
        size = len(article.text)
        for start, end in (one.span for one in (*article.quotes, *article.unsaid, *article.nested)):
            if not 0 <= start <= end or ((texts or article.text) and end > size):
                raise ArticleError(where, f"{start}:{end} is no span of the text, which has {size} characters")
        yield article


def as_gold(detection: Detection) -> GoldArticle:
    """Return an article with its records taken for right, whoever made them."""
    row = gold_row(detection, detection.quotes, [span for span in detection.rejected if holds_words(span)])
    return _article(as_annotation(row), f"article {detection.article.id!r}")


def _article(row: Mapping[str, Any], where: str) -> GoldArticle:
    text = row.get("text") or ""
    unsaid = [*row.get("unattributed_quoted", ()), *row.get("not_quotes", ())]
    return GoldArticle(
        where=where,
        id=row["doc_id"],
        text=text,
        license=row.get("license") or "",
        quotes=tuple(_quote(quote, text) for quote in row["quotes"]),
        unsaid=tuple(GoldSpan(span=_words(one), text=_text(one, text)) for one in unsaid),
        nested=tuple(GoldSpan(span=_words(one), text=_text(one, text)) for one in row.get("nested_in_quote", ())),
        whole=row.get("whole", True),
        dialogue=row.get("dialogue", False),
    )


def _quote(quote: Mapping[str, Any], text: str) -> GoldQuote:
    mention = _mention(quote)
    return GoldQuote(
        span=_words(quote),
        text=_text(quote, text),
        marked=_span(quote),
        whole=quote.get("kind") in _WHOLE,
        answer=_answer(quote),
        mention=mention,
        shown=_shown(quote, text, mention),
        name=quote.get("speaker_name"),
        names=tuple(name for name in (quote.get("speaker_name"), *(quote.get("name_alternatives") or ())) if name),
        tells_name="speaker_name" in quote,
        roles=tuple(_roles(quote, text)),
        speaker_type=quote.get("speaker_type"),
        speaker_loc=quote.get("speaker_loc"),
    )


def _words(span: Mapping[str, Any]) -> Span:
    """Return the span without marks: as given, else one character less at either side."""
    start, end = _span(span)
    return int(span.get("content_start", start + 1)), int(span.get("content_end", end - 1))


def _text(span: Mapping[str, Any], text: str) -> str:
    return str(span.get("text") or text[slice(*_span(span))])


def _answer(quote: Mapping[str, Any]) -> Answer | None:
    speaker, entity = quote.get("speaker"), quote.get("speaker_entity")
    if quote.get("speaker_mentions"):
        return WordsAnswer(tuple(plain(words) for words in quote["speaker_mentions"]))
    if speaker:
        others = quote.get("speaker_alternatives", ())
        roles = quote.get("role_spans") or quote.get("role_weak") or ()
        return SpanAnswer((_span(speaker), *map(_span, others)), tuple(map(_span, roles)))
    if entity:
        names = [*entity.get("names", ()), *entity.get("aliases", ())]
        return EntityAnswer(frozenset(map(plain, names)), tuple(map(_span, entity.get("mentions", ()))))
    return None


def _mention(quote: Mapping[str, Any]) -> Span | None:
    if quote.get("speaker"):
        return _span(quote["speaker"])
    mentions = (quote.get("speaker_entity") or {}).get("mentions", ())
    return nearest_mention([_span(mention) for mention in mentions], _span(quote))


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
        yield _text(place, text) if isinstance(place, Mapping) else text[slice(*_span(place))]


def _span(place: Any) -> Span:
    start, end = (place["start"], place["end"]) if isinstance(place, Mapping) else place[:2]
    return int(start), int(end)
