"""What articles come in: compressed files, streams of JSON, archives of the web; it knows nothing of articles."""

from __future__ import annotations

from quotes.articles.containers.compressed import is_packed, unpacked, without_packing

__all__ = [
    "is_packed",
    "unpacked",
    "without_packing",
]
