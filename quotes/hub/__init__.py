"""The Hugging Face Hub: push a release there, load one from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.hub.loading import load
    from quotes.hub.pushing import Pushed, push
    from quotes.hub.snapshot import fetch_release, find_release, names_release
else:
    __getattr__ = lazily(
        __name__,
        {
            "loading": "load",
            "pushing": "Pushed push",
            "snapshot": "fetch_release find_release names_release",
        },
    )

__all__ = [
    "Pushed",
    "fetch_release",
    "find_release",
    "load",
    "names_release",
    "push",
]
