"""From gold and records to a report: the whole flow on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from os import PathLike

from quotes.detector import Detector
from quotes.errors import ArticleError, RecordError
from quotes.evaluation.judging import judge
from quotes.evaluation.predictions import Prediction, predict
from quotes.evaluation.report import Report, summarize
from quotes.evaluation.sides import gold_of, in_order, records_of
from quotes.gold import GoldArticle, shared
from quotes.model import Model
from quotes.pipeline import DEFAULT_PIPELINE


def evaluate(
    gold: str | PathLike[str],
    records: str | PathLike[str] | None = None,
    *,
    corrections: Sequence[str | PathLike[str]] = (),
    model: Model | str | PathLike[str] | None = None,
    spacy_model: str = DEFAULT_PIPELINE,
    progress: Callable[[int], object] | None = None,
) -> Report:
    """Return how good records are by gold.

    ``gold`` is a file, or a release on which people decided; ``corrections`` are files with more decisions on it.
    ``records`` is a file as `quotes detect` writes it ("-": standard input), or a release; without it, a detector of
    ``model`` and ``spacy_model`` runs on gold's own text, and ``progress`` is called with 1 after each article. A
    release may stand first, and behind it gold or a file of corrections, by which it is judged. Raises ArticleError for
    gold that cannot be used, RecordError for records that cannot, or that are of none of gold's articles.
    """
    gold, records = in_order(gold, records)
    articles = gold_of(gold, records, corrections)
    if not articles:
        raise ArticleError(str(gold), "no article; a gold file has one a line")
    if records is not None:
        by_article = records_of(records, articles)
        if by_article and not any(article.id in by_article for article in articles):
            raise RecordError(f"{records}: no record is of an article of {gold}, such as {articles[0].id}")
        found = [by_article.get(article.id, []) for article in articles]
        count = sum(map(len, by_article.values()))
    else:
        found = list(_detected(articles, model, spacy_model, progress))
        count = sum(map(len, found))
    pairs = [(article, _decided_on(article, records)) for article, records in zip(articles, found, strict=True)]
    count -= sum(map(len, found)) - sum(len(records) for _, records in pairs)
    return summarize([judge(*pair) for pair in pairs], records=count)


def _decided_on(article: GoldArticle, found: Sequence[Prediction]) -> list[Prediction]:
    """Return the records that gold can judge: of an article that is not whole, those on which it says something."""
    spans = [one.span for one in (*article.quotes, *article.unsaid, *article.nested)]
    return [one for one in found if article.whole or any(shared(one.span, span) for span in spans)]


def _detected(
    articles: Sequence[GoldArticle],
    model: Model | str | PathLike[str] | None,
    spacy_model: str,
    progress: Callable[[int], object] | None,
) -> Iterator[list[Prediction]]:
    detector = Detector(spacy_model=spacy_model, model=model)
    for predictions in predict(articles, detector):
        yield predictions
        if progress is not None:
            progress(1)
