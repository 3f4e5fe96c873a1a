"""From what the Hub's client raises to one line that says what would be right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quotes.errors import HubError

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError


def connect(endpoint: str | None) -> HfApi:
    """Return a client of the Hub, with the token from the usual places; a HubError if that token cannot be sent."""
    from huggingface_hub import HfApi, get_token

    token = get_token()
    if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
        # Sent all the same, it would stand in the message of the error.
        raise HubError("the token in HF_TOKEN, or stored by `hf auth login`, has characters that no token has")
    return HfApi(endpoint=endpoint, token=token)


@contextmanager
def hub_errors(api: HfApi, repo: str) -> Iterator[None]:
    """Raise whatever the client raises as a HubError; its message holds nothing of the request, so no token."""
    try:
        yield
    except Exception as error:
        # An upload that fails is told as a RuntimeError; what failed is its cause.
        cause = error.__cause__ if isinstance(error, RuntimeError) and error.__cause__ else error
        explained = _explain(api, cause)
        if explained is None:
            raise
        raise HubError(f"{repo}: {explained}") from error


def unreachable(error: BaseException) -> bool:
    """Tell whether the Hub is out of reach, on purpose or not, or out of order."""
    from httpx2 import TransportError
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    if isinstance(error, HfHubHTTPError):
        return error.response.status_code >= 500
    return isinstance(error, OfflineModeIsEnabled | TransportError)


def _explain(api: HfApi, error: BaseException) -> str | None:
    """Say what went wrong, or return None where it was not the Hub."""
    from httpx2 import HTTPError
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

    if isinstance(error, OfflineModeIsEnabled):
        return "HF_HUB_OFFLINE is set, so the Hub is not asked; unset it"
    if isinstance(error, HfHubHTTPError):
        return _refusal(api, error)
    if isinstance(error, HTTPError | LocalEntryNotFoundError):
        return f"{api.endpoint} cannot be reached ({type(error).__name__})"
    return None


def _refusal(api: HfApi, error: HfHubHTTPError) -> str:
    status = error.response.status_code
    if status == 401 and api.token is None:
        return (
            f"{api.endpoint} wants a token (401): `hf auth login` stores one, or set HF_TOKEN; or there is no "
            "such dataset"
        )
    if status == 401:
        return f"{api.endpoint} does not know the token (401): `hf auth login` stores a new one, or set HF_TOKEN"
    if status == 403:
        return "the token may not do this (403): it needs write access"
    if status == 404:
        return f"{api.endpoint} has no such dataset, or not for this token (404)"
    if status >= 500:
        return f"{api.endpoint} is out of order ({status}); try again later"
    said = (error.server_message or "").strip().partition("\n")[0]
    return f"{api.endpoint} refuses ({status}){': ' if said else ''}{said}"
