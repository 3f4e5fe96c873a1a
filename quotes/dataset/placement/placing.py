"""Give the rows of a release what only all of them together can tell: clusters, disagreements, reposts, splits."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.clusters import Union, disagreements, numbered
from quotes.dataset.placement.known import Known
from quotes.dataset.placement.sameness import Sameness, attributed, sameness_of
from quotes.dataset.placement.split_rules import make_rule, split_by_rule
from quotes.dataset.placement.splits import HELD_OUT, OPEN, SPLITS, decide_splits, hold_out_matches
from quotes.dataset.release import (
    ARTICLES,
    QUOTES,
    REJECTED,
    Lines,
    Part,
    Published,
    as_lines,
    located,
    parts,
    publish_lines,
    read_row,
    read_rows,
    whole_lines,
)
from quotes.processes import HERE, Processes
from quotes.records import Level, SplitBy
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Ids = npt.NDArray[np.uint64]

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """The rows as published, the rule of the splits, and how many clusters, reposts and rows in no split there are."""

    published: Published
    rule: dict[str, Any]
    clusters: int
    reposts: int
    held_out: dict[str, int]


def place_rows(
    folder: Path, known: Known, split_by: SplitBy | None, articles: Level, processes: Processes = HERE
) -> Placement:
    """Write clusters, what is disputed, reposts and splits into quotes.jsonl and articles.jsonl in ``folder``.

    What the version before says is carried on. ``split_by`` is "random", "source", "time", or None for its rule;
    ``articles`` is what of them is published: the rest is taken out. In memory, a quotation takes some hundred bytes.
    """
    import numpy as np

    rule = _rule(folder, known, split_by)
    passed = _Passed(known=known, rule=rule)
    starts, offsets = array("Q"), array("Q")
    rows = located(whole_lines(folder / ARTICLES), starts)
    quotes = located(whole_lines(folder / QUOTES), offsets)
    same = sameness_of(passed.articles(rows), passed.quotes(quotes), processes=processes)
    ids, known_ids = np.frombuffer(passed.ids, np.uint64), np.frombuffer(passed.known_ids, np.uint64)
    families, clusters = _carry_on(same.clustering.families, known_ids), _carry_on(same.clustering.clusters, known_ids)
    assigned = np.array(passed.splits, dtype=np.int32)
    cluster_ids = cluster_ids_of(clusters, ids, known_ids, assigned[same.articles])
    splits = _splits(same, families, assigned, np.array(passed.are_known, dtype=bool), np.array(passed.keys, np.uint64))
    with DiskMapping() as disputes:
        for number, disputed, variants in disagreements(
            attributed(folder / QUOTES, np.frombuffer(offsets, np.uint64), same, cluster_ids)
        ):
            disputes.add(str(number), json.dumps([disputed, variants]))
        values = {
            ARTICLES: _of_articles(folder / ARTICLES, np.frombuffer(starts, np.uint64), same.stories, splits),
            QUOTES: _of_quotes(cluster_ids, disputes, splits[same.articles]),
            REJECTED: repeat({}),
        }
        placed = {
            file: processes.map(_placed, _placings(folder / file, of_file, articles))
            for file, of_file in values.items()
        }
        published = publish_lines(placed, folder)
    held_out = {"quotes": splits[same.articles], "articles": splits}
    return Placement(
        published=published,
        rule=rule,
        clusters=len(numbered(cluster_ids)[0]),
        reposts=int((same.stories != np.arange(len(same.stories))).sum()),
        held_out={name: int((of == HELD_OUT).sum()) for name, of in held_out.items()},
    )


def _rule(folder: Path, known: Known, split_by: SplitBy | None) -> dict[str, Any]:
    published: Counter[str | None] = Counter()
    sources: Counter[str | None] = Counter()
    if split_by != "random" and (split_by or known.rule):
        for row in read_rows(folder / ARTICLES):
            published[row["published"]] += 1
            sources[row["source"]] += 1
    return make_rule(split_by, known.rule, published, sources)


@dataclass(kw_only=True, slots=True)
class _Passed:
    """What is kept of the rows as they pass by.

    Of articles the split that the version before or the ``rule`` gives, whether it is known, and the key; of quotations
    the id, and that of the cluster in the version before, 0 where it has none.
    """

    known: Known
    rule: Row
    splits: array[int] = field(default_factory=lambda: array("i"))
    are_known: array[int] = field(default_factory=lambda: array("b"))
    keys: array[int] = field(default_factory=lambda: array("Q"))
    ids: array[int] = field(default_factory=lambda: array("Q"))
    known_ids: array[int] = field(default_factory=lambda: array("Q"))

    def articles(self, rows: Iterable[Row]) -> Iterator[Row]:
        places: dict[str | None, int] = {None: OPEN, "": HELD_OUT}
        places.update((split, place) for place, split in enumerate(SPLITS))
        for row in rows:
            before = self.known.split(row)
            self.are_known.append(before is not None)
            self.splits.append(places[split_by_rule(self.rule, row) if before is None else before])
            self.keys.append(int(row["digest"][:16], 16))
            yield row

    def quotes(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.ids.append(int(row["id"], 16))
            self.known_ids.append(int(self.known.cluster(row["id"]) or "0", 16))
            yield row


def _carry_on(groups: Numbers, known_ids: Ids) -> Numbers:
    """Return the groups with those united that have quotations of one cluster of the version before."""
    import numpy as np

    union = Union(int(groups.max(initial=-1)) + 1)
    known = np.flatnonzero(known_ids)
    known = known[np.argsort(known_ids[known], kind="stable")]
    same = known_ids[known[:-1]] == known_ids[known[1:]]
    union.join_all(groups[known[:-1][same]], groups[known[1:][same]])
    return union.sets()[groups]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Placing:
    """Rows of a file, what each of them gets, and what of their articles is published."""

    path: Path
    part: Part
    values: Sequence[Row]
    articles: Level


def _placings(path: Path, values: Iterable[Row], articles: Level) -> Iterator[_Placing]:
    following = iter(values)
    for part in parts(path):
        yield _Placing(path=path, part=part, values=list(islice(following, part.count)), articles=articles)


def _placed(asked: _Placing) -> Lines:
    rows = zip(whole_lines(asked.path, asked.part), asked.values, strict=True)
    return as_lines(asked.path.name, ({**row, **values} for (_, row), values in rows), asked.articles)


def _of_articles(path: Path, starts: Ids, stories: Numbers, splits: Numbers) -> Iterator[Row]:
    """Yield what each article reposts, which stands further up, and its split."""
    for number, (story, split) in enumerate(zip(stories.tolist(), splits.tolist(), strict=True)):
        repost_of = None
        if story != number:
            with path.open("rb") as file:
                repost_of = read_row(file, int(starts[story]))["id"]
        yield {"repost_of": repost_of, "split": _name(split)}


def _of_quotes(cluster_ids: Ids, disputes: DiskMapping, splits: Numbers) -> Iterator[Row]:
    """Yield the cluster of each quotation, what of that is disputed, and its split."""
    import numpy as np

    _, numbers = numbered(cluster_ids)
    several = np.bincount(numbers) > 1
    for cluster_id, number, split in zip(cluster_ids.tolist(), numbers.tolist(), splits.tolist(), strict=True):
        found = disputes.get(str(number)) if several[number] else None
        disputed, variants = json.loads(found) if found else ([], [])
        yield {
            "cluster_id": f"{cluster_id:016x}",
            "disputed": disputed,
            "variants": variants,
            "split": _name(split),
        }


def _name(split: int) -> str | None:
    return None if split == HELD_OUT else SPLITS[split]
