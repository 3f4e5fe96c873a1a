"""``quotes evaluate``."""

from __future__ import annotations

import json

import click

from quotes.cli import options


@click.command(
    "evaluate",
    short_help="Compare RECORDS with GOLD: what is found, and whose words they are.",
    epilog="\b\nExamples\n  quotes evaluate gold.jsonl records.jsonl --misses 5\n"
    "  quotes evaluate dist/press gold.jsonl",
)
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=str))
@click.argument("records", metavar="[RECORDS]", required=False, type=click.Path(allow_dash=True, path_type=str))
@click.option("--misses", type=click.IntRange(min=0), default=0, metavar="N", help="List so many misses of each sort.")
@click.option(
    "--by",
    type=click.Choice(["kind", "form", "distance"]),
    multiple=True,
    help="Break the speaker score down by this only; may be repeated.  [default: all three]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@options.corrections
@options.model
@options.spacy_model
def command(
    gold: str,
    records: str | None,
    misses: int,
    by: tuple[str, ...],
    as_json: bool,
    corrections: tuple[str, ...],
    model: str | None,
    spacy_model: str | None,
) -> None:
    """Compare RECORDS with GOLD: what is found, whose words they are, and how sure that is.

    GOLD has one annotated article a line, or is a RELEASE on which people decided. RECORDS is what `quotes detect`
    wrote of these articles, - is standard input, or a RELEASE; without it, the articles' text in GOLD is run through
    the detector. A RELEASE may stand first, and behind it GOLD, or a file of corrections, by which it is judged.
    """
    if records is not None and (model or spacy_model):
        raise click.UsageError("RECORDS are judged as they are; --model and --spacy-model are for a run without them")
    from quotes.cli.messages import progress, say
    from quotes.cli.output import give
    from quotes.evaluation import evaluate, render_report
    from quotes.pipeline import DEFAULT_PIPELINE

    if records is None:
        with progress() as advance:
            report = evaluate(
                gold,
                corrections=corrections,
                model=model,
                spacy_model=spacy_model or DEFAULT_PIPELINE,
                progress=advance,
            )
    else:
        report = evaluate(gold, records, corrections=corrections)
    chosen = by or ("kind", "form", "distance")
    if as_json:
        give(json.dumps(report.to_dict(misses=misses, by=chosen), ensure_ascii=False, indent=2) + "\n")
    else:
        say(*render_report(report, misses=misses, by=chosen).removesuffix("\n").split("\n"))
