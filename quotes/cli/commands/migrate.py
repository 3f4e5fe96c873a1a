"""``quotes migrate``."""

from __future__ import annotations

import click

from quotes.cli import options


@click.command(
    "migrate",
    short_help="Bring a release to the current major schema version.",
    epilog="\b\nExample\n  quotes migrate dist/press/1.4.0",
)
@options.release
@options.version_or_auto
@options.out
def command(release: str, version: str, out: str) -> None:
    """Release RELEASE anew in the major schema version that this program writes: the folder OUT/NAME/VERSION.

    RELEASE stays as it is. A release that has the current major schema version already is left alone.
    """
    from quotes.cli.messages import tell
    from quotes.cli.output import give_path
    from quotes.dataset.derivation import migrate
    from quotes.hub import find_release

    path = find_release(release)
    migrated = migrate(path, version=version, out=out)
    if migrated.path == path:
        schema = migrated.manifest.schema_version
        tell(f"{path}: has schema {schema}, which is the current major version; nothing to migrate")
    give_path(migrated.path)
