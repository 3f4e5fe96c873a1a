"""What a command says to people: the only place that prints, so that nothing in a text steers the terminal."""

from __future__ import annotations

import io
import json
import logging
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from quotes.errors import QuotesError, QuotesWarning
from quotes.language import SUREST_ELSEWHERE
from quotes.printable import one_line

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")

JSON_LOG = f"{__name__}.json_log"
"""Where a click context says that everything is told as JSON."""
NAMED = 5
"""Articles that a message names: it stays a line."""


def say(*lines: str) -> None:
    r"""Print results, one a line; a line feed in one is printed as ``\n``."""
    show("".join(f"{one_line(line)}\n" for line in lines))


def show(text: str) -> None:
    """Print text that is printable already, and may be styled; what the encoding lacks is printed as escapes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    click.echo(text, nl=False)


def tell(message: object, event: str = "message", **figures: float | None) -> None:
    """Print a message in one line on standard error, above the progress if that is shown.

    With --json-log, it is an object that says what has happened, too, and holds the ``figures``.
    """
    text = one_line(str(message))
    _write(_as_json(event, text, **figures) if logs_json() else text)


def logs_json() -> bool:
    """Say whether this command tells everything as JSON."""
    context = click.get_current_context(silent=True)
    return context is not None and JSON_LOG in context.meta


def _write(line: str) -> None:
    from tqdm import tqdm

    tqdm.write(line, file=sys.stderr)


def _as_json(event: str, message: str, **figures: float | None) -> str:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return json.dumps({"time": now, "event": event, "message": message, **figures})


def tell_skipped(error: QuotesError) -> None:
    """Name an article that is left out on standard error."""
    context = click.get_current_context(silent=True)
    tell(f"skipped {with_option(error, context.command) if context else error}", "skipped")


def tell_not_english(number: int, of: int, ids: Iterable[str], *, any_language: bool) -> None:
    """Say how many of so many articles are not in English, the first of their ids, and what becomes of their records.

    Nothing is said of none.
    """
    if number:
        named = [repr(one) for one in islice(ids, NAMED)]
        more = f" and {number - len(named):,} more" if number > len(named) else ""
        without = "they have no records without --any-language"
        records = f"no confidence is above {SUREST_ELSEWHERE} there" if any_language else without
        tell(f"not in English: {number:,} of {of:,} articles ({', '.join(named)}{more}); {records}")


def with_option(error: QuotesError, command: click.Command) -> str:
    """Return the text of an error, with the command's option where the library names its argument."""
    name, _, key = error.argument.removesuffix('"]').partition('["')
    options = [option.opts[-1] for option in command.params if option.name == name]
    return error.told(f"{options[0]} {key}=COLUMN" if key else options[0]) if options else str(error)


def bar(articles: Iterable[T] | None) -> tqdm[T]:
    """Return a bar of the articles done, which is seen on a terminal only, and not among JSON."""
    from tqdm import tqdm

    return tqdm(articles, unit=" articles", file=sys.stderr, disable=logs_json() or None, dynamic_ncols=True)


@contextmanager
def in_one_line() -> Iterator[None]:
    """Tell errors, warnings and what libraries log in one line each."""
    before = logging.getLogRecordFactory()
    with warnings.catch_warnings():
        warnings.simplefilter("default", QuotesWarning)
        warnings.showwarning = _warn
        logging.setLogRecordFactory(_Record)
        try:
            yield
        except click.UsageError as error:
            message = error.format_message().replace(",\n\t", ", ").replace("\n\t", " ")  # click sets choices in lines
            raise click.UsageError(one_line(message), ctx=error.ctx) from error
        except click.ClickException as error:
            message = one_line(error.format_message())
            raise (_LoggedError if logs_json() else click.ClickException)(message) from error
        finally:
            logging.setLogRecordFactory(before)


class _LoggedError(click.ClickException):
    """An error that ends a command with --json-log."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it as JSON on standard error."""
        _write(_as_json("error", self.message))


class _Record(logging.LogRecord):
    """What a library logs: a server's words may be in it."""

    def getMessage(self) -> str:  # noqa: N802 (its name in the standard library)
        """Return the message in one line."""
        return one_line(super().getMessage())


def _warn(message: Warning | str, *where: object, **more: object) -> None:
    tell(message if logs_json() else f"Warning: {message}", "warning")
