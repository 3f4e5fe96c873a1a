"""What the version before says: the clusters and splits that this one carries on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from quotes.dataset.release import ARTICLES, QUOTES, Previous, Release
from quotes.storage import DiskMapping


class Known:
    """The cluster of every quotation and the split of every article of the version before, on disk; or nothing."""

    def __init__(self, release: Release | None, clusters: DiskMapping, splits: DiskMapping) -> None:
        self.release = release
        self._clusters = clusters
        self._splits = splits

    def cluster(self, quote_id: str) -> str | None:
        """Return the cluster id of a quotation, or None; a quotation that names a cluster is of that cluster."""
        if self.release is None:
            return None
        return self._clusters.get(quote_id) or self._clusters.get(f"cluster {quote_id}")

    def split(self, article: Mapping[str, Any]) -> str | None:
        """Return the split of an article with this text, else with this id: empty if held out, None if unknown."""
        if self.release is None:
            return None
        known = self._splits.get(article["digest"])
        return self._splits.get(f"id {article['id']}") if known is None else known

    @property
    def rule(self) -> Mapping[str, Any] | None:
        """Return the rule of the splits, as the manifest has it, or None."""
        return self.release.manifest.split_rule if self.release else None

    @property
    def identity(self) -> Previous | None:
        """Return the manifest's entry ``previous``."""
        if self.release is None:
            return None
        return Previous(version=self.release.version, rows_digest=self.release.manifest.rows_digest)


@contextmanager
def known_of(release: Release | None) -> Iterator[Known]:
    """Read what a version says of its quotations and articles; nothing where there is none."""
    with DiskMapping() as clusters, DiskMapping() as splits:
        if release is not None:
            for row in release.rows(QUOTES):
                if row["cluster_id"] is not None:
                    clusters.add(row["id"], row["cluster_id"])
                    clusters.add(f"cluster {row['cluster_id']}", row["cluster_id"])
            for row in release.rows(ARTICLES):
                splits.add(row["digest"], row["split"] or "")
                splits.add(f"id {row['id']}", row["split"] or "")
        yield Known(release, clusters, splits)
