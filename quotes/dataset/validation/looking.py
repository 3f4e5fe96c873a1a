"""Look once at all rows of a release, and say whether all is as it must be; how it is not, others tell.

    articles ── whose reposts ──┐
    stretches of articles, shared out ── sound? ── counts, words, rows of the tables ──> clusters
                                                                          └──> the Parquet files hold them?

A quotation is parsed once for all of that. Where anything is not as it must be, which is rare, the files are read
again, row by row, to tell it in words; so nothing may be sound here that is not sound there.
"""

from __future__ import annotations

import gc
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes import schema
from quotes.articles import NO_VALUE
from quotes.clusters import Written, cluster_written
from quotes.dataset.placement import Sameness, stories_of, written_of
from quotes.dataset.release import (
    ARTICLES,
    QUOTES,
    RECORD_TYPES,
    REJECTED,
    LineRow,
    Release,
    Stretch,
    canonical_lines,
    check_published,
    is_published,
    level_of,
    sound_lines,
    stretches_of,
    with_quotes,
)
from quotes.dataset.tables import CONFIGS, Config, Packs, View, pack, views_of
from quotes.dataset.validation.checks import (
    Row,
    check_apart,
    check_article,
    check_placed,
    check_quotes,
    check_rejected,
)
from quotes.dataset.validation.in_columns import InColumns
from quotes.dataset.validation.validate_parquet import have_the_columns
from quotes.dataset.validation.validate_rows import Found, RowTally
from quotes.dataset.validation.validate_sameness import Said
from quotes.errors import RecordError
from quotes.processes import Processes
from quotes.records import Level
from quotes.storage import DiskMapping, ScratchFile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]

TO_LOOK = ("numpy", "pandas", "pyarrow.parquet", "rensa")
"""What processes load that look."""
_BLOCK = 2**20
"""Bytes of a temporary file that are read at a time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What was seen of a release all of whose rows are sound.

    ``tables`` counts the rows of views, by name and split; None where Parquet files may not hold what they should.
    """

    found: Found
    said: Said
    same: Sameness
    tables: dict[str, Counter[str]] | None


def look_at(release: Release, processes: Processes) -> Look | None:
    """Return what is seen of a release; None where it is not certain that all rows are sound."""
    try:
        return _look_at(release, processes)
    except (_UncertainError, RecordError, OSError):
        return None


class _UncertainError(Exception):
    """Something is not sound, or may not be."""


def _look_at(release: Release, processes: Processes) -> Look:
    published = level_of(release.manifest)
    sources: Sequence[Config | View] = (*CONFIGS, *views_of(published))
    if schema.is_other_minor(release.manifest.schema_version) or not have_the_columns(sources, release.path):
        sources = ()
    with InColumns(sources, release.path) as tables, ScratchFile() as rejected:
        looking = _Looking(path=release.path, published=published, sources=sources, tables=tables, rejected=rejected)
        texts = is_published(published, ARTICLES)
        stories = stories_of(looking.articles(), published=texts, processes=processes)
        clustering = cluster_written(looking.quotes(stories, processes), processes)
        return looking.look(Sameness(stories=stories, articles=looking.article_of(), clustering=clustering))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """What to look at: a stretch, the first article of the story of each of its articles, and what tables it has."""

    stretch: Stretch
    stories: Sequence[int]
    published: Level
    sources: Sequence[Config | View]


@dataclass(kw_only=True, slots=True)
class _Seen:
    """What a stretch holds: counts, how many quotations each article has, their words, the rows of all tables.

    ``quotes`` and ``rejected`` are canonical lines. Where the tables are not certain, there are no ``packs``.
    """

    tally: RowTally = field(default_factory=RowTally)
    said: Said = field(default_factory=Said)
    quoted: array[int] = field(default_factory=lambda: array("i"))
    written: list[Written] = field(default_factory=list)
    quotes: bytes = b""
    rejected: bytes = b""
    packs: Packs | None = None


