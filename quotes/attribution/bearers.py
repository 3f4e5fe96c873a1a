"""List the people and bodies that an article names, each with every occurrence of its names."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from quotes import lexicon
from quotes.attribution.categories import is_role_noun
from quotes.attribution.name_runs import NameRun, find_names, is_organization
from quotes.detection.scanner import Scan

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_LINKS = frozenset({"of", "for", "and", "the", "on", "in"})
_LONGEST_NAME = 160
_MOST_WORDS = 6
_SENTENCE_END = re.compile(r"[.?!][”\"’']?\s")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|of|on|into|across|outside|around) (?:the )?$")
_AGE_BEHIND = re.compile(r",? \(?\d{1,2}[,)]")
_APPOSITION_BEHIND = re.compile(r", (?:an?|the|who|whose|his|her) ")
_VERB_BEHIND = re.compile(
    r",? (?:said|says|told|tells|was|is|has|had|wrote|made|took|went|came|gave|got|kept|left|held|spoke|began|became|"
    r"knew|thought|will|would|could|did|does|\w{2,}ed|who)\b"
)
_NEXT_SUBJECT = re.compile(r"^[^.?!“”\"]*[.?!] (He|She)\b")
PERSON = 0.5
"""The least personhood of a name that a personal pronoun may stand for is just above this."""
_HE = re.compile(r"\b(?:he|him|his|himself)\b")
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a name: ``text[start:end]``, behind the titles from ``title_start`` on.

    ``subject`` says that it looks like the subject of its clause.
    """

    start: int
    end: int
    title_start: int
    words: str
    paragraph: int
    quoted: bool
    subject: bool


@dataclass(slots=True)
class Bearer:
    """A person or body, with every occurrence of its names; ``full`` is the fullest."""

    full: Name
    body: bool
    names: list[Name] = field(default_factory=list)
    gender: str | None = None
    person: float = 0.0


def find_bearers(text: str, scan: Scan, subjects: Collection[int] = ()) -> tuple[list[Name], list[Bearer]]:
    """Return the names of the text in order, and their bearers.

    ``subjects`` are the starts of names that a parse says are subjects; elsewhere the next word tells.
    """
    names = _collect(text, scan, subjects)
    bearers = _group(text, names)
    for bearer in bearers:
        bearer.gender = _gender(text, bearer)
        bearer.person = _personhood(text, bearer)
    return names, bearers


def _collect(text: str, scan: Scan, subjects: Collection[int]) -> list[Name]:
    """List the names of the text in order; headlines, where every word is capitalized, are left out."""
    found: list[Name] = []
    spans = [(stretch.outer_start, stretch.outer_end) for stretch in scan.stretches]
    starts = [span[0] for span in spans]
    for index, paragraph in enumerate(scan.paragraphs):
        line = text[paragraph.start : paragraph.end]
        if _is_headline(line):
            continue
        for run in find_names(text, paragraph.start, paragraph.end):
            if run.end - run.start < 2 or len(run.of(text).split()) > _MOST_WORDS or run.is_title(text):
                continue
            position = bisect_right(starts, run.start) - 1
            quoted = position >= 0 and run.start < spans[position][1]
            subject = run.start in subjects or bool(_VERB_BEHIND.match(text, run.end))
            found.append(Name(run.start, run.end, run.title_start, _plain(run, text), index, quoted, subject))
    return found


def _is_headline(line: str) -> bool:
    words = [word for word in line.split() if word[:1].isalpha() and len(word) > 3]
    if len(words) < 4 or line[0] in "—–-" or line[-1] in '.?!”"':
        return False
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _plain(run: NameRun, text: str) -> str:
    return " ".join(run.of(text).split())


def _group(text: str, names: Sequence[Name]) -> list[Bearer]:
    """Group occurrences by bearer: fuller names first, then the shorter ones that they contain."""
    bearers: list[Bearer] = []
    by_words: dict[str, Bearer] = {}
    order = sorted({name.words for name in names}, key=lambda words: (-len(words.split()), -len(words), words))
    first: dict[str, Name] = {}
    for name in names:
        known = first.get(name.words)
        if known is None or (known.quoted and not name.quoted):
            first[name.words] = name
    by_token: dict[str, list[Bearer]] = {}
    for words in order:
        owner = _owner(words, by_token, first[words])
        if owner is None:
            owner = Bearer(full=first[words], body=is_organization(words))
            bearers.append(owner)
            for token in _tokens(words):
                by_token.setdefault(token, []).append(owner)
        by_words[words] = owner
    expansions = _abbreviations(text)
    for name in names:
        owner = by_words[name.words]
        if name.words in expansions and expansions[name.words] in by_words:
            owner = by_words[expansions[name.words]]
            owner.body = True
        owner.names.append(name)
    return [bearer for bearer in bearers if bearer.names]


