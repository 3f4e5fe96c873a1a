"""Resolve a speaker's mention to the fullest name the article gives its bearer.

One ``NameBook`` an article: it lists every name in the text, groups the names that one bearer goes by, and answers for
surnames, first names, abbreviations, pronouns and descriptions. Where the article does not tell, the answer is None.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes import lexicon
from quotes.attribution.categories import is_role_noun
from quotes.attribution.mentions import Mention
from quotes.attribution.name_runs import NameRun, find_names, is_organization
from quotes.detection.scanner import Scan

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_LINKS = frozenset({"of", "for", "and", "the", "on", "in"})
_LONGEST_NAME = 160
_MOST_WORDS = 6
_LOOK_BACK = 40
_FAR_BACK = 400
_SENTENCE_END = re.compile(r"[.?!][”\"’']?\s")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|to|of|on|into|across|outside|around) (?:the )?$")
_AGE_BEHIND = re.compile(r",? \(?\d{1,2}[,)]")
_APPOSITION_BEHIND = re.compile(r", (?:an?|the|who|whose|his|her) ")
_HE = re.compile(r"\b(?:he|him|his|himself)\b")
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a name: ``text[start:end]``, behind the titles from ``title_start`` on."""

    start: int
    end: int
    title_start: int
    words: str
    paragraph: int
    quoted: bool
    opens_sentence: bool


@dataclass(slots=True)
class Bearer:
    """A person or body, with every occurrence of its names; ``full`` is the fullest."""

    full: Name
    body: bool
    names: list[Name] = field(default_factory=list)
    gender: str | None = None
    person: float = 0.0


class NameBook:
    """All names of one article, grouped by bearer."""

    def __init__(self, text: str, scan: Scan) -> None:
        self.text = text
        self.names = _collect(text, scan)
        self.bearers = _group(text, self.names)
        self._bearer_of = {name.start: bearer for bearer in self.bearers for name in bearer.names}
        self._starts = [name.start for name in self.names]
        for bearer in self.bearers:
            bearer.gender = _gender(text, bearer)
            bearer.person = _personhood(text, bearer)

    def bearer_at(self, start: int, end: int) -> Bearer | None:
        """Return the bearer of the name that overlaps ``text[start:end]``."""
        position = bisect_right(self._starts, end - 1) - 1
        while position >= 0 and self.names[position].end > start:
            return self._bearer_of.get(self.names[position].start)
        return None

    def resolve(self, mention: Mention, speakers: Sequence[Bearer | None]) -> Bearer | None:
        """Return the bearer of a mention, or None; ``speakers`` are those of the quotations before, latest last."""
        if mention.kind in {"name", "organization"}:
            return self.bearer_at(mention.start, mention.end)
        if mention.kind == "group":
            return None
        if mention.kind == "pronoun":
            return self._pronoun(mention, speakers)
        return self._description(mention, speakers)

    def _pronoun(self, mention: Mention, speakers: Sequence[Bearer | None]) -> Bearer | None:
        word = mention.words.lower()
        if word in {"it", "its"}:
            return self._latest(mention.start, speakers, body=True, gender=None)
        gender = lexicon.PERSON_PRONOUNS.get(word)
        if gender is None:
            return None
        return self._latest(mention.start, speakers, body=False, gender=gender)

    def _latest(
        self, place: int, speakers: Sequence[Bearer | None], *, body: bool, gender: str | None
    ) -> Bearer | None:
        """Return the bearer a pronoun at ``place`` most likely takes up: near, prominent, of fitting gender."""
        stop = bisect_right(self._starts, place) - 1
        last = speakers[-1] if speakers else None
        best: Bearer | None = None
        best_score = -9.0
        seen: set[int] = set()
        for name in reversed(self.names[max(0, stop - _LOOK_BACK) : stop + 1]):
            bearer = self._bearer_of[name.start]
            if id(bearer) in seen or name.quoted or not _fits(bearer, body, gender):
                continue
            seen.add(id(bearer))
            score = self._nearness(name, place)
            score += 1.5 * (bearer is last) + 0.1 * min(len(bearer.names), 5)
            score += 0.8 * (gender is not None and bearer.gender == gender)
            score += 0.3 * min(bearer.person, 3.0) * (not body)
            if score > best_score:
                best, best_score = bearer, score
        if best_score < -1.5 and last is not None and id(last) not in seen and _fits(last, body, gender):
            return last
        return best

    def _nearness(self, name: Name, place: int) -> float:
        """Return how prominent a name is as seen from a later place; subjects at sentence starts stand out."""
        gap = self.text[name.end : place]
        paragraphs = gap.count("\n\n") or gap.count("\n")
        sentences = len(_SENTENCE_END.findall(gap[-1500:]))
        possessor = self.text[name.end : name.end + 2] in {"'s", "’s"}
        return -1.0 * min(paragraphs, 4) - 0.25 * min(sentences, 6) + 1.2 * name.opens_sentence - 0.7 * possessor

    def _description(self, mention: Mention, speakers: Sequence[Bearer | None]) -> Bearer | None:
        """Return the bearer that "the senator" or "the company" takes up; an indefinite description stays unnamed."""
        words = mention.words.lower().split()
        if len(words) < 2 or words[0] not in {"the", "this"} or mention.plural:
            return None
        head = words[-1]
        stop = bisect_left(self._starts, mention.start)
        before = [name for name in self.names[max(0, stop - _FAR_BACK) : stop] if not name.quoted]
        if head in lexicon.BODY_NOUNS:
            bodies = [self._bearer_of[name.start] for name in before if self._bearer_of[name.start].body]
            return bodies[-1] if bodies else None
        if head not in lexicon.PERSON_NOUNS and not re.search(r"(?:er|or|ist|ian|man|woman|old)$", head):
            return None
        for name in reversed(before):
            bearer = self._bearer_of[name.start]
            if not bearer.body and _described_as(self.text, bearer, head):
                return bearer
        return None


