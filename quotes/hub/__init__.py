"""The Hugging Face Hub: fetch a release from there."""

from __future__ import annotations

from quotes.hub.fetch import fetch_release, find_release

__all__ = ["fetch_release", "find_release"]
