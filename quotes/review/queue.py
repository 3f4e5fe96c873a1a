"""In which order the quotations of a release are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from quotes.auditing import draw_articles, draw_rows, lot
from quotes.dataset.release import QUOTES, REJECTED, Release
from quotes.gold import WITHOUT_WORDS
from quotes.suspects import suspects

Order = Literal["uncertain", "disputed", "suspects", "random", "whole", "article", "disagreements"]
ORDERS: tuple[Order, ...] = get_args(Order)
_BY_NOBODY = 0.5
"""What a probability counts that is lost by naming nobody; by naming the wrong person, it counts 1."""


class Item(NamedTuple):
    """A quotation that is asked about: the id of its record, and of its article, and why it is suspect, if it is."""

    id: str
    article_id: str
    why: tuple[str, ...] = ()


def queue_of(
    release: Release, order: Order, *, sample: int | None = None, seed: int = 0, cross_fit: int | None = None
) -> list[Item]:
    """Return the quotations of a release in an order, each once, however many articles have the same text.

    "uncertain" begins with what is most likely wrong, "disputed" has what articles disagree on, by the words, and both
    leave out what a person has decided on. "suspects" has what looks wrong, whoever said it, with ``cross_fit`` by
    the release's own rows. "random" is in an order of chance, a ``sample`` of it that of an audit. "whole" has all that
    stands between marks in articles of chance, of which ``sample`` is the number. "disagreements" is empty here:
    decisions tell, not the release.
    """
    if order == "suspects":
        found = [Item(one.row.id, one.row.article_id, one.reasons) for one in suspects(release, cross_fit=cross_fit)]
        return list({item.id: item for item in reversed(found)}.values())[::-1][:sample]
    if order == "random" and sample is not None:
        return [Item(one.id, one.article_id) for one in draw_rows(release, sample, seed)[0]]
    if order == "whole":
        return _of_whole_articles(release, sample, seed)
    rows = {row["id"]: row for row in _rows_for(release, order)}
    key = _KEYS.get(order)
    ids = sorted(rows, key=lambda id: key(rows[id])) if key else list(rows)
    if order == "random":
        ids.sort(key=lambda id: lot(id, seed))
    return [Item(id, rows[id]["article_id"]) for id in ids[:sample]]


def _of_whole_articles(release: Release, sample: int | None, seed: int) -> list[Item]:
    """Return what stands between marks in articles of chance, in the order of their texts."""
    chosen, _ = draw_articles(release, sample or release.counts.articles, seed)
    places: dict[str, dict[str, int]] = {id: {} for id in chosen}
    for file in (QUOTES, REJECTED):
        for row in release.rows(file):
            if row["article_id"] in places and row.get("reason") not in WITHOUT_WORDS:
                places[row["article_id"]][row["id"]] = row["start"]
    return [Item(id, article) for article, of in places.items() for id in sorted(of, key=lambda id: of[id])]


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
