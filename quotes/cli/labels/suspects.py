"""``quotes suspects``."""

from __future__ import annotations

import click

from quotes.cli import options

SHOWN = 100
_WORDS = 60
"""Characters of the quoted words that a line shows."""


@click.command(
    "suspects",
    short_help="List the rows of a RELEASE that are likely to be wrong.",
    epilog="\b\nExamples\n  quotes suspects dist/press\n  quotes suspects dist/press --cross-fit 5 --json\n"
    "  quotes review dist/press --corrections jo.jsonl --reviewer jo --order suspects",
)
@options.release
@click.option(
    "--cross-fit",
    metavar="K",
    type=click.IntRange(min=2),
    help="Compare each row with weights that the rows of K folds teach, but for its own; of a release that people "
    "decided on, this finds most.  [default: compare with the weights that ship]",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help=f"List the first N.  [default: {SHOWN}; with --json, all]"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a row.")
@options.model
@options.spacy_model
@options.workers
def command(
    release: str,
    cross_fit: int | None,
    limit: int | None,
    as_json: bool,
    model: str | None,
    spacy_model: str | None,
    workers: int,
) -> None:
    """List the rows of RELEASE that are likely to be wrong, the most suspect first, each with why.

    The article is gone through again and the answer compared with the row; and a row is suspect whose words others give
    to somebody else, whose name has two roles in the article or whose role two names, and whose name is none. What
    people decided is doubted like everything else.
    """
    if cross_fit is not None and (model or workers > 1):
        raise click.UsageError("--cross-fit learns weights of its own, in one process; leave out --model and --workers")
    from quotes.cli.messages import progress, say, tell
    from quotes.cli.output import opened, write_line
    from quotes.hub import find_release
    from quotes.pipeline import DEFAULT_PIPELINE
    from quotes.suspects import suspects

    with progress() as advance:
        found = suspects(
            find_release(release),
            cross_fit=cross_fit,
            model=model,
            spacy_model=spacy_model or DEFAULT_PIPELINE,
            workers=workers,
            progress=advance,
        )
    if as_json:
        with opened(None) as stream:
            for one in found[:limit]:
                write_line(stream, one.to_dict())
        return
    for one in found[: limit or SHOWN]:
        words = " ".join(one.row.text.split())
        short = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
        speaker = one.row.speaker
        who = (speaker.name or speaker.text) if speaker else "nobody"
        say(f"{one.suspicion:.2f}  {one.row.article_id}  “{short}”  {who}")
        say(*(f"      {reason}" for reason in one.reasons))
    tell(f"{len(found):,} suspect rows")
