"""``quotes show``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click

from quotes.cli import options


@click.command(
    "show",
    short_help="Show ARTICLES with their quotations marked.",
    epilog="\b\nExample\n  quotes show article.txt -o article.html",
)
@options.articles
@click.option("--html", is_flag=True, help="Make a web page: one file, which needs no script and no network.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write there instead of to standard output; NAME.html implies --html."
)
@options.mapping
@options.encoding
@options.on_error
@options.model
@options.spacy_model
def command(html: bool, output: str | None, **given: Any) -> None:
    """Show ARTICLES with their quotations marked, in the terminal or as a web page.

    Words and their speaker have one colour; the list below (on the page: beside the text) tells speaker, role, cue,
    how sure the attribution is, and why.
    """
    from quotes.cli.detections import detections
    from quotes.cli.messages import show
    from quotes.cli.output import opened, write_text
    from quotes.show import render_html, render_terminal

    if html or (output and Path(output).suffix.lower() in {".html", ".htm"}):
        with opened(output) as page:
            write_text(page, render_html(detections(**given)))
        return
    width = min(shutil.get_terminal_size().columns, 100)
    if output is None:
        for detection in detections(**given):
            show(f"{render_terminal(detection, width=width)}\n")
        return
    with opened(output) as file:
        for detection in detections(**given):
            write_text(file, f"{click.unstyle(render_terminal(detection, width=width))}\n")
