"""Find whom a mention stands for: a name, a pronoun, a definite description.

Where the article does not tell, the answer is None: an unnamed speaker stays unnamed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection

from quotes import lexicon
from quotes.attribution.bearers import PERSON, Bearer, Name, find_bearers
from quotes.attribution.mentions import Mention
from quotes.detection.scanner import Scan

_LOOK_BACK = 40
_SENTENCE_END = re.compile(r"[.?!][”\"’']?\s")
_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee)$")
_AGE = re.compile(r"(\d{1,3})-year-old$")
_SHORT_TITLES = {
    "senator": "sen",
    "governor": "gov",
    "doctor": "dr",
    "professor": "prof",
    "representative": "rep",
    "congressman": "rep",
    "congresswoman": "rep",
    "general": "gen",
    "sergeant": "sgt",
    "lieutenant": "lt",
    "colonel": "col",
    "captain": "capt",
    "priest": "father",
}

RolesOf = Callable[[Bearer], Collection[str]]


class NameBook:
    """All names of one article, grouped by bearer; ``roles_of`` gives the role phrases of a bearer."""

    def __init__(self, text: str, scan: Scan, subjects: Collection[int], roles_of: RolesOf) -> None:
        self._text = text
        self._names, bearers = find_bearers(text, scan, subjects)
        self._bearer_of = {name.start: bearer for bearer in bearers for name in bearer.names}
        self._starts = [name.start for name in self._names]
        self._roles_of = roles_of

    def bearer_at(self, start: int, end: int) -> Bearer | None:
        """Return the bearer of the name that overlaps ``text[start:end]``."""
        position = bisect_right(self._starts, end - 1) - 1
        if position >= 0 and self._names[position].end > start:
            return self._bearer_of.get(self._names[position].start)
        return None

    def resolve(self, mention: Mention, last: Bearer | None) -> Bearer | None:
        """Return the bearer of a mention, or None; ``last`` spoke the quotation before."""
        if mention.kind in {"name", "organization"}:
            return self.bearer_at(mention.start, mention.end)
        if mention.kind == "pronoun":
            return self._pronoun(mention, last)
        return self._description(mention) if mention.kind == "description" else None

    def _pronoun(self, mention: Mention, last: Bearer | None) -> Bearer | None:
        word = mention.words.lower()
        if word in {"it", "its"}:
            return self._latest(mention.start, last, body=True, gender=None)
        gender = lexicon.PERSON_PRONOUNS.get(word)
        return self._latest(mention.start, last, body=False, gender=gender) if gender else None

    def _latest(self, place: int, last: Bearer | None, *, body: bool, gender: str | None) -> Bearer | None:
        """Return the bearer a pronoun at ``place`` most likely takes up: near, prominent, of fitting gender."""
        stop = bisect_right(self._starts, place) - 1
        best: Bearer | None = None
        best_score = -9.0
        seen: set[int] = set()
        for name in reversed(self._names[max(0, stop - _LOOK_BACK) : stop + 1]):
            bearer = self._bearer_of[name.start]
            if id(bearer) in seen or name.quoted or not _fits(bearer, body, gender):
                continue
            seen.add(id(bearer))
            score = self._nearness(name, place) + 1.5 * (bearer is last) + 0.12 * min(len(bearer.names), 8)
            score += 0.8 * (gender is not None and bearer.gender == gender)
            score += 0.25 * min(bearer.person, 3.0) * (not body)
            if score > best_score:
                best, best_score = bearer, score
        if best_score < -1.5 and last is not None and id(last) not in seen and _fits(last, body, gender):
            return last
        return best

    def _nearness(self, name: Name, place: int) -> float:
        """Return how prominent a name is as seen from a later place; subjects stand out, possessors do not."""
        gap = self._text[name.end : place]
        paragraphs = gap.count("\n\n") or gap.count("\n")
        sentences = len(_SENTENCE_END.findall(gap[-1500:]))
        possessor = self._text[name.end : name.end + 2] in {"'s", "’s"}
        return -1.0 * min(paragraphs, 4) - 0.25 * min(sentences, 6) + 1.2 * name.subject - 0.7 * possessor

    def _description(self, mention: Mention) -> Bearer | None:
        """Return the bearer that "the senator" or "the company" takes up; an indefinite description stays unnamed."""
        words = mention.words.lower().split()
        if len(words) < 2 or words[0] not in {"the", "this"} or mention.plural:
            return None
        stop = bisect_left(self._starts, mention.start)
        before = [name for name in reversed(self._names[max(0, stop - _LOOK_BACK) : stop]) if not name.quoted]
        head = words[-1]
        if head in lexicon.BODY_NOUNS:
            return next((self._bearer_of[name.start] for name in before if self._bearer_of[name.start].body), None)
        if head not in lexicon.PERSON_NOUNS and not _PERSON_ENDING.search(head) and not _AGE.match(head):
            return None
        return next((bearer for name in before if self._described(bearer := self._bearer_of[name.start], head)), None)

    def _described(self, bearer: Bearer, head: str) -> bool:
        """Tell whether the article describes the bearer by the noun, or gives the age."""
        if bearer.body:
            return False
        if age := _AGE.match(head):
            return any(self._text.startswith(f", {age.group(1)},", name.end) for name in bearer.names)
        wanted = {head, _SHORT_TITLES.get(head, head)}
        words = {word.strip(".,").lower() for role in self._roles_of(bearer) for word in role.split()}
        return bool(wanted & words)


def _fits(bearer: Bearer, body: bool, gender: str | None) -> bool:
    """Tell whether a pronoun that wants a body, or a person of a gender, can stand for the bearer."""
    if body:
        return bearer.body
    return not bearer.body and bearer.person > PERSON and (gender is None or bearer.gender in {None, gender})
