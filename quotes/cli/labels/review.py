"""``quotes review``."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

import click

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.review import Order

ORDERS = ("uncertain", "disputed", "suspects", "random", "whole", "article", "disagreements")


@click.command(
    "review",
    short_help="Decide on the quotations of a RELEASE on a page, by keyboard.",
    epilog="\b\nExamples\n  quotes review dist/press --corrections jo.jsonl --reviewer jo\n"
    "  quotes review dist/press --corrections audit.jsonl --reviewer jo --order random --sample 200\n"
    "  quotes review dist/press --corrections lee.jsonl --reviewer lee --beside jo.jsonl --beside kim.jsonl \\\n"
    "                --order disagreements",
)
@options.release
@click.option(
    "--corrections",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=str),
    help="File that decisions are added to; it is made if it is not there, and is all that is kept.",
)
@click.option("--reviewer", metavar="NAME", required=True, help="Who decides.")
@click.option(
    "--beside",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=str),
    help="File of somebody else's decisions, which is only read. May be repeated.",
)
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="uncertain",
    show_default=True,
    help="What is asked first: the least sure, what articles dispute, what looks wrong, chance, whole articles of "
    "chance, the order of the articles, or what reviewers disagree on.",
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1),
    help="Ask about the first N of them only; in whole, N articles.",
)
@click.option(
    "--seed", metavar="N", type=int, default=0, show_default=True, help="Which chance decides in random and whole."
)
@click.option(
    "--cross-fit",
    metavar="K",
    type=click.IntRange(min=2),
    help="In suspects, compare with weights that the release's own rows teach, as `quotes suspects` does.",
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port of the page on this machine.  [default: any that is free]",
)
@click.option("--no-browser", is_flag=True, help="Open no browser.")
def command(
    release: str,
    file: str,
    reviewer: str,
    beside: tuple[str, ...],
    order: Order,
    sample: int | None,
    seed: int,
    cross_fit: int | None,
    port: int,
    no_browser: bool,
) -> None:
    """Show the quotations of RELEASE one at a time, each in its article, to decide on with one key or two.

    The first line of standard output is the page's address, which this machine's browser alone can open. A decision is
    in FILE before the next quotation is shown; Ctrl-C ends the page. `quotes build --corrections FILE` puts the
    decisions in place.
    """
    if cross_fit and order != "suspects":
        raise click.UsageError("--cross-fit is for --order suspects")
    from quotes.cli.messages import say
    from quotes.dataset.derivation import ArticleLookup
    from quotes.hub import find_release

    try:
        from quotes.review import Ledger, Session, serve
    except ModuleNotFoundError as error:
        raise click.ClickException(f"{error.name} is not installed; the extra [review] brings it") from error

    def ready(address: str) -> None:
        say(address)
        if not no_browser:
            webbrowser.open(address)

    with ArticleLookup(find_release(release)) as articles:
        ledger = Ledger(articles, reviewer, file, beside)
        serve(Session(articles, ledger, order, sample=sample, seed=seed, cross_fit=cross_fit), port=port, ready=ready)
