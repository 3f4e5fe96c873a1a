"""``quotes diff``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.dataset.difference import Difference, RowCounts

_SIGNS = {"changed": "~", "moved": ">", "added": "+", "removed": "-"}
_DIFFERS = 3
"""The status that says so; 1 is bad data, 2 is wrong usage."""


@click.command(
    "diff",
    short_help="Say which rows differ between two releases.",
    epilog="\b\nExamples\n  quotes diff dist/press/1.0.0 dist/press/1.1.0\n"
    "  quotes diff acme/press@1.0.0 acme/press@1.1.0 --json | jq .counts",
)
@click.argument("old", type=options.RELEASE)
@click.argument("new", type=options.RELEASE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with every row that differs.")
@click.option("--markdown", is_flag=True, help="Print what CHANGES.md of NEW would say.")
@click.option("--html", is_flag=True, help="Print a web page: each row in its context, as it was and as it is.")
@options.page_output
@options.limit("List so many rows of a kind and file")
@click.option("--exit-code", is_flag=True, help=f"End with status {_DIFFERS} if any row differs.")
def command(
    old: str,
    new: str,
    as_json: bool,
    markdown: bool,
    html: bool,
    output: str | None,
    limit: int,
    exit_code: bool,
) -> None:
    """Say which rows differ between two releases, OLD and NEW.

    Each is a RELEASE. Rows are matched by article id and record id; in an article whose text was edited, by their
    words. Status is 0 whether they differ or not, but for --exit-code.
    """
    html = html or (output is not None and Path(output).suffix.lower() in {".html", ".htm"})
    if as_json + markdown + html > 1:
        raise click.UsageError("--json, --markdown and --html are forms of the same; give one")
    if output is not None and not html:
        raise click.UsageError("-o is for a page: give it a name such as diff.html, or --html")
    from quotes.cli.messages import say
    from quotes.cli.output import give, opened, write_text
    from quotes.dataset.difference import diff, render_difference
    from quotes.hub import find_release

    folders = find_release(old), find_release(new)
    if as_json:
        differs = _print_json(*folders)
    else:
        difference = diff(*folders, examples=limit)
        differs = difference.differs
        if html:
            from quotes.show import render_difference_page

            with opened(output) as page:
                write_text(page, render_difference_page(difference))
        elif markdown:
            give(render_difference(difference))
        else:
            say(*_lines(difference))
    if exit_code and differs:
        click.get_current_context().exit(_DIFFERS)


def _lines(difference: Difference) -> Iterator[str]:
    from quotes.dataset.difference import field_words

    old, new = difference.old, difference.new
    yield f"{old.name} {old.version} -> {new.name} {new.version}"
    if difference.other_texts:
        yield "one publishes more of the articles; rows are compared without that"
    if difference.other_order:
        yield "no row differs; the same rows stand in another order"
    for file, counts in difference.rows.items():
        yield from ("", f"{file}: {counts}")
        yield from _rows(counts)
    if difference.made_with:
        yield from ("", "made with")
        for field in difference.made_with:
            yield f"  {field.field}: {' -> '.join(field_words(field))}"
    others = [file for file in difference.files if file not in difference.rows]
    if others:
        yield from ("", f"other files: {', '.join(others)}")


def _rows(counts: RowCounts) -> Iterator[str]:
    from quotes.dataset.difference import field_words, row_words

    width = max(map(len, counts.fields), default=0)
    for name, count in sorted(counts.fields.items()):
        yield f"  {name:<{width}}  {count}"
    for kind, examples in counts.examples.items():
        for change in examples:
            yield f"{_SIGNS[kind]} {row_words(change)}"
            yield from (f"    {field.field}: {' -> '.join(field_words(field))}" for field in change.fields)
        if counts.kinds[kind] > len(examples):
            yield f"{_SIGNS[kind]} {counts.kinds[kind] - len(examples)} more"


def _print_json(old: Path, new: Path) -> bool:
    """Print the difference as one JSON object, row by row; say whether there is any."""
    from quotes.cli.output import give, opened, write_text
    from quotes.dataset.difference import Difference, RowCounts, changes
    from quotes.dataset.release import RECORD_TYPES, open_release

    difference = Difference(
        old=open_release(old), new=open_release(new), rows={file: RowCounts() for file in RECORD_TYPES}
    )
    heads = {
        end: {"name": release.name, "version": release.version, "rows_digest": release.manifest.rows_digest}
        for end, release in (("old", difference.old), ("new", difference.new))
    }
    with opened(None) as file:
        write_text(file, f'{json.dumps(heads, ensure_ascii=False)[:-1]}, "changes": [')
        separator = "\n"
        for change in changes(difference.old, difference.new):
            difference.rows[change.file].add(change)
            write_text(file, f"{separator}{json.dumps(change.to_dict(), ensure_ascii=False)}")
            separator = ",\n"
    counts = {
        file: {**{kind: counts.kinds[kind] for kind in _SIGNS}, "fields": dict(sorted(counts.fields.items()))}
        for file, counts in difference.rows.items()
    }
    made_with = [{"field": field.field, "old": field.old, "new": field.new} for field in difference.made_with]
    tail = {"counts": counts, "made_with": made_with, "files": difference.files}
    give(f"\n], {json.dumps(tail, ensure_ascii=False)[1:]}\n")
    return difference.differs
