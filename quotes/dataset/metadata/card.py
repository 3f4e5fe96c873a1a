"""The dataset card: YAML that ``datasets`` reads, and a text rendered from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotes.dataset.metadata.card_statement import annotators_of, languages_of
from quotes.dataset.metadata.card_text import Row, Sizes, card_text
from quotes.dataset.metadata.coverage import Coverage
from quotes.dataset.metadata.licences import hub_id
from quotes.dataset.metadata.statistics import Statistics
from quotes.dataset.release import Manifest, canonical
from quotes.dataset.tables import CONFIGS, VIEWS, as_card

# The sample is the shortest whole row among the first so many.
SAMPLED = 1000


@dataclass(kw_only=True, slots=True)
class Sample:
    """The quotation that a card shows: one with everything, if there is one; and short."""

    row: Row | None = None
    _seen: int = 0

    def add(self, row: Row) -> None:
        """Take the row if it is better; the first thousand are looked at."""
        self._seen += 1
        if self._seen <= SAMPLED and (self.row is None or _rank(row) < _rank(self.row)):
            self.row = row


def _rank(row: Row) -> tuple[int, int, str]:
    return sum(value is None for value in row.values()), len(canonical(row)), row["id"]


def render_card(
    manifest: Manifest, sizes: Sizes, statistics: Statistics, coverage: Coverage, sample: Row | None
) -> str:
    """Return README.md for the rows of which ``statistics``, ``coverage`` and ``sample`` were taken."""
    from huggingface_hub import DatasetCardData

    yaml = DatasetCardData(
        language=languages_of(manifest.counts, coverage) or None,
        **_licence_entries(coverage),
        pretty_name=manifest.name,
        **_tasks(sizes),
        annotations_creators=annotators_of(manifest),
        language_creators=["found"],
        source_datasets=["original"],
        size_categories=[_size_category(max(statistics.quotes, manifest.counts.articles))],
        tags=["quotation", "quote-attribution", "news"],
        configs=list(configurations(manifest.version, sizes)),
        dataset_info=list(dataset_infos(sizes)),
    ).to_yaml()
    return f"---\n{yaml}\n---\n{card_text(manifest, sizes, statistics, coverage, sample)}"


def _tasks(sizes: Sizes) -> dict[str, Any]:
    """Return what stock scripts can be trained for on the views that have rows, in the Hub's words."""
    views = {"extractive": "question-answering", "tokens": "token-classification"}
    categories = [task for view, task in views.items() if sizes.get(view)]
    ids = ["extractive-qa"] * bool(sizes.get("extractive"))  # the Hub knows no task of tags that these tags are of
    return {"task_categories": categories or None, "task_ids": ids or None}


def _licence_entries(coverage: Coverage) -> dict[str, Any]:
    if coverage.licences.different > 1:
        return {"license": "other", "license_name": "several, see below"}
    if coverage.licence is None:
        return {"license": "unknown"}
    known = hub_id(coverage.licence)
    return {"license": known} if known else {"license": "other", "license_name": coverage.licence}


def _size_category(rows: int) -> str:
    steps = [(10**3, "1K"), (10**4, "10K"), (10**5, "100K"), (10**6, "1M"), (10**7, "10M"), (10**8, "100M")]
    below = "n"
    for limit, word in steps:
        if rows < limit:
            return f"{below}<{word}" if below == "n" else f"{below}<n<{word}"
        below = word
    return f"n>{below}"


def configurations(version: str, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield the configurations that have rows; the first is the default."""
    for index, (name, splits) in enumerate((name, splits) for name, splits in sizes.items() if splits):
        # Only a version here, not one under dataset_info, becomes ds.info.version.
        yield {
            "config_name": name,
            "version": version,
            **({"default": True} if index == 0 else {}),
            "data_files": [{"split": split, "path": f"data/{name}/{split}-*.parquet"} for split in splits],
        }


def dataset_infos(sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield columns and sizes of the configurations that have rows, as `datasets` reads them from a card."""
    columns = {source.name: as_card(source.columns) for source in (*CONFIGS, *VIEWS)}
    for name, splits in sizes.items():
        if splits:
            yield {
                "config_name": name,
                "features": columns[name],
                "splits": [
                    {"name": split, "num_bytes": size.memory_bytes, "num_examples": size.rows}
                    for split, size in splits.items()
                ],
                "download_size": sum(size.file_bytes for size in splits.values()),
                "dataset_size": sum(size.memory_bytes for size in splits.values()),
            }
