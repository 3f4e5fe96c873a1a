"""Check what the rows of a release have in common: reposts, clusters, disagreements, and that no split leaks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotes.clusters import disagreements
from quotes.dataset.placement import HELD_OUT, SPLITS, Sameness, attributed, cluster_ids_of, sameness_of, split_by_rule
from quotes.dataset.release import ARTICLES, MANIFEST, QUOTES, Release, is_published, level_of, read_rows, short
from quotes.dataset.validation.checks import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Ids = npt.NDArray[np.uint64]


def validate_sameness(release: Release) -> Iterator[Problem]:
    """Yield every way in which reposts, clusters and splits are not what the texts give; the rows must be sound.

    Articles and words are compared anew. Near-duplicates, members of a cluster and quotations of the same words must
    be in one split or in none. Cluster ids follow from the rows in a first version only: a later one carries on what
    was known, so there only splits and disagreements are checked against them. Where the texts of the articles are not
    published, ``repost_of`` must lead to an article that is no repost, and the rest is checked as it says.
    """
    import numpy as np

    published = is_published(level_of(release.manifest), ARTICLES)
    articles, quotes = (read_rows(release.path / file) for file in (ARTICLES, QUOTES))
    same = sameness_of(articles, quotes, published=published)
    clusters, splits = array("Q"), array("i")
    for row in release.rows(QUOTES):
        clusters.append(int(row["cluster_id"], 16))
        splits.append(HELD_OUT if row["split"] is None else SPLITS.index(row["split"]))
    ids, split_of = np.array(clusters, dtype=np.uint64), np.array(splits, dtype=np.int32)
    yield from _validate_articles(release, same, published)
    if release.manifest.previous is None:
        yield from _validate_ids(release, same, ids)
    _, numbers = np.unique(ids, return_inverse=True)
    yield from _leaks(QUOTES, "the same cluster", split_of, numbers.astype(np.int32), same.clustering.links[:0])
    yield from _leaks(QUOTES, "the same words", split_of, same.clustering.words, same.clustering.links)
    yield from _validate_disagreements(release, same, ids)
    said, found = release.counts.clusters, int(numbers.max(initial=-1)) + 1
    if said != found:
        yield Problem(where=MANIFEST, place="$.counts.clusters", message=f"{said}, but the rows give {found}")


def _validate_articles(release: Release, same: Sameness, published: bool) -> Iterator[Problem]:
    import numpy as np

    rule, first = release.manifest.split_rule, release.manifest.previous is None
    firsts = {int(story): "" for story in same.stories[same.stories != np.arange(len(same.stories))]}
    splits = array("i")
    for number, row in enumerate(release.rows(ARTICLES)):
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
        splits.append(HELD_OUT if row["split"] is None else SPLITS.index(row["split"]))
    yield from _leaks(
        ARTICLES, "a near-duplicate", np.array(splits, dtype=np.int32), same.stories, same.clustering.links[:0]
    )


def _validate_ids(release: Release, same: Sameness, given: Ids) -> Iterator[Problem]:
    import numpy as np

    ids = np.array([int(row["id"], 16) for row in release.rows(QUOTES)], dtype=np.uint64)
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


def _validate_disagreements(release: Release, same: Sameness, ids: Ids) -> Iterator[Problem]:
    import numpy as np

    _, numbers = np.unique(ids, return_inverse=True)
    expected: dict[int, dict[str, Any]] = {
        number: {"disputed": disputed, "variants": variants}
        for number, disputed, variants in disagreements(attributed(read_rows(release.path / QUOTES), same, ids))
    }
    for number, row in enumerate(release.rows(QUOTES)):
        for field in ("disputed", "variants"):
            wanted = expected.get(int(numbers[number]), {}).get(field, [])
            if row[field] != wanted:
                message = f"{short(row[field])}, but the articles of the cluster give {short(wanted)}"
                yield Problem(where=f"{QUOTES}:{number + 1}", place=f"$.{field}", message=message)
