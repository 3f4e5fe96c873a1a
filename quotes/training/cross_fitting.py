"""Cross-fit: what models make of articles that they have not learnt from, fold by fold of one corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.confidence import assess
from quotes.coreference import Quotation
from quotes.detection import Layout
from quotes.engine import ByModel, Prepared, attribute, parse, prepare, record, surest
from quotes.errors import ArticleError
from quotes.gold import as_gold
from quotes.model import Model
from quotes.records import Detection
from quotes.training.assurance import fit_parts
from quotes.training.held_out import Example, judged
from quotes.training.learning import fold_models, learn

if TYPE_CHECKING:
    from spacy.language import Language


def cross_fit(
    given: Sequence[Detection],
    folds: Sequence[int],
    nlp: Language,
    *,
    progress: Callable[[int], object] | None = None,
) -> list[Detection]:
    """Return what is found in each article by weights that the records given in all other folds teach.

    ``folds`` has the number of each article's fold, from 0. How sure a record is, is learnt from the other folds, too.
    ``progress`` is called with 1 after each article that has been learnt from. Raises an ArticleError where the others
    name no speaker.
    """
    articles = list(map(as_gold, given))
    lessons = []
    for article in articles:
        lessons.append(learn(article, nlp))
        if progress is not None:
            progress(1)
    numbered = list(zip(given, lessons, folds, strict=True))
    for fold in set(folds):
        if not any(any(lesson.right) for _, taught, own in numbered if own != fold for lesson in taught):
            raise ArticleError(f"fold {fold + 1}", "the articles of the other folds have no speaker to learn from")
    models = list(fold_models(lessons, folds))
    found = [[_find(one, model, nlp) for one, _, own in numbered if own == fold] for fold, model in enumerate(models)]
    detections: list[list[Detection]] = []
    for fold, model in enumerate(models):
        examples = [one.examples for other, of_fold in enumerate(found) if other != fold for one in of_fold]
        sure = fit_parts(model, examples)
        detections.append([_recorded(one, sure) for one in found[fold]])
    remaining = list(map(iter, detections))
    return [next(remaining[fold]) for fold in folds]


class _HeldOut(NamedTuple):
    prepared: Prepared
    layout: Layout
    quotations: list[Quotation]
    examples: list[Example]


def _find(given: Detection, model: Model, nlp: Language) -> _HeldOut:
    judge = ByModel(model)
    ready = prepare(given.article, judge, any_language=True)
    [(prepared, passages)] = parse(nlp, [ready])
    layout, quotations = attribute(prepared, passages, judge)
    return _HeldOut(prepared, layout, quotations, list(judged(as_gold(given), quotations)))


def _recorded(found: _HeldOut, model: Model) -> Detection:
    sure = assess(found.quotations, model, surest=surest(found.prepared))
    return record(found.prepared, found.layout, sure, min_confidence=0.0)
