"""``quotes revise``."""

from __future__ import annotations

import click

from quotes.cli import options


@click.command(
    "revise",
    short_help="Release a version anew with rows that you have corrected.",
    epilog="\b\nExample\n  cp dist/press/1.0.0/quotes.jsonl fixed.jsonl      (and correct fixed.jsonl)\n"
    "  quotes revise dist/press/1.0.0 --quotes fixed.jsonl\n  quotes diff dist/press/1.0.0 dist/press/1.1.0",
)
@options.release
@click.option("--quotes", metavar="FILE", type=click.Path(path_type=str), help="Rows in place of quotes.jsonl.")
@click.option("--rejected", metavar="FILE", type=click.Path(path_type=str), help="Rows in place of rejected.jsonl.")
@click.option("--articles", metavar="FILE", type=click.Path(path_type=str), help="Rows in place of articles.jsonl.")
@options.reviewer(default="unnamed", show_default=True, help="Who has corrected the rows.")
@options.version_or_auto
@options.out
def command(
    release: str,
    quotes: str | None,
    rejected: str | None,
    articles: str | None,
    reviewer: str,
    version: str,
    out: str,
) -> None:
    """Release RELEASE anew with rows that you have corrected: the folder OUT/NAME/VERSION.

    A corrected file is a copy of the one
    in RELEASE with rows changed, left out or added; every row is checked. Clusters and splits are decided anew, all
    else stays as it is written. What you corrected is a correction by --reviewer, which later builds carry on.
    CHANGES.md says what differs from RELEASE.
    """
    if quotes is None and rejected is None and articles is None:
        raise click.UsageError("nothing to revise: give corrected rows with --quotes, --rejected or --articles")
    from quotes.cli.output import give_path
    from quotes.correcting import revise
    from quotes.hub import find_release

    revised = revise(
        find_release(release),
        quotes=quotes,
        rejected=rejected,
        articles=articles,
        reviewer=reviewer,
        version=version,
        out=out,
    )
    give_path(revised.path)
