"""Give each decided speaker a full name and a role, article-wide."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from quotes import english
from quotes.coreference.antecedents import RankEntities, find_antecedent
from quotes.coreference.clauses import parsed_subjects
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.reference import Antecedent, Reference
from quotes.coreference.repetition import Repeat, find_repeats
from quotes.detection import Layout, QuotedSpan
from quotes.names import Entity, find_names
from quotes.parsing import Passage
from quotes.records import Form, Role
from quotes.roles import (
    ArticleWords,
    Phrase,
    description_role,
    entity_roles,
    fullest,
    gives_way,
    group_roles,
    make_role,
    member_role,
    protagonist_roles,
    repeats,
    says_little,
    told_before,
)
from quotes.speakers import Decision, Mention

_OF_NOUN = (" of ", " for ")
"""What joins a complement to the noun before, rather than to the verb: not "locked a woman in the cellar"."""
_LEAST_RESOLVED = 0.2
"""The share of a rival pronoun that is worth the time to look for whom it stands for."""
_SURELY_MEANT, _LIKELY_MEANT = 0.7, 0.5
"""The share from which on an antecedent has the role of a description in all its quotations: of one who has the role
of kin, or a clause, and of one who has none."""
_NEVER_NAMED = frozenset({"legal", "police", "spokesperson"})
"""Categories of those who may come in as "the judge" and stay without a name: they are not surely who is named."""
_TOLD = 9.6
"""The score from which on a role stands at a name and says an office."""
_MEMBERS = frozenset("one another others some".split())
_SAME_WORDS = "the same words as in another place"
_INDEFINITE = re.compile(r"(?:(?<=\b[Aa] )|(?<=\b[Aa]n )|[Aa]n? |[Oo]ne )")
_JOINT = re.compile(r"(?<!\S)(\S+) and (?=(\S+))")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a speaker is: ``name`` at ``start:end`` of the text, whether a body, and the role.

    ``share`` is how likely the antecedent of a pronoun or a description is among the others, None where there is none
    to choose; ``others`` are the names that these have, None for nobody by name, each with its share. ``named`` is how
    often the article names that one, ``shared`` tells that the mention is a surname which several have.
    """

    name: str | None = None
    start: int | None = None
    end: int | None = None
    body: bool = False
    role: Role | None = None
    share: float | None = None
    others: tuple[tuple[str | None, float], ...] = ()
    named: int = 0
    shared: bool = False


