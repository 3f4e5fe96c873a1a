"""Train a model from gold: speech or not, the ranking of speakers, and the calibration of the confidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.detection import Scan, Stretch, describe_stretch, is_partial, minor_families, scan
from quotes.detector import only, set_scenes
from quotes.errors import ArticleError
from quotes.model import Model, log_odds
from quotes.parsing import align, cut, cut_windows
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.speakers import Memory, View, contenders, describe_said, view
from quotes.training.antecedent_lessons import learn_antecedents
from quotes.training.fit import Group, fit_binary, fit_calibration, fit_ranker
from quotes.training.gold import GoldArticle, GoldQuote, read_gold

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPEECH_L2 = 1.0
SPEAKER_L2 = 2.0
SAID_L2 = 4.0
ANTECEDENT_L2 = 1.0
SPEECH_THRESHOLD = 0.03
SAID_THRESHOLD = 0.37
_SHORT_WORDS = 8
_FOLDS = 5
_LEAST_TO_CALIBRATE = 20


@dataclass(frozen=True, slots=True)
class Lesson:
    """One stretch of gold: what is seen of it, and the truth.

    ``shape`` are its text features, ``here`` its place in the parse, ``group`` its candidates and which are right.
    ``said`` is False for what nobody said; ``speaker`` tells whether gold names a speaker,
    and ``antecedent`` holds whom its mention may stand for, where it is no name.
    """

    shape: list[str]
    here: View
    group: Group
    said: bool
    speaker: bool
    antecedent: Group | None = None

    @property
    def kind(self) -> str:
        """Return "full" or "partial"."""
        return "partial" if self.here.partial else "full"


def train(
    gold: Sequence[str | Path],
    *,
    without_license: str | None = None,
    spacy_model: str = DEFAULT_PIPELINE,
    progress: Callable[[Iterable[GoldArticle]], Iterable[GoldArticle]] = iter,
) -> Model:
    """Return a model trained on gold files; the same files give the same model.

    Articles whose licence holds the word ``without_license`` ("NC") are left out.
    Raises ArticleError where a file holds no usable quotation.
    """
    nlp = load_pipeline(spacy_model)
    articles = [article for path in gold for article in read_gold(path) if _is_free(article, without_license)]

    def parse(texts: list[str]) -> list[Doc]:
        return list(nlp.pipe(texts, batch_size=16))

    lessons = [learn(article, parse) for article in progress(articles)]
    every = [lesson for of_article in lessons for lesson in of_article]
    if not any(any(lesson.group.right) for lesson in every):
        raise ArticleError(", ".join(map(str, gold)), "no quotation with a speaker to learn from")
    about = {
        "quotations": sum(lesson.said for lesson in every),
        "not said": sum(not lesson.said for lesson in every),
        "gold": {Path(path).name: hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in gold},
        "articles": len(articles),
        "without_license": without_license,
        "spacy_model": f"{spacy_model} {nlp.meta.get('version', '')}",
    }
    return replace(fit(lessons), about=about)


def _is_free(article: GoldArticle, without: str | None) -> bool:
    return without is None or without not in re.split(r"[\s-]+", article.license)


def learn(article: GoldArticle, parse: Callable[[list[str]], list[Doc]]) -> list[Lesson]:
    """Return what an article teaches, its gold decisions standing in for the model's own."""
    text, everything = article.text, scan(article.text)
    found, unsaid = _match(everything, article.quotes), _match(everything, article.unsaid)
    # Long stretches that gold gives to nobody are often misses of the annotators; they teach nothing.
    kept = sorted({*found, *(index for index in unsaid if _is_short(text, everything.stretches[index]))})
    quoted = only(everything, kept)
    minor = minor_families(everything)
    partial = [is_partial(text, quoted, index) for index in range(len(quoted.stretches))]
    cuts = [cut(text, window, partial) for window in cut_windows(text, quoted)]
    docs = iter(parse([each.text for each in cuts if each.text]))
    passages = [align(each, next(docs) if each.text else None) for each in cuts]
    memory, lessons, spoken = Memory(), [], []
    for scene in set_scenes(text, quoted, passages):
        for index in scene.passage.stretches:
            gold = found.get(kept[index])
            here = view(text, scene, index, quoted.stretches, partial[index])
            rivals = contenders(text, quoted, here, memory)
            right = [gold is not None and gold.names(contender.mention) for contender in rivals]
            shape = describe_stretch(text, everything, kept[index], quoted.stretches[index].family in minor)
            group = Group([contender.features for contender in rivals], right)
            lessons.append(Lesson(shape, here, group, gold is not None, gold is not None and bool(gold.spans)))
            named = [contender.mention for contender, flag in zip(rivals, right, strict=True) if flag]
            if named and memory.mention not in named:
                memory.mention = named[0]
            if gold is not None and named:
                mention = max(named, key=gold.shared)
                spoken.append((mention, quoted.stretches[index], gold))
        memory.scene = scene
    said = only(quoted, [index for index, stretch in enumerate(kept) if stretch in found])
    antecedents = learn_antecedents(text, said, passages, spoken)
    return [replace(lesson, antecedent=antecedents.get(lesson.here.stretch.start)) for lesson in lessons]


