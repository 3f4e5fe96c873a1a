"""What long work tells of itself while it goes on: a bar on a terminal, else a line from time to time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from quotes.cli.messages import bar, logs_json, tell, tell_skipped
from quotes.errors import QuotesError
from quotes.records import Detection

T = TypeVar("T")

_SECONDS_OF_A_LINE = 60.0
"""A day of work is 1,440 lines of a log, which somebody may read."""
_SECONDS_OF_AN_OBJECT = 10.0
"""As often as what collects figures commonly asks for them; nobody reads these."""

_RATE = "{rate_noinv_fmt}{postfix}]"
_SO_FAR = "{n_fmt} articles [{elapsed}, " + _RATE
_OF_SO_MANY = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} articles [{elapsed}<{remaining}, " + _RATE


class Progress:
    """Articles done, quotations found in them and articles skipped; and how many articles there are, where known."""

    def __init__(self) -> None:
        self.articles = self.quotations = self.skipped = self.expected = 0
        self._bar = bar(None)
        self._seconds_between = _SECONDS_OF_AN_OBJECT if logs_json() else _SECONDS_OF_A_LINE
        self._began = self._told = time.monotonic()

    def expect(self, articles: int) -> None:
        """Take in that so many articles more are to be done, or so many fewer, where it is below 0."""
        self.expected += articles

    def add(self, found: Detection) -> None:
        """Take in what was found in an article."""
        self.count(len(found.quotes))

    def count(self, quotations: int) -> None:
        """Take in that an article is done, and how many quotations were found in it."""
        self.articles += 1
        self.quotations += quotations
        if self._bar.disable:
            if time.monotonic() - self._told >= self._seconds_between:
                self.tell("progress")
            return
        self._bar.total = self.expected or None
        self._bar.bar_format = _OF_SO_MANY if self.expected else _SO_FAR
        self._bar.set_postfix_str(self._found(), refresh=False)
        self._bar.update()

    def skip(self, error: QuotesError) -> None:
        """Take in that an article is left out, and name it."""
        self.skipped += 1
        tell_skipped(error)

    def tell(self, event: str) -> None:
        """Tell how far the work is."""
        self._told = time.monotonic()
        seconds = self._told - self._began
        rate = self.articles / seconds if seconds else 0.0
        left = max(0, self.expected - self.articles) / rate if self.expected and rate else None
        of = f" of {self.expected:,}" if self.expected else ""
        remaining = f", {_clock(left)} left" if left else ""
        tell(
            f"{self.articles:,}{of} articles, {self._found()}; {_clock(seconds)}, {rate:,.1f} articles/s{remaining}",
            event,
            articles=self.articles,
            expected=self.expected or None,
            quotations=self.quotations,
            skipped=self.skipped,
            seconds=round(seconds, 1),
            articles_per_second=round(rate, 2),
            seconds_left=None if left is None else round(left, 1),
        )

    def close(self) -> None:
        """Take the bar away."""
        self._bar.close()

    def end(self) -> None:
        """Take the bar away, and tell a last time where nobody saw one, unless the work was short."""
        self.close()
        if self._bar.disable and (logs_json() or self._told > self._began):
            self.tell("done")

    def _found(self) -> str:
        return f"{self.quotations:,} quotations" + (f", {self.skipped:,} skipped" if self.skipped else "")


@contextmanager
def progress() -> Iterator[Progress]:
    """Show how far the work on articles is; what is given counts it."""
    shown = Progress()
    try:
        yield shown
    except BaseException:
        shown.close()
        raise
    shown.end()


@contextmanager
def steps() -> Iterator[Callable[[int], Any]]:
    """Show how many articles are done, on a terminal only; gives the function to call with each step."""
    with bar(None) as shown:
        yield shown.update


def with_progress(articles: Iterable[T]) -> Iterable[T]:
    """Show how many of the articles are done, on a terminal only."""
    done: Iterable[T] = bar(articles)
    return done


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
