"""Judge what a model makes of articles that it has not learnt from: the examples that the confidence learns from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.confidence import evidence_of
from quotes.coreference import Quotation
from quotes.engine import ByModel, attribute, parse, prepare
from quotes.gold import GoldArticle, GoldQuote, NamedSpeaker, shared
from quotes.model import Model
from quotes.records import Article
from quotes.training.gold_judge import match

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A quotation that was found, the signals of each part of its confidence, and which parts are right.

    ``right`` has no entry for what gold does not tell, nor for what hangs on a part that is wrong.
    """

    quotation: Quotation
    evidence: Mapping[str, Mapping[str, float]]
    right: Mapping[str, bool]

    @property
    def person(self) -> bool | None:
        """Return whether these words were said by this person, by whatever mention; None where gold does not tell."""
        if not all(self.right.get(part, True) for part in ("speech", "mention")):
            return self.right.get("again", False)
        return self.right.get("identity")


def examples(articles: Sequence[GoldArticle], model: Model, nlp: Language) -> Iterator[list[Example]]:
    """Yield what a model finds in each article, judged by gold."""
    judge = ByModel(model)
    prepared = (prepare(Article(id=one.id, text=one.text), judge) for one in articles)
    for article, ready in zip(articles, prepared, strict=True):
        [(_, passages)] = parse(nlp, [ready])
        _, quotations = attribute(ready, passages, judge)
        yield list(judged(article, quotations))


def judged(article: GoldArticle, quotations: Sequence[Quotation]) -> Iterator[Example]:
    """Yield what was found in an article, judged by gold."""
    gold = match([quotation.span for quotation in quotations], article.quotes)
    doubtful = [*article.nested, *(one for one in article.unsaid if not one.brief)]
    for quotation in quotations:
        span = quotation.span.start, quotation.span.end
        known = gold.get(quotation.span)
        if known is not None:
            right = _right(article, quotation, known)
        elif any(shared(span, one.span) for one in (*article.quotes, *doubtful)):
            right = {}
        else:
            right = {"speech": False}
        yield Example(quotation=quotation, evidence=evidence_of(quotation), right=right)


def _right(article: GoldArticle, quotation: Quotation, gold: GoldQuote) -> Mapping[str, bool]:
    """Return which parts of what is said of a quotation are right, as far as gold tells."""
    right = {"speech": True}
    mention, name = quotation.decision.mention, quotation.identity.name
    if gold.answer is None:
        return right
    right["mention"] = mention is not None and gold.answer.accepts(_speaker(article, mention.start, mention.end, name))
    if right["mention"]:
        if gold.tells_name:
            right["identity"] = gold.is_named(name or "")
        return right
    right["again"] = name is not None and gold.is_named(name)
    if not right["again"]:
        rivals = (rival.mention for rival in quotation.rivals)
        right["elsewhere"] = not any(gold.answer.accepts(_speaker(article, one.start, one.end, None)) for one in rivals)
    return right


def _speaker(article: GoldArticle, start: int, end: int, name: str | None) -> NamedSpeaker:
    return NamedSpeaker(text=article.text[start:end], span=(start, end), name=name or "")