def _is_short(text: str, stretch: Stretch) -> bool:
    return len(text[stretch.start : stretch.end].split()) < _SHORT_WORDS


def _match(everything: Scan, gold: Sequence[GoldQuote]) -> dict[int, GoldQuote]:
    """Return stretch index -> the gold quotation that it is."""
    found: dict[int, GoldQuote] = {}
    position = 0
    for quote in sorted(gold, key=lambda quote: quote.start):
        while position < len(everything.stretches) and everything.stretches[position].end <= quote.start:
            position += 1
        for index in range(position, min(position + 3, len(everything.stretches))):
            if index not in found and quote.covers(everything.stretches[index]):
                found[index] = quote
                break
    return found


def fit(lessons: Sequence[Sequence[Lesson]]) -> Model:
    """Return the model that the lessons teach, a sequence an article.

    The calibration, and the confidence that ``said`` reads, come from rankings of articles held out.
    """
    every = [lesson for of_article in lessons for lesson in of_article]
    labels = [lesson.said for lesson in every]
    model = Model(
        speech=fit_binary([lesson.shape for lesson in every], labels, l2=SPEECH_L2),
        speech_threshold=SPEECH_THRESHOLD,
        speaker=fit_ranker([lesson.group for lesson in every if lesson.speaker], l2=SPEAKER_L2),
        said={},
        said_threshold=SAID_THRESHOLD,
        antecedent=fit_ranker([lesson.antecedent for lesson in every if lesson.antecedent], l2=ANTECEDENT_L2),
        calibration={},
    )
    ranked = [ranking for fold in range(_FOLDS) for ranking in _rank_held_out(lessons, fold)]
    model = replace(model, calibration=_calibrate(ranked))
    rows = [[*lesson.shape, *describe_said(lesson.here, *_winner(model, lesson, scores))] for lesson, scores in ranked]
    return replace(model, said=fit_binary(rows, [lesson.said for lesson, _ in ranked], l2=SAID_L2))


def _rank_held_out(lessons: Sequence[Sequence[Lesson]], fold: int) -> Iterator[tuple[Lesson, list[float]]]:
    """Yield the lessons of one fold of the articles with the scores of a ranking learnt on the others."""
    others = [lesson for i, one in enumerate(lessons) if i % _FOLDS != fold for lesson in one if lesson.speaker]
    weights = fit_ranker([lesson.group for lesson in others], l2=SPEAKER_L2)
    for of_article in lessons[fold::_FOLDS]:
        for lesson in of_article:
            yield lesson, [sum(weights.get(name, 0.0) for name in names) for names in lesson.group.features]


def _winner(model: Model, lesson: Lesson, scores: Sequence[float]) -> tuple[Sequence[str], float]:
    """Return the features of the best candidate and its confidence."""
    if not scores:
        return (), 0.0
    best = max(range(len(scores)), key=lambda i: scores[i])
    return lesson.group.features[best], model.confidence(scores, best, lesson.kind)


def _calibrate(ranked: Sequence[tuple[Lesson, list[float]]]) -> dict[str, tuple[float, float]]:
    odds: dict[str, list[float]] = {"full": [], "partial": []}
    right: dict[str, list[bool]] = {"full": [], "partial": []}
    for lesson, scores in ranked:
        if scores and lesson.speaker:
            best = max(range(len(scores)), key=lambda i: scores[i])
            odds[lesson.kind].append(log_odds(scores, best))
            right[lesson.kind].append(lesson.group.right[best])
    return {kind: fit_calibration(odds[kind], right[kind]) for kind in odds if len(odds[kind]) >= _LEAST_TO_CALIBRATE}
