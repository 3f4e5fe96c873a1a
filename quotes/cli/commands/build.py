"""``quotes build``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import click

from quotes.cli import options
from quotes.records import Level, SplitBy

_DETECTING = {
    **{"fields": "--map", "encoding": "--encoding", "model": "--model", "min_confidence": "--min-confidence"},
    **{"min_precision": "--min-precision", "any_language": "--any-language", "spacy_model": "--spacy-model"},
    "timeout_per_article": "--timeout-per-article",
}
"""What says how to read articles and to detect in them, with the option that says it."""


@click.command(
    "build",
    short_help="Make a release of the quotations in ARTICLES.",
    epilog="\b\nExamples\n  quotes build press/ --name press --version 1.0.0 --license CC-BY-4.0\n"
    "  quotes build --from-shards shards/ --name press --version 1.0.0 --license CC-BY-4.0",
)
@options.articles
@click.option(
    "--from-shards", is_flag=True, help="ARTICLES are folders of shards, which `quotes detect --shards` has written."
)
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
@click.option(
    "--audit",
    metavar="FILE",
    type=click.Path(path_type=str),
    help="Result of `quotes audit` for card and manifest.  [default: that of the version before]",
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
@options.json_log
def command(sources: tuple[str, ...], from_shards: bool, fields: Iterable[tuple[str, str]], **given: Any) -> None:
    """Make a release of the quotations in ARTICLES: the folder OUT/NAME/VERSION.

    It holds the records as JSON Lines and as Parquet for load_dataset(), the articles, what was set aside and why, a
    dataset card with a chart, a citation, Croissant metadata, a manifest with the checksum of every file, and what
    changed since the version before. A version that is there is never changed: other content wants another version.
    With --version auto, that is the next major version if the schema has another major version, the next minor one if
    any row differs from the highest version, and the next patch if only the card or another file does.

    What people corrected stays corrected: the decisions in --corrections, and those that the version before keeps,
    stand in place of what is detected, whatever the weights. `quotes correct` prints lines to fill in.

    With --from-shards, nothing is detected: the release is that of the articles of which the shards were written.
    """
    if from_shards:
        _refuse_detecting()
    from quotes.building import build, build_from_shards
    from quotes.cli.detections import refuse_shards
    from quotes.cli.messages import tell, tell_not_english
    from quotes.cli.output import give_path
    from quotes.cli.progress import progress
    from quotes.dataset.release import ARTICLES, versions_in

    if not from_shards:
        refuse_shards(sources)
    there = versions_in(Path(given["out"]) / given["name"])
    with progress() as shown:
        given |= {"counted": shown.count, "expected": shown.expect, "on_skip": shown.skip}
        if from_shards:
            release = build_from_shards(sources, **{name: given[name] for name in given if name not in _DETECTING})
        else:
            release = build(sources, fields=dict(fields), **given)
    if release.version in there:
        tell(f"{release.path}: is there already with these rows; nothing is written")
    ids = (row["id"] for row in release.rows(ARTICLES) if row.get("english") is False)
    any_language = bool(release.manifest.settings.get("any_language"))
    tell_not_english(release.counts.not_english, release.counts.articles, ids, any_language=any_language)
    give_path(release.path)


def _refuse_detecting() -> None:
    context = click.get_current_context()
    for name, option in _DETECTING.items():
        if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
            raise click.UsageError(f"--from-shards: nothing is detected; {option} is for `quotes detect --shards`")
