"""Choose the speaker of every quotation of an article, in text order.

Candidates, features and decision are separate: ``contenders`` lists who could have spoken and how each stands to the
quotation; a model scores them; ``decide`` takes the best, and says why.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quotes.detection import Scan, Stretch
from quotes.english import lexicon
from quotes.model import Model
from quotes.names import NameRun, find_names, is_organization
from quotes.speakers.cues import CueWord
from quotes.speakers.mention_features import candidates, describe
from quotes.speakers.mentions import Mention
from quotes.speakers.reasons import explain
from quotes.speakers.said_features import describe_said
from quotes.speakers.scenes import Scene, View, view

_SIGNATURE = re.compile(r"\s*[—–-]{1,2}\s*(?=\w)")
_SIGNATURE_WORDS = 16
_LONGEST_SIGNATURE = 400
_NEAR_END = 2000
_EARLIER = 8
_JOINT_PLACES = {"nsubj", "pobj"}
_LONGEST_GROUP = 90


class Contender(NamedTuple):
    """A mention that could name the speaker, the paragraph it stands in, and the features that hold for it."""

    mention: Mention
    scene: Scene | None
    features: list[str]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who spoke one quotation: ``mention`` is None when nobody could have, ``said`` the probability that it is one."""

    stretch: int
    partial: bool
    mention: Mention | None
    cue: CueWord | None
    cue_scene: Scene | None
    method: str
    confidence: float
    reasons: tuple[str, ...]
    said: float = 1.0


@dataclass(slots=True)
class Memory:
    """What the next decision may look back on: the paragraph before, and the last speaker's mention."""

    scene: Scene | None = None
    mention: Mention | None = None
    scenes: dict[int, Scene] = field(default_factory=dict)


def decide(
    text: str, scan: Scan, scenes: Sequence[Scene], partial: Sequence[bool], shapes: Sequence[list[str]], model: Model
) -> list[Decision]:
    """Return the decision on every stretch that stands in one of the scenes.

    ``shapes`` holds the text features of each stretch, from ``detection.stretch_features``.
    """
    memory = Memory()
    decisions: list[Decision] = []
    for scene in scenes:
        for index in scene.passage.stretches:
            here = view(text, scene, index, scan.stretches, partial[index])
            decision = _choose(text, index, here, contenders(text, scan, here, memory), shapes[index], model)
            decisions.append(decision)
            if decision.said >= model.said_threshold:
                memory.mention = decision.mention or memory.mention
        memory.scene = scene
    return decisions


def contenders(text: str, scan: Scan, here: View, memory: Memory) -> list[Contender]:
    """Return everybody who could have spoken the quotation, each with the features that hold."""
    stretch = here.stretch
    found = [
        Contender(mention, here.scene, _described(here, mention, memory, own=True, back=0))
        for mention in candidates(here, ())
    ]
    own = {contender.mention.start for contender in found}
    for mention, scene, paragraph in _earlier(text, scan, here, memory):
        if mention.start not in own:
            own.add(mention.start)
            features = _described(here, mention, memory, own=False, back=stretch.paragraph - paragraph)
            found.append(Contender(mention, scene, features))
    signer = _signature(text, scan, stretch)
    if signer is not None and signer.start not in own:
        found.append(Contender(signer, None, [f"kind:{signer.kind}", "signature"]))
    return found


def _described(here: View, mention: Mention, memory: Memory, *, own: bool, back: int) -> list[str]:
    last = memory.mention
    carried = last is not None and last.start == mention.start
    same = last is not None and not carried and _same_entity(last, mention)
    return describe(here, mention, own=own, paragraphs_back=back, carried=carried, same_entity=same)


def _same_entity(first: Mention, second: Mention) -> bool:
    """Tell whether two mentions look like one person's: the same last word."""
    return first.kind == second.kind and first.words.split()[-1].lower() == second.words.split()[-1].lower()


def _earlier(text: str, scan: Scan, here: View, memory: Memory) -> Iterator[tuple[Mention, Scene | None, int]]:
    """Yield the mentions before the quotation's paragraph that could still be meant."""
    paragraph = here.stretch.paragraph
    previous = memory.scene
    if previous is not None and paragraph - previous.index <= 2:
        for mention in previous.mentions[-min(_EARLIER, here.nearest) :]:
            yield mention, previous, previous.index
    if paragraph and (previous is None or previous.index < paragraph - 1):
        before = scan.paragraphs[paragraph - 1]
        for mention in _last_names(text, max(before.start, before.end - _NEAR_END), before.end):
            yield mention, None, paragraph - 1
    if memory.mention is not None:
        yield memory.mention, None, previous.index if previous else paragraph