class NamedRival(NamedTuple):
    """A mention that was ranked below the speaker's: its share of the ranking, and the name behind it, if any."""

    mention: Mention
    share: float
    name: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted span whose speaker is decided, who that is, and who else it may have been."""

    decision: Decision
    identity: Identity
    rivals: tuple[NamedRival, ...] = ()

    @property
    def span(self) -> QuotedSpan:
        """Return the span."""
        return self.decision.span


class Unnamed(NamedTuple):
    """Somebody without a name who spoke: where he is mentioned last, and where he came in."""

    offset: int
    came_in: int
    identity: Identity


@dataclass(slots=True)
class Discourse:
    """Whom a pronoun may take up: the last entity that spoke, and a group or somebody described that spoke after it.

    ``offset`` is where the entity's last mention starts, ``end`` where its last words end.
    """

    entity: Entity | None = None
    offset: int = -1
    end: int = 0
    group: Identity | None = None
    unnamed: Unnamed | None = None


class Resolver:
    """Resolves the speakers of one article, in whose layout the spans that somebody said count as quoted."""

    def __init__(self, layout: Layout, passages: Sequence[Passage]) -> None:
        self._text = layout.text
        self._layout = layout
        self._passages = passages
        tags = {
            start: tag
            for passage in passages
            for start, inside, tag in zip(passage.starts, passage.inside, passage.tags, strict=True)
            if inside < 0
        }
        self._article_words = ArticleWords(layout, tags)
        self._phrases: dict[int, list[Phrase]] = {}
        self._known: dict[int, Identity] = {}
        self._called: dict[int, Role] = {}  # what descriptions call those whom nothing else gives a role

    @functools.cached_property
    def _entities(self) -> EntityIndex:
        """The names of the article, looked up when the first speaker is resolved."""
        return EntityIndex(self._layout, parsed_subjects(self._passages))

    def resolve(self, decisions: Iterable[Decision], rank: RankEntities) -> list[Quotation]:
        """Return each quotation with the identity behind its mention, in order; ``rank`` weighs the antecedents."""
        decisions = list(decisions)
        repeats = find_repeats(self._layout, decisions)
        discourse = Discourse()
        known: dict[tuple[int, int], Identity] = {}
        found: dict[QuotedSpan, Quotation] = {}
        for decision in decisions:
            if decision.span not in repeats or repeats[decision.span].named_here:
                found[decision.span] = self._resolved(decision, known, discourse, rank)
        for span, repeat in repeats.items():
            said, own = _one_of([found[source.span] for source in repeat.sources]), found.get(span)
            if said is None:
                found[span] = own or self._resolved(repeat.decision, known, discourse, rank)
            elif own is None or not _is_kept(own, said):
                found[span] = self._repeated(repeat.decision, said)
                if own is not None and self._is_owned(repeat, said):
                    found[span] = _adopted(own, said)
                    self._call(said.identity, own.identity.role)
        return sorted(map(self._with_role, found.values()), key=lambda quotation: quotation.span.start)

    def _resolved(
        self,
        decision: Decision,
        known: dict[tuple[int, int], Identity],
        discourse: Discourse,
        rank: RankEntities,
    ) -> Quotation:
        mention, identity = decision.mention, Identity()
        rivals = tuple(self._rivals(decision, known, discourse, rank))
        if mention is not None:
            key = mention.start, mention.end
            if key not in known:
                known[key] = self._identify(mention, decision.span, discourse, rank)
            identity = known[key]
            if mention.start == discourse.offset:
                discourse.end = max(mention.end, decision.span.end)
        return Quotation(decision, identity, rivals)

    def _is_owned(self, repeat: Repeat, said: Quotation) -> bool:
        """Tell whether who is called so by the line says the words there: with a cue, or as one whom the noun fits."""
        start, end = said.identity.start, said.identity.end
        if repeat.owner is None or repeat.tied:
            return repeat.owner is not None
        entity = None if start is None or end is None else self._entities.entity_at(start, end)
        if entity is None:
            return False
        if repeat.owner in english.BODY_NOUNS:
            return repeat.owner in entity.full.words.lower().split()
        gender = english.gender_of_noun(repeat.owner)
        fits = gender is not None and gender == self._entities.traits(entity).surest_gender
        return fits or self._entities.is_called(entity, repeat.owner)

    def _repeated(self, decision: Decision, said: Quotation) -> Quotation:
        """Return words printed apart as said by whom the text says: by the name in full, for no pronoun is near."""
        mention, identity = said.decision.mention, said.identity
        if mention is not None and identity.start is not None and identity.end is not None:
            form: Form = "organization" if identity.body else "group" if mention.form == "group" else "name"
            words = self._text[identity.start : identity.end]
            mention = replace(mention, start=identity.start, end=identity.end, words=words, form=form)
        reasons = (_SAME_WORDS, *said.decision.reasons)
        own = replace(said.decision, span=decision.span, speech=decision.speech, method="utterance", reasons=reasons)
        return replace(said, decision=replace(own, mention=mention))

    def _with_role(self, quotation: Quotation) -> Quotation:
        """Return a quotation with the role by which another one takes its speaker up: "“…,” the centre-half said"."""
        identity = quotation.identity
        if identity.start not in self._called or not (identity.role is None or gives_way(identity.role)):
            return quotation
        return replace(quotation, identity=replace(identity, role=self._called[identity.start]))

    def _call(self, identity: Identity, role: Role | None) -> None:
        """Keep the role by which a description takes up somebody named."""
        if role is not None and role.category not in _NEVER_NAMED and identity.start is not None and not identity.body:
            self._called.setdefault(identity.start, role)

    def _rivals(
        self,
        decision: Decision,
        known: Mapping[tuple[int, int], Identity],
        discourse: Discourse,
        rank: RankEntities,
    ) -> Iterator[NamedRival]:
        for mention, share in decision.ranking.rivals if decision.ranking else ():
            identity, name = known.get((mention.start, mention.end)), None
            if identity is not None:
                name = identity.name
            elif mention.form in {"name", "organization"}:
                name = _name_of(self._entities.entity_at(mention.start, mention.end))
            elif mention.form == "pronoun" and share >= _LEAST_RESOLVED:
                name = _name_of(self._antecedent(mention, decision.span, discourse, rank).chosen.entity)
            yield NamedRival(mention, share, name)

    def _antecedent(self, mention: Mention, span: QuotedSpan, discourse: Discourse, rank: RankEntities) -> Antecedent:
        unnamed, came_in = discourse.unnamed[:2] if discourse.unnamed else (None, None)
        reference = Reference(mention, span, discourse.entity, discourse.offset, discourse.end, unnamed, came_in)
        return find_antecedent(self._entities, reference, functools.partial(self._role_texts, mention), rank)

    def _identify(self, mention: Mention, span: QuotedSpan, discourse: Discourse, rank: RankEntities) -> Identity:
        """Return who a mention is, and remember it for the pronouns that follow."""
        if mention.form == "group":
            discourse.group = self._group(mention)
            return discourse.group
        if mention.form == "pronoun" and mention.words.lower() in {"they", "them"}:
            return discourse.group or self._of_either_gender(mention, discourse)
        antecedent = self._antecedent(mention, span, discourse, rank)
        entity, gender = antecedent.chosen.entity, english.PERSON_PRONOUNS.get(mention.words.lower())
        if entity is not None and gender is not None and (antecedent.share or 0.0) >= _SURELY_MEANT:
            self._entities.remember_gender(entity, gender)
        return replace(
            self._take_up(mention, antecedent, discourse),
            share=antecedent.share,
            others=tuple((_name_of(one.entity), share) for one, share in antecedent.others),
            named=len(entity.names) if entity else 0,
            shared=mention.form == "name" and self._entities.is_shared(mention.words),
        )

    def _of_either_gender(self, mention: Mention, discourse: Discourse) -> Identity:
        """Return the one unnamed whom "they" takes up: "A spokesperson for the council said … They added …"."""
        if discourse.unnamed is not None:
            start, _, identity = discourse.unnamed
            near = self._layout.paragraph_at(mention.start) <= self._layout.paragraph_at(start) + 1
            if near and _INDEFINITE.match(self._text, start):
                return identity
        phrase = told_before(self._article_words, mention.start)
        return Identity(role=make_role(self._text, phrase) if phrase else None)

    def _take_up(self, mention: Mention, antecedent: Antecedent, discourse: Discourse) -> Identity:
        entity, introduced = antecedent.chosen.entity, antecedent.chosen.introduced
        if entity is not None:
            discourse.entity, discourse.offset, discourse.unnamed = entity, mention.start, None
            named = self._named(entity)
            told = named.role is not None and not gives_way(named.role)
            anybody = mention.words.rpartition(" ")[2].lower() in english.ANYBODY_NOUNS  # "the old man"
            surname = mention.words in entity.full.words.split()  # "Bishop said", of Ann Bishop
            if told or mention.form != "description" or named.body or anybody or surname:
                return named
            role = self._described(mention.start, mention.end)
            if named.role is not None and (role is None or says_little(role) or repeats(named.role, role)):
                return named
            if (antecedent.share or 0.0) >= (_LIKELY_MEANT if named.role is None else _SURELY_MEANT):
                self._call(named, role)
            return replace(named, role=role)
        if introduced is not None:
            identity = Identity(role=self._described(introduced.start, introduced.end, complement=False))
            discourse.unnamed = Unnamed(mention.start, introduced.start, identity)
            return identity
        if discourse.unnamed is not None and mention.words.lower() in english.PERSON_PRONOUNS:
            discourse.unnamed = discourse.unnamed._replace(offset=mention.start)
            return discourse.unnamed.identity
        identity = self._unnamed(mention)
        if mention.plural and mention.form == "description":
            discourse.group = identity
        elif identity.role is not None:
            discourse.unnamed, discourse.group = Unnamed(mention.start, mention.start, identity), None
        return identity

    def _named(self, entity: Entity) -> Identity:
        """Return name and fullest role of an entity, weighed once: both may be thousands."""
        key = entity.full.start
        if key not in self._known:
            self._known[key] = self._introduce(entity)
        return self._known[key]

    def _introduce(self, entity: Entity) -> Identity:
        full = entity.full
        phrase = None if entity.body else fullest(self._text, self._all_roles(entity))
        role = make_role(self._text, phrase) if phrase else None
        return Identity(_name_of(entity), full.start, full.end, entity.body, role)

    def _unnamed(self, mention: Mention) -> Identity:
        words = mention.words.lower()
        if mention.form != "description" and words not in _MEMBERS:
            return Identity()
        role = self._described(mention.start, mention.end)
        if role is None and words == "another" and (phrase := member_role(self._article_words, mention.start)):
            role = make_role(self._text, phrase)
        return Identity(role=role)

    def _described(self, start: int, end: int, *, complement: bool = True) -> Role | None:
        """Return the role that a description gives; without ``complement``, what follows must belong to the noun."""
        bare = not complement and not self._text.startswith(_OF_NOUN, end)
        phrase = description_role(self._article_words, start, end, bare=bare)
        return make_role(self._text, phrase) if phrase else None

    def _group(self, mention: Mention) -> Identity:
        """Return the identity of joint speakers: the words that name each of them in full, somewhere in the article."""
        names = find_names(self._text, mention.start, mention.end)
        if len(names) < 2 or names[0].start != mention.start or names[-1].end != mention.end:
            return Identity()
        entities = [self._entities.entity_at(name.start, name.end) for name in names]
        parts = [
            entity.full.words if entity else name.of(self._text) for entity, name in zip(entities, names, strict=True)
        ]
        full = ", ".join(parts[:-1]) + f" and {parts[-1]}"
        start = self._find_group(parts, full)
        if start < 0:
            return Identity()
        phrase = fullest(self._text, group_roles(self._article_words, start, start + len(full)))
        role = make_role(self._text, phrase) if phrase else None
        return Identity(full, start, start + len(full), role=role)

    def _find_group(self, parts: Sequence[str], full: str) -> int:
        """Return where a group whose members are all named in full first stands in the text, or -1."""
        if not all(" " in part for part in parts):
            return -1
        before = len(full) - len(f" and {parts[-1]}")
        joints = self._joints.get((parts[-2].rsplit(" ", 1)[1], parts[-1].split(" ", 1)[0]), ())
        starts = (joint - before for joint in joints if joint >= before)
        return next((start for start in starts if self._text.startswith(full, start)), -1)

    @functools.cached_property
    def _joints(self) -> dict[tuple[str, str], list[int]]:
        """Where " and " stands between two words, by these words."""
        found: dict[tuple[str, str], list[int]] = {}
        for match in _JOINT.finditer(self._text):
            found.setdefault((match[1], match[2]), []).append(match.end(1))
        return found

    def _roles(self, entity: Entity) -> list[Phrase]:
        key = entity.full.start
        if key not in self._phrases:
            self._phrases[key] = list(entity_roles(self._article_words, entity))
        return self._phrases[key]

    def _all_roles(self, entity: Entity) -> list[Phrase]:
        """Return the roles of an entity, with those that its article gives it without the name."""
        phrases = self._roles(entity)
        told = any(phrase.score >= _TOLD for phrase in phrases)
        if told or entity is not self._entities.foremost or not self._entities.traits(entity).is_person:
            return phrases
        return [*phrases, *protagonist_roles(self._article_words, entity, self._entities.names_of_others)]

    def _role_texts(self, mention: Mention, entity: Entity) -> list[str]:
        """Return the roles of an entity that stand elsewhere than a mention, or right before the name."""
        named = {name.start for name in entity.names}
        return [
            self._text[phrase.start : phrase.end]
            for phrase in self._roles(entity)
            if not phrase.affiliation
            and (phrase.end <= mention.start or mention.end <= phrase.start or phrase.end + 1 in named)
        ]


def _is_kept(own: Quotation, said: Quotation) -> bool:
    """Tell whether the line itself says as much of the speaker as the text does."""
    name = said.identity.name
    mention = own.decision.mention
    behind = mention is not None and mention.start > own.span.end  # "‘I am done’: Ann Orr"
    return own.decision.cue is not None or behind if name is None else name == own.identity.name


def _adopted(own: Quotation, said: Quotation) -> Quotation:
    """Return a quotation whose speaker its line only describes, with the name that the same words have."""
    if own.identity.named > 1:
        return own
    decision = replace(own.decision, reasons=(_SAME_WORDS, *own.decision.reasons))
    return replace(own, decision=decision, identity=said.identity)


def _one_of(quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the first of some quotations, or None where a single word is said by several."""
    return quotations[0] if len({quotation.identity.name for quotation in quotations}) == 1 else None


def _name_of(entity: Entity | None) -> str | None:
    return None if entity is None else " ".join(entity.full.words.split())
