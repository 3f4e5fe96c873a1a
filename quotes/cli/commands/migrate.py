"""``quotes migrate``."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli import options


@click.command(
    "migrate",
    short_help="Bring a release to the current major schema version.",
    epilog="\b\nExample\n  quotes migrate dist/press/1.4.0",
)
@click.argument("release", type=click.Path(path_type=str))
@options.version_or_auto
@options.out
def command(release: str, version: str, out: str) -> None:
    """Release RELEASE anew in the major schema version that this program writes: the folder OUT/NAME/VERSION.

    RELEASE is the folder of a release of an older major schema version; it stays as it is. A release that has the
    current one already is left alone.
    """
    from quotes.cli.messages import tell
    from quotes.cli.output import give_path
    from quotes.dataset.derivation import migrate

    migrated = migrate(release, version=version, out=out)
    if migrated.path == Path(release):
        schema = migrated.manifest["schema_version"]
        tell(f"{release}: has schema {schema}, which is the current major version; nothing to migrate")
    give_path(migrated.path)
