"""``quotes detect``."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import Any

import click

from quotes.cli import options


@click.command(
    "detect",
    short_help="Write the quotations in ARTICLES, one JSON object a line.",
    epilog="\b\nExamples\n  quotes detect press/ --rejected rejected.jsonl -o records.jsonl\n"
    "  quotes detect press/ --shards shards --workers 8",
)
@options.articles
@click.option("-o", "--output", metavar="FILE", help="Write the records there instead of to standard output.")
@click.option("--rejected", metavar="FILE", help="Write there what is in quotation marks but is no quotation, and why.")
@click.option(
    "--shards",
    metavar="FOLDER",
    type=click.Path(path_type=str),
    help="Write shards there instead, with all that `quotes build --from-shards` needs; goes on where a run stopped.",
)
@click.option("--shard-size", metavar="N", type=click.IntRange(min=1), help="Articles of a shard.  [default: 1000]")
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
@options.json_log
def command(
    sources: tuple[str, ...],
    output: str | None,
    rejected: str | None,
    shards: str | None,
    shard_size: int | None,
    **given: Any,
) -> None:
    """Find the quotations in ARTICLES and write one JSON object a line for each.

    With --shards, they are written to folders of a thousand articles each, of which every one is whole or not there.
    Run again, also at the same time in other processes and on other machines that share the folder, the command does
    what has not been done.
    """
    from quotes.cli.detections import detected_in_shards, detections
    from quotes.cli.output import give_path, opened, write_line

    if shards is not None:
        if not shards:
            raise click.UsageError("--shards: '' names no folder")
        if output is not None or rejected is not None:
            raise click.UsageError("--shards: holds all records; -o and --rejected are for runs without it")
        give_path(detected_in_shards(sources, shards, shard_size=shard_size, **given))
        return
    if shard_size is not None:
        raise click.UsageError("--shard-size: is for a run with --shards")
    with ExitStack() as files:
        records = files.enter_context(opened(output))
        others = files.enter_context(opened(rejected)) if rejected else None
        for detection in files.enter_context(closing(detections(sources, **given))):
            for quote in detection.quotes:
                write_line(records, quote.to_dict())
            if others:
                for rejection in detection.rejected:
                    write_line(others, rejection.to_dict())
            records.flush()
