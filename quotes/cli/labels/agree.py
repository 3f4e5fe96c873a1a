"""``quotes agree``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.agreement import Agreement


@click.command(
    "agree",
    short_help="Say how far two reviewers, or two releases, agree.",
    epilog="\b\nExamples\n  quotes agree jo.jsonl kim.jsonl --html -o agree.html\n"
    "  quotes agree dist/press/1.0.0 dist/press/1.1.0 --json | jq .agreement.person",
)
@click.argument("one", metavar="A", type=options.RELEASE)
@click.argument("other", metavar="[B]", required=False, type=options.RELEASE)
@click.option("--reviewer", "names", metavar="NAME", multiple=True, help="Whose decisions are meant. May be repeated.")
@click.option(
    "--release", metavar="RELEASE", help="What was decided on.  [default: the release that decisions name, in dist/]"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with every span on which they differ.")
@click.option("--html", is_flag=True, help="Print a web page: each such span in its context, as each of them has it.")
@options.page_output
@options.limit("List so many spans on which they differ")
def command(
    one: str,
    other: str | None,
    names: tuple[str, ...],
    release: str | None,
    as_json: bool,
    html: bool,
    output: str | None,
    limit: int,
) -> None:
    """Say how far A and B agree on what is speech, on speakers, persons and roles, and where they differ.

    Each is a file of corrections, of one reviewer, or a RELEASE, whose rows are compared. A alone is a file or a
    RELEASE that has decisions of two reviewers. Given are the share that is the same, Cohen's kappa and Krippendorff's
    alpha.
    """
    html = html or (output is not None and Path(output).suffix.lower() in {".html", ".htm"})
    if as_json and html:
        raise click.UsageError("--json and --html are forms of the same; give one")
    if output is not None and not html:
        raise click.UsageError("-o is for a page: give it a name such as agree.html, or --html")
    from quotes.cli.messages import say
    from quotes.cli.output import give, opened, write_text

    try:
        from quotes.agreement import compare, render_agreement_page

        agreement = compare(one, other, names=names, release=release)
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is not installed; the extra [review] brings it") from error
    if as_json:
        give(json.dumps(agreement.to_dict(), ensure_ascii=False, indent=2) + "\n")
    elif html:
        with opened(output) as page:
            write_text(page, render_agreement_page(agreement, limit=limit))
    else:
        say(*_lines(agreement, limit))


def _lines(agreement: Agreement, limit: int) -> Iterator[str]:
    from quotes.agreement import HEAD, measure_rows

    one, other = agreement.raters
    yield f"{one} and {other}: {agreement.measures['speech'].of} spans in {agreement.articles} articles"
    for name, count in zip(agreement.raters, agreement.alone, strict=True):
        if count:
            yield f"{count} by {name} alone"
    yield ""
    for name, *cells in (HEAD, *measure_rows(agreement)):
        columns = (f"{cell:>{max(8, len(head) + 2)}}" for cell, head in zip(cells, HEAD[1:], strict=True))
        yield f"{name:<8}{''.join(columns)}"
    for dissent in agreement.dissents[:limit]:
        yield from ("", f"{dissent.article_id} {dissent.id}  {_short(dissent.text)}")
        for name, (first, second) in dissent.fields.items():
            yield f"    {name}: {first} | {second}"
    if len(agreement.dissents) > limit:
        yield from ("", f"{len(agreement.dissents) - limit} more differ")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79]}…"
