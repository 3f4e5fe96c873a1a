"""Annotate a parsed paragraph with mentions and cues, and read the context of one quotation in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quotes import english
from quotes.detection import QuotedSpan
from quotes.parsing import Passage, is_punctuation
from quotes.speakers.cues import CueWord, VerbStrength, find_cues, verb_subjects
from quotes.speakers.mention import Mention
from quotes.speakers.mentions import find_mentions

_ENDS = frozenset(english.SENTENCE_MARKS)


@dataclass(slots=True)
class AnnotatedPassage:
    """A parsed paragraph with its mentions and cues; ``sentence`` numbers each token's sentence as print shows it.

    ``named`` are the mentions that are no descriptions, ``named_at`` their first tokens; ``extents`` holds the first
    and the last token of each quoted span, ``alone`` says that no word of the paragraph's own stands outside of them,
    ``led_in`` that the paragraph before leads it in with a colon.
    """

    passage: Passage
    mentions: list[Mention]
    cues: list[CueWord]
    sentence: list[int]
    named: list[Mention]
    named_at: list[int]
    extents: dict[int, tuple[int, int]]
    alone: bool
    led_in: bool
    by_anchor: dict[int, Mention] = field(default_factory=dict)
    cue_of_subject: dict[tuple[int, int], list[CueWord]] = field(default_factory=dict)


Turn = Literal["answer", "after-turn", "after-cue"]
"""What a paragraph of quotations alone follows: a question, another such paragraph, or one that says who spoke."""


class VerbAbove(NamedTuple):
    """A verb whose clause holds the quotation, at ``token``, and the tokens of its subject, and of whom it is said to.

    "Residents were told it could take “years”" is said to residents.
    """

    token: int
    strength: VerbStrength | Literal["plain"]
    subjects: tuple[int, ...]
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SpanContext:
    """One quoted span in its paragraph: its tokens ``first`` to ``last``, and what stands around them.

    ``before`` is the mark before it ("^" where it opens the paragraph), ``final`` the one that ends it, "w" where it is
    none of those that tell; the cues are the nearest in its own sentence; ``verbs_above`` those whose clause holds it
    in the parse, from the nearest up; ``alone`` says that no word stands outside quotations, ``turn`` what it then
    follows, if it opens the paragraph right behind another quotation's; ``nearest`` is how many mentions on each side
    are weighed.
    """

    annotated: AnnotatedPassage
    span: QuotedSpan
    first: int
    last: int
    before: str
    final: str
    cue_before: CueWord | None
    cue_after: CueWord | None
    verbs_above: tuple[VerbAbove, ...]
    alone: bool
    turn: Turn | None
    nearest: int


def annotate(text: str, passage: Passage) -> AnnotatedPassage:
    """Return a parsed paragraph with its mentions and cues."""
    mentions = find_mentions(text, passage)
    named = [mention for mention in mentions if mention.form != "description"]
    annotated = AnnotatedPassage(
        passage=passage,
        mentions=mentions,
        cues=find_cues(passage),
        sentence=_sentences(text, passage),
        named=named,
        named_at=[mention.first for mention in named],
        extents=_extents(passage.inside),
        alone=not any(
            mark < 0 and word.isalpha() and start >= passage.own
            for mark, word, start in zip(passage.inside, passage.words, passage.starts, strict=True)
        ),
        led_in=_is_led_in(text, passage),
    )
    for mention in annotated.mentions:
        for token in range(mention.first, mention.head + 1):
            annotated.by_anchor.setdefault(token, mention)
        if mention.form in {"name", "organization"}:
            annotated.by_anchor[mention.anchor] = mention
        else:
            annotated.by_anchor.setdefault(mention.anchor, mention)
    for cue in annotated.cues:
        for subject in cue.subjects:
            mention_of = annotated.by_anchor.get(subject)
            if mention_of is not None:
                annotated.cue_of_subject.setdefault(mention_of.place, []).append(cue)
    return annotated


def _is_led_in(text: str, passage: Passage) -> bool:
    return text[passage.start : passage.own].rstrip().endswith(":")


def _extents(inside: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return the first token of each quoted span, and the last of those that follow it without a gap."""
    extents: dict[int, tuple[int, int]] = {}
    for token, index in enumerate(inside):
        first, last = extents.get(index, (token, token - 1))
        if index >= 0 and last == token - 1:
            extents[index] = first, token
    return extents


def _sentences(text: str, passage: Passage) -> list[int]:
    """Return each token's sentence number: a full stop outside quotations ends one, or at a quotation's end.

    What leads in a paragraph without a colon ends with its own paragraph, with or without a full stop.
    """
    numbers, number = [], 0
    words, inside = passage.words, passage.inside
    led_in = _is_led_in(text, passage)
    last_of_lead = -1 if led_in else bisect_left(passage.starts, passage.own) - 1
    for index, position in enumerate(inside):
        numbers.append(number)
        behind = index + 1
        if position < 0:
            number += words[index] in _ENDS or index == last_of_lead
        elif behind < len(words) and inside[behind] != position:
            ends = text[passage.spans[position].end - 1] in english.SENTENCE_MARKS
            opens = inside[behind] >= 0 or words[behind][:1].isupper()
            number += ends and opens and not _tag_follows(passage, behind)
    return numbers


