"""Where articles print the same words and disagree on who spoke them, or in which role."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from quotes import english
from quotes.clusters.quoted_words import stem
from quotes.clusters.speaker_names import name_words, same_entity

VariantRow = dict[str, Any]

MOST_VARIANTS = 20
"""Every quotation of a cluster tells the variants: those of a statement that thousands sign would grow with the square
of their number, and nobody compares more than twenty."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation's cluster, story and article, by number, and its ``speaker`` and ``role`` as in quotes.jsonl."""

    cluster: int
    story: int
    article: int
    speaker: Mapping[str, Any] | None
    role: Mapping[str, Any] | None


def disagreements(quotations: Iterable[Attributed]) -> Iterator[tuple[int, list[str], list[VariantRow]]]:
    """Yield (cluster, what is disputed, variants) for each cluster whose articles disagree, in order of the clusters.

    What is disputed is "speaker", "role" or both. Variants are the attributions, the most frequent first, at most
    twenty, as in quotes.jsonl; a repost does not count beside its original.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("CREATE TABLE said (cluster INTEGER, story INTEGER, article INTEGER, words TEXT)")
        database.execute("BEGIN")
        database.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", map(_row, quotations))
        rows = database.execute("SELECT * FROM said ORDER BY cluster, words, story, article")
        for cluster, members in groupby(rows, key=lambda row: int(row[0])):
            variants = [_variant(words, list(same)) for words, same in groupby(members, key=lambda row: str(row[3]))]
            variants.sort(key=lambda one: (-one.quotes, one.name or "", one.role or ""))
            disputed = _disputed(variants)
            if disputed:
                yield cluster, disputed, [_record(one) for one in variants[:MOST_VARIANTS]]


@dataclass(frozen=True, slots=True)
class _Tallied:
    name: str | None
    body: bool
    role: str | None
    title: str
    organization: str
    vague: bool
    quotes: int
    articles: frozenset[int]


def _row(one: Attributed) -> tuple[int, int, int, str]:
    speaker, role = one.speaker or {}, one.role or {}
    # The description "a spokesman" is no name, and "other" no role that excludes another.
    fields = [
        speaker.get("name"),
        speaker.get("name") is not None and speaker["form"] == "organization",
        role.get("text"),
        role.get("title") or "",
        role.get("organization") or "",
        role.get("category") in ("other", "witness"),
    ]
    return one.cluster, one.story, one.article, json.dumps(fields)


def _variant(words: str, rows: Sequence[tuple[int, int, int, str]]) -> _Tallied:
    per_story: dict[int, Counter[int]] = defaultdict(Counter)
    for _, story, article, _ in rows:
        per_story[story][article] += 1
    quotes = sum(max(articles.values()) for articles in per_story.values())
    name, body, role, title, organization, vague = json.loads(words)
    articles = frozenset(article for _, _, article, _ in rows)
    return _Tallied(name, body, role, title, organization, vague, quotes, articles)


def _record(one: _Tallied) -> VariantRow:
    return {"speaker": one.name, "role": one.role, "quotes": one.quotes}


_MOST_COMPARED = 100
"""Variants of one cluster that are compared, each with each; articles seldom give the same words to three."""


def _disputed(variants: Sequence[_Tallied]) -> list[str]:
    found: set[str] = set()
    for left, right in combinations(variants[:_MOST_COMPARED], 2):
        if len(left.articles | right.articles) < 2:
            continue
        if not speakers_agree(left, right):
            found.add("speaker")
        elif not roles_agree(left, right):
            found.add("role")
        if len(found) == 2:
            break
    return [part for part in ("speaker", "role") if part in found]


def speakers_agree(left: _Tallied, right: _Tallied) -> bool:
    """Say whether two attributions may be to one entity; who has no name may be anybody."""
    one, other = name_words(left.name), name_words(right.name)
    if not one or not other or same_entity(one, other):
        return True
    if left.body == right.body:
        return False
    body, person = (one, right) if left.body else (other, left)
    # A ministry speaks through its spokesman.
    return bool(_words(person.role or "")) and _same_body(_words(" ".join(body)), _words(person.role or ""))


def roles_agree(left: _Tallied, right: _Tallied) -> bool:
    """Say whether two roles may be one person's: one says less, or both have title and organization in common."""
    one, other = _words(left.role or ""), _words(right.role or "")
    if not one or not other:
        return True
    if stem("vice") in one ^ other:
        return False
    if one <= other or other <= one:
        return True
    head, other_head = _head(left.title), _head(right.title)
    if head and other_head and head != other_head:
        return left.vague or right.vague
    if not _same_body(_words(left.organization), _words(right.organization)):
        return False
    kind, other_kind = _words(left.title) - _RANKS - {head}, _words(right.title) - _RANKS - {head}
    return not kind or not other_kind or bool(kind & other_kind)


_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_RANKS = frozenset(map(stem, english.RANKS))
_ALIASES = {"pentagon": ("defense", "department"), "ministry": ("department",)}


def _words(text: str) -> frozenset[str]:
    """Return the words of a role or body that tell it from others."""
    joined = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    words = [word for word in _WORD.findall(joined.lower()) if word not in english.LINKS_IN_ROLES]
    plain = [alias for word in words for alias in _ALIASES.get(word, (word,))]
    return frozenset(stem(english.GENDERED_ENDING.sub("", word)) for word in plain)


def _head(title: str) -> str:
    words = [word for word in _WORD.findall(title.lower()) if word not in english.LINKS_IN_ROLES]
    return stem(english.GENDERED_ENDING.sub("", words[-1])) if words else ""


def _same_body(left: frozenset[str], right: frozenset[str]) -> bool:
    if not left or not right or left <= right or right <= left:
        return True
    short, long = sorted((left, right), key=len)
    initials = sorted(word[0] for word in long)
    return len(short) == 1 and len(long) > 1 and sorted(next(iter(short))) == initials
