"""Count what a release holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import Any

from quotes.dataset.release import QUOTES, open_release, sound_lines
from quotes.processes import batched
from quotes.storage import DiskCounter, DiskMapping

_SURE = 0.95
_AT_ONCE = 256
_COUNTED = ("article_id", "utterance_id", "cluster_id", "kind", "split")
_COUNTED_PARTS = {"attribution": ("method", "confidence"), "role": ("category",), "speaker": ("form", "name")}

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistics:
    """Counts over the quotations of a release or a records file; the mappings have the largest count first.

    Of records outside a release, ``articles`` counts those with a quotation, and what only a release tells is None:
    ``not_english``, ``reposts``, ``rejected``, and ``clusters``, the number of different words. ``speakers`` are full
    names, each counted once for the same words: who has none in the article is in ``with_speaker``, not here. ``roles``
    are categories; ``confidence`` is by tenths, lowest first, ``expected`` the sum of it there: so many are expected to
    be right. ``sure`` are those of .95 and more.
    """

    articles: int
    not_english: int | None
    reposts: int | None
    quotes: int
    clusters: int | None
    rejected: int | None
    utterances: int
    with_speaker: int
    with_name: int
    with_role: int
    speakers: dict[str, int]
    roles: dict[str, int]
    kinds: dict[str, int]
    forms: dict[str, int]
    methods: dict[str, int]
    confidence: dict[str, int]
    splits: dict[str, int]
    expected: dict[str, float] = field(default_factory=dict)
    sure: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as one JSON object."""
        return asdict(self)


def stats(path: str | PathLike[str], *, top: int = 20) -> Statistics:
    """Count who is quoted, in which role and how, in a release folder or a records file (JSON Lines).

    Of ``speakers``, the ``top`` most quoted are returned. Memory does not grow with the file. What is neither, or
    cannot be read, raises a ReleaseError, the first row that is not sound a RecordError.
    """
    if not Path(path).is_dir() and Path(path).exists():
        counted = count(Path(path), top=top)
        return replace(counted, not_english=None, reposts=None, rejected=None, clusters=None)
    release = open_release(path)
    counts = release.counts
    return count(
        release.path / QUOTES,
        top=top,
        articles=counts.articles,
        not_english=counts.not_english,
        reposts=counts.reposts,
        rejected=counts.rejected,
    )


def count(quotes: Path, *, top: int, **known: int) -> Statistics:
    """Count the quotations of one file, in memory that does not grow with it; ``known`` is told by something else."""
    with tally_quotes() as tally:
        for rows in batched((row for _, row in sound_lines(quotes, "quote")), _AT_ONCE):
            tally.add_all(rows)
        return tally.statistics(top=top, **known)


@dataclass(kw_only=True, slots=True)
class QuoteTally:
    """Counts of quotations; what grows with them is on disk."""

    articles_seen: DiskMapping
    utterances_seen: DiskMapping
    said: DiskMapping
    speakers: DiskCounter
    articles: int = 0
    quotes: int = 0
    utterances: int = 0
    clusters: int = 0
    with_name: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    tenths: Counter[int] = field(default_factory=Counter)
    sums: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    sure: int = 0
    splits: Counter[str] = field(default_factory=Counter)

    def add_all(self, rows: Sequence[Row]) -> None:
        """Count quotations, of which `counted_quote` is enough."""
        self.quotes += len(rows)
        self.articles += self.articles_seen.add_all({row["article_id"] for row in rows})
        self.utterances += self.utterances_seen.add_all(f"{row['utterance_id']} {row['article_id']}" for row in rows)
        self.clusters += self.said.add_all(row["cluster_id"] for row in rows if row["cluster_id"] is not None)
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        self.kinds[row["kind"]] += 1
        self.methods[row["attribution"]["method"]] += 1
        confidence = row["attribution"]["confidence"]
        tenth = min(9, int(confidence * 10))
        self.tenths[tenth] += 1
        self.sums[tenth] += confidence
        self.sure += confidence >= _SURE
        if row["split"] is not None:
            self.splits[row["split"]] += 1
        if row["role"] is not None:
            self.roles[row["role"]["category"]] += 1
        if row["speaker"] is not None:
            self._add_speaker(row["speaker"], row["cluster_id"])

    def _add_speaker(self, speaker: Row, cluster: str | None) -> None:
        self.forms[speaker["form"]] += 1
        if (name := speaker["name"]) is not None:
            self.with_name += 1
            if cluster is None or self.said.add(f"{cluster} {name}", ""):
                self.speakers.add(name)

    def statistics(
        self,
        *,
        top: int,
        articles: int | None = None,
        not_english: int = 0,
        reposts: int = 0,
        rejected: int = 0,
    ) -> Statistics:
        """Return what the quotations so far come to, with the ``top`` most quoted speakers."""
        return Statistics(
            articles=self.articles if articles is None else articles,
            not_english=not_english,
            reposts=reposts,
            quotes=self.quotes,
            clusters=self.clusters,
            rejected=rejected,
            utterances=self.utterances,
            with_speaker=self.forms.total(),
            with_name=self.with_name,
            with_role=self.roles.total(),
            speakers=self.speakers.most_common(top),
            roles=_sorted(self.roles),
            kinds=_sorted(self.kinds),
            forms=_sorted(self.forms),
            methods=_sorted(self.methods),
            confidence={_tenth(tenth): self.tenths[tenth] for tenth in range(10)},
            expected={_tenth(tenth): round(self.sums[tenth], 1) for tenth in range(10)},
            sure=self.sure,
            splits=_sorted(self.splits),
        )


def counted_quote(row: Row) -> Row:
    """Return of a quotation what is counted: less to send from one process to another."""
    parts = {name: row[name] and {key: row[name][key] for key in keys} for name, keys in _COUNTED_PARTS.items()}
    return {**{name: row[name] for name in _COUNTED}, **parts}


@contextmanager
def tally_quotes() -> Iterator[QuoteTally]:
    """Begin to count quotations, in memory that does not grow with them."""
    with DiskMapping() as articles, DiskMapping() as utterances, DiskMapping() as said, DiskCounter() as speakers:
        yield QuoteTally(articles_seen=articles, utterances_seen=utterances, said=said, speakers=speakers)


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=_largest_first))


def _largest_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _tenth(number: int) -> str:
    return f"{number / 10:.1f}-{(number + 1) / 10:.1f}"
