"""``quotes annotate``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from quotes.cli import options


@click.command(
    "annotate",
    short_help="Turn annotations of ARTICLES into gold or corrections.",
    epilog="\b\nExample\n  quotes annotate seeds --annotations seeds/annotations -o seeds/gold.jsonl",
)
@options.articles
@click.option(
    "--annotations", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help="Holds ID.toml of each."
)
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["gold", "corrections"]),
    default="gold",
    show_default=True,
    help="What is written: gold for train and evaluate, or corrections for build.",
)
@click.option("--license", help="Licence of articles that name none, such as CC0-1.0.")
@options.reviewer(help="Who has annotated; needed for corrections.")
@options.mapping
@options.encoding
def command(
    sources: tuple[str, ...],
    annotations: Path,
    output: str | None,
    form: str,
    license: str | None,
    reviewer: str | None,
    fields: Iterable[tuple[str, str]],
    encoding: str,
) -> None:
    """Turn annotations of ARTICLES into gold, one article a line, or into corrections.

    An annotation is ANNOTATIONS/ID.toml: the quotations in the order of the text, each as strings of the article.
    Articles without one are told of and left out; an annotation that does not fit its article is named by its entry.
    """
    if form == "corrections" and reviewer is None:
        raise click.UsageError("corrections say who decided: give --reviewer")
    from quotes.cli.messages import tell
    from quotes.cli.output import opened, write_line
    from quotes.gold import annotated

    counts = {"articles": 0, "without": 0, "unlisted": 0}
    with opened(output) as file:
        for one in annotated(sources, annotations, fields=dict(fields), encoding=encoding, license=license):
            if one.row is None:
                counts["without"] += 1
                continue
            counts["articles"] += 1
            for place in one.unlisted:
                counts["unlisted"] += 1
                tell(f"{one.where}: a mark at {place} is not annotated: {one.article.text[place : place + 40]!r}")
            rows = [one.row] if form == "gold" else (made.to_dict() for made in one.corrections(reviewer or ""))
            for row in rows:
                write_line(file, row)
    without = f"; {counts['without']} have no annotation" if counts["without"] else ""
    tell(f"{counts['articles']} articles annotated{without}")