def _signature(text: str, scan: Scan, stretch: Stretch) -> Mention | None:
    """Return the name of a verbless line after the quotation: — Adaeze Obi, baker."""
    paragraph = scan.paragraphs[stretch.paragraph]
    start, end = stretch.outer_end, paragraph.end
    if start >= end and stretch.paragraph + 1 < len(scan.paragraphs):
        start, end = scan.paragraphs[stretch.paragraph + 1].start, scan.paragraphs[stretch.paragraph + 1].end
    dash = _SIGNATURE.match(text, start, end)
    if dash is None or end - start > _LONGEST_SIGNATURE or len(text[start:end].split()) > _SIGNATURE_WORDS:
        return None
    names = find_names(text, dash.end(), end)
    if not names or names[0].title_start - dash.end() > 24:
        return None
    return _unparsed(text, names[0])


@functools.lru_cache(maxsize=1)  # the quotations of a paragraph look back on the same one
def _last_names(text: str, start: int, end: int) -> tuple[Mention, ...]:
    return tuple(_unparsed(text, run) for run in find_names(text, start, end)[-3:])


def _unparsed(text: str, run: NameRun) -> Mention:
    """Return the mention of a name outside the parsed paragraphs."""
    words = run.of(text)
    return Mention(run.start, run.end, "organization" if is_organization(words) else "name", words, -1, -1, -1, False)


def _choose(
    text: str, index: int, here: View, rivals: Sequence[Contender], shape: Sequence[str], model: Model
) -> Decision:
    if not rivals:
        said = model.said_probability([*shape, *describe_said(here, (), 0.0)])
        nobody = ("no mention of anybody near the quotation",)
        return Decision(index, here.partial, None, None, None, "none", 0.0, nobody, said)
    scores = model.speaker_scores(contender.features for contender in rivals)
    best = max(range(len(rivals)), key=lambda i: scores[i])
    winner = rivals[best]
    winner = _lifted(here, winner, rivals)
    cue = _cue_of(here, winner)
    confidence = model.confidence(scores, best, "partial" if here.partial else "full")
    return Decision(
        stretch=index,
        partial=here.partial,
        mention=joint(text, winner.mention, winner.scene) if winner.scene is here.scene else winner.mention,
        cue=cue,
        cue_scene=here.scene if cue else None,
        method=_method(winner, cue),
        confidence=round(confidence, 4),
        reasons=explain(winner.features, model, cue, here.scene),
        said=model.said_probability([*shape, *describe_said(here, winner.features, confidence)]),
    )


