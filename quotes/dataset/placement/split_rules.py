"""The rules by which articles come into splits: at random, by source, by time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, get_args

from quotes.dataset.placement.splits import SPLITS, split_of
from quotes.errors import ReleaseError
from quotes.records import SplitBy

RULES: tuple[SplitBy, ...] = get_args(SplitBy)
_SHARE = 0.1
"""Of the articles, about so much goes into test, and as much into validation: what chance gives them, too."""


def make_rule(
    by: str | None, previous: Mapping[str, Any] | None, published: Counter[str | None], sources: Counter[str | None]
) -> dict[str, Any]:
    """Return the rule of the splits, as the manifest has it; that of the version before goes on.

    ``published`` and ``sources`` count the articles by day and by source. Raises a ReleaseError where the version
    before has another rule, or articles have no day or source, or all the same.
    """
    if previous is not None and by not in (None, previous["by"]):
        raise ReleaseError(
            f"split by {by}: the version before is split by {previous['by']}, and no article may move to another "
            "split; leave it, or give the dataset another name"
        )
    by = by or (previous["by"] if previous else "random")
    if by not in RULES:
        raise ReleaseError(f"split by {by}: the version before has a rule that this package does not know")
    if by == "random":
        return {"by": "random"}
    counts, words = (published, "date of publication") if by == "time" else (sources, "source")
    if counts[None]:
        raise ReleaseError(f"split by {by}: {counts[None]} of {counts.total()} articles have no {words}")
    given = Counter({name: count for name, count in counts.items() if name is not None})
    if previous is None and len(given) < 2:
        raise ReleaseError(f"split by {by}: all articles have the same {words}, {next(iter(given))}")
    if by == "time":
        return dict(previous) if previous else {"by": "time", **_days(given)}
    return {"by": "source", "sources": _sources(given, previous["sources"] if previous else {})}


def split_by_rule(rule: Mapping[str, Any], article: Mapping[str, Any]) -> str | None:
    """Return the split that a rule gives an article; None where the words decide."""
    if rule["by"] == "source":
        split: str | None = rule["sources"].get(article["source"])
        return split
    if rule["by"] == "time" and article["published"] is not None:
        if article["published"] >= rule["test_from"]:
            return "test"
        return "validation" if article["published"] >= rule["validation_from"] else "train"
    return None


def _days(published: Counter[str]) -> dict[str, str]:
    """Return the first days of test and validation: each has the latest tenth of the articles, or one day at least."""
    days = sorted(published, reverse=True)
    most = _SHARE * published.total()
    firsts, position = [], 0
    for _ in range(2):
        taken = published[days[position]]
        while position + 2 < len(days) and taken + published[days[position + 1]] <= most:
            position += 1
            taken += published[days[position]]
        firsts.append(days[position])
        # The oldest day is left for train.
        position = min(position + 1, len(days) - 1)
        if position == len(days) - 1:
            break
    return {"validation_from": firsts[-1], "test_from": firsts[0]}


def _sources(sources: Counter[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the split of each source: those known keep theirs; in the order of their hashes, a tenth each is held out.

    A source that is new in a later version is hashed.
    """
    if known:
        return dict(sorted({**{name: split_of(name) for name in sources}, **known}.items()))
    order = sorted(sources, key=lambda name: hashlib.sha256(name.encode()).digest())
    splits = dict.fromkeys(sources, SPLITS[0])
    for split in ("test", "validation"):
        room = _SHARE * sources.total()
        left = [name for name in order if splits[name] == SPLITS[0]]
        if len(left) < 2:
            break
        fitting = [name for name in left if sources[name] <= room] or [min(left, key=lambda name: sources[name])]
        for name in fitting:
            if sources[name] <= room or name == fitting[0]:
                splits[name], room = split, room - sources[name]
    return dict(sorted(splits.items()))
