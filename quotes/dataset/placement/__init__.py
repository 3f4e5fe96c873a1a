"""What the whole corpus decides of a row: cluster, repost, disagreement, split."""

from __future__ import annotations

from quotes.dataset.placement.known import known_of
from quotes.dataset.placement.placing import Placement, cluster_ids_of, place_rows
from quotes.dataset.placement.sameness import Sameness, attributed, sameness_of, stories_of, written_of
from quotes.dataset.placement.split_rules import split_by_rule
from quotes.dataset.placement.splits import HELD_OUT, SPLITS

__all__ = [
    "HELD_OUT",
    "SPLITS",
    "Placement",
    "Sameness",
    "attributed",
    "cluster_ids_of",
    "known_of",
    "place_rows",
    "sameness_of",
    "split_by_rule",
    "stories_of",
    "written_of",
]