def _fits(bearer: Bearer, body: bool, gender: str | None) -> bool:
    """Tell whether a pronoun that wants a body, or a person of a gender, can stand for the bearer."""
    if body:
        return bearer.body
    return not bearer.body and bearer.person > 0 and (gender is None or bearer.gender in {None, gender})


def _described_as(text: str, bearer: Bearer, noun: str) -> bool:
    """Tell whether the words around one of the bearer's names hold the noun, or its abbreviation as a title."""
    titles = {
        "senator": ("sen.", "senator"),
        "governor": ("gov.", "governor"),
        "doctor": ("dr.",),
        "general": ("gen.",),
    }
    wanted = titles.get(noun, (noun,))
    for name in bearer.names[:_FAR_BACK]:
        window = f"{text[max(0, name.start - 40) : name.start]} {text[name.end : name.end + 70]}".lower()
        if any(word in window for word in wanted):
            return True
    return False


def _collect(text: str, scan: Scan) -> list[Name]:
    """List the names of the text in order; headlines, where every word is capitalized, are left out."""
    found: list[Name] = []
    spans = [(stretch.outer_start, stretch.outer_end) for stretch in scan.stretches]
    starts = [span[0] for span in spans]
    for index, paragraph in enumerate(scan.paragraphs):
        line = text[paragraph.start : paragraph.end]
        if _is_headline(line):
            continue
        for run in find_names(text, paragraph.start, paragraph.end):
            if run.end - run.start < 2 or len(run.of(text).split()) > _MOST_WORDS:
                continue
            position = bisect_right(starts, run.start) - 1
            quoted = position >= 0 and run.start < spans[position][1]
            lead = text[max(paragraph.start, run.title_start - 3) : run.title_start]
            opens = run.title_start == paragraph.start or lead.rstrip()[-1:] in {".", "?", "!", "”", '"'}
            found.append(Name(run.start, run.end, run.title_start, _plain(run, text), index, quoted, opens))
    return found


def _is_headline(line: str) -> bool:
    words = [word for word in line.split() if word[:1].isalpha() and len(word) > 3]
    return len(words) >= 4 and line[-1] not in '.?!”"' and sum(word[0].isupper() for word in words) > 0.7 * len(words)


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
    body = is_organization(words)
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
    """Return how much the text shows that a name is a person's; above 0 it counts as one."""
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
        if _AGE_BEHIND.match(behind) or _APPOSITION_BEHIND.match(behind):
            score += 1.5
        if lexicon.reporting_strength(next_word) == "speech":
            score += 1.0
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
        if not name.quoted:
            votes += 0.5 * (bool(_SHE.search(behind)) - bool(_HE.search(behind)))
    first = bearer.full.words.split()[0].lower()
    votes += 4 * ((first in lexicon.FEMALE_NAMES) - (first in lexicon.MALE_NAMES))
    return "f" if votes > 0 else "m" if votes < 0 else None