def _owner(words: str, by_token: dict[str, list[Bearer]], name: Name) -> Bearer | None:
    """Return the bearer whose fuller name a shorter one stands for: a surname, a first name, one without its middle."""
    tokens = _tokens(words)
    if not tokens:
        return None
    # "REYES:" is no acronym where a fuller name ends in Reyes.
    body = is_organization(words) and not (words.isupper() and any(not b.body for b in by_token.get(tokens[-1], ())))
    best: Bearer | None = None
    best_rank = (0, 0)
    for bearer in by_token.get(tokens[-1], ()):
        full = _tokens(bearer.full.words)
        if bearer.body != body or (len(full) <= len(tokens) and full != tokens):
            continue
        if not _is_subsequence(tokens, full):
            continue
        rank = 3 if full[-1] == tokens[-1] else 2 if full[0] == tokens[0] else 1
        if body and rank != 3 and len(tokens) == 1:
            continue
        near = -abs(bearer.full.start - name.start) if bearer.full.start < name.start else -(10**9)
        if (rank, near) > best_rank or best is None:
            best, best_rank = bearer, (rank, near)
    return best


def _tokens(words: str) -> list[str]:
    return [token.strip(".,").lower() for token in _SUFFIX.sub("", words).split()]


def _is_subsequence(short: Sequence[str], full: Sequence[str]) -> bool:
    rest = iter(full)
    return all(token in rest for token in short)


def _abbreviations(text: str) -> dict[str, str]:
    """Return abbreviation -> full name for each "Harbor Transit Authority (HTA)" in the text."""
    found = {}
    for match in _BRACKETED.finditer(text):
        line = text[max(0, match.start() - _LONGEST_NAME) : match.start()].rpartition("\n")[2]
        words = list(itertools.takewhile(_may_be_abbreviated, reversed(line.split())))[::-1]
        initials = [word for word in words if word[0].isupper()]
        abbreviation = match.group(1)
        tail = initials[-len(abbreviation) :]
        if [word[0] for word in tail] == list(abbreviation):
            found[abbreviation] = " ".join(words[words.index(tail[0]) :])
    return found


def _may_be_abbreviated(word: str) -> bool:
    return word in _LINKS or (word[0].isupper() and word.replace("'", "").replace("’", "").replace("-", "").isalnum())


def _personhood(text: str, bearer: Bearer) -> float:
    """Return how much the text shows that a name is a person's; above ``PERSON`` it counts as one."""
    first = bearer.full.words.split()[0].lower()
    words = len(bearer.full.words.split())
    score = 3.0 * (first in lexicon.FEMALE_NAMES or first in lexicon.MALE_NAMES) + 0.5 * (2 <= words <= 3)
    score -= 2.0 * (bearer.full.words.isupper() and len(bearer.full.words) > 3)
    for name in bearer.names[:12]:
        before = text[max(0, name.start - 30) : name.start]
        behind = text[name.end : name.end + 30]
        last = before.split()[-1].strip(".,").lower() if before.split() else ""
        next_word = behind.split()[0].strip(",.").lower() if behind.split() else ""
        if name.title_start < name.start or (before.endswith(" ") and is_role_noun(last)):
            score += 2.0
        elif before.endswith(" ") and last in lexicon.BODY_NOUNS | lexicon.PLACE_NOUNS:
            score -= 2.0
        if _AGE_BEHIND.match(behind) or _APPOSITION_BEHIND.match(behind):
            score += 1.5
        score += 1.0 * (lexicon.reporting_strength(next_word) == "speech") + 0.5 * name.subject
        if _PLACE_BEFORE.search(before):
            score -= 1.0
    return score


def _gender(text: str, bearer: Bearer) -> str | None:
    """Return "f" or "m" where a title, a noun next to one of the names, the given name or a near pronoun tells."""
    if bearer.body:
        return None
    votes = 0.0
    for name in bearer.names:
        before = text[max(0, name.start - 30) : name.start].lower().split()[-3:]
        behind = _SENTENCE_END.split(text[name.end : name.end + 120])[0].lower()
        for word in before + behind.split()[:6]:
            bare = word.strip(".,()’'\"“”")
            votes += 3 * ((bare in lexicon.FEMALE_WORDS) - (bare in lexicon.MALE_WORDS))
        following = text[name.end : name.end + 220]
        if not name.quoted and (next_sentence := _NEXT_SUBJECT.search(following)):
            votes += 1.0 if next_sentence.group(1) == "She" else -1.0
        if not name.quoted:
            votes += 0.5 * (bool(_SHE.search(behind)) - bool(_HE.search(behind)))
    first = bearer.full.words.split()[0].lower()
    votes += 4 * ((first in lexicon.FEMALE_NAMES) - (first in lexicon.MALE_NAMES))
    return "f" if votes > 0 else "m" if votes < 0 else None
