"""``quotes detect``."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import Any

import click

from quotes.cli import options


@click.command(
    "detect",
    short_help="Write the quotations in ARTICLES, one JSON object a line.",
    epilog="\b\nExample\n  quotes detect press/ --rejected rejected.jsonl -o records.jsonl",
)
@options.articles
@click.option("-o", "--output", metavar="FILE", help="Write the records there instead of to standard output.")
@click.option("--rejected", metavar="FILE", help="Write there what is in quotation marks but is no quotation, and why.")
@options.mapping
@options.encoding
@options.on_error
@options.model
@options.min_confidence
@options.min_precision
@options.any_language
@options.spacy_model
@options.workers
@options.timeout_per_article
def command(output: str | None, rejected: str | None, **given: Any) -> None:
    """Find the quotations in ARTICLES and write one JSON object a line for each."""
    from quotes.cli.detections import detections
    from quotes.cli.output import opened, write_line

    with ExitStack() as files:
        records = files.enter_context(opened(output))
        others = files.enter_context(opened(rejected)) if rejected else None
        for detection in files.enter_context(closing(detections(**given))):
            for quote in detection.quotes:
                write_line(records, quote.to_dict())
            if others:
                for rejection in detection.rejected:
                    write_line(others, rejection.to_dict())
            records.flush()
