"""The spaCy component: ``nlp.add_pipe("quotes")`` on any pipeline, with the records of the Detector."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.detector import Detector
from quotes.engine import NOT_ENGLISH
from quotes.errors import QuotesWarning
from quotes.pipeline import DEFAULT_PIPELINE
from quotes.records import Article, Quote, Rejection

NAME = "quotes"
REJECTED = "rejected"
_ROWS = {NAME: "quotes_rows", REJECTED: "rejected_rows"}
"""What the rows of a group are kept under in a Doc."""
_OFFSETS = frozenset({"start", "end", "name_start", "name_end"})

Row = dict[str, Any]


@Language.factory(
    NAME,
    default_config={
        "spacy_model": DEFAULT_PIPELINE,
        "model": None,
        "min_confidence": 0.0,
        "any_language": False,
    },
    assigns=["doc.spans", "doc._.quotes", "doc._.rejected", "span._.quote"],
)
def create_component(
    nlp: Language, name: str, spacy_model: str, model: str | None, min_confidence: float, any_language: bool
) -> Callable[[Doc], Doc]:
    """Return the component; its settings are those of the Detector, which see, ``model`` the path of a model file.

    It parses with ``spacy_model``, whatever pipeline it stands in. A Doc that is not in English has no quotations,
    unless ``any_language`` asks for them; its words tell, not the pipeline's language.
    """
    if not Doc.has_extension(NAME):
        Doc.set_extension(NAME, getter=read_quotes)
        Doc.set_extension(REJECTED, getter=read_rejected)
        Span.set_extension("quote", getter=quote_of)
        for name_of_rows in _ROWS.values():  # without these, `Doc.to_json` fails at a Doc that has no row
            Doc.set_extension(name_of_rows, default=None)
            Span.set_extension(name_of_rows, default=None)
    return QuoteComponent(spacy_model, model, min_confidence, any_language)


class QuoteComponent:
    """Puts the quotations into ``doc.spans["quotes"]``, and what is none into ``doc.spans["rejected"]``.

    The ids of the spans are those of the records, which `read_quotes` and `read_rejected` give back.
    """

    def __init__(self, spacy_model: str, model: str | None, min_confidence: float, any_language: bool) -> None:
        self._settings = (spacy_model, model, min_confidence, any_language)
        self._detector = Detector(
            spacy_model=spacy_model, model=model, min_confidence=min_confidence, any_language=any_language
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # A loaded pipeline can go to no other process, which loads its own.
        return QuoteComponent, self._settings

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of a Doc, of which only text and tokens are read."""
        (found,) = self._detector.pipe([Article(id="text", text=doc.text)])
        if not (found.english or self._detector.settings.any_language):
            warnings.warn(NOT_ENGLISH, QuotesWarning, stacklevel=2)
        _write(doc, NAME, "QUOTE", [quote.to_dict() for quote in found.quotes])
        _write(doc, REJECTED, "REJECTED", [one.to_dict() for one in found.rejected])
        return doc


def read_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Return the records that the component or `quotes export` left in a Doc, by the Doc's offsets, in text order.

    Of a part of a Doc, those whose words, speaker, cue and role lie in it.
    """
    rows = _read(doc, NAME) or doc.user_data.get(NAME, ())  # under that name in exported Docs
    return tuple(map(Quote.from_dict, rows))


def read_rejected(doc: Doc) -> tuple[Rejection, ...]:
    """Return what stands between quotation marks in a Doc and is no quotation, each with the reason."""
    return tuple(map(Rejection.from_dict, _read(doc, REJECTED)))


def quote_of(span: Span) -> Quote | None:
    """Return the record of a span of ``doc.spans["quotes"]``; None for any other span."""
    row = next(_rows(span.doc, NAME, [span]), None)
    return None if row is None else Quote.from_dict(row)


def _write(doc: Doc, group: str, label: str, rows: Iterable[Row]) -> None:
    """Put rows into a Doc as a group of spans; their offsets count from where the span begins.

    They are kept in two places, each of which spaCy empties at times: what belongs to a span goes with it where Docs
    are joined or cut, but into no DocBin without user data; what belongs to a group the other way round.
    """
    for key in _keys(doc, group):  # of a run before
        del _data(doc)[key]
    spans, of_group = [], {}
    for row in rows:
        span = doc.char_span(row["start"], row["end"], label=label, span_id=row["id"], alignment_mode="expand")
        if span is not None:
            spans.append(span)
            of_group[row["id"]] = _moved(row, -span.start_char)
            _data(doc).setdefault(_key(group, span), {})[row["id"]] = of_group[row["id"]]
    doc.spans[group] = spans
    doc.spans[group].attrs[_ROWS[group]] = of_group


def _read(doc: Doc, group: str) -> list[Row]:
    if group in doc.spans:
        return list(_rows(doc, group, doc.spans[group]))
    inside = sorted(key[2:] for key in _keys(doc, group) if 0 <= key[2] < key[3] <= len(doc.text))
    spans = (doc.char_span(*place) for place in inside)
    return list(_rows(doc, group, [span for span in spans if span is not None]))


def _rows(doc: Doc, group: str, spans: Iterable[Span]) -> Iterator[Row]:
    """Yield the rows of spans, by the Doc's offsets; a span without an id, as of a part, has all of its place."""
    of_group = doc.spans[group].attrs.get(_ROWS[group], {}) if group in doc.spans else {}
    for span in spans:
        at_place = _data(doc).get(_key(group, span)) or {}
        kept = [at_place.get(span.id_) or of_group.get(span.id_)] if span.id_ else at_place.values()
        for row in (_moved(one, span.start_char) for one in kept if one):
            if all(_lies_in(doc, row.get(part)) for part in ("speaker", "cue", "role")):
                yield _cut_to(doc, row) if group == NAME else row


def _data(doc: Doc) -> MutableMapping[Any, Any]:
    return doc.user_data  # of which spaCy's types know fewer keys than its code


def _key(group: str, span: Span) -> tuple[str, str, int, int]:
    return ("._.", _ROWS[group], span.start_char, span.end_char)  # as spaCy keeps what belongs to a span


def _keys(doc: Doc, group: str) -> list[tuple[str, str, int, int]]:
    own = (key for key in _data(doc) if isinstance(key, tuple) and key[:2] == ("._.", _ROWS[group]))
    return [key for key in own if key[2] is not None]  # none of the Doc, as of one read from JSON without a row


def _moved(value: Any, by: int) -> Any:
    """Return a row with all its offsets moved."""
    if isinstance(value, dict):
        return {
            name: each + by if name in _OFFSETS and each is not None else _moved(each, by)
            for name, each in value.items()
        }
    return [_moved(each, by) for each in value] if isinstance(value, list | tuple) else value


def _lies_in(doc: Doc, part: Row | None) -> bool:
    return part is None or part["start"] is None or (part["start"] >= 0 and part["end"] <= len(doc.text))


def _cut_to(doc: Doc, row: Row) -> Row:
    """Return the row of a quotation without what it tells of places outside a Doc, which only that of a part does."""
    context, speaker = row["context"], row["speaker"]
    if not _lies_in(doc, context):
        start, end = max(0, context["start"]), min(len(doc.text), context["end"])
        row["context"] = {"text": doc.text[start:end], "start": start, "end": end}
    if speaker and not _lies_in(doc, {"start": speaker["name_start"], "end": speaker["name_end"]}):
        row["speaker"] = {**speaker, "name_start": None, "name_end": None}
    others = row["attribution"]["alternatives"]
    row["attribution"]["alternatives"] = [one for one in others if _lies_in(doc, one)]
    return row
