"""``quotes export``."""

from __future__ import annotations

from typing import get_args

import click

from quotes.cli import options
from quotes.records import ExportFormat


@click.command(
    "export",
    short_help="Write a RELEASE for another tool: to annotate, search, count or train.",
    epilog="\b\nExamples\n  quotes export dist/press --format label-studio -o tasks/\n"
    "  quotes export dist/press --format csv -o press.csv\n"
    "  quotes export dist/press --format sqlite -o press/ && datasette press/quotes.db -m press/metadata.json",
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

    try:
        if not isinstance(FORMATS[format], FolderFormat):
            with opened(output) as file:
                export_file(find_release(release), format, file)
        elif output is None:
            raise click.UsageError(f"{format} is a folder of files: name it with -o")
        else:
            export_folder(find_release(release), format, output)
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is not installed; the extra [export] brings it") from error
