"""List the rows of a release that are likely to be wrong: the whole flow on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from os import PathLike

from quotes.dataset.derivation import read_release
from quotes.dataset.release import ARTICLES, Release, open_release
from quotes.detector import Detector
from quotes.errors import ReleaseError
from quotes.model import Model
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.records import Article, Detection, Quote, Rejection
from quotes.suspects.doubt import suspicion
from quotes.suspects.oddities import oddities
from quotes.suspects.second_opinion import doubts_of
from quotes.training import cross_fit as fit_crosswise


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspect:
    """A row that may be wrong: how likely, from 0 to 1, and why, the weightiest sign first."""

    row: Quote
    suspicion: float
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the suspect as a JSON object."""
        speaker, role = self.row.speaker, self.row.role
        return {
            "id": self.row.id,
            "article_id": self.row.article_id,
            "text": self.row.text,
            "speaker": speaker.text if speaker else None,
            "name": speaker.name if speaker else None,
            "role": role.text if role else None,
            "suspicion": self.suspicion,
            "reasons": list(self.reasons),
        }


def suspects(
    release: Release | str | PathLike[str],
    *,
    cross_fit: int | None = None,
    model: Model | str | PathLike[str] | None = None,
    spacy_model: str = DEFAULT_PIPELINE,
    workers: int = 1,
    progress: Callable[[int], object] | None = None,
) -> list[Suspect]:
    """Return the rows of a release that are likely to be wrong, the most suspect first.

    Each article is gone through again by ``model``, or with ``cross_fit`` by weights that the release's own rows of so
    many folds less one have taught; an article and its reposts are in one fold. What a person decided is doubted like
    everything else. ``progress`` is called with 1 after each article that has been read. Raises ReleaseError where the
    release does not publish its texts or has too few articles for the folds, RecordError where its rows are not sound.
    """
    found = release if isinstance(release, Release) else open_release(release)
    if cross_fit is None:
        opinions: Iterator[Detection] = Detector(model=model, spacy_model=spacy_model, any_language=True).pipe(
            _articles(found), workers=workers
        )
        who = "the model"
    else:
        opinions = iter(_crosswise(found, cross_fit, spacy_model, progress))
        who, progress = "a model that has not seen the article", None
    suspected: list[Suspect] = []
    with closing(read_release(found.path)) as detections:
        for detection, opinion in zip(detections, opinions, strict=True):
            suspected += _suspected(detection, opinion, who)
            if progress is not None:
                progress(1)
    return sorted(suspected, key=lambda one: -one.suspicion)


def _articles(release: Release) -> Iterator[Article]:
    with closing(read_release(release.path)) as detections:
        yield from (detection.article for detection in detections)


def _crosswise(
    release: Release, number: int, spacy_model: str, progress: Callable[[int], object] | None
) -> list[Detection]:
    roots = [row["repost_of"] or row["id"] for row in release.rows(ARTICLES)]
    stories = {root: place for place, root in enumerate(dict.fromkeys(roots))}
    if not 2 <= number <= len(stories):
        message = f"{number} folds want as many articles that are no reposts, and at least two; it has {len(stories)}"
        raise ReleaseError(f"{release.path}: {message}")
    with closing(read_release(release.path)) as detections:
        given = list(detections)
    folds = [stories[root] % number for root in roots]
    return fit_crosswise(given, folds, load_pipeline(spacy_model), progress=progress)


def _suspected(detection: Detection, opinion: Detection, who: str) -> Iterator[Suspect]:
    second: dict[str, Quote | Rejection] = {one.id: one for one in opinion.rejected}
    second |= {one.id: one for one in opinion.quotes}
    for row, odd in oddities(detection):
        doubts = sorted([*doubts_of(row, second, who), *odd], key=lambda doubt: -doubt.weight)
        if doubts:
            yield Suspect(row=row, suspicion=suspicion(doubts), reasons=tuple(doubt.words for doubt in doubts))
