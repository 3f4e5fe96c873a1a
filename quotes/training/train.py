"""Train a model from gold: speech or not, the ranking of speakers, and the calibration of the confidence."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotes.attribution.decide import Memory, contenders
from quotes.attribution.features import view
from quotes.attribution.passages import align, cut_paragraph, cut_windows
from quotes.detection.scanner import Scan, scan
from quotes.detection.speech import is_partial, minor_families
from quotes.detection.stretch_features import describe_stretch
from quotes.detector import set_scenes
from quotes.errors import ArticleError
from quotes.model import Model
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.training.fit import Group, fit_binary, fit_calibration, fit_ranker
from quotes.training.gold import GoldArticle, GoldQuote, read_gold

SPEECH_L2 = 3.0
SPEAKER_L2 = 2.0
SPEECH_THRESHOLD = 0.35
_SHORT_WORDS = 8
_FOLDS = 5


@dataclass(slots=True)
class Lessons:
    """What one article teaches: rows for the speech decision, groups of candidates for the speaker's."""

    article: str
    speech_rows: list[list[str]] = field(default_factory=list)
    speech_labels: list[bool] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def train(
    gold: Sequence[str | Path],
    *,
    spacy_model: str = DEFAULT_PIPELINE,
    progress: Callable[[Iterable[GoldArticle]], Iterable[GoldArticle]] = iter,
) -> Model:
    """Return a model trained on gold files; the same files give the same model.

    Raises ArticleError where a file holds no usable quotation.
    """
    nlp = load_pipeline(spacy_model)
    articles = [article for path in gold for article in read_gold(path)]

    def parse(texts: Iterable[str]) -> list:  # type: ignore[type-arg]
        return list(nlp.pipe(texts, batch_size=16))

    lessons = [learn(article, parse) for article in progress(articles)]
    model = fit(lessons)
    if not model.speaker:
        raise ArticleError(", ".join(map(str, gold)), "no quotation with a speaker to learn from")
    about = {
        "quotations": sum(len(lesson.groups) for lesson in lessons),
        "stretches": sum(len(lesson.speech_rows) for lesson in lessons),
        "gold": {Path(path).name: hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in gold},
        "spacy_model": f"{spacy_model} {nlp.meta.get('version', '')}",
    }
    return Model(
        speech=model.speech,
        speech_threshold=model.speech_threshold,
        speaker=model.speaker,
        calibration=model.calibration,
        about=about,
    )


def learn(article: GoldArticle, parse: Callable) -> Lessons:  # type: ignore[type-arg]
    """Return what an article teaches, its gold decisions standing in for the model's own."""
    text, everything = article.text, scan(article.text)
    lessons = Lessons(article.id)
    found = _match(everything, article.quotes)
    unsaid = _match(everything, article.unsaid)
    minor = minor_families(everything)
    for index, stretch in enumerate(everything.stretches):
        short = len(text[stretch.start : stretch.end].split()) < _SHORT_WORDS
        if index in found or (index in unsaid and short):
            lessons.speech_rows.append(describe_stretch(text, everything, index, stretch.family in minor))
            lessons.speech_labels.append(index in found)
    kept = sorted(found)
    quotations = Scan(everything.paragraphs, [everything.stretches[index] for index in kept], everything.leftovers)
    gold = [found[index] for index in kept]
    cuts = [cut_paragraph(text, start, end, held, first) for start, end, held, first in cut_windows(text, quotations)]
    passages = [align(cut, doc) for cut, doc in zip(cuts, parse([cut.text for cut in cuts]), strict=True)]
    memory = Memory()
    for scene in set_scenes(text, quotations, passages):
        for index in scene.passage.stretches:
            partial = is_partial(text, quotations, index)
            rivals = contenders(text, quotations, view(text, scene, index, quotations.stretches, partial), memory)
            right = [gold[index].names(contender.mention) for contender in rivals]
            if gold[index].spans:
                lessons.groups.append(Group([contender.features for contender in rivals], right))
                lessons.kinds.append("partial" if partial else "full")
            named = [contender.mention for contender, flag in zip(rivals, right, strict=True) if flag]
            if named and memory.mention not in named:
                memory.mention = named[0]
        memory.scene = scene
    return lessons


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


def fit(lessons: Sequence[Lessons]) -> Model:
    """Return the model that the lessons teach; the calibration is learnt on articles held out from the ranking."""
    rows = [row for lesson in lessons for row in lesson.speech_rows]
    labels = [label for lesson in lessons for label in lesson.speech_labels]
    speech = fit_binary(rows, labels, l2=SPEECH_L2) if any(labels) and not all(labels) else {"bias": 9.0}
    groups = [group for lesson in lessons for group in lesson.groups]
    speaker = fit_ranker(groups, l2=SPEAKER_L2) if groups else {}
    return Model(
        speech=speech,
        speech_threshold=SPEECH_THRESHOLD,
        speaker=speaker,
        calibration=_calibrate(lessons) if groups else {},
    )


def _calibrate(lessons: Sequence[Lessons]) -> dict[str, tuple[float, float]]:
    scores: dict[str, list[float]] = {"full": [], "partial": []}
    right: dict[str, list[bool]] = {"full": [], "partial": []}
    for fold in range(_FOLDS):
        train_groups = [group for i, lesson in enumerate(lessons) if i % _FOLDS != fold for group in lesson.groups]
        held_out = Model(speech={}, speech_threshold=0, speaker=fit_ranker(train_groups, l2=SPEAKER_L2), calibration={})
        for lesson in lessons[fold::_FOLDS]:
            for group, kind in zip(lesson.groups, lesson.kinds, strict=True):
                if group.features:
                    values = held_out.speaker_scores(group.features)
                    best = max(range(len(values)), key=lambda i: values[i])
                    share = held_out.confidence(values, best, "")
                    scores[kind].append(math.log(share / (1 - share)))
                    right[kind].append(group.right[best])
    return {kind: fit_calibration(scores[kind], right[kind]) for kind in scores if Counter(right[kind]).total() >= 20}
