"""Give the rows of a release what only all of them together can tell: clusters, disagreements, reposts, splits."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.clusters import Union, disagreements
from quotes.dataset.placement.known import Known
from quotes.dataset.placement.sameness import Sameness, attributed, sameness_of
from quotes.dataset.placement.split_rules import make_rule, split_by_rule
from quotes.dataset.placement.splits import HELD_OUT, OPEN, SPLITS, decide_splits, hold_out_matches
from quotes.dataset.release import ARTICLES, QUOTES, read_rows, writer
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Ids = npt.NDArray[np.uint64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """The rule of the splits, and how many clusters, reposts and rows in no split there are."""

    rule: dict[str, Any]
    clusters: int
    reposts: int
    held_out: dict[str, int]


def place_rows(folder: Path, known: Known, split_by: str | None) -> Placement:
    """Write clusters, what is disputed, reposts and splits into quotes.jsonl and articles.jsonl in ``folder``.

    What the version before says is carried on. ``split_by`` is "random", "source", "time", or None for its rule. In
    memory, a quotation takes some hundred bytes.
    """
    import numpy as np

    rule = _rule(folder, known, split_by)
    same = sameness_of(folder)
    ids, known_ids = _ids(folder, known)
    families, clusters = _carry_on(same.clustering.families, known_ids), _carry_on(same.clustering.clusters, known_ids)
    assigned, are_known, keys = _assigned(folder, known, rule)
    cluster_ids = cluster_ids_of(clusters, ids, known_ids, assigned[same.articles])
    splits = _splits(same, families, assigned, are_known, keys)
    with DiskMapping() as disputes:
        for number, disputed, variants in disagreements(attributed(folder, same, cluster_ids)):
            disputes.add(str(number), json.dumps([disputed, variants]))
        numbers = np.unique(cluster_ids, return_inverse=True)[1].astype(np.int32)
        _rewrite(folder / QUOTES, _quote_fields(cluster_ids, numbers, disputes, splits[same.articles]))
    reposts = _write_reposts(folder, same.stories, splits)
    held_out = {"quotes": splits[same.articles], "articles": splits}
    return Placement(
        rule=rule,
        clusters=len(np.unique(cluster_ids)),
        reposts=reposts,
        held_out={name: int((of == HELD_OUT).sum()) for name, of in held_out.items()},
    )


def _rule(folder: Path, known: Known, split_by: str | None) -> dict[str, Any]:
    published: Counter[str | None] = Counter()
    sources: Counter[str | None] = Counter()
    if split_by != "random" and (split_by or known.rule):
        for row in read_rows(folder / ARTICLES):
            published[row["published"]] += 1
            sources[row["source"]] += 1
    return make_rule(split_by, known.rule, published, sources)


def _ids(folder: Path, known: Known) -> tuple[Ids, Ids]:
    """Return the id of each quotation, and of its cluster in the version before, 0 where it has none."""
    import numpy as np

    ids, known_ids = array("Q"), array("Q")
    for row in read_rows(folder / QUOTES):
        ids.append(int(row["id"], 16))
        known_ids.append(int(known.cluster(row["id"]) or "0", 16))
    return np.array(ids, dtype=np.uint64), np.array(known_ids, dtype=np.uint64)


def _carry_on(groups: Numbers, known_ids: Ids) -> Numbers:
    """Return the groups with those united that have quotations of one cluster of the version before."""
    import numpy as np

    union = Union(int(groups.max(initial=-1)) + 1)
    known = np.flatnonzero(known_ids)
    known = known[np.argsort(known_ids[known], kind="stable")]
    same = known_ids[known[:-1]] == known_ids[known[1:]]
    for one, other in zip(groups[known[:-1][same]].tolist(), groups[known[1:][same]].tolist(), strict=True):
        union.join(one, other)
    return union.sets()[groups]


def _assigned(folder: Path, known: Known, rule: dict[str, Any]) -> tuple[Numbers, npt.NDArray[np.bool_], Ids]:
    """Return the split of each article that the version before or the rule gives, which are known, and the keys."""
    import numpy as np

    places: dict[str | None, int] = {None: OPEN, "": HELD_OUT}
    places.update((split, place) for place, split in enumerate(SPLITS))
    splits, are_known, keys = array("i"), array("b"), array("Q")
    for row in read_rows(folder / ARTICLES):
        before = known.split(row)
        are_known.append(before is not None)
        splits.append(places[split_by_rule(rule, row) if before is None else before])
        keys.append(int(row["digest"][:16], 16))
    return np.array(splits, dtype=np.int32), np.array(are_known, dtype=bool), np.array(keys, dtype=np.uint64)


def cluster_ids_of(clusters: Numbers, ids: Ids, known_ids: Ids | None = None, splits: Numbers | None = None) -> Ids:
    """Return the id of each quotation's cluster: the least one known of the version before, else its least member.

    Where new quotations link known clusters of several splits, those known keep theirs.
    """
    import numpy as np

    size = int(clusters.max(initial=-1)) + 1
    known_ids = np.zeros_like(ids) if known_ids is None else known_ids
    splits = np.zeros_like(clusters) if splits is None else splits
    known = known_ids != 0
    least_known, least = np.full(size, 2**64 - 1, dtype=np.uint64), np.full(size, 2**64 - 1, dtype=np.uint64)
    np.minimum.at(least_known, clusters[known], known_ids[known])
    np.minimum.at(least, clusters, ids)
    lowest, highest = np.full(size, len(SPLITS), dtype=np.int32), np.full(size, HELD_OUT, dtype=np.int32)
    placed = known & (splits >= 0)
    np.minimum.at(lowest, clusters[placed], splits[placed])
    np.maximum.at(highest, clusters[placed], splits[placed])
    found = np.where(least_known[clusters] < 2**64 - 1, least_known[clusters], least[clusters])
    return np.where(known & (lowest < highest)[clusters], known_ids, found)


def _splits(same: Sameness, families: Numbers, assigned: Numbers, known: npt.NDArray[np.bool_], keys: Ids) -> Numbers:
    """Return the split of each article: families and stories do not straddle them."""
    import numpy as np

    numbers = np.arange(len(assigned), dtype=np.int32)
    member = np.concatenate([same.articles, numbers])
    family = np.concatenate([families, same.stories + families.max(initial=-1) + 1]).astype(np.int32)
    splits = decide_splits(assigned, known, keys, member, family)
    hold_out_matches(splits, same.articles, same.clustering.words, same.clustering.links)
    hold_out_matches(splits, numbers, same.stories, same.clustering.links[:0])
    return splits


def _quote_fields(
    cluster_ids: Ids, numbers: Numbers, disputes: DiskMapping, splits: Numbers
) -> Iterator[dict[str, Any]]:
    for cluster_id, number, split in zip(cluster_ids, numbers, splits, strict=True):
        disputed, variants = json.loads(disputes.get(str(number)) or "[[], []]")
        yield {
            "cluster_id": f"{int(cluster_id):016x}",
            "disputed": disputed,
            "variants": variants,
            "split": _name(split),
        }


def _write_reposts(folder: Path, stories: Numbers, splits: Numbers) -> int:
    """Write what each article reposts, and its split, into articles.jsonl; return how many do."""
    import numpy as np

    reposted = np.bincount(stories, minlength=len(stories)) > 1
    reposts = stories != np.arange(len(stories))
    with DiskMapping() as ids:
        for number, row in enumerate(read_rows(folder / ARTICLES)):
            if reposted[number]:
                ids.add(str(number), row["id"])
        fields = (
            {"repost_of": ids.get(str(story)) if repost else None, "split": _name(split)}
            for story, repost, split in zip(stories, reposts, splits, strict=True)
        )
        _rewrite(folder / ARTICLES, fields)
    return int(reposts.sum())


def _name(split: int) -> str | None:
    return None if split == HELD_OUT else SPLITS[split]


def _rewrite(path: Path, fields: Iterator[dict[str, Any]]) -> None:
    placed = path.with_suffix(".placed")
    with writer(placed) as lines:
        for row, new in zip(read_rows(path), fields, strict=True):
            lines.write({**row, **new})
    placed.replace(path)
