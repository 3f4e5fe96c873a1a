"""The spaCy component: ``nlp.add_pipe("quotes")`` on a pipeline with tagger and parser."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from quotes.engine import NOT_ENGLISH, detect_in_doc
from quotes.errors import ModelError, QuotesWarning
from quotes.model import Model
from quotes.records import Quote

NAME = "quotes"


@Language.factory(
    NAME,
    default_config={"model": None, "any_language": False},
    requires=["token.tag", "token.dep", "token.head"],
    assigns=["doc.spans", "doc._.quotes"],
)
def create_component(nlp: Language, name: str, model: str | None, any_language: bool) -> Callable[[Doc], Doc]:
    """Return the component; ``model`` is the path of a model file, None for the one that ships.

    A Doc that is not in English has no quotations, unless ``any_language`` asks for them; its words tell, not the
    pipeline's language.
    """
    if not Doc.has_extension(NAME):
        Doc.set_extension(NAME, getter=read_quotes)
    return QuoteComponent(Model.of(model), any_language=any_language)


class QuoteComponent:
    """Puts the quotations into ``doc.spans["quotes"]``, their records, in the same order, into ``doc._.quotes``."""

    def __init__(self, model: Model, *, any_language: bool = False) -> None:
        self._model = model
        self._any_language = any_language

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of a tagged and parsed Doc; raise ModelError where it is neither."""
        if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
            raise ModelError('the "quotes" component needs a tagger and a parser before it in the pipeline')
        detection = detect_in_doc(doc, self._model, any_language=self._any_language)
        found = detection.quotes
        if not (detection.english or self._any_language):
            warnings.warn(NOT_ENGLISH, QuotesWarning, stacklevel=2)
        spans = [doc.char_span(quote.start, quote.end, label="QUOTE", alignment_mode="expand") for quote in found]
        doc.spans[NAME] = [span for span in spans if span is not None]
        # Objects of our own would keep the Doc from being stored, or sent to another process.
        doc.user_data[NAME] = [quote.to_dict() for quote in found]
        return doc


def read_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Return the records that the component left in a Doc."""
    return tuple(map(Quote.from_dict, doc.user_data.get(NAME, ())))
