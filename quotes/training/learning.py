"""Train a model from gold: speech or not, the ranking of speakers, whom they stand for, and how sure that is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.dataset.corrections import read_corrections
from quotes.dataset.release import open_release
from quotes.engine import attribute, parse, prepare
from quotes.errors import ArticleError
from quotes.gold import GoldArticle, read_gold
from quotes.hub import find_release, names_release
from quotes.model import Model, log_odds, softmax
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.records import Article
from quotes.speakers import describe_said
from quotes.training.assurance import learn_confidence
from quotes.training.fit import fit_binary, fit_calibration, fit_ranker
from quotes.training.gold_judge import ByGold, Lesson
from quotes.training.held_out import Example, examples
from quotes.training.silver import Silver, learn_silver

if TYPE_CHECKING:
    from spacy.language import Language

# The figures here are of articles of the training data held out, fifth by fifth: 2,345 quotations, 526 spans not said.
# The penalties were chosen by hand; within a factor of two they matter little, so they were not tuned.
SPEECH_L2 = 1.0
"""Log loss .173, .169, .167 at .5, 1, 2."""
SPEAKER_L2 = 2.0
""".897, .897, .898, .895 of the speakers right at .5, 1, 2, 4; log loss .327, .324, .324, .330."""
SAID_L2 = 8.0
"""Log loss .153, .153, .157 at 2, 4, 8, of 188 seeds. Of PolNeAR's spans under four words .822, .826, .828 are found at
4, 8, 16, where .30 of what nobody said passes."""
ANTECEDENT_L2 = 5.0
"""Of whole articles that are no training data, the person is right in .909, .911, .911, .910 of 6,218 quotations
at 1, 4, 10, 25, and in .863, .868, .873, .865 of 386 of PolNeAR."""
SPEECH_THRESHOLD = 0.05
"""Low, for what it sets aside is lost: 3 of the quotations, a third of what was not said; the said model, which sees
the parse, judges the rest again."""
SAID_THRESHOLD = 0.5
"""Set by hand, stricter as seeds were added, so that .30 of what nobody said in PolNeAR passes; errors are fewest
near .5, and a quotation lost is worse than a term let through."""
FOLDS = 5
"""As usual: each ranking learns from four fifths, nearly as many as the one that ships."""
_LEAST_TO_CALIBRATE = 20
"""Quotations of a kind that a calibration is drawn through; of fewer, the log-odds count as they are. Not tuned."""


def train(
    gold: Sequence[str | Path],
    *,
    soft: Sequence[str | Path] = (),
    corrections: Sequence[str | Path] = (),
    without_license: str | None = None,
    spacy_model: str = DEFAULT_PIPELINE,
    progress: Callable[[Iterable[GoldArticle]], Iterable[GoldArticle]] = iter,
) -> Model:
    """Return a model trained on gold, files or releases on which people decided; the same gold gives the same model.

    The records of the releases ``soft`` teach who speaks, too, each answer by its probability. ``corrections`` are
    files with more decisions on the releases in ``gold``. Articles whose licence holds the word ``without_license``
    ("NC") are left out of gold, and gold's out of ``soft``. Raises ArticleError where there is no usable quotation, or
    no release that decisions could be on, and what ``learn_silver`` raises.
    """
    if corrections and not any(names_release(str(path)) for path in gold):
        raise ArticleError(str(corrections[0]), "decisions alone have no texts; give the release they are on, too")
    nlp = load_pipeline(spacy_model)
    made = [one for path in corrections for one in read_corrections(path)]
    read = (article for path in gold for article in read_gold(path, corrections=made))
    articles = [article for article in read if _is_free(article, without_license)]
    lessons = [learn(article, nlp) for article in progress(articles)]
    every = [lesson for of_article in lessons for lesson in of_article]
    if not any(any(lesson.group.right) for lesson in every):
        raise ArticleError(", ".join(map(str, gold)), "no quotation with a speaker to learn from")
    silver = learn_silver(soft, nlp, without={article.text for article in articles})
    about = {
        "quotations": sum(lesson.said for lesson in every),
        "not said": sum(not lesson.said for lesson in every),
        "gold": dict(map(_told, (*gold, *corrections))),
        "articles": len(articles),
        "without_license": without_license,
        "spacy_model": f"{spacy_model} {nlp.meta.get('version', '')}",
    }
    if soft:
        about["soft"] = dict(map(_told, soft))
    told = any(map(_tells_names, articles))

    def judge(fold: int, model: Model) -> Iterator[Sequence[Example]]:
        return examples([one for one in articles[fold::FOLDS] if _tells_names(one) or not told], model, nlp)

    return replace(fit(lessons, judge, silver), about=about)


def _tells_names(article: GoldArticle) -> bool:
    """Tell whether gold names the speakers of an article: how sure a record is, is learnt from these if there are any.

    Where it does not, it was made for something else, and leaves out quotations: words that a record rightly gives to
    somebody would count as said by nobody. Those of dialogue teach who takes turns alone: with what they tell of names,
    eight of 1,308 persons fewer were right in news.
    """
    return not article.dialogue and any(quote.tells_name for quote in article.quotes)


def _told(path: str | Path) -> tuple[str, str]:
    """Return the name of what was learnt from, and its checksum; of a release, that of its rows."""
    if not names_release(str(path)):
        return Path(path).name, hashlib.sha256(Path(path).read_bytes()).hexdigest()
    release = open_release(find_release(str(path)))
    return f"{release.name}@{release.version}", release.manifest.rows_digest


def _is_free(article: GoldArticle, without: str | None) -> bool:
    return without is None or without not in re.split(r"[\s-]+", article.license)


def learn(article: GoldArticle, nlp: Language) -> list[Lesson]:
    """Return what an article teaches: the engine's own steps, with gold to decide."""
    judge = ByGold(article)
    [(prepared, passages)] = parse(nlp, [prepare(Article(id=article.id, text=article.text), judge, any_language=True)])
    attribute(prepared, passages, judge)
    return judge.lessons


