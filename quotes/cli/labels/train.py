"""``quotes train``."""

from __future__ import annotations

import click

from quotes.cli import options


@click.command(
    "train",
    short_help="Learn the weights that detect reads, from GOLD.",
    epilog="\b\nExample\n  quotes train seeds/gold.jsonl -o model.json",
)
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("-o", "--output", metavar="FILE", required=True, help="Write the weights there, such as to model.json.")
@click.option(
    "--soft",
    metavar="RELEASE",
    multiple=True,
    type=click.Path(path_type=str),
    help="Learn who speaks from this release's records, too, each answer by its probability. May be repeated.",
)
@click.option("--without-license", metavar="WORD", help="Leave out articles whose licence has this word, such as NC.")
@options.corrections
@options.spacy_model
def command(
    gold: tuple[str, ...],
    output: str,
    soft: tuple[str, ...],
    without_license: str | None,
    corrections: tuple[str, ...],
    spacy_model: str | None,
) -> None:
    """Learn from GOLD what is speech and who speaks, and write the weights.

    GOLD are files with one annotated article a line, or a RELEASE each on which people decided. The same gold gives the
    same weights. They are read by --model of detect, build, show and evaluate.
    """
    from quotes.cli.messages import tell
    from quotes.cli.output import opened, write_text
    from quotes.cli.progress import with_progress
    from quotes.pipeline import DEFAULT_PIPELINE
    from quotes.training import train

    with opened(output) as file:
        model = train(
            gold,
            soft=soft,
            corrections=corrections,
            without_license=without_license,
            spacy_model=spacy_model or DEFAULT_PIPELINE,
            progress=with_progress,
        )
        write_text(file, model.to_json())
    learnt = f"{model.about['quotations']} quotations and {model.about['not said']} spans that nobody said"
    tell(f"learnt from {learnt}; weights {model.digest}")
