"""Whose answers are compared: a reviewer's decisions, or the rows of a release."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from os import PathLike
from pathlib import Path

from quotes.correcting import Corrections, put_in_place
from quotes.dataset.corrections import Correction, kept_corrections, read_corrections
from quotes.dataset.derivation import ArticleLookup
from quotes.dataset.release import open_release
from quotes.errors import RecordError
from quotes.hub import find_release, names_release
from quotes.records import Detection, Quote

_SHELF = "dist"
"""Where a release stands that decisions name, if nobody says where: `quotes build` puts it there."""
Source = str | PathLike[str]
Span = tuple[int, int]
Said = Mapping[Span, Quote | None]
"""What somebody says of spans of an article: a quotation, or None for none."""


class Rater(ABC):
    """Somebody who says of quoted spans whether they are quotations, and whose."""

    name: str

    @abstractmethod
    def said(self, detection: Detection) -> Said:
        """Return what is said of the spans of an article, none of an article that is not known."""

    @abstractmethod
    def says(self, said: Said, span: Span) -> bool:
        """Tell whether something is said of a span, where that is what is said of its article."""


class ReleasedRows(Rater):
    """The rows of a release: what is no quotation there is none, whether it was set aside or not found."""

    def __init__(self, articles: ArticleLookup) -> None:
        self.name = f"{articles.release.name} {articles.release.version}"
        self._articles = articles

    def said(self, detection: Detection) -> Said:
        """Return all quotations and spans set aside."""
        id = self._articles.id_of(detection.article.digest)
        own = self._articles.of(id) if id is not None else None
        if own is None:
            return {}
        aside = {(one.start, one.end): None for one in own.rejected if one.reason not in ("unpaired", "empty")}
        return {**aside, **{(quote.start, quote.end): quote for quote in own.quotes}}

    def says(self, said: Said, span: Span) -> bool:
        """Tell whether the release has the article: of all that stands in it, it says something."""
        return bool(said)


class Reviewer(Rater):
    """A reviewer's decisions that stand, by themselves: what somebody else settled takes none away."""

    def __init__(self, name: str, decisions: Iterable[Correction]) -> None:
        self.name = name
        self.left: dict[str, list[Correction]] = {}
        for one in decisions:
            self.left.setdefault(one.digest, []).append(one)

    def said(self, detection: Detection) -> Said:
        """Return what was decided on, put in place; what a decision leaves out is as in the article's records."""
        decided = Corrections(self.left.pop(detection.article.digest, ())).decided(detection)
        quotes = {(quote.start, quote.end): quote for quote in put_in_place(detection, decided).quotes}
        return {one.span: quotes.get(one.span) for one in decided}

    def says(self, said: Said, span: Span) -> bool:
        """Tell whether the span was decided on."""
        return span in said


def raters(
    one: Source, other: Source | None, names: Sequence[str], release: Source | None, stack: ExitStack
) -> tuple[Rater, Rater, Path]:
    """Return the two that are compared, and the release on whose articles; ``stack`` closes what is read of them.

    Raises RecordError where there are not two.
    """
    found: list[Rater] = []
    decided_on: list[str] = []
    sources = [str(source) for source in (one, other) if source is not None]
    for place in sources:
        if other is not None and names_release(place):
            found.append(ReleasedRows(stack.enter_context(ArticleLookup(find_release(place)))))
            release = place if release is None else release
            continue
        decisions = _decisions(place)
        found += _reviewers(decisions, place, 2 if other is None else 1, names)
        decided_on += [place] if names_release(place) else [f"{_SHELF}/{it.release}" for it in decisions if it.release]
    if len({rater.name for rater in found}) == 1:
        for rater, source in zip(found, sources, strict=True):
            rater.name = f"{rater.name} ({source})"  # one reviewer at two times
    if release is None and not decided_on:
        message = f"{one}: no line says on which release it was decided"
        raise RecordError(message, remedy="; {} says which", argument="release")
    return found[0], found[1], find_release(str(release if release is not None else decided_on[-1]))


def _decisions(place: str) -> list[Correction]:
    if names_release(place):
        return kept_corrections(open_release(find_release(place)))
    return list(read_corrections(place))


def _reviewers(decisions: Sequence[Correction], where: str, number: int, wanted: Sequence[str]) -> list[Reviewer]:
    names = list(dict.fromkeys(one.reviewer for one in decisions))
    chosen = [name for name in names if name in wanted] if wanted else names
    if len(chosen) != number:
        message = f"{where}: decisions of {', '.join(names) or 'nobody'}, and {number} can be compared"
        remedy = "; {} says whose are meant" if len(chosen) > number else ""
        raise RecordError(message, remedy=remedy, argument="names")
    return [Reviewer(name, (one for one in decisions if one.reviewer == name)) for name in chosen]
