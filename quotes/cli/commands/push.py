"""``quotes push``."""

from __future__ import annotations

import click

from quotes.cli import options


@click.command(
    "push",
    short_help="Push a release to the Hugging Face Hub.",
    epilog="\b\nExample\n  quotes push dist/press/1.0.0 acme/press",
)
@options.release
@click.argument("repo", metavar="ORG/NAME")
@click.option("--private", is_flag=True, help="Make the repository a private one, if it is not there yet.")
@click.option(
    "--create-pr", is_flag=True, help="Propose the commit as a pull request; push again to tag it once merged."
)
def command(release: str, repo: str, private: bool, create_pr: bool) -> None:
    """Push RELEASE to the dataset ORG/NAME on the Hugging Face Hub, as one commit with the tag vX.Y.Z.

    The release is checked first. A version that is there is never changed: with the same content nothing happens, with
    other content the next version is named. Card metadata that somebody added on the Hub stay. The token is taken
    from HF_TOKEN, or from where `hf auth login` stores it.
    """
    from quotes.cli.messages import say
    from quotes.hub import find_release, push

    pushed = push(find_release(release, whole=True), repo, private=private, create_pr=create_pr)
    words = {
        "pushed": "",
        "tagged": "  (committed before, now tagged)",
        "proposed": "  (no tag yet: when it is merged, push again)",
        "unchanged": "  (there already, nothing to do)",
    }
    say(f"{pushed.url}{words[pushed.done]}")
