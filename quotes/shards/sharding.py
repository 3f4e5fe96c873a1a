"""Detect in shards: each is claimed, written beside its place and moved there whole, whoever else is at work.

    articles ──portions──> done already: passed over
                           claimed by another process: set aside, and looked at again at the end
                           free: claimed ──detector──> .00003.part ──rename──> 00003

Nothing waits for another process while it holds a claim, so two never wait for each other.
"""

from __future__ import annotations

import json
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import chain, islice
from operator import length_hint
from os import PathLike
from pathlib import Path
from typing import Literal

from quotes.articles import read_articles, spooled
from quotes.dataset.writing import Skipped
from quotes.detector import Detector
from quotes.errors import DetectionError, QuotesError, QuotesWarning, ShardError
from quotes.records import Article, Detection
from quotes.shards.portions import Portion, divide
from quotes.shards.shard_folders import Shards, check_made, name_of, open_shards
from quotes.shards.shard_record import Making
from quotes.shards.shard_writing import write_shard, written_before
from quotes.storage import DiskMapping, WorkClaim, warn_of_little_room

SHARD_SIZE = 1000
"""Articles: some half a minute of work is lost with a kill, and starting and closing a shard takes none of it."""


def detect_shards(
    sources: Iterable[str | PathLike[str]],
    folder: str | PathLike[str],
    *,
    detector: Detector | None = None,
    shard_size: int = SHARD_SIZE,
    fields: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    on_error: Literal["stop", "skip"] = "stop",
    workers: int = 1,
    timeout_per_article: float | None = None,
    progress: Callable[[Detection], object] | None = None,
    expected: Callable[[int], object] | None = None,
    on_skip: Callable[[QuotesError], object] | None = None,
) -> Shards:
    """Read the articles and write what is found in them to shards in ``folder``, of ``shard_size`` articles each.

    A shard that is there is passed over, so a run goes on where one before was stopped or killed; several processes may
    work on one folder at a time, given the same articles. Returned are all shards, once all are there. A ShardError
    names what differs where there are shards of other articles, settings or tools; how errors are treated, ``workers``
    and the time limit may differ from run to run. ``detector`` is the default one unless given.

    With ``on_error`` "stop", all articles are read before the first is parsed; an error leaves the shards that are
    whole. ``progress`` is called with what was found in each article that this run detects; ``on_skip`` with each error
    of an article that is left out; ``expected`` with how many are to be done, once all have been read, else with how
    many more or, below 0, fewer there will be than was estimated before, and for each shard that needs no work of this
    run with how many fewer those are. The articles of a shard are held in memory, those of shards that others work on
    in a temporary file.
    """
    if shard_size < 1:
        raise ValueError(f"shard_size is {shard_size}; it takes at least 1")
    detector = detector or Detector()
    bench = _Bench(
        folder=Path(folder),
        making=Making.of(detector.settings, fields=fields, encoding=encoding, shard_size=shard_size),
        skips=on_error == "skip",
        tell=on_skip,
        progress=progress,
        expected=expected,
    )
    check_made(bench.folder, bench.making)
    unread = Skipped(tell=on_skip)
    with ExitStack() as stack:
        if bench.skips:
            texts = read_articles(sources, fields=fields, encoding=encoding, on_skip=unread.add, expected=bench.expect)
        else:
            texts = read_articles(sources, fields=fields, encoding=encoding)
            texts = stack.enter_context(spooled(texts))
            bench.expect(length_hint(texts))
        aside = stack.enter_context(DiskMapping())
        stack.callback(bench.leave)
        outcomes = partial(detector.outcomes, workers=workers, timeout_per_article=timeout_per_article)
        try:
            bench.write_all(divide(texts, shard_size, unread), outcomes, aside)
        except OSError as error:
            raise ShardError(f"{bench.folder}: cannot be written: {error.strerror or error}") from error
    return open_shards([folder])


_Outcomes = Callable[[Iterable[Article]], Generator[Detection | DetectionError, None, None]]


