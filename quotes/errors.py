"""The errors that callers can act on.

QuotesError
├── ArticleError        (ValueError)    an input that is no article: what, where, what would be right
├── DuplicateIdError    (ArticleError)  two articles with one id
├── NoArticleTextError  (ArticleError)  a page without an article, such as a home page
├── DetectionError      (RuntimeError)  an article that the detector fails at, or that kills its worker process
├── RecordError         (ValueError)    a record that breaks its schema
├── ReleaseError        (ValueError)    a release that cannot be written or is not sound
├── ShardError          (ValueError)    a folder of shards that cannot be gone on with, or is not whole
├── ModelError          (LookupError)   a spaCy pipeline or a model file that is not there or cannot be used
├── StorageError        (RuntimeError)  a temporary folder that cannot be written, such as one that is full
└── HubError            (OSError)       a Hub that cannot be reached, refuses, or does not have what is asked for

QuotesWarning           (UserWarning)   what goes on, but should be known
"""

from __future__ import annotations

import copyreg
from typing import Any

from quotes.printable import one_line


class QuotesError(Exception):
    """Any error that this package raises on purpose; its text is one line.

    ``remedy`` ends it where another ``argument`` would be right, and has ``{}`` in its place. The argument is spelled
    as in Python, such as ``encoding`` or ``fields["id"]``; the command line tells its option instead.
    """

    def __init__(self, *args: object, remedy: str = "", argument: str = "") -> None:
        super().__init__(*args)
        self.remedy = remedy
        self.argument = argument

    def __reduce__(self) -> tuple[Any, ...]:
        # Without __init__, which takes other arguments in some kinds: what cannot be pickled hangs a pool of processes.
        return copyreg.__newobj__, (type(self), *self.args), vars(self)  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return self.told(self.argument)

    def told(self, argument: str) -> str:
        """Return the text, with the argument of the remedy spelled so."""
        return one_line(f"{super().__str__()}{self.remedy.format(argument)}")


class ArticleError(QuotesError, ValueError):
    """An input that cannot be read as an article; the message starts with its place (``file.jsonl:17``)."""

    def __init__(self, where: str, problem: str, *, remedy: str = "", argument: str = "") -> None:
        super().__init__(f"{where}: {problem}", remedy=remedy, argument=argument)
        self.where = where
        self.problem = problem


class DuplicateIdError(ArticleError):
    """An article whose id another article of the same run has."""


class NoArticleTextError(ArticleError):
    """A page in which no article is found."""


class DetectionError(QuotesError, RuntimeError):
    """An article that the detector fails at, or that kills its worker process; the message starts with its id."""

    def __init__(self, article_id: str, problem: str) -> None:
        super().__init__(article_id, problem)  # both, so that it can be sent from one process to another
        self.article_id = article_id
        self.problem = problem

    def told(self, argument: str) -> str:
        """Return one line: which article, and what happened."""
        return f"article {self.article_id!r}: {self.problem}"


class RecordError(QuotesError, ValueError):
    """A record that breaks its schema."""


class ReleaseError(QuotesError, ValueError):
    """A release that cannot be written, or is not sound."""


class ShardError(QuotesError, ValueError):
    """A folder of shards that cannot be gone on with, as its settings or articles differ, or that is not whole."""


class ModelError(QuotesError, LookupError):
    """A spaCy pipeline or a model file that is not there, or that attribution cannot use."""


class StorageError(QuotesError, RuntimeError):
    """A temporary folder that cannot be written, such as one that is full; no OSError: no input is at fault."""

    def __init__(self, folder: str, problem: str) -> None:
        super().__init__(f"{folder}: temporary files cannot be written: {problem}; TMPDIR can name another folder")


class HubError(QuotesError, OSError):
    """A Hub that cannot be reached, refuses what is asked, or does not have it."""


class QuotesWarning(UserWarning):
    """What goes on, but should be known: a release of a newer schema than this package's."""
