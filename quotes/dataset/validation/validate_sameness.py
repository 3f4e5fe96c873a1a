"""Check what the rows of a release have in common: reposts, clusters, disagreements, and that no split leaks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotes.clusters import disagreements
from quotes.dataset.placement import HELD_OUT, SPLITS, Sameness, attributed, cluster_ids_of, sameness_of, split_by_rule
from quotes.dataset.release import (
    ARTICLES,
    MANIFEST,
    QUOTES,
    Line,
    Release,
    is_published,
    level_of,
    read_rows,
    rows_at,
    short,
    whole_lines,
)
from quotes.dataset.validation.checks import Problem, Row

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Ids = npt.NDArray[np.uint64]


@dataclass(kw_only=True, slots=True)
class Said:
    """What the quotations say of themselves, in their order: id, cluster, and split by its place in SPLITS.

    Also where the line of each begins, and the numbers of those that say of something that it is disputed.
    """

    ids: array[int] = field(default_factory=lambda: array("Q"))
    clusters: array[int] = field(default_factory=lambda: array("Q"))
    splits: array[int] = field(default_factory=lambda: array("i"))
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    disputed: array[int] = field(default_factory=lambda: array("q"))

    def add(self, line: Line, row: Row) -> None:
        """Take in what the next quotation says."""
        if row["disputed"] != [] or row["variants"] != []:
            self.disputed.append(len(self.ids))
        self.ids.append(int(row["id"], 16))
        self.clusters.append(int(row["cluster_id"], 16))
        self.splits.append(_split(row))
        self.offsets.append(line.offset)

    def include(self, other: Said) -> None:
        """Take in what the quotations behind say."""
        self.disputed.extend(len(self.ids) + number for number in other.disputed)
        self.ids.extend(other.ids)
        self.clusters.extend(other.clusters)
        self.splits.extend(other.splits)
        self.offsets.extend(other.offsets)


def read_sameness(release: Release) -> tuple[Said, Sameness]:
    """Return what the quotations of a release say, and what its rows have in common; the rows must be sound."""
    said = Said()

    def quotes() -> Iterator[Row]:
        for line, row in whole_lines(release.path / QUOTES):
            said.add(line, row)
            yield row

    published = is_published(level_of(release.manifest), ARTICLES)
    return said, sameness_of(read_rows(release.path / ARTICLES), quotes(), published=published)


def validate_sameness(release: Release, said: Said, same: Sameness) -> Iterator[Problem]:
    """Yield every way in which reposts, clusters and splits are not what the texts give; the rows must be sound.

    ``said`` is what the quotations say, ``same`` what articles and words have in common, found anew. Near-duplicates,
    members of a cluster and quotations of the same words must be in one split or in none. Cluster ids follow from the
    rows in a first version only: a later one carries on what was known, so there only splits and disagreements are
    checked against them. Where the texts of the articles are not published, ``repost_of`` must lead to an article that
    is no repost, and the rest is checked as it says.
    """
    import numpy as np

    published = is_published(level_of(release.manifest), ARTICLES)
    clusters, split_of = np.array(said.clusters, dtype=np.uint64), np.array(said.splits, dtype=np.int32)
    yield from _validate_articles(release, same, published)
    if release.manifest.previous is None:
        yield from _validate_ids(np.array(said.ids, dtype=np.uint64), same, clusters)
    _, numbers = np.unique(clusters, return_inverse=True)
    yield from _leaks(QUOTES, "the same cluster", split_of, numbers.astype(np.int32), same.clustering.links[:0])
    yield from _leaks(QUOTES, "the same words", split_of, same.clustering.words, same.clustering.links)
    yield from _validate_disagreements(release, same, clusters, said)
    told, found = release.counts.clusters, int(numbers.max(initial=-1)) + 1
    if told != found:
        yield Problem(where=MANIFEST, place="$.counts.clusters", message=f"{told}, but the rows give {found}")


def _split(row: Row) -> int:
    return HELD_OUT if row["split"] is None else SPLITS.index(row["split"])


def _validate_articles(release: Release, same: Sameness, published: bool) -> Iterator[Problem]:
    import numpy as np

    rule, first = release.manifest.split_rule, release.manifest.previous is None
    firsts = {int(story): "" for story in same.stories[same.stories != np.arange(len(same.stories))]}
    splits = array("i")
    for number, row in enumerate(read_rows(release.path / ARTICLES)):
        where = f"{ARTICLES}:{number + 1}"
        if number in firsts:
            firsts[number] = row["id"]
        expected = firsts.get(int(same.stories[number])) if same.stories[number] != number else None
        if row["repost_of"] != expected:
            message = f"{short(row['repost_of'])}, but the texts give {short(expected)}"
            if not published:
                message = f"{short(row['repost_of'])} is not the id of an earlier article that is no repost"
            yield Problem(where=where, place="$.repost_of", message=message)
        ruled = split_by_rule(rule, row) if first else None
        if ruled is not None and row["split"] not in (None, ruled):
            yield Problem(
                where=where, place="$.split", message=f"{row['split']}, but split by {rule['by']} it is {ruled}"
            )
        splits.append(_split(row))
    yield from _leaks(
        ARTICLES, "a near-duplicate", np.array(splits, dtype=np.int32), same.stories, same.clustering.links[:0]
    )


def _validate_ids(ids: Ids, same: Sameness, given: Ids) -> Iterator[Problem]:
    import numpy as np

    expected = cluster_ids_of(same.clustering.clusters, ids)
    for number in np.flatnonzero(given != expected).tolist():
        message = f"{int(given[number]):016x}, but the words give {int(expected[number]):016x}"
        yield Problem(where=f"{QUOTES}:{number + 1}", place="$.cluster_id", message=message)


def _leaks(file: str, words: str, splits: Numbers, groups: Numbers, links: Numbers) -> Iterator[Problem]:
    """Yield each row of a group, or of one linked to it, that is in another split than an earlier one."""
    import numpy as np

    rows = np.arange(len(splits), dtype=np.int32)
    firsts = np.full((len(SPLITS), int(groups.max(initial=-1)) + 1), len(splits), dtype=np.int32)
    placed = splits != HELD_OUT
    np.minimum.at(firsts, (splits[placed], groups[placed]), rows[placed])
    near = firsts.copy()
    for left, right in ((links[:, 0], links[:, 1]), (links[:, 1], links[:, 0])):
        for split in range(len(SPLITS)):
            np.minimum.at(near[split], left, firsts[split][right])
    for split, name in enumerate(SPLITS):
        for number in np.flatnonzero(placed & (splits != split) & (near[split][groups] < rows)).tolist():
            other = int(near[split][groups[number]]) + 1
            message = f"{SPLITS[splits[number]]}, but {words} is in {name} at {file}:{other}"
            yield Problem(
                where=f"{file}:{number + 1}", place="$.split", message=message.replace("words is", "words are")
            )


def _validate_disagreements(release: Release, same: Sameness, ids: Ids, said: Said) -> Iterator[Problem]:
    import numpy as np

    path, offsets = release.path / QUOTES, np.array(said.offsets, dtype=np.uint64)
    _, numbers = np.unique(ids, return_inverse=True)
    expected: dict[int, dict[str, Any]] = {
        number: {"disputed": disputed, "variants": variants}
        for number, disputed, variants in disagreements(attributed(path, offsets, same, ids))
    }
    # In no other is anything disputed, as it says itself.
    looked_at = np.isin(numbers, np.array(list(expected), dtype=numbers.dtype))
    looked_at[np.array(said.disputed, dtype=np.int64)] = True
    among = np.flatnonzero(looked_at)
    for number, row in zip(among.tolist(), rows_at(path, offsets[among].tolist()), strict=True):
        for name in ("disputed", "variants"):
            wanted = expected.get(int(numbers[number]), {}).get(name, [])
            if row[name] != wanted:
                message = f"{short(row[name])}, but the articles of the cluster give {short(wanted)}"
                yield Problem(where=f"{QUOTES}:{number + 1}", place=f"$.{name}", message=message)
