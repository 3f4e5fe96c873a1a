"""What has been decided, by whom: the files of corrections as they are at this moment, and nothing beside them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from os import PathLike
from statistics import median

from quotes.correcting import agree, locate, standing
from quotes.dataset.corrections import Correction, CorrectionsTail, append_corrections, kept_corrections
from quotes.dataset.derivation import ArticleLookup
from quotes.errors import QuotesWarning, RecordError
from quotes.records import record_id

_PAUSE = 300.0
"""Seconds after which a decision tells nothing any more of how long it took."""


class Ledger:
    """The decisions that a release keeps, those in files beside, and those in the file that this reviewer adds to.

    Of what two files say, the own one counts as said last. ``mine`` has the reviewer's decision on each span that they
    have decided on, by the id of its record; ``disagreements`` one decision of each span that reviewers disagree on.
    """

    def __init__(
        self,
        articles: ArticleLookup,
        reviewer: str,
        file: str | PathLike[str],
        beside: Iterable[str | PathLike[str]] = (),
    ) -> None:
        self.reviewer = reviewer
        self.file = file
        self.mine: dict[str, Correction] = {}
        self.disagreements: dict[str, Correction] = {}
        self._articles = articles
        self._tails = [CorrectionsTail(path) for path in (*beside, file)]
        self._made: dict[str, list[tuple[int, Correction]]] = {}
        self._of_article: dict[str, dict[str, None]] = {}
        self._undoable: list[str] = []
        self._last: datetime | None = None
        self._gaps: list[float] = []
        append_corrections(file, [])  # says at once if it cannot be written
        self._take(0, kept_corrections(articles.release))
        self.refresh()

    def refresh(self) -> None:
        """Read what has been added to the files, by whomever."""
        for source, tail in enumerate(self._tails, 1):
            self._take(source, tail.new())

    def add(self, correction: Correction) -> None:
        """Add a decision to the file; it is on disk when this returns."""
        append_corrections(self.file, [correction])
        self.refresh()

    def standing(self, id: str) -> list[Correction]:
        """Return the decisions on a span that stand, one a reviewer."""
        return standing(one for _, one in sorted(self._made.get(id, ()), key=lambda made: made[0]))

    def decided(self, digest: str) -> Iterator[Correction]:
        """Yield this reviewer's decisions on the spans of an article."""
        return (self.mine[id] for id in self._of_article.get(digest, ()) if id in self.mine)

    @property
    def undoable(self) -> Correction | None:
        """The last decision that this reviewer has added to the file and not withdrawn."""
        return self.mine.get(self._undoable[-1]) if self._undoable else None

    @property
    def seconds(self) -> float | None:
        """The median time from one decision of this reviewer in the file to the next, without pauses."""
        return median(self._gaps) if self._gaps else None

    def _take(self, source: int, added: Iterable[Correction]) -> None:
        touched: dict[str, None] = {}
        for given in added:
            one = self._placed(given)
            if one is None or one.start is None or one.end is None:
                continue
            id = record_id(one.digest, one.start, one.end)
            self._made.setdefault(id, []).append((source, one))
            self._of_article.setdefault(one.digest, {})[id] = None
            touched[id] = None
            if one.reviewer == self.reviewer and source == len(self._tails):
                self._time(one)
                if one.decision != "withdrawn":
                    self._undoable.append(id)
                elif id in self._undoable:
                    del self._undoable[len(self._undoable) - 1 - self._undoable[::-1].index(id)]
        for id in touched:
            self._settle(id)

    def _settle(self, id: str) -> None:
        """Note what stands on a span, and whether it is disagreed on."""
        stand = self.standing(id)
        self.mine.pop(id, None)
        self.disagreements.pop(id, None)
        for one in stand:
            if one.reviewer == self.reviewer:
                self.mine[id] = one
        if len(stand) > 1 and self._differ(stand):
            self.disagreements[id] = stand[0]

    def _differ(self, decisions: Sequence[Correction]) -> bool:
        text = self._text(decisions[0])
        if text is None:
            return False
        try:
            first, *others = (locate(one, text) for one in decisions)
        except RecordError as error:
            warnings.warn(str(error), QuotesWarning, stacklevel=2)
            return False
        return not all(agree(first, other) for other in others)

    def _placed(self, correction: Correction) -> Correction | None:
        """Return a decision with the place that it means; one that means none of this release is told of."""
        if correction.start is not None:
            return correction
        text = self._text(correction)
        if text is None:
            return None
        try:
            start, end = locate(correction, text).span
        except RecordError as error:
            warnings.warn(str(error), QuotesWarning, stacklevel=2)
            return None
        return replace(correction, start=start, end=end)

    def _text(self, correction: Correction) -> str | None:
        article_id = self._articles.id_of(correction.digest)
        found = self._articles.of(article_id) if article_id is not None else None
        return found.article.text if found else None

    def _time(self, one: Correction) -> None:
        now = datetime.fromisoformat(one.decided) if one.decided else None
        if now and self._last and 0 < (gap := (now - self._last).total_seconds()) <= _PAUSE:
            self._gaps.append(gap)
        self._last = now
