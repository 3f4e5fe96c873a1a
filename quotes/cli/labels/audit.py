"""``quotes audit``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.dataset import Release
    from quotes.dataset.release import Audit, Estimate


@click.command(
    "audit",
    short_help="Say how right a RELEASE is, by a sample that people decide on.",
    epilog="\b\nExample\n"
    "  quotes review dist/press@1.0.0 --corrections jo.jsonl --reviewer jo --order random --sample 200\n"
    "  quotes audit dist/press@1.0.0 --sample 200 --corrections jo.jsonl -o audit.json\n"
    "  quotes build press/ --name press --version auto --corrections jo.jsonl --audit audit.json",
)
@options.release
@click.option("--sample", metavar="N", type=click.IntRange(min=1), help="Draw N rows, those of review --order random.")
@click.option(
    "--articles", metavar="N", type=click.IntRange(min=1), help="Draw N articles, those of review --order whole."
)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Which chance decides.")
@click.option(
    "--corrections",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=str),
    help="File of what people decided on them. May be repeated. Without, it is listed what there is to decide.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the result there as JSON, for build --audit.")
def command(
    release: str, sample: int | None, articles: int | None, seed: int, files: tuple[str, ...], output: str | None
) -> None:
    """Draw rows of RELEASE by chance, and say of all rows what decisions on those tell, with 95 % intervals.

    Rows are drawn by confidence, more where more is in doubt, and count for all of theirs. In articles that were drawn
    and decided on as a whole, what was missed is counted.
    """
    if not sample and not articles:
        raise click.UsageError("give --sample N for the share of right rows, --articles N for what was missed, or both")
    if output and not files:
        raise click.UsageError("a result has decisions behind it: give --corrections")
    from quotes.auditing import audit
    from quotes.cli.messages import say, tell
    from quotes.cli.output import opened, write_text
    from quotes.dataset import open_release
    from quotes.dataset.corrections import read_corrections
    from quotes.hub import find_release

    found = open_release(find_release(release))
    if not files:
        say(*_to_decide(found, sample or 0, articles or 0, seed))
        return
    decided = (one for file in files for one in read_corrections(file))
    result = audit(found, decided, sample=sample or 0, articles=articles or 0, seed=seed)
    left = min(sample or 0, result.rows) - result.checked
    if left > 0:
        tell(f"{left:,} of the rows drawn are not decided on yet, and are left out")
    if output:
        with opened(output) as stream:
            write_text(stream, json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n")
    if output != "-":
        say(*_told(result))


def _to_decide(release: Release, sample: int, articles: int, seed: int) -> Iterator[str]:
    from quotes.auditing import draw_articles, draw_rows

    if sample:
        yield from (f"row  {one.id}  {one.article_id}" for one in draw_rows(release, sample, seed)[0])
    if articles:
        yield from (f"article  {id}" for id in draw_articles(release, articles, seed)[0])


def _told(result: Audit) -> Iterator[str]:
    if result.checked:
        yield f"checked  {result.checked:,} of {result.rows:,} rows of {result.release}"
        parts = (
            ("person", result.person),
            ("speaker", result.speaker),
            ("role", result.role),
            ("speech", result.speech),
        )
        yield from (f"{part:<8} right {_share(one)}" for part, one in parts if one)
        for low, high in zip(result.strata, (*result.strata[1:], None), strict=True):
            below = f"{high.least:.2f}" if high else "1.00"
            right = f"{low.right} of {low.checked} persons right, of {low.rows:,} rows"
            yield f"  confidence {low.least:.2f}–{below}: {right}"
    if result.missed:
        missed = result.missed
        of = f"{missed.missed} of {missed.quotes} quotations in {missed.read} articles"
        yield f"missed   {_share(missed.estimate)}: {of}"


def _share(one: Estimate) -> str:
    return f"{one.share:.3f} ({one.low:.3f}–{one.high:.3f})"
