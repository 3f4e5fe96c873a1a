"""Give each decided speaker a full name and a role, article-wide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes import lexicon
from quotes.attribution.decide import Decision
from quotes.attribution.mentions import Mention
from quotes.attribution.name_runs import find_names
from quotes.attribution.names import Bearer, NameBook
from quotes.attribution.passages import Passage
from quotes.attribution.roles import bearer_roles, description_role, fullest, make_role
from quotes.detection.scanner import Scan
from quotes.records import Role


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a speaker is: ``name`` at ``start:end`` of the text, whether a body, and the role."""

    name: str | None
    start: int | None
    end: int | None
    body: bool
    role: Role | None


NOBODY = Identity(None, None, None, False, None)


class Resolver:
    """Resolves the speakers of one article."""

    def __init__(self, text: str, scan: Scan, passages: Sequence[Passage]) -> None:
        self._text = text
        self._book = NameBook(text, scan)
        self._paragraphs = [(paragraph.start, paragraph.end) for paragraph in scan.paragraphs]
        self._tags = {
            start: token.tag_
            for passage in passages
            for start, stretch, token in zip(passage.starts, passage.inside, passage.doc, strict=True)
            if stretch < 0
        }
        self._roles: dict[int, Role | None] = {}

    def resolve(self, decisions: Sequence[Decision]) -> list[Identity]:
        """Return the identity behind each decision's mention, in order."""
        speakers: list[Bearer | None] = []
        known: dict[int, Identity] = {}
        unnamed: tuple[int, Identity] | None = None
        identities = []
        for decision in decisions:
            mention = decision.mention
            if mention is None:
                identities.append(NOBODY)
                continue
            if mention.start not in known:
                bearer = self._book.resolve(mention, speakers)
                identity = self._identity(mention, bearer)
                if unnamed is not None and mention.kind == "pronoun" and self._takes_up(unnamed[0], mention, bearer):
                    identity, bearer = unnamed[1], None
                known[mention.start] = identity
                if bearer is not None:
                    speakers.append(bearer)
                    unnamed = None
                elif identity.role is not None:
                    unnamed = (mention.start, identity)
            identities.append(known[mention.start])
        return identities

    def _takes_up(self, described: int, pronoun: Mention, bearer: Bearer | None) -> bool:
        """Tell whether a pronoun takes up somebody described, not named, rather than a name before the description."""
        if bearer is None:
            return pronoun.words.lower() in lexicon.PERSON_PRONOUNS
        return not any(described < name.start < pronoun.start for name in bearer.names)

    def _identity(self, mention: Mention, bearer: Bearer | None) -> Identity:
        if mention.kind == "group":
            return self._group(mention)
        if bearer is not None:
            full = bearer.full
            name = self._text[full.start : full.end]
            return Identity(name, full.start, full.end, bearer.body, self._role_of(bearer))
        role = None
        if mention.kind == "description":
            stop = self._paragraphs[bisect_right(self._paragraphs, (mention.start, len(self._text))) - 1][1]
            phrase = description_role(self._text, mention, stop, self._tags)
            role = make_role(self._text, phrase) if phrase else None
        return Identity(None, None, None, False, role)

    def _group(self, mention: Mention) -> Identity:
        """Return the identity of joint speakers: their mention is their name if it names each of them in full."""
        names = find_names(self._text, mention.start, mention.end)
        whole = len(names) > 1 and names[0].start == mention.start and names[-1].end == mention.end
        if whole and all(" " in name.of(self._text) for name in names):
            return Identity(mention.words, mention.start, mention.end, False, None)
        return NOBODY

    def _role_of(self, bearer: Bearer) -> Role | None:
        if bearer.body:
            return None
        key = bearer.full.start
        if key not in self._roles:
            phrase = fullest(self._text, bearer_roles(self._text, bearer, self._paragraphs, self._tags))
            self._roles[key] = make_role(self._text, phrase) if phrase else None
        return self._roles[key]
