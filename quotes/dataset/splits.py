"""Clusters and splits: decided by hashing, so that no other article moves them."""

from __future__ import annotations

import hashlib

SPLITS = ("train", "validation", "test")

_VALIDATION_FROM = 0.8
_TEST_FROM = 0.9


def cluster_of(digest: str) -> str:
    """Return the cluster of an article's quotations: the article text itself, by its digest."""
    return digest[:16]


def split_of(cluster_id: str) -> str:
    """Return the split of a cluster: 80 % train, 10 % validation, 10 % test, by the cluster id's own SHA-256."""
    first = hashlib.sha256(cluster_id.encode()).digest()[:8]
    place = int.from_bytes(first, "big") / 2**64
    if place < _VALIDATION_FROM:
        return "train"
    return "validation" if place < _TEST_FROM else "test"
