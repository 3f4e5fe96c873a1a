"""In which order the quotations of a release are asked about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from quotes.dataset.release import QUOTES, Release

Order = Literal["uncertain", "disputed", "random", "article", "disagreements"]
ORDERS: tuple[Order, ...] = get_args(Order)
_BY_NOBODY = 0.5
"""What a probability counts that is lost by naming nobody; by naming the wrong person, it counts 1."""


class Item(NamedTuple):
    """A quotation that is asked about: the id of its record, and of its article."""

    id: str
    article_id: str


def queue_of(release: Release, order: Order, *, sample: int | None = None, seed: int = 0) -> list[Item]:
    """Return the quotations of a release in an order, each once, however many articles have the same text.

    "uncertain" begins with what is most likely wrong, "disputed" has what articles disagree on, by the words, and both
    leave out what a person has decided on; "random" is a sample that hangs on nothing but the ids and ``seed``.
    "disagreements" is empty here: decisions tell, not the release.
    """
    rows = {row["id"]: row for row in _rows_for(release, order)}
    key = _KEYS.get(order)
    ids = sorted(rows, key=lambda id: key(rows[id])) if key else list(rows)
    if order == "random":
        ids.sort(key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest())
    return [Item(id, rows[id]["article_id"]) for id in ids[:sample]]


def _rows_for(release: Release, order: Order) -> Iterator[dict[str, Any]]:
    if order == "disagreements":
        return
    names = ("id", "article_id", "speaker", "attribution", "cluster_id")
    for row in release.rows(QUOTES):
        open_only = order in ("uncertain", "disputed")
        if (open_only and row.get("review")) or (order == "disputed" and not row["disputed"]):
            continue
        yield {name: row[name] for name in names}


def _risk(row: Mapping[str, Any]) -> float:
    lost: float = row["attribution"]["confidence"] - 1.0
    return lost if row["speaker"] else lost * _BY_NOBODY


def _cluster(row: Mapping[str, Any]) -> str:
    return row["cluster_id"] or ""


_KEYS: dict[Order, Callable[[Mapping[str, Any]], Any]] = {"uncertain": _risk, "disputed": _cluster}