def _lifted(here: View, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return the reporting subject that a winning pronoun takes up: Oduya, in "Oduya told of what he called “luck”"."""
    pronoun = winner.mention
    if pronoun.kind != "pronoun" or winner.scene is not here.scene:
        return winner
    level = next((n for n, (_, _, s) in enumerate(here.ancestors) if _is_subject(here, s, pronoun)), None)
    if level is None:
        return winner
    for _, strength, subjects in here.ancestors[level + 1 :]:
        if strength != "speech":
            continue
        for rival in rivals:
            other = rival.mention
            if rival.scene is here.scene and other.start < pronoun.start and _is_subject(here, subjects, other):
                return rival if _may_be_one(pronoun, other) else winner
    return winner


def _is_subject(here: View, subjects: Sequence[int], mention: Mention) -> bool:
    return any(here.scene.by_anchor.get(subject) is mention for subject in subjects)


def _may_be_one(pronoun: Mention, other: Mention) -> bool:
    """Tell whether a pronoun may take up a mention, by number, and by gender where a given name shows it."""
    word = pronoun.words.lower()
    if word in {"he", "she"}:
        fits = lexicon.gender_of(other.words.split()[0]) in {None, "m" if word == "he" else "f"}
        return fits and other.kind in {"name", "description"} and not other.plural
    if word == "they":
        return other.plural or other.kind in {"organization", "group"}
    return word == "it" and other.kind in {"organization", "description"}


def joint(text: str, mention: Mention, scene: Scene) -> Mention:
    """Return the mention of all who spoke together, for one of them: "Lim and Roe said"."""
    deps, heads, children = scene.passage.deps, scene.passage.heads, scene.passage.children
    first = mention.anchor
    if deps[first] == "conj" and heads[first] < first and deps[heads[first]] in _JOINT_PLACES:
        first = heads[first]
    if deps[first] not in _JOINT_PLACES:
        return mention
    members, frontier = [first], [first]
    while frontier:
        frontier = [child for token in frontier for child in children[token] if child > token and deps[child] == "conj"]
        members += frontier
    mentions = [scene.by_anchor.get(member) for member in members]
    known = [one for one in mentions if one is not None and one.kind != "pronoun"]
    if len(known) < 2 or len(known) != len(members) or mention not in known:
        return mention
    if known[-1].kind == "name" and any(one.kind == "description" for one in known[:-1]):
        return mention  # "professor and critic Ann Orr" is one person
    start, end = known[0].start, known[-1].end
    between = text[start:end]
    if end - start > _LONGEST_GROUP or " and " not in between or any(mark in between for mark in '“”".;:()\n'):
        return mention
    return replace(known[0], end=end, words=between, kind="group", head=known[-1].head, plural=True)


def _cue_of(here: View, winner: Contender) -> CueWord | None:
    """Return the cue that ties the winner to the quotation: the nearest in its sentence whose subject the winner is."""
    if winner.scene is not here.scene:
        return None
    scene, mention = here.scene, winner.mention
    own = [cue for cue in scene.cue_of_subject.get(mention.start, ()) if _reaches(here, cue)]
    if own:
        return min(own, key=lambda cue: _distance(here, cue))
    features = winner.features
    if (
        any(name.startswith(("adjacent:quote", "adjacent:according")) for name in features)
        and here.cue_after is not None
    ):
        return here.cue_after
    if any(name.startswith("adjacent:") for name in features):
        return here.cue_before
    return None


def _reaches(here: View, cue: CueWord) -> bool:
    """Tell whether a cue stands in the quotation's sentence, or, where none does, in the sentence before."""
    sentence = here.scene.sentence
    if sentence[cue.index] in {sentence[here.first], sentence[here.last]}:
        return True
    alone = here.cue_after is None and here.cue_before is None
    return (alone or here.before == ":") and sentence[cue.index] == sentence[here.first] - 1


def _distance(here: View, cue: CueWord) -> tuple[bool, bool, int]:
    above = any(token == cue.index for token, _, _ in here.ancestors)
    gap = cue.index - here.last if cue.index > here.last else here.first - cue.index
    return cue.strength == "noun", not above, gap


def _method(winner: Contender, cue: CueWord | None) -> str:
    features = set(winner.features)
    if "signature" in features:
        return "signature"
    if cue is not None:
        if cue.strength == "preposition":
            return "according-to"
        return "passive" if cue.passive else "cue"
    if {"colon-follows", "before:tokens0-2"} <= features:
        return "label"
    if any(name.startswith("carried") for name in features):
        return "continued"
    return "nearest"


def unite(text: str, stretches: Sequence[Stretch], decisions: Sequence[Decision]) -> list[Decision]:
    """Give the stretches of one utterance one speaker: the surest decision among them."""
    united = list(decisions)
    for group in utterances(text, stretches, decisions):
        best = max((united[i] for i in group), key=lambda decision: (decision.cue is not None, decision.confidence))
        for i in group:
            if united[i] is not best and united[i].mention != best.mention:
                united[i] = replace(
                    best,
                    stretch=united[i].stretch,
                    partial=united[i].partial,
                    method="utterance",
                    reasons=("part of the same utterance", *best.reasons),
                )
    return united


def utterances(text: str, stretches: Sequence[Stretch], decisions: Sequence[Decision]) -> list[list[int]]:
    """Group decisions by utterance: stretches broken only by the cue, or by paragraph breaks with re-opened marks."""
    groups: list[list[int]] = []
    for position, decision in enumerate(decisions):
        if groups and _carries_on(text, stretches, decisions[groups[-1][-1]], decision):
            groups[-1].append(position)
        else:
            groups.append([position])
    return groups


def _carries_on(text: str, stretches: Sequence[Stretch], before: Decision, after: Decision) -> bool:
    first, second = stretches[before.stretch], stretches[after.stretch]
    if first.continues and second.paragraph == first.paragraph + 1:
        return True
    if first.paragraph != second.paragraph or before.partial or text[first.end - 1] in ".!?":
        return False
    gap = text[first.outer_end : second.outer_start]
    return gap.rstrip().endswith((",", "—", "–", ":")) and len(gap.split()) <= 14 and not re.search(r"[.?!]\s", gap)
