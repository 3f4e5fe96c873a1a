"""Check the JSON Lines of a release: every row by its schema, every record against its article."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.release import (
    ARTICLES,
    FULL,
    QUOTES,
    RECORD_TYPES,
    REJECTED,
    Counts,
    Inputs,
    Line,
    LineRow,
    RowsDigest,
    by_article,
    check_published,
    read_lines,
    read_row,
)
from quotes.dataset.tables import CONFIGS
from quotes.dataset.validation.checks import (
    Problem,
    Row,
    both,
    check_article,
    check_placed,
    check_quotes,
    check_rejected,
)
from quotes.records import Level
from quotes.storage import DiskMapping

Check = Callable[[Row, Sequence[Row]], Iterator[tuple[int, str, str]]]

_UNSOUND = "-"


@dataclass(kw_only=True, slots=True)
class RowTally:
    """What is counted of rows, all of a release or some of them."""

    lines: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    not_english: int = 0
    reposts: int = 0
    reviewed: int = 0
    held_out: Counter[str] = field(default_factory=Counter)
    splits: dict[str, Counter[str]] = field(default_factory=lambda: {config.name: Counter() for config in CONFIGS})

    def add_sound(self, file: str, row: Row) -> None:
        """Count one row that keeps its schema, but for its line."""
        if file == ARTICLES:
            self.not_english += row.get("english") is False
            self.reposts += row["repost_of"] is not None
        if file == QUOTES:
            self.reviewed += row.get("review") is not None
        if file == REJECTED:
            self.reasons[row["reason"]] += 1
        for config in CONFIGS:
            if config.file == file:
                self.held_out[config.name] += row["split"] is None
                if row["split"] is not None:
                    self.splits[config.name][row["split"]] += 1

    def include(self, other: RowTally) -> None:
        """Count what was counted of other rows."""
        self.not_english += other.not_english
        self.reposts += other.reposts
        self.reviewed += other.reviewed
        self.lines.update(other.lines)
        self.reasons.update(other.reasons)
        self.held_out.update(other.held_out)
        for name, splits in other.splits.items():
            self.splits[name].update(splits)


@dataclass(kw_only=True, slots=True)
class Found:
    """What the rows come to: what the manifest must say; ``published`` is what of the articles they should have."""

    published: Level = FULL
    rows: RowsDigest = field(default_factory=RowsDigest)
    articles: Any = field(default_factory=hashlib.sha256)
    tally: RowTally = field(default_factory=RowTally)

    def inputs(self) -> Inputs:
        """Return the manifest's entry of this name."""
        return Inputs(articles=self.tally.lines[ARTICLES], digest=self.articles.hexdigest())

    def counts(self, said: Counts) -> Counts:
        """Return the manifest's entry of this name; what the rows do not tell is as ``said``."""
        tally = self.tally
        return replace(
            said,
            articles=tally.lines[ARTICLES],
            not_english=tally.not_english,
            reposts=tally.reposts,
            quotes=tally.lines[QUOTES],
            reviewed=tally.reviewed,
            rejected=tally.lines[REJECTED],
            rejected_by_reason=dict(tally.reasons),
            held_out={config.name: tally.held_out[config.name] for config in CONFIGS},
            splits={name: dict(splits) for name, splits in tally.splits.items()},
        )

    def add_sound(self, file: str, row: Row) -> None:
        """Count one row that keeps its schema."""
        if file == ARTICLES:
            self.add_article(row)
        self.tally.add_sound(file, row)

    def add_article(self, row: Row) -> None:
        """Take in the text's digest of the next article."""
        self.articles.update(f"{row['digest']}\n".encode())


def validate_rows(folder: Path, found: Found) -> Iterator[Problem]:
    """Yield every problem of the three JSON Lines files, and count in ``found`` what they hold."""
    with DiskMapping() as places, DiskMapping() as quoted:
        checks = _Checks(quoted)
        yield from _validate_articles(folder, places, found)
        yield from _validate_records(folder, QUOTES, checks.quotes, places, found)
        yield from _validate_records(folder, REJECTED, checks.rejected, places, found)


