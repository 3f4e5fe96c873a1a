"""``quotes correct``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any, get_args

import click

from quotes.cli import options
from quotes.records import ReturnFormat


@click.command(
    "correct",
    short_help="Print lines that say what is right in an article.",
    epilog="\b\nExamples\n  quotes correct dist/press --article bridge --reviewer jo > corrections.jsonl"
    "      (and fill in its decisions)\n"
    "  quotes correct dist/press --from label-studio export.json --reviewer jo > corrections.jsonl\n"
    "  quotes build press/ --name press --version auto --corrections corrections.jsonl",
)
@options.release
@click.option("--article", metavar="ID", help="The article to decide on.")
@click.option(
    "--from",
    "source",
    nargs=2,
    metavar="FORMAT PATH",
    type=(click.Choice(get_args(ReturnFormat)), click.Path(path_type=str)),
    help="In place of --article: what `quotes export` wrote for label-studio or brat, and people have changed since.",
)
@click.option("--reviewer", metavar="NAME", required=True, help="Who decides.")
def command(release: str, article: str | None, source: tuple[ReturnFormat, str] | None, reviewer: str) -> None:
    """Print a line for each quotation of an article of RELEASE, and for each stretch set aside, to decide on.

    In a line, "decision": null decides nothing. In its place, "right" keeps what the line says of the quotation,
    "changed" what you write into it (a speaker, name, role, cue or kind), "no_quotation" drops it, and "missed" makes a
    quotation of what was set aside. `quotes build --corrections` puts the decisions in place.

    With --from, print the decisions that were made in Label Studio or brat.
    """
    if (article is None) == (source is None):
        raise click.UsageError("give one of --article, to decide by hand, and --from, to take over what was decided")
    from quotes.cli.output import give
    from quotes.hub import find_release

    place = str(find_release(release))
    rows = _decided(place, *source, reviewer) if source else _to_decide(place, article or "", reviewer)
    give("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))


def _to_decide(release: str, article: str, reviewer: str) -> Iterator[dict[str, Any]]:
    from quotes.correcting import to_decide
    from quotes.dataset.derivation import read_release
    from quotes.dataset.release import open_release

    found = open_release(release)
    with closing(read_release(found.path, article=article)) as detections:
        for detection in detections:
            yield from to_decide(detection, reviewer=reviewer, release=f"{found.name}@{found.version}")


def _decided(release: str, format: ReturnFormat, path: str, reviewer: str) -> Iterator[dict[str, Any]]:
    """Yield the decisions made in a tool, and tell of each text how many there are."""
    from quotes.cli.messages import tell
    from quotes.importing import returned_corrections

    for one in returned_corrections(format, path, release, reviewer=reviewer):
        yield from (made.to_dict() for made in one.corrections)
        counts = Counter(made.decision.replace("_", " ") for made in one.corrections)
        made = ", ".join(f"{count:,} {decision}" for decision, count in sorted(counts.items()))
        tell(f"{one.where}: {one.problem or made or 'nothing was changed'}")