@dataclass(kw_only=True, slots=True)
class _Looking:
    """A look that goes on: articles first, then quotations; what of them is kept is what `Look` has in the end.

    Canonical lines of rejected spans wait on disk, in ``rejected``: in the digest they come last.
    """

    path: Path
    published: Level
    sources: Sequence[Config | View]
    tables: InColumns
    rejected: ScratchFile
    said: Said = field(default_factory=Said)
    quoted: array[int] = field(default_factory=lambda: array("i"))
    found: Found = field(init=False)
    made: dict[str, Counter[str]] = field(init=False)
    held: bool = field(init=False)

    def __post_init__(self) -> None:
        self.found = Found(published=self.published)
        self.made = {view.name: Counter() for view in views_of(self.published)}
        self.held = bool(self.sources)

    def articles(self) -> Iterator[Row]:
        """Yield the articles; one whose text or id is not as it must be is an _UncertainError."""
        with DiskMapping() as ids:
            for _, row in sound_lines(self.path / ARTICLES, RECORD_TYPES[ARTICLES]):
                if any(check_published(ARTICLES, row, self.published)) or not ids.add(row["id"], ""):
                    raise _UncertainError
                self.found.rows.add(row)
                self.found.add_article(row)
                yield row

    def quotes(self, stories: Numbers, processes: Processes) -> Iterator[Written]:
        """Look at all stretches, and yield the words of each quotation."""
        for seen in processes.map(_seen, self._asked(stories)):
            if seen is None:
                raise _UncertainError
            self._take(seen)
            yield from seen.written

    def _asked(self, stories: Numbers) -> Iterator[_Asked]:
        for stretch in stretches_of(self.path):
            first, count = stretch.articles.number - 1, stretch.articles.count
            if not count and (stretch.quotes.count or stretch.rejected.count):
                raise _UncertainError
            sources = self.sources if self.held else ()
            of_stretch = stories[first:][:count].tolist()
            yield _Asked(stretch=stretch, stories=of_stretch, published=self.published, sources=sources)

    def _take(self, seen: _Seen) -> None:
        self.found.tally.include(seen.tally)
        self.found.rows.add_lines(seen.quotes)
        self.rejected.write(seen.rejected)
        self.said.include(seen.said)
        self.quoted.extend(seen.quoted)
        self.held = self.held and seen.packs is not None and self.tables.holds(seen.packs)
        for (name, split), packed in (seen.packs or {}).items():
            if name in self.made:
                self.made[name][split] += len(packed.articles)

    def article_of(self) -> Numbers:
        """Return the article of each quotation, by number."""
        import numpy as np

        return np.repeat(np.arange(len(self.quoted), dtype=np.int32), np.frombuffer(self.quoted, dtype=np.int32))

    def look(self, same: Sameness) -> Look:
        """Return what was seen of all."""
        self.rejected.seek(0)
        while block := self.rejected.read(_BLOCK):
            self.found.rows.add_lines(block)
        holds = self.held and self.tables.ends()
        return Look(found=self.found, said=self.said, same=same, tables=self.made if holds else None)


def _seen(asked: _Asked) -> _Seen | None:
    """Return what is seen of a stretch; None where it is not certain that all of its rows are sound."""
    try:
        with _without_collecting():
            return _look_closely(asked)
    except (RecordError, OSError):
        return None


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no garbage: rows have no cycles, and to go through all that is loaded took a twentieth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _look_closely(asked: _Asked) -> _Seen | None:
    stretch, seen = asked.stretch, _Seen()
    articles = list(stretch.rows())
    spans = sound_lines(stretch.folder / REJECTED, RECORD_TYPES[REJECTED], stretch.rejected)
    rejected = list(with_quotes((article for article, _ in articles), spans, REJECTED))
    for (article, quotes), (_, set_aside), story in zip(articles, rejected, asked.stories, strict=True):
        rows = {ARTICLES: [article[1]], QUOTES: [row for _, row in quotes], REJECTED: [row for _, row in set_aside]}
        if any(_breaches(rows, asked.published)):
            return None
        for file, of_file in rows.items():
            seen.tally.lines[file] += len(of_file)
            for row in of_file:
                seen.tally.add_sound(file, row)
        for line, row in quotes:
            seen.said.add(line, row)
            seen.written.append(written_of(row, story))
        seen.quoted.append(len(quotes))
    seen.quotes = _canonical(quotes for _, quotes in articles)
    seen.rejected = _canonical(set_aside for _, set_aside in rejected)
    if not any(schema.is_newer(row["schema_version"]) for _, row in _all_rows(articles)):
        # Of fields that the columns do not have, which a newer schema may allow, tables tell nothing.
        seen.packs = _packs(articles, asked.sources)
    return seen


def _all_rows(articles: Iterable[tuple[LineRow, Sequence[LineRow]]]) -> Iterator[LineRow]:
    for article, quotes in articles:
        yield article
        yield from quotes


def _canonical(groups: Iterable[Sequence[LineRow]]) -> bytes:
    return canonical_lines(row for group in groups for _, row in group)


def _packs(articles: Sequence[tuple[LineRow, Sequence[LineRow]]], sources: Sequence[Config | View]) -> Packs | None:
    """Return the rows of all tables; None where Arrow cannot hold them."""
    import pyarrow as pa

    try:
        return pack(articles, sources, sized=False)
    except (pa.ArrowException, *NO_VALUE):
        return None


def _breaches(rows: Mapping[str, Sequence[Row]], published: Level) -> Iterator[Any]:
    """Yield whatever is wrong with an article and its records, each of which keeps its schema."""
    for file, of_file in rows.items():
        for row in of_file:
            yield from check_published(file, row, published)
    (article,), quotes, rejected = rows.values()
    yield from check_article(article)
    yield from check_quotes(article, quotes)
    yield from check_placed(article, quotes)
    yield from check_rejected(article, rejected)
    yield from check_apart(quotes, rejected)
