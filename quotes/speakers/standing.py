"""Read how a mention stands to a quotation: the facts that tell the cue, the method and the reasons.

The names of features are derived from these facts (``mention_features``); what a decision needs to know it reads here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from typing import Literal, NamedTuple

from quotes.speakers.contexts import AnnotatedPassage, SpanContext
from quotes.speakers.cues import CueWord, Strength, is_finite
from quotes.speakers.mention import Mention

OBJECTS = {"dobj", "dative", "iobj"}
_LABEL_REACH = 2
"""Tokens between a label and its quotation: the colon, and a dash or a bracket."""


class Pattern(Enum):
    """A pattern of print: quotation, name, and cue or any verb, in the order in which they stand."""

    NAME_VERB_QUOTE = "name-verb-quote"
    QUOTE_NAME_VERB = "quote-name-verb"
    QUOTE_NAME_CUE = "quote-name-cue"
    QUOTE_CUE_NAME = "quote-cue-name"
    QUOTE_CUE_LATER_NAME = "quote-cue-later-name"
    NAME_CUE_QUOTE = "name-cue-quote"
    ACCORDING_TO = "according-to"

    @property
    def leads_in(self) -> bool:
        """Tell whether name and verb stand before the quotation."""
        return self in {Pattern.NAME_CUE_QUOTE, Pattern.NAME_VERB_QUOTE}


class Adjacency(NamedTuple):
    """A pattern that holds, with the strength of the cue where the pattern takes those of several strengths."""

    pattern: Pattern
    strength: Strength | None = None


class CueSubject(NamedTuple):
    """A cue whose subject the mention is, and where that stands as seen from the quotation."""

    cue: CueWord
    side: Literal["before", "after"]
    reach: Literal["nearest", "same-sentence", "elsewhere"]


class Standing(NamedTuple):
    """How a mention stands to a quotation.

    ``annotated`` is the parsed paragraph that holds it, if one does. ``paragraphs_back`` tells how many paragraphs
    before the quotation's it was found, None for the mentions of the very passage: of those alone the facts of print
    and grammar are known, ``side``, ``tokens_between`` and all below. ``carried`` says that it is the very mention of
    the speaker before, ``same_entity`` that it looks like another one of the same, ``alternates`` that it is or looks
    like the one who spoke before that, in a turn of a dialogue, ``silent`` paragraphs ago; ``signs`` that it signs
    the quotation; ``introduced`` that it stands in the paragraph before one of quotations alone, read with it.
    """

    mention: Mention
    annotated: AnnotatedPassage | None
    paragraphs_back: int | None = None
    carried: bool = False
    same_entity: bool = False
    alternates: bool = False
    silent: int = 0
    signs: bool = False
    introduced: bool = False
    side: Literal["before", "after"] | None = None
    tokens_between: int = 0
    colon_follows: bool = False
    subject_of: tuple[CueSubject, ...] = ()
    adjacent: tuple[Adjacency, ...] = ()
    object_of_cue: bool = False

    @property
    def is_label(self) -> bool:
        """Tell whether the mention is a label right before the quotation: "NAME: words"."""
        return self.side == "before" and self.tokens_between <= _LABEL_REACH and self.colon_follows


def stand_in_passage(here: SpanContext, mention: Mention, *, carried: bool, same_entity: bool) -> Standing:
    """Return how a mention of the quotation's own passage stands to it."""
    passage, verb = here.annotated.passage, here.annotated.passage.heads[mention.anchor]
    before = mention.head < here.first
    behind = mention.head + 1
    object_ = verb < mention.first and passage.deps[mention.anchor] in OBJECTS
    return Standing(
        mention=mention,
        annotated=here.annotated,
        carried=carried,
        same_entity=same_entity,
        introduced=passage.starts[mention.first] < passage.own and not here.annotated.led_in,
        side="before" if before else "after",
        tokens_between=here.first - behind if before else mention.first - here.last - 1,
        colon_follows=behind < len(passage.words) and passage.words[behind] == ":",
        subject_of=tuple(_subject_of(here, mention)),
        adjacent=tuple(_adjacent(here, mention)),
        object_of_cue=object_
        and any(
            cue is not None and cue.index == verb and mention.anchor not in cue.subjects
            for cue in (here.cue_before, here.cue_after)
        ),
    )


