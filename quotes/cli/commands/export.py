"""``quotes export``."""

from __future__ import annotations

import sys
from typing import get_args

import click

from quotes.cli import options
from quotes.records import ExportFormat


@click.command(
    "export",
    short_help="Write a RELEASE for another tool, such as Label Studio or Excel.",
    epilog="\b\nExamples\n  quotes export dist/press --format label-studio -o tasks/\n"
    "  quotes export dist/press --format csv -o press.csv\n"
    "  quotes export dist/press --format sqlite -o search/ && datasette search/quotes.db -m search/metadata.json",
)
@options.release
@click.option(
    "--format",
    "format",
    required=True,
    type=click.Choice(get_args(ExportFormat)),
    help="What is written: for annotation label-studio, prodigy, brat, inception or doccano; for training conllu or "
    "spacy; for a newsroom csv, xlsx, sqlite or duckdb; for an archive tei.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="Write there instead of to standard output; brat, inception, label-studio, sqlite and tei are a new folder.",
)
def command(release: str, format: ExportFormat, output: str | None) -> None:
    """Write the quotations of RELEASE for another tool; what each format keeps and loses: docs/exchange.md.

    What people change in Label Studio and brat comes back by `quotes correct --from`.
    """
    from quotes.cli.output import opened
    from quotes.exporting import FORMATS, FolderFormat, export_file, export_folder
    from quotes.hub import find_release

    to_terminal = output in (None, "-") and sys.stdout.isatty()
    try:
        found = FORMATS[format]
        if isinstance(found, FolderFormat):
            if output is None:
                raise click.UsageError(f"{format} is a folder of files: name it with -o")
            export_folder(find_release(release), format, output)
        elif to_terminal and not found.text:
            raise click.UsageError(f"{format} is nothing for a terminal: name a file with -o")
        else:
            with opened(output) as file:
                # The views for DuckDB stand on the Parquet files, which else nobody fetches from the Hub.
                export_file(find_release(release, whole=format == "duckdb"), format, file)
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is not installed; the extra [export] brings it") from error
