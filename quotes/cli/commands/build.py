"""``quotes build``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import click

from quotes.cli import options
from quotes.records import Level, SplitBy


@click.command(
    "build",
    short_help="Make a release of the quotations in ARTICLES.",
    epilog="\b\nExample\n  quotes build press/ --name press --version 1.0.0 --license CC-BY-4.0",
)
@options.articles
@click.option("--name", required=True, help="Name of the dataset, such as press.")
@click.option("--version", required=True, metavar="X.Y.Z", help="Version of the release, such as 1.0.0, or auto.")
@options.out
@click.option("--license", help="Licence of articles that name none, such as CC-BY-4.0.")
@click.option("--author", "authors", multiple=True, help='Who is cited: "Orr, Ann", or a body; may be repeated.')
@click.option("--released", metavar="DATE", help="Day of the release for the citation, such as 2025-01-31.")
@click.option(
    "--split-by",
    type=click.Choice(get_args(SplitBy)),
    help="What the splits follow: chance, whole sources held out, or the newest held out.  "
    "[default: as the version before, else random]",
)
@click.option(
    "--publish",
    type=click.Choice(get_args(Level)),
    default="full",
    show_default=True,
    help="What is published of the articles: whole texts, contexts of quotations, or the quotations only.",
)
@click.option(
    "--corrections",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=str),
    help="Decisions of people, which stand in place of what is detected. May be repeated.",
)
@click.option(
    "--no-carry",
    "carry_corrections",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Leave out the corrections that the version before keeps.",
)
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
def command(sources: tuple[str, ...], fields: Iterable[tuple[str, str]], **given: Any) -> None:
    """Make a release of the quotations in ARTICLES: the folder OUT/NAME/VERSION.

    It holds the records as JSON Lines and as Parquet for load_dataset(), the articles, what was set aside and why, a
    dataset card with a chart, a citation, Croissant metadata, a manifest with the checksum of every file, and what
    changed since the version before. A version that is there is never changed: other content wants another version.
    With --version auto, that is the next major version if the schema has another major version, the next minor one if
    any row differs from the highest version, and the next patch if only the card or another file does.

    What people corrected stays corrected: the decisions in --corrections, and those that the version before keeps,
    stand in place of what is detected, whatever the weights. `quotes correct` prints lines to fill in.
    """
    from quotes.building import build
    from quotes.cli.messages import progress, tell, tell_not_english, tell_skipped
    from quotes.cli.output import give_path
    from quotes.dataset.release import ARTICLES, versions_in

    there = versions_in(Path(given["out"]) / given["name"])
    with progress() as advance:
        release = build(sources, fields=dict(fields), progress=advance, on_skip=tell_skipped, **given)
    if release.version in there:
        tell(f"{release.path}: is there already with these rows; nothing is written")
    ids = (row["id"] for row in release.rows(ARTICLES) if row.get("english") is False)
    tell_not_english(release.counts.not_english, release.counts.articles, ids, any_language=given["any_language"])
    give_path(release.path)