def _tag_follows(passage: Passage, index: int) -> bool:
    """Tell whether "Name said" or "said Name" follows: “Why?” Oduya asked."""
    words = passage.words
    for place in range(index, min(index + 4, len(words))):
        if passage.inside[place] >= 0 or words[place] in ".,:;":
            return False
        if english.reporting_strength(passage.lower[place]) == "speech":
            rest = words[place + 1] if place + 1 < len(words) else "."
            return place > index and rest in {".", ",", "in", "on", "of", "at", "after", "as"}
    return False


def read_context(
    text: str, annotated: AnnotatedPassage, index: int, *, nearest: int, previous: AnnotatedPassage | None = None
) -> SpanContext:
    """Return what the features of one quotation are read from.

    ``index`` is the span's in its passage, ``previous`` the passage with quotations before it.
    """
    span = annotated.passage.spans[index]
    first, last = annotated.extents[index]
    before = text[max(0, span.outer_start - 2) : span.outer_start].strip()[-1:]
    if span.outer_start <= annotated.passage.own:
        before = ":" if annotated.led_in else "^"
    final = span.last_of(text)
    if final not in ",.?!…" and span.outer_end < len(text) and text[span.outer_end] in ",.?!":
        final = text[span.outer_end]
    return SpanContext(
        annotated=annotated,
        span=span,
        first=first,
        last=last,
        before=before if before in "^,:" else ("." if before in '.?!”"' else "w"),
        final=final if final in ",.?!" else "w",
        cue_before=_nearest_cue(annotated, first, -1),
        cue_after=_nearest_cue(annotated, last, 1),
        verbs_above=_verbs_above(annotated.passage, first, last),
        alone=annotated.alone,
        turn=_turn(text, annotated, previous) if not index else None,
        nearest=nearest,
    )


def _turn(text: str, annotated: AnnotatedPassage, previous: AnnotatedPassage | None) -> Turn | None:
    """Return what a paragraph of quotations alone follows, if that is the paragraph right before."""
    if not annotated.alone or previous is None or annotated.passage.start < annotated.passage.own:
        return None
    if annotated.passage.paragraph - previous.passage.paragraph != 1:
        return None
    if previous.passage.spans[-1].last_of(text) == "?":
        return "answer"
    return "after-turn" if previous.alone else "after-cue"


def _nearest_cue(annotated: AnnotatedPassage, token: int, step: int) -> CueWord | None:
    """Return the nearest cue on one side, in the quotation's own printed sentence; verbs that are loose come last.

    A noun is one only right before the quotation: "The transcript shows her reply, “…”"; there a sign, too, reads.
    """
    number, loose = annotated.sentence[token], None
    for cue in _cues_from(annotated.cues, token, step):
        if annotated.sentence[cue.index] != number:
            break
        if cue.strength not in {"noun", "loose"} or (cue.strength == "noun" and step < 0 and token - cue.last <= 2):
            return cue
        if cue.strength == "loose":
            if step < 0 and cue.last == token - 1 and annotated.passage.lower[cue.last] in english.READING:
                return cue
            loose = loose or cue
    return loose


def _cues_from(cues: Sequence[CueWord], token: int, step: int) -> Iterable[CueWord]:
    """Return the cues on one side of a token, the nearest first; all come in order of their tokens."""
    first = bisect_right(cues, token, key=_index) if step > 0 else bisect_left(cues, token, key=_index) - 1
    return map(cues.__getitem__, range(first, len(cues) if step > 0 else -1, step))


def _index(cue: CueWord) -> int:
    return cue.index


def _verbs_above(passage: Passage, first: int, last: int) -> tuple[VerbAbove, ...]:
    """Return the verbs above the quotation in the parse, from the nearest up: the longest such row of its tokens."""
    heads = passage.heads
    best: list[VerbAbove] = []
    for root in range(first, last + 1):
        token = heads[root]
        if first <= token <= last or is_punctuation(passage.words[root]):
            continue
        levels: list[VerbAbove] = []
        for _ in range(8):
            if passage.tags[token].startswith("VB") and passage.inside[token] < 0:
                strength = english.reporting_strength(passage.lower[token]) or "plain"
                told = tuple(child for child in passage.children[token] if passage.deps[child] == "nsubjpass")
                levels.append(VerbAbove(token, strength, tuple(verb_subjects(passage, token)), told))
            if heads[token] == token or len(levels) == 5:
                break
            token = heads[token]
        if len(levels) > len(best):
            best = levels
    return tuple(best)
