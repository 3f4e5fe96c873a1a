"""Set the scene of each parsed paragraph, and say how one quotation stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.detection import Stretch
from quotes.english import lexicon
from quotes.parsing import Passage, is_punctuation
from quotes.speakers.cues import CueWord, find_cues, verb_subjects
from quotes.speakers.mentions import Mention, find_mentions

_TERMINATORS = frozenset(".?!")
_NEAREST = 14
_MANY = 2000
"""Quotations of an article, as many as in a novel; of any more, fewer mentions are weighed, so that time is bounded."""
_NEAREST_OF_MANY = 2


@dataclass(slots=True)
class Scene:
    """A parsed paragraph with its mentions and cues; ``sentence`` numbers each token's sentence as print shows it.

    ``named`` are the mentions that are no descriptions; ``spans`` holds the first and the last token of each quotation,
    ``alone`` says that no word stands outside of them.
    """

    index: int
    passage: Passage
    mentions: list[Mention]
    cues: list[CueWord]
    sentence: list[int]
    named: list[Mention]
    spans: dict[int, tuple[int, int]]
    alone: bool
    by_anchor: dict[int, Mention] = field(default_factory=dict)
    cue_of_subject: dict[int, list[CueWord]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """One quotation in its scene: its tokens, its neighbours' shape, and the verbs above it in the parse.

    ``nearest`` is how many mentions on each side could be its speaker.
    """

    scene: Scene
    stretch: Stretch
    first: int
    last: int
    partial: bool
    before: str
    final: str
    cue_before: CueWord | None
    cue_after: CueWord | None
    ancestors: tuple[tuple[int, str, tuple[int, ...]], ...]
    alone: bool
    nearest: int


def set_scene(index: int, text: str, passage: Passage, stretches: Sequence[Stretch]) -> Scene:
    """Return the scene of one parsed paragraph; ``index`` is the paragraph's place in the article."""
    mentions = find_mentions(text, passage)
    scene = Scene(
        index=index,
        passage=passage,
        mentions=mentions,
        cues=find_cues(passage),
        sentence=_sentences(text, passage, stretches),
        named=[mention for mention in mentions if mention.kind != "description"],
        spans=_spans(passage.inside),
        alone=not any(mark < 0 and word.isalpha() for mark, word in zip(passage.inside, passage.words, strict=True)),
    )
    for mention in scene.mentions:
        for token in range(mention.first, mention.head + 1):
            scene.by_anchor.setdefault(token, mention)
        if mention.kind in {"name", "organization"}:
            scene.by_anchor[mention.anchor] = mention
        else:
            scene.by_anchor.setdefault(mention.anchor, mention)
    for cue in scene.cues:
        for subject in cue.subjects:
            mention_of = scene.by_anchor.get(subject)
            if mention_of is not None:
                scene.cue_of_subject.setdefault(mention_of.start, []).append(cue)
    return scene


def _spans(inside: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return the first token of each stretch, and the last of those that follow it without a gap."""
    spans: dict[int, tuple[int, int]] = {}
    for token, stretch in enumerate(inside):
        first, last = spans.get(stretch, (token, token - 1))
        if stretch >= 0 and last == token - 1:
            spans[stretch] = first, token
    return spans


def _sentences(text: str, passage: Passage, stretches: Sequence[Stretch]) -> list[int]:
    """Return each token's sentence number: a full stop outside quotations ends one, or at a quotation's end."""
    numbers, number = [], 0
    words, inside = passage.words, passage.inside
    for index, stretch in enumerate(inside):
        numbers.append(number)
        behind = index + 1
        if stretch < 0:
            number += words[index] in _TERMINATORS
        elif behind < len(words) and inside[behind] != stretch:
            ends = text[stretches[stretch].end - 1] in ".?!…"
            opens = inside[behind] >= 0 or words[behind][:1].isupper()
            number += ends and opens and not _tag_follows(passage, behind)
    return numbers


def _tag_follows(passage: Passage, index: int) -> bool:
    """Tell whether "Name said" or "said Name" follows: “Why?” Oduya asked."""
    words = passage.words
    for place in range(index, min(index + 4, len(words))):
        if passage.inside[place] >= 0 or words[place] in ".,:;":
            return False
        if lexicon.reporting_strength(passage.lower[place]) == "speech":
            rest = words[place + 1] if place + 1 < len(words) else "."
            return place > index and rest in {".", ",", "in", "on", "of", "at", "after", "as"}
    return False


def view(text: str, scene: Scene, index: int, stretches: Sequence[Stretch], partial: bool) -> View:
    """Return what the features of one quotation are read from; ``index`` is the quotation's among the stretches."""
    stretch = stretches[index]
    first, last = scene.spans[index]
    before = text[max(0, stretch.outer_start - 2) : stretch.outer_start].strip()[-1:]
    if stretch.outer_start <= scene.passage.start:
        before = "^"
    final = text[stretch.end - 1]
    if final not in ",.?!…" and stretch.outer_end < len(text) and text[stretch.outer_end] in ",.?!":
        final = text[stretch.outer_end]
    return View(
        scene=scene,
        stretch=stretch,
        first=first,
        last=last,
        partial=partial,
        before=before if before in "^,:" else ("." if before in '.?!”"' else "w"),
        final=final if final in ",.?!" else "w",
        cue_before=_nearest_cue(scene, first, -1),
        cue_after=_nearest_cue(scene, last, 1),
        ancestors=_ancestors(scene.passage, first, last),
        alone=scene.alone,
        nearest=_NEAREST if index < _MANY else _NEAREST_OF_MANY,
    )


def _nearest_cue(scene: Scene, token: int, step: int) -> CueWord | None:
    """Return the nearest cue on one side, in the quotation's own printed sentence; verbs that are loose come last."""
    number, loose = scene.sentence[token], None
    for cue in _cues_from(scene.cues, token, step):
        if scene.sentence[cue.index] != number:
            break
        if cue.strength not in {"noun", "loose"}:
            return cue
        if cue.strength == "loose":
            loose = loose or cue
    return loose


def _cues_from(cues: Sequence[CueWord], token: int, step: int) -> Iterable[CueWord]:
    """Return the cues on one side of a token, the nearest first; all come in order of their tokens."""
    first = bisect_right(cues, token, key=_index) if step > 0 else bisect_left(cues, token, key=_index) - 1
    return map(cues.__getitem__, range(first, len(cues) if step > 0 else -1, step))


def _index(cue: CueWord) -> int:
    return cue.index


def _ancestors(passage: Passage, first: int, last: int) -> tuple[tuple[int, str, tuple[int, ...]], ...]:
    """Return (token, strength, subjects) of the verbs above the quotation in the parse, from the nearest up."""
    heads = passage.heads
    best: list[tuple[int, str, tuple[int, ...]]] = []
    for root in range(first, last + 1):
        token = heads[root]
        if first <= token <= last or is_punctuation(passage.words[root]):
            continue
        levels: list[tuple[int, str, tuple[int, ...]]] = []
        for _ in range(8):
            if passage.tags[token].startswith("VB") and passage.inside[token] < 0:
                strength = lexicon.reporting_strength(passage.lower[token]) or "plain"
                levels.append((token, strength, tuple(verb_subjects(passage, token))))
            if heads[token] == token or len(levels) == 5:
                break
            token = heads[token]
        if len(levels) > len(best):
            best = levels
    return tuple(best)
