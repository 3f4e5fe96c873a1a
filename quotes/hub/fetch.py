"""Fetch the rows of a release from the Hub."""

from __future__ import annotations

import re
from pathlib import Path

from quotes.dataset.release import MANIFEST, open_any_schema
from quotes.errors import HubError
from quotes.hub.remote import tag_of

_ON_THE_HUB = re.compile(r"(?P<name>[\w.-]+/[\w.-]+)@(?P<revision>.+)", re.ASCII)
_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


def find_release(place: str, *, endpoint: str | None = None) -> Path:
    """Return the folder of a release: ``place`` is that folder, or ``org/name@revision`` on the Hub."""
    on_the_hub = _ON_THE_HUB.fullmatch(place)
    if on_the_hub is None or Path(place).exists():
        return Path(place)
    return fetch_release(on_the_hub["name"], on_the_hub["revision"], endpoint=endpoint)


def fetch_release(name: str, revision: str, *, endpoint: str | None = None) -> Path:
    """Download the rows and the manifest of a dataset at a revision, and return the folder in the Hub's cache.

    A revision X.Y.Z is the version with the tag vX.Y.Z; any other is a tag, a branch or a commit. ``endpoint`` is the
    address of the Hub. A HubError says what the Hub does not have, or why it could not be asked.
    """
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, RevisionNotFoundError

    place = f"{name}@{revision}"
    tag = tag_of(revision) if _VERSION.fullmatch(revision) else revision
    hub = endpoint or constants.ENDPOINT
    try:
        folder = Path(
            snapshot_download(
                name, repo_type="dataset", revision=tag, endpoint=endpoint, allow_patterns=[MANIFEST, "*.jsonl"]
            )
        )
    except RevisionNotFoundError as error:
        raise HubError(f"{place}: {hub} has no revision {tag} of this dataset") from error
    except HfHubHTTPError as error:
        status = error.response.status_code
        raise HubError(f"{place}: {hub} has no such dataset, or wants a token that may read it ({status})") from error
    except LocalEntryNotFoundError as error:
        raise HubError(f"{place}: {hub} cannot be reached, and the cache does not have it") from error
    except ValueError as error:  # a name that cannot be one
        raise HubError(f"{place}: {str(error).partition(chr(10))[0]}") from error
    found = open_any_schema(folder).version
    if _VERSION.fullmatch(revision) and found != revision:
        raise HubError(f"{place}: the tag {tag} holds version {found}")
    return folder
