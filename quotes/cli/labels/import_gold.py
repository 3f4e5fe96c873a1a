"""``quotes import``."""

from __future__ import annotations

from typing import get_args

import click

from quotes.records import GoldFormat, LabelRole

ROLES = get_args(LabelRole)


def _pair(value: str) -> tuple[str, str]:
    role, _, label = value.partition("=")
    if role not in ROLES or not label:
        raise click.BadParameter(f"{value!r} is not ROLE=LABEL, such as speaker=Person; roles: {', '.join(ROLES)}")
    return role, label


@click.command(
    "import",
    short_help="Make gold of annotations by other tools and corpora.",
    epilog="\b\nExample\n  quotes import brat annotated/ -o gold.jsonl",
)
@click.argument("format", metavar="FORMAT", type=click.Choice(get_args(GoldFormat)))
@click.argument("path", metavar="PATH", type=click.Path(path_type=str))
@click.option("-o", "--output", metavar="FILE", help="Write the rows there instead of to standard output.")
@click.option(
    "--label",
    "labels",
    type=_pair,
    metavar="ROLE=LABEL",
    multiple=True,
    help=f"What spans with this label are. Roles: {', '.join(ROLES)}. May be repeated.",
)
@click.option(
    "--all-annotated", is_flag=True, help="What stands in quotation marks and is not annotated was said by nobody."
)
@click.option("--license", metavar="TEXT", help="Licence of the texts, such as CC-BY-4.0.")
def command(
    format: GoldFormat,
    path: str,
    output: str | None,
    labels: tuple[tuple[LabelRole, str], ...],
    all_annotated: bool,
    license: str | None,
) -> None:
    """Make gold of the annotated texts in PATH, a file or a folder, for train and evaluate.

    FORMAT is brat, conll, label-studio, prodigy, or one of the corpora litbank, pdnc, wikinews-de. What gold cannot
    hold is told of each text on standard error.
    """
    from quotes.cli.messages import tell
    from quotes.cli.output import opened, write_line
    from quotes.importing import import_gold

    texts = quotations = 0
    with opened(output) as file:
        for one in import_gold(format, path, labels=labels, all_annotated=all_annotated, license=license):
            write_line(file, one.row)
            texts += 1
            quotations += len(one.row["quotes"])
            lost = ", ".join(f"{count:,} {what}" for what, count in sorted(one.lost.items()))
            tell(f"{one.where}: {len(one.row['quotes']):,} quotations{f'; lost: {lost}' if lost else ''}")
    tell(f"{quotations:,} quotations in {texts:,} texts")
