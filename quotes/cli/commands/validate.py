"""``quotes validate``."""

from __future__ import annotations

import click

from quotes.cli import options


@click.command(
    "validate",
    short_help="Check that a release is sound.",
    epilog="\b\nExamples\n  quotes validate dist/press/1.0.0\n  quotes validate dist/press/1.0.0 --workers 8",
)
@options.release
@options.workers_that("the problems told are the same")
def command(release: str, workers: int) -> None:
    """Check that RELEASE is sound, and list what is not.

    Schemas, offsets, ids, references between the files, splits, counts, checksums and the Parquet files are checked.
    Each problem is one line: file and line, JSON path, what is wrong. Status is 1 when there is any.
    """
    from quotes.cli.messages import say
    from quotes.dataset.validation import validate
    from quotes.hub import find_release

    path = find_release(release, whole=True)
    count = 0
    for problem in validate(path, workers=workers):
        say(str(problem))
        count += 1
    if count:
        raise click.ClickException(f"{path}: {count} problem{'s' * (count > 1)}")
    say(f"{path}: sound")
