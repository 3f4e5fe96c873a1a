"""``quotes stats``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, get_args

import click

from quotes.cli import options
from quotes.printable import one_line
from quotes.records import Dimension

if TYPE_CHECKING:
    from quotes.dataset.metadata import Breakdown, Statistics


@click.command(
    "stats",
    short_help="Count who is quoted, in which roles and how.",
    epilog="\b\nExamples\n  quotes stats dist/press/1.0.0 --top 5\n"
    "  quotes stats dist/press --by source --csv -o sources.csv --chart sources.png",
)
@options.release
@click.option("--top", type=click.IntRange(min=0), default=20, show_default=True, help="How many speakers to list.")
@click.option(
    "--by",
    type=click.Choice(get_args(Dimension)),
    help="Count quotations and people by this instead; --top is how many values to list.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option("--csv", "as_csv", is_flag=True, help="With --by, print CSV instead of a table.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option("--chart", metavar="FILE", help="With --by, draw the first rows there, as a PNG, too.")
def command(
    release: str,
    top: int,
    by: Dimension | None,
    as_json: bool,
    as_csv: bool,
    output: str | None,
    chart: str | None,
) -> None:
    """Count who is quoted in RELEASE, in which roles and how.

    In place of RELEASE may stand a file of records that `quotes detect` wrote. Of a release, speakers are
    counted by different words: what several articles print counts once.

    With --by, articles that repeat another one are left out, people count once by name, and what is not known has a
    row of its own.
    """
    if by is None and (as_csv or chart):
        raise click.UsageError("--csv and --chart are for one table: say of what with --by")
    if as_csv and as_json:
        raise click.UsageError("give one of --csv and --json")
    from quotes.cli.output import opened, write_text
    from quotes.dataset.metadata import Breakdown, break_down, draw_breakdown, stats
    from quotes.hub import find_release

    place = find_release(release)
    found = stats(place, top=top) if by is None else break_down(place, by, top=top)
    if chart is not None and isinstance(found, Breakdown):
        with opened(chart) as picture:
            draw_breakdown(found, f"{release}: quotations and people by {by}", picture)
    with opened(output) as file:
        write_text(file, _written(found, as_json=as_json, as_csv=as_csv))


def _written(found: Statistics | Breakdown, *, as_json: bool, as_csv: bool) -> str:
    from quotes.dataset.metadata import Statistics

    if as_json:
        return json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if isinstance(found, Statistics):
        return "".join(f"{one_line(line)}\n" for line in _tables(found))
    if not as_csv:
        return "".join(f"{one_line(line)}\n" for line in _table_of(found))
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(_rows(found))
    return file.getvalue()


def _rows(found: Breakdown) -> Iterator[tuple[str | int | float, ...]]:
    yield found.by, "quotations", "share", "people", "share of people"
    for row in found.rows:
        shares = _share(row.quotes, found.quotes), _share(row.people, found.people)
        yield row.value or "unknown", row.quotes, shares[0], row.people, shares[1]


def _table_of(found: Breakdown) -> Iterator[str]:
    head, *rows = _rows(found)
    width = max(len(str(row[0])) for row in (head, *rows))
    for name, *figures in (head, *rows):
        shown = (f"{one:.0%}" if isinstance(one, float) else str(one) for one in figures)
        yield f"{name:<{width}}" + "".join(f"  {one:>{len(str(head[at]))}}" for at, one in enumerate(shown, 1))
    yield ""
    if found.more:
        yield f"{found.more:,} more values; --top lists them"
    left_out = "unknown" if found.reposts is None else f"{found.reposts:,}"
    yield f"quotations: {found.quotes:,}; people by name: {found.people:,}; reposts left out: {left_out}"


def _share(count: int, total: int) -> float:
    return round(count / total, 4) if total else 0.0


def _tables(counted: Statistics) -> Iterator[str]:
    shares = {
        "articles": str(counted.articles),
        "not in English": _part(counted.not_english, counted.articles),
        "reposts": _part(counted.reposts, counted.articles),
        "quotations": str(counted.quotes),
        "different words": _part(counted.clusters, counted.quotes),
        "utterances": str(counted.utterances),
        "with a speaker": _part(counted.with_speaker, counted.quotes),
        "with a name": _part(counted.with_name, counted.quotes),
        "with a role": _part(counted.with_role, counted.quotes),
        "set aside": "unknown" if counted.rejected is None else str(counted.rejected),
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


def _part(count: int | None, total: int) -> str:
    return "unknown" if count is None else f"{count}  {_percent(count, total)}"


def _percent(count: int, total: int) -> str:
    return f"{count / total:.0%}" if total else "0%"