def _validate_articles(folder: Path, places: DiskMapping, found: Found) -> Iterator[Problem]:
    for line in read_lines(folder / ARTICLES):
        where = f"{ARTICLES}:{line.number}"
        breaches = list(_breaches(ARTICLES, line, found))
        for place, message in breaches:
            yield Problem(where=where, place=place, message=message)
        if breaches:
            if line.row is not None and isinstance(line.row.get("id"), str):
                places.add(line.row["id"], f"{line.number} {_UNSOUND}")
            continue
        row = line.row or {}
        for place, message in check_article(row):
            yield Problem(where=where, place=place, message=message)
        if not places.add(row["id"], f"{line.number} {line.offset}"):
            first = (places.get(row["id"]) or "").split()[0]
            yield Problem(where=where, place="$.id", message=f"{row['id']!r} is already the id of {ARTICLES}:{first}")


def _validate_records(folder: Path, file: str, check: Check, places: DiskMapping, found: Found) -> Iterator[Problem]:
    with _Articles(folder, places) as articles, DiskMapping() as done:
        for article_id, group in by_article((line, line.row or {}) for line in read_lines(folder / file)):
            sound: list[LineRow] = []
            for line, row in group:
                breaches = list(_breaches(file, line, found))
                for place, message in breaches:
                    yield Problem(where=f"{file}:{line.number}", place=place, message=message)
                if not breaches:
                    sound.append((line, row))
            if sound:
                yield from _validate_group(file, article_id, sound, check, articles, done)


def _validate_group(
    file: str, article_id: str, group: Sequence[LineRow], check: Check, articles: _Articles, done: DiskMapping
) -> Iterator[Problem]:
    begin = f"{file}:{group[0][0].number}"
    first = done.add(article_id, "")
    if not first:
        message = f"{article_id!r} has rows further up; the rows of an article stand together"
        yield Problem(where=begin, place="$.article_id", message=message)
    if article_id not in articles:
        for line, _ in group:
            message = f"{article_id!r} is the id of no article in {ARTICLES}"
            yield Problem(where=f"{file}:{line.number}", place="$.article_id", message=message)
        return
    if first and not articles.follows(article_id):
        message = f"{article_id!r} stands further up in {ARTICLES} than the article before; the order is the same"
        yield Problem(where=begin, place="$.article_id", message=message)
    article = articles.get(article_id)
    if article is not None:
        for index, place, message in check(article, [row for _, row in group]):
            yield Problem(where=f"{file}:{group[index][0].number}", place=place, message=message)


class _Checks:
    """The checks of an article's records; what is a quotation is kept, for no rejected span may be one.

    It is kept by article, in one text: an entry for each quotation would take longer to keep than all of its checks.
    """

    def __init__(self, quoted: DiskMapping) -> None:
        self._quoted = quoted

    def quotes(self, article: Row, quotes: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
        spans = " ".join(map(_span, quotes))
        if not self._quoted.add(article["id"], spans):  # its rows do not stand together
            self._quoted.add(article["id"], f"{self._quoted.pop(article['id'])} {spans}")
        yield from check_quotes(article, quotes)
        yield from check_placed(article, quotes)

    def rejected(self, article: Row, rejected: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
        yield from check_rejected(article, rejected)
        quoted = set((self._quoted.get(article["id"]) or "").split())
        for index, span in enumerate(rejected):
            if _span(span) in quoted:
                yield index, "$.start", both(span)


def _span(row: Row) -> str:
    return f"{row['start']}:{row['end']}"


class _Articles:
    """The articles, by id, read from their file when asked for."""

    def __init__(self, folder: Path, places: DiskMapping) -> None:
        self._file = (folder / ARTICLES).open("rb")
        self._places = places
        self._line = 0

    def __enter__(self) -> _Articles:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __contains__(self, article_id: str) -> bool:
        return self._places.get(article_id) is not None

    def follows(self, article_id: str) -> bool:
        """Say whether the article stands behind all that this was asked of before."""
        line, before = int((self._places.get(article_id) or "").split()[0]), self._line
        self._line = max(line, before)
        return line > before

    def get(self, article_id: str) -> Row | None:
        """Return the article, or None where its row breaks its schema."""
        offset = (self._places.get(article_id) or "").split()[1]
        return None if offset == _UNSOUND else read_row(self._file, int(offset))


def _breaches(file: str, line: Line, found: Found) -> Iterator[tuple[str, str]]:
    found.tally.lines[file] += 1
    if line.row is None:
        yield "", line.error
        return
    found.rows.add(line.row)
    unknown = schema.unknown_major(line.row.get("schema_version"))
    if unknown:
        yield "$.schema_version", unknown
        return
    breaches = list(schema.problems(RECORD_TYPES[file], line.row))
    if not breaches:
        breaches.extend(check_published(file, line.row, found.published))
    yield from breaches
    if not breaches:
        found.add_sound(file, line.row)
