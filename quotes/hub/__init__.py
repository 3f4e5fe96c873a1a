"""The Hugging Face Hub: push a release there, load one from there."""

from __future__ import annotations

from quotes.hub.loading import load
from quotes.hub.pushing import Pushed, push
from quotes.hub.snapshot import fetch_release, find_release, names_release

__all__ = [
    "Pushed",
    "fetch_release",
    "find_release",
    "load",
    "names_release",
    "push",
]
