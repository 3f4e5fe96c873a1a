"""``quotes gold``."""

from __future__ import annotations

import click

from quotes.cli import options


@click.command(
    "gold",
    short_help="Write what people decided on a RELEASE as gold.",
    epilog="\b\nExample\n  quotes gold dist/press -o gold.jsonl\n  quotes evaluate gold.jsonl",
)
@options.release
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@options.corrections
@click.option("--whole", is_flag=True, help="Only articles of which every quoted span was decided on.")
def command(release: str, output: str | None, corrections: tuple[str, ...], whole: bool) -> None:
    """Write the articles of RELEASE on which people decided, one a line, with these decisions and no others.

    `quotes train` and `quotes evaluate` read such files, and the release itself in their place.
    """
    from quotes.cli.messages import tell
    from quotes.cli.output import opened, write_line
    from quotes.dataset.corrections import read_corrections
    from quotes.gold import reviewed_rows
    from quotes.hub import find_release

    made = [one for file in corrections for one in read_corrections(file)]
    articles = quotes = 0
    with opened(output) as file:
        for row in reviewed_rows(find_release(release), corrections=made, whole=whole):
            write_line(file, row)
            articles, quotes = articles + 1, quotes + len(row["quotes"])
    tell(f"{quotes} quotations in {articles} articles")