def fit(
    lessons: Sequence[Sequence[Lesson]],
    judge: Callable[[int, Model], Iterable[Sequence[Example]]],
    silver: Silver,
) -> Model:
    """Return the model that the lessons teach, a sequence an article, and what silver adds to the two rankings.

    The calibration, the likeliest speakers that ``said`` reads, and all that tells how sure a record is, come from
    articles held out: ``judge`` gives what a model, which has not learnt from them, makes of the articles of a fold.
    """
    numbers = [number % FOLDS for number in range(len(lessons))]
    folds = [_hold_out(lessons, numbers, fold, silver) for fold in range(FOLDS)]
    found = [list(judge(fold, model)) for fold, model in enumerate(_fold_models(lessons, numbers, folds, silver))]
    groups = [lesson.group for one in lessons for lesson in one if lesson.speaker]
    speaker = fit_ranker([*groups, *silver.speakers], l2=SPEAKER_L2)
    return learn_confidence(_fit_decisions(lessons, speaker, folds, silver), found)


def fold_models(lessons: Sequence[Sequence[Lesson]], numbers: Sequence[int]) -> Iterator[Model]:
    """Yield for each fold of the articles what the others teach, but for how sure a record is; ``numbers`` from 0."""
    silver = Silver()
    folds = [_hold_out(lessons, numbers, one, silver) for one in sorted(set(numbers))]
    yield from _fold_models(lessons, numbers, folds, silver)


def _fold_models(
    lessons: Sequence[Sequence[Lesson]], numbers: Sequence[int], folds: Sequence[_Fold], silver: Silver
) -> Iterator[Model]:
    for fold, held in enumerate(folds):
        others = [one for one in folds if one is not held]
        seen = [of_article for of_article, number in zip(lessons, numbers, strict=True) if number != fold]
        yield _fit_decisions(seen, held.speaker, others, silver)


@dataclass(frozen=True, slots=True)
class _Fold:
    """A ranking of speakers learnt without a fold of the articles, and the scores it gives the lessons in that."""

    speaker: Mapping[str, float]
    ranked: Sequence[tuple[Lesson, list[float]]]


def _hold_out(lessons: Sequence[Sequence[Lesson]], numbers: Sequence[int], fold: int, silver: Silver) -> _Fold:
    numbered = list(zip(lessons, numbers, strict=True))
    others = [lesson for one, number in numbered if number != fold for lesson in one if lesson.speaker]
    weights = fit_ranker([*(lesson.group for lesson in others), *silver.speakers], l2=SPEAKER_L2)
    ranked = [
        (lesson, [sum(weights.get(name, 0.0) for name in names) for names in lesson.group.features])
        for of_article, number in numbered
        if number == fold
        for lesson in of_article
    ]
    return _Fold(weights, ranked)


def _fit_decisions(
    lessons: Sequence[Sequence[Lesson]], speaker: Mapping[str, float], folds: Sequence[_Fold], silver: Silver
) -> Model:
    """Return a model that decides, with the rankings of ``folds`` for what hangs on how sure a ranking is."""
    every = [lesson for of_article in lessons for lesson in of_article]
    ranked = [ranking for fold in folds for ranking in fold.ranked]
    antecedents = [group for lesson in every for group in lesson.antecedents]
    model = Model(
        speech=fit_binary([lesson.span.features for lesson in every], [one.said for one in every], l2=SPEECH_L2),
        speech_threshold=SPEECH_THRESHOLD,
        speaker=speaker,
        said={},
        said_threshold=SAID_THRESHOLD,
        antecedent=fit_ranker([*antecedents, *silver.antecedents], l2=ANTECEDENT_L2),
        calibration=_calibrate(ranked),
        confidence={},
        precision=(),
    )
    rows = [_said_features(lesson, scores) for lesson, scores in ranked]
    return replace(model, said=fit_binary(rows, [lesson.said for lesson, _ in ranked], l2=SAID_L2))


def _said_features(lesson: Lesson, scores: Sequence[float]) -> list[str]:
    """Return what tells said from unsaid, with the likeliest speaker."""
    if not scores:
        return [*lesson.span.features, *describe_said(lesson.here, None)]
    best = max(range(len(scores)), key=lambda i: scores[i])
    return [*lesson.span.features, *describe_said(lesson.here, lesson.rivals[best].standing)]


def _calibrate(ranked: Sequence[tuple[Lesson, list[float]]]) -> dict[str, tuple[float, float]]:
    odds: dict[str, list[float]] = {"full": [], "partial": []}
    right: dict[str, list[bool]] = {"full": [], "partial": []}
    for lesson, scores in ranked:
        if scores and lesson.speaker:
            best = max(range(len(scores)), key=lambda i: scores[i])
            odds[lesson.span.kind].append(log_odds(softmax(scores)[best]))
            right[lesson.span.kind].append(lesson.right[best])
    return {kind: fit_calibration(odds[kind], right[kind]) for kind in odds if len(odds[kind]) >= _LEAST_TO_CALIBRATE}
