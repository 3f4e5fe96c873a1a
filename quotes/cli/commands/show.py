"""``quotes show``."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.records import Detection

# What says how to read articles or how to detect in them, with the option that says it.
_READING = {"fields": "--map", "encoding": "--encoding", "on_error": "--on-error"}
_DETECTING = {"model": "--model", "any_language": "--any-language", "spacy_model": "--spacy-model"}


@click.command(
    "show",
    short_help="Show ARTICLES or a RELEASE with the quotations marked.",
    epilog="\b\nExamples\n  quotes show article.txt -o article.html\n  quotes show dist/press --article bridge\n"
    "  quotes show records.jsonl --articles press/",
)
@options.articles
@click.option("--article", metavar="ID", help="Of a release or a file of records, show this article only.")
@click.option(
    "--articles",
    metavar="ARTICLES",
    multiple=True,
    type=click.Path(allow_dash=True, path_type=str),
    help="Show the file of records that stands in place of ARTICLES on these, in which they were found. "
    "May be repeated.",
)
@click.option("--html", is_flag=True, help="Make a web page: one file, which needs no script and no network.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write there instead of to standard output; NAME.html implies --html."
)
@options.mapping
@options.encoding
@options.on_error
@options.model
@options.any_language
@options.spacy_model
def command(html: bool, output: str | None, **given: Any) -> None:
    """Show ARTICLES with their quotations marked, in the terminal or as a web page.

    Words and their speaker have one colour; the list below (on the page: beside the text) tells speaker, role, cue,
    how sure the attribution is, and why.

    In place of ARTICLES may stand one RELEASE, or with --articles one file that `quotes detect` wrote: then what these
    say is shown, and nothing is detected.
    """
    from quotes.cli.messages import show
    from quotes.cli.output import opened, write_text
    from quotes.show import render_html, render_terminal

    with closing(_detections(**given)) as detections:
        if html or (output and Path(output).suffix.lower() in {".html", ".htm"}):
            with opened(output) as page:
                write_text(page, render_html(detections))
            return
        width = min(shutil.get_terminal_size().columns, 100)
        if output is None:
            for detection in detections:
                show(f"{render_terminal(detection, width=width)}\n")
            return
        with opened(output) as file:
            for detection in detections:
                write_text(file, f"{click.unstyle(render_terminal(detection, width=width))}\n")


def _detections(
    sources: tuple[str, ...], article: str | None, articles: tuple[str, ...], **given: Any
) -> Generator[Detection, None, None]:
    """Return what is said of the articles: by a file of records, by a release, or else by the detector."""
    from quotes.cli.detections import detections, recorded

    if articles:
        if len(sources) > 1:
            raise click.UsageError("--articles: only one file of records is shown at a time")
        _refuse(_DETECTING, "records are shown as they are")
        given = {name: value for name, value in given.items() if name not in _DETECTING}
        return recorded(sources[0], articles, article=article, **given)
    if len(sources) == 1 and not Path(sources[0]).is_file():  # what tells for sure takes a moment to import
        from quotes.hub import find_release, names_release

        if names_release(sources[0]):
            from quotes.dataset.derivation import read_release

            _refuse({**_READING, **_DETECTING}, "a release is shown as it is")
            return read_release(find_release(sources[0]), article=article)
    if article is not None:
        raise click.UsageError("--article picks one of a release, or of a file of records with --articles")
    for source in sources:
        if Path(source).suffix.lower() == ".jsonl" and Path(source).is_file() and _holds_records(source):
            raise click.UsageError(f"{source}: holds records; --articles names the articles in which they were found")
    return detections(sources, **given)


def _holds_records(file: str) -> bool:
    from quotes.dataset.derivation import holds_records

    return holds_records(file)


def _refuse(options: dict[str, str], why: str) -> None:
    context = click.get_current_context()
    for name, option in options.items():
        if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
            raise click.UsageError(f"{why}; {option} is for articles in which quotations are yet to be found")
