"""``quotes restore``."""

from __future__ import annotations

from collections.abc import Iterable

import click

from quotes.cli import options


@click.command(
    "restore",
    short_help="Fill in the texts that a release does not publish.",
    epilog="\b\nExample\n  quotes restore dist/press/1.0.0 press/ --out restored",
)
@options.release
@options.articles
@click.option("--out", default="restored", show_default=True, metavar="FOLDER", help="Folder of the releases restored.")
@options.mapping
@options.encoding
@options.on_error
def command(
    release: str, sources: tuple[str, ...], out: str, fields: Iterable[tuple[str, str]], encoding: str, on_error: str
) -> None:
    """Fill in the texts that RELEASE does not publish, from the ARTICLES it was made of: the folder OUT/NAME/VERSION.

    RELEASE, built with --publish context or none, stays as it is. An article is known by the digest of its text;
    articles that are not in RELEASE are passed over, and if one is missing, nothing is written. The rows are proved to
    be those that RELEASE was built with.
    """
    from quotes.cli.messages import tell_skipped
    from quotes.cli.output import give_path
    from quotes.dataset.derivation import restore
    from quotes.hub import find_release

    skip = tell_skipped if on_error == "skip" else None
    restored = restore(find_release(release), sources, out=out, fields=dict(fields), encoding=encoding, on_skip=skip)
    give_path(restored.path)