def _subject_of(here: SpanContext, mention: Mention) -> Iterator[CueSubject]:
    sentence = here.annotated.sentence
    for cue in here.annotated.cue_of_subject.get(mention.place, ()):
        before = cue.index < here.first
        if cue is here.cue_before or cue is here.cue_after:
            reach: Literal["nearest", "same-sentence", "elsewhere"] = "nearest"
        else:
            same = sentence[cue.index] == sentence[here.first if before else here.last]
            reach = "same-sentence" if same else "elsewhere"
        yield CueSubject(cue, "before" if before else "after", reach)


def _adjacent(here: SpanContext, mention: Mention) -> Iterator[Adjacency]:
    """Yield the patterns of print: “…,” Oduya said / “…,” said Oduya / Oduya said, “…” / Oduya: “…”."""
    yield from _beside_verb(here, mention)
    cue = here.cue_after
    if cue is not None and cue.strength != "preposition":
        yield from _behind_quotation(here, mention, cue)
    cue = here.cue_before
    if cue is not None and _is_anothers(here, mention, cue):
        cue = None
    if cue is not None and mention.head < cue.index and here.first - cue.last <= 4 and cue.index - mention.head <= 3:
        yield Adjacency(Pattern.NAME_CUE_QUOTE, cue.strength)
    if cue is not None and cue.strength == "preposition" and cue.last < mention.first <= cue.last + 6:
        yield Adjacency(Pattern.ACCORDING_TO)
    cue = here.cue_after
    if cue is not None and _is_anothers(here, mention, cue):
        cue = None
    if cue is not None and cue.strength == "preposition" and cue.last < mention.first <= cue.last + 8:
        yield Adjacency(Pattern.ACCORDING_TO)


def _is_anothers(here: SpanContext, mention: Mention, cue: CueWord) -> bool:
    """Tell whether a cue that a mention stands at has its subject elsewhere: "the villa of Roe, shouting"."""
    if not cue.subjects or mention.anchor in cue.subjects:
        return False
    passage = here.annotated.passage
    return passage.tags[cue.index] == "VBG" and (
        cue.strength != "preposition" or passage.deps[mention.anchor] == "poss"
    )


def _beside_verb(here: SpanContext, mention: Mention) -> Iterator[Adjacency]:
    """Yield the patterns of print around any verb at all: "Oduya shot back, “…”", "“…,” Oduya beamed"."""
    tags, behind = here.annotated.passage.tags, mention.head + 1
    after = here.cue_after
    said_behind = after is not None and after.index - here.last <= 2 and bool(after.subjects)
    leads = (
        0 < here.first - behind <= 5 and here.before in ",:" and tags[behind][:2] in {"VB", "RB"} and not said_behind
    )
    if leads and any(is_finite(here.annotated.passage, token) for token in range(behind, here.first)):
        yield Adjacency(Pattern.NAME_VERB_QUOTE)
    follows = 0 <= mention.first - here.last - 1 <= 2 and here.final in ",?!" and behind < len(tags)
    if follows and is_finite(here.annotated.passage, behind):
        yield Adjacency(Pattern.QUOTE_NAME_VERB)


def _behind_quotation(here: SpanContext, mention: Mention, cue: CueWord) -> Iterator[Adjacency]:
    """Yield the patterns of a quotation, a name and a cue that is no preposition."""
    if here.last < mention.first and mention.head < cue.index <= mention.head + 2 and mention.first - here.last <= 6:
        yield Adjacency(Pattern.QUOTE_NAME_CUE, cue.strength)
    if cue.index - here.last <= 2 and 0 < mention.head - cue.index <= 7 and mention.first > cue.index:
        named = here.annotated.named
        rival = bisect_right(here.annotated.named_at, cue.index)
        own = mention.anchor in cue.subjects
        subject_between = not own and any(cue.index < subject < mention.first for subject in cue.subjects)
        rivals = subject_between or (rival < len(named) and named[rival].first < mention.first)
        yield Adjacency(Pattern.QUOTE_CUE_LATER_NAME if rivals else Pattern.QUOTE_CUE_NAME, cue.strength)
