"""``quotes correct``."""

from __future__ import annotations

import json
from contextlib import closing

import click

from quotes.cli import options


@click.command(
    "correct",
    short_help="Print lines in which you say what is right in an article.",
    epilog="\b\nExample\n  quotes correct dist/press --article bridge --reviewer jo > corrections.jsonl"
    "      (and fill in its decisions)\n"
    "  quotes build press/ --name press --version auto --corrections corrections.jsonl",
)
@options.release
@click.option("--article", metavar="ID", required=True, help="The article.")
@click.option("--reviewer", metavar="NAME", required=True, help="Who decides.")
def command(release: str, article: str, reviewer: str) -> None:
    """Print a line for each quotation of an article of RELEASE, and for each stretch set aside, to decide on.

    In a line, "decision": null decides nothing. In its place, "right" keeps what the line says of the quotation,
    "changed" what you write into it (a speaker, name, role, cue or kind), "no_quotation" drops it, and "missed" makes a
    quotation of what was set aside. `quotes build --corrections` puts the decisions in place.
    """
    from quotes.cli.output import give
    from quotes.correcting import to_decide
    from quotes.dataset.derivation import read_release
    from quotes.dataset.release import open_release
    from quotes.hub import find_release

    found = open_release(find_release(release))
    with closing(read_release(found.path, article=article)) as detections:
        for detection in detections:
            rows = to_decide(detection, reviewer=reviewer, release=f"{found.name}@{found.version}")
            give("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
