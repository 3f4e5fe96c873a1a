"""``quotes stats``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.dataset.metadata import Statistics


@click.command(
    "stats",
    short_help="Count who is quoted, in which roles and how.",
    epilog="\b\nExample\n  quotes stats dist/press/1.0.0 --top 5",
)
@options.release
@click.option("--top", type=click.IntRange(min=0), default=20, show_default=True, help="How many speakers to list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def command(release: str, top: int, as_json: bool) -> None:
    """Count who is quoted in RELEASE, in which roles and how.

    In place of RELEASE may stand a file of records that `quotes detect` wrote. Of a release, speakers are
    counted by different words: what several articles print counts once.
    """
    from quotes.cli.messages import say
    from quotes.cli.output import give
    from quotes.dataset.metadata import stats
    from quotes.hub import find_release

    counted = stats(find_release(release), top=top)
    if as_json:
        give(json.dumps(counted.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        say(*_tables(counted))


def _tables(counted: Statistics) -> Iterator[str]:
    shares = {
        "articles": str(counted.articles),
        "not in English": f"{counted.not_english}  {_percent(counted.not_english, counted.articles)}",
        "reposts": f"{counted.reposts}  {_percent(counted.reposts, counted.articles)}",
        "quotations": str(counted.quotes),
        "different words": f"{counted.clusters}  {_percent(counted.clusters, counted.quotes)}",
        "utterances": str(counted.utterances),
        "with a speaker": f"{counted.with_speaker}  {_percent(counted.with_speaker, counted.quotes)}",
        "with a name": f"{counted.with_name}  {_percent(counted.with_name, counted.quotes)}",
        "with a role": f"{counted.with_role}  {_percent(counted.with_role, counted.quotes)}",
        "set aside": str(counted.rejected),
    }
    width = max(len(name) for name in shares)
    yield from (f"{name:<{width}}  {value}" for name, value in shares.items())
    for title, counts in (
        ("Speakers", counted.speakers),
        ("Roles", counted.roles),
        ("Kinds", counted.kinds),
        ("Forms of mention", counted.forms),
        ("Methods", counted.methods),
        ("Confidence", counted.confidence),
        ("Splits", counted.splits),
    ):
        yield from _table(title, counts, counted.clusters or counted.quotes if title == "Speakers" else counted.quotes)


def _table(title: str, counts: Mapping[str, int], total: int) -> Iterator[str]:
    if not counts:
        return
    yield from ("", title)
    width, digits = max(map(len, counts)), len(str(max(counts.values())))
    most = max(counts.values()) or 1
    for name, count in counts.items():
        bar = "█" * round(20 * count / most)
        yield f"  {name:<{width}}  {count:>{digits}}  {_percent(count, total):>4}  {bar}".rstrip()


def _percent(count: int, total: int) -> str:
    return f"{count / total:.0%}" if total else "0%"
