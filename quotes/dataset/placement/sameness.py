"""What of a release's rows is the same: articles and their reposts, quotations and their clusters."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.clusters import Attributed, Clustering, Written, cluster_written, numbered, stories, wording_of, written
from quotes.dataset.release import rows_at
from quotes.processes import HERE, Processes
from quotes.storage import DiskMapping

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Numbers64 = npt.NDArray[np.uint64]

Row = Mapping[str, Any]
_Saying = tuple[str, str | None, bool, int]
_SAYINGS_AT_ONCE = 512


@dataclass(frozen=True, kw_only=True, slots=True)
class Sameness:
    """By the numbers of rows: the first article of each one's story; each quotation's article; the clustering."""

    stories: Numbers
    articles: Numbers
    clustering: Clustering


def sameness_of(
    articles: Iterable[Row], quotes: Iterable[Row], *, published: bool = True, processes: Processes = HERE
) -> Sameness:
    """Find the reposts among the articles, and the same words among the quotations, which are read after them.

    Where the texts of the articles are not ``published``, the reposts are what the rows say.
    """
    import numpy as np

    article_of = array("i")
    with DiskMapping() as numbers:
        story_of = _stories_of(articles, numbers, published, processes)
        sayings = _sayings(quotes, numbers, story_of, article_of)
        clustering = cluster_written(processes.map_all(_all_written, sayings, _SAYINGS_AT_ONCE), processes)
    return Sameness(stories=story_of, articles=np.frombuffer(article_of, dtype=np.int32), clustering=clustering)


def stories_of(articles: Iterable[Row], *, published: bool = True, processes: Processes = HERE) -> Numbers:
    """Return the first article of each one's story, by number: see `sameness_of`."""
    with DiskMapping() as numbers:
        return _stories_of(articles, numbers, published, processes)


def written_of(quote: Row, story: int) -> Written:
    """Return the words of a quotation and who said them, as they are clustered, from the story it stands in."""
    return _written(_saying(quote, story))


def attributed(
    path: Path, offsets: Numbers64, same: Sameness, cluster_ids: npt.NDArray[np.uint64]
) -> Iterator[Attributed]:
    """Yield the attributions of those quotations whose clusters have quotations of several articles.

    The others are not read: ``offsets`` are the bytes at which the lines of all begin in the file at ``path``.
    """
    import numpy as np

    _, numbers = numbered(cluster_ids)
    first = np.full(numbers.max(initial=-1) + 1, len(same.stories), dtype=np.int32)
    np.minimum.at(first, numbers, same.articles)
    several = np.zeros(len(first), dtype=bool)
    several[numbers[same.articles != first[numbers]]] = True
    among = np.flatnonzero(several[numbers])
    for number, row in zip(among.tolist(), rows_at(path, offsets[among].tolist()), strict=True):
        article = int(same.articles[number])
        yield Attributed(int(numbers[number]), int(same.stories[article]), article, row["speaker"], row["role"])


def _numbered(articles: Iterable[Row], numbers: DiskMapping) -> Iterator[Row]:
    """Yield the articles, and keep the number of each by its id."""
    for number, row in enumerate(articles):
        numbers.add(row["id"], str(number))
        yield row


def _stories_said(articles: Iterable[Row], numbers: DiskMapping) -> Numbers:
    """Return each article's story as its row names it: an earlier article that is no repost, or else its own."""
    import numpy as np

    said = array("i")
    for number, row in enumerate(articles):
        first = int(numbers.get(row["repost_of"] or row["id"]) or number)
        said.append(first if first < number and said[first] == first else number)
    return np.array(said, dtype=np.int32)


def _stories_of(articles: Iterable[Row], numbers: DiskMapping, published: bool, processes: Processes) -> Numbers:
    rows = _numbered(articles, numbers)
    return stories((row["text"] for row in rows), processes) if published else _stories_said(rows, numbers)


def _sayings(
    quotes: Iterable[Row], numbers: DiskMapping, story_of: Numbers, article_of: array[int]
) -> Iterator[_Saying]:
    number_of = functools.lru_cache(maxsize=1)(numbers.get)  # the quotations of an article stand together
    for row in quotes:
        article = int(number_of(row["article_id"]) or 0)
        article_of.append(article)
        yield _saying(row, int(story_of[article]))


def _saying(row: Row, story: int) -> _Saying:
    """Return the text of a quotation, its speaker's name, whether that is a body's, and the story it stands in."""
    speaker: Mapping[str, Any] = row["speaker"] or {}
    return row["text"], speaker.get("name"), speaker.get("form") == "organization", story


def _all_written(sayings: Sequence[_Saying]) -> list[Written]:
    return [*map(_written, sayings)]


def _written(saying: _Saying) -> Written:
    text, name, body, story = saying
    return written(wording_of(text, name, body=body, story=story))