@dataclass(kw_only=True, slots=True)
class _Bench:
    """Where shards are made, and the claims on those that this process makes."""

    folder: Path
    making: Making
    skips: bool
    tell: Callable[[QuotesError], object] | None
    progress: Callable[[Detection], object] | None
    expected: Callable[[int], object] | None
    to_do: int = 0
    """Articles that are not done, as far as is known."""
    knows_size: bool = False
    claims: dict[int, WorkClaim] = field(default_factory=dict)

    def write_all(self, wanted: Iterable[Portion], outcomes: _Outcomes, aside: DiskMapping) -> None:
        """Write the shards that are not there; return when all are, by whomever they are written."""
        others = self._write_round(wanted, outcomes, aside)
        while others:
            self._wait_for(others[0])
            again = (Portion.from_dict(json.loads(aside.get(str(number)) or "")) for number in others)
            others = self._write_round(again, outcomes, aside)

    def _wait_for(self, number: int) -> None:
        """Wait until whoever has claimed a shard is done with it, or dead."""
        claim = WorkClaim.take(self._lock(number))
        if claim is None:
            where = self.folder / name_of(number)
            warnings.warn(f"{where}: waiting for another process, which is at it", QuotesWarning, stacklevel=2)
            claim = WorkClaim.take(self._lock(number), wait=True)
        if claim is not None:
            claim.release()

    def expect(self, articles: int) -> None:
        """Take in that so many articles more are to be done, or fewer, below 0."""
        self.to_do += articles
        if self.expected is not None:
            self.expected(articles)

    def leave(self) -> None:
        """Give up all claims."""
        for claim in self.claims.values():
            claim.release()
        with suppress(OSError):
            self.folder.rmdir()  # only an empty one goes

    def _write_round(self, wanted: Iterable[Portion], outcomes: _Outcomes, aside: DiskMapping) -> list[int]:
        """Write what nobody else has claimed; the portions of the others are put ``aside``, their numbers returned."""
        others: list[int] = []
        mine: deque[Portion] = deque()

        def articles() -> Iterator[Article]:
            for portion in wanted:
                if self._is_there(portion):
                    self.expect(-len(portion.articles))
                elif self._claim(portion.number):
                    mine.append(portion)
                    yield from portion.articles
                else:
                    aside.add(str(portion.number), json.dumps(asdict(portion)))
                    others.append(portion.number)

        with closing(outcomes(articles())) as found:
            for first in found:
                portion = mine.popleft()
                self._write(portion, chain([first], islice(found, len(portion.articles) - 1)))
                self.claims.pop(portion.number).release()
        return others

    def _write(self, portion: Portion, outcomes: Iterable[Detection | DetectionError]) -> None:
        skipped = Skipped(tell=self.tell) if self.skips else None
        record = write_shard(self.folder, portion, self._told(outcomes), self.making, skipped)
        if not self.knows_size:
            self.knows_size = True
            left = (self.to_do - len(portion.articles)) * record.size / len(portion.articles)
            warn_of_little_room(self.folder, left, "what is left")

    def _told(self, outcomes: Iterable[Detection | DetectionError]) -> Iterator[Detection | DetectionError]:
        for outcome in outcomes:
            yield outcome
            if self.progress is not None and isinstance(outcome, Detection):
                self.progress(outcome)

    def _is_there(self, portion: Portion) -> bool:
        """Say whether the shard of a portion is there; one of other articles raises a ShardError."""
        if written_before(self.folder, portion, self.making) is None:
            return False
        self._lock(portion.number).unlink(missing_ok=True)  # of a process that was killed between its last two steps
        return True

    def _claim(self, number: int) -> bool:
        """Claim a shard; False where another process has claimed it, or has just made it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        claim = WorkClaim.take(self._lock(number))
        if claim is None:
            return False
        self.claims[number] = claim
        if (self.folder / name_of(number)).exists():
            self.claims.pop(number).release()
            return False
        return True

    def _lock(self, number: int) -> Path:
        return self.folder / f".{name_of(number)}.lock"
