"""Describe how each candidate mention stands to a quotation, in abstract features: never words of an article.

A feature is a name that holds or not. ``describe`` is the only producer of names; a model's weights are a mapping
from names to numbers, so a name that a model does not know counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes import lexicon
from quotes.attribution.cues import CueWord, find_cues, verb_subjects
from quotes.attribution.mentions import Mention, find_mentions
from quotes.attribution.passages import Passage
from quotes.detection.scanner import Stretch

_TERMINATORS = frozenset(".?!")
_NEAREST = 14
_WEAK = {"communication", "loose"}
_PRONOUN_CLASS = {"he": "he", "she": "he", "it": "it", "i": "i", "we": "we", "they": "they"}


@dataclass(slots=True)
class Scene:
    """A parsed paragraph with its mentions and cues; ``sentence`` numbers each token's sentence as print shows it."""

    index: int
    passage: Passage
    mentions: list[Mention]
    cues: list[CueWord]
    sentence: list[int]
    by_anchor: dict[int, Mention] = field(default_factory=dict)
    cue_of_subject: dict[int, list[CueWord]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """One quotation in its scene: its tokens, its neighbours' shape, and the verbs above it in the parse."""

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


def set_scene(index: int, text: str, passage: Passage, stretches: Sequence[Stretch]) -> Scene:
    """Return the scene of one parsed paragraph; ``index`` is the paragraph's place in the article."""
    scene = Scene(
        index, passage, find_mentions(text, passage), find_cues(passage), _sentences(text, passage, stretches)
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


def _sentences(text: str, passage: Passage, stretches: Sequence[Stretch]) -> list[int]:
    """Return each token's sentence number: a full stop outside quotations ends one, or at a quotation's end."""
    numbers, number = [], 0
    doc, inside = passage.doc, passage.inside
    for token in doc:
        numbers.append(number)
        stretch = inside[token.i]
        if stretch < 0:
            number += token.text in _TERMINATORS
        elif token.i + 1 < len(doc) and inside[token.i + 1] != stretch:
            ends = text[stretches[stretch].end - 1] in ".?!…"
            following = doc[token.i + 1].text
            number += (
                ends
                and (inside[token.i + 1] >= 0 or following[:1].isupper())
                and not _tag_follows(passage, token.i + 1)
            )
    return numbers


def _tag_follows(passage: Passage, index: int) -> bool:
    """Tell whether "Name said" or "said Name" follows: “Why?” Oduya asked."""
    forms = lexicon.verb_forms()
    doc = passage.doc
    for token in doc[index : index + 4]:
        if passage.inside[token.i] >= 0 or token.text in ".,:;":
            return False
        if token.lower_ in forms and forms[token.lower_] in lexicon.SPEECH_VERBS:
            rest = doc[token.i + 1].text if token.i + 1 < len(doc) else "."
            return token.i > index and rest in {".", ",", "in", "on", "of", "at", "after", "as"}
    return False


def view(text: str, scene: Scene, index: int, stretches: Sequence[Stretch], partial: bool) -> View:
    """Return what the features of one quotation are read from; ``index`` is the quotation's among the stretches."""
    stretch = stretches[index]
    inside = scene.passage.inside
    first = inside.index(index)
    last = first
    while last + 1 < len(inside) and inside[last + 1] == index:
        last += 1
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
        alone=not any(mark < 0 and token.is_alpha for mark, token in zip(inside, scene.passage.doc, strict=True)),
    )


def _nearest_cue(scene: Scene, token: int, step: int) -> CueWord | None:
    """Return the nearest cue on one side, in the quotation's own printed sentence; verbs that are loose come last."""
    number = scene.sentence[token]
    cues = scene.cues if step > 0 else scene.cues[::-1]
    inside = [
        cue
        for cue in cues
        if cue.strength != "noun" and scene.sentence[cue.index] == number and (cue.index - token) * step > 0
    ]
    return next((cue for cue in inside if cue.strength != "loose"), inside[0] if inside else None)


def _ancestors(passage: Passage, first: int, last: int) -> tuple[tuple[int, str, tuple[int, ...]], ...]:
    """Return (token, strength, subjects) of the verbs above the quotation in the parse, from the nearest up."""
    doc = passage.doc
    roots = [token for token in doc[first : last + 1] if not first <= token.head.i <= last or token.head.i == token.i]
    best: list[tuple[int, str, tuple[int, ...]]] = []
    for root in roots:
        if root.is_punct or root.head.i == root.i:
            continue
        token = root.head
        levels: list[tuple[int, str, tuple[int, ...]]] = []
        for _ in range(8):
            if token.tag_[:2] == "VB" and passage.inside[token.i] < 0:
                strength = lexicon.reporting_strength(token.lower_) or "plain"
                levels.append((token.i, strength, tuple(verb_subjects(token))))
            if token.head.i == token.i or len(levels) == 5:
                break
            token = token.head
        if len(levels) > len(best):
            best = levels
    return tuple(best)


def candidates(here: View, earlier: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions of the quotation's paragraph nearest to it, then those given from earlier paragraphs."""
    mentions = here.scene.mentions
    before = [mention for mention in mentions if mention.head < here.first]
    after = [mention for mention in mentions if mention.first > here.last]
    yield from before[-_NEAREST:]
    yield from after[:_NEAREST]
    yield from earlier


def describe(
    here: View, mention: Mention, *, own: bool, paragraphs_back: int, carried: bool, same_bearer: bool
) -> list[str]:
    """Return the names of the features that hold for one candidate.

    ``own`` says that the mention stands in the quotation's paragraph, ``paragraphs_back`` how many paragraphs before,
    ``carried`` that it is the very mention of the quotation before, ``same_bearer`` that it names the same person.
    """
    names = [*_kind(mention)]
    size = "partial" if here.partial else "full"
    if carried:
        names += [f"carried:{size}", f"carried:before{here.before}", f"carried:{_cue_state(here)}"]
        if here.alone:
            names.append("carried:alone")
    if same_bearer:
        names += ["same-bearer", f"same-bearer:{_cue_state(here)}"]
    if not own:
        return [
            *names,
            f"earlier-paragraph:{min(paragraphs_back, 3)}",
            f"earlier-paragraph:{size}",
            f"earlier-paragraph:{_cue_state(here)}",
        ]
    names += _place(here, mention, size)
    names += _syntax(here, mention)
    names += _cue_relations(here, mention, size)
    return names


def _kind(mention: Mention) -> Iterator[str]:
    yield f"kind:{mention.kind}"
    head = mention.words.split()[-1].lower()
    if mention.kind == "pronoun":
        yield f"pronoun:{_PRONOUN_CLASS.get(head, 'other')}"
    elif mention.kind == "description":
        yield f"noun:{'person' if head in lexicon.PERSON_NOUNS else 'body' if head in lexicon.BODY_NOUNS else 'other'}"
    elif " " in mention.words:
        yield "name:full"


def _cue_state(here: View) -> str:
    """Return which sides of the quotation have a cue in its own sentence."""
    after = here.cue_after is not None and here.cue_after.strength not in _WEAK
    before = here.cue_before is not None and here.cue_before.strength not in _WEAK
    weak = here.cue_after is not None or here.cue_before is not None
    return "cue-after" if after else "cue-before" if before else "weak-cue" if weak else "no-cue"


def _place(here: View, mention: Mention, size: str) -> Iterator[str]:
    scene = here.scene
    side = "before" if mention.head < here.first else "after"
    gap = range(mention.head + 1, here.first) if side == "before" else range(here.last + 1, mention.first)
    sentences = abs(scene.sentence[mention.head] - scene.sentence[here.first if side == "before" else here.last])
    yield f"{side}:{size}"
    yield f"{side}:sentences{min(sentences, 2)}"
    if sentences == 0:
        yield f"{side}:same:{size}:{here.before if side == 'before' else here.final}"
    elif sentences == 1 and here.before == ":" and side == "before":
        yield "before:colon"
    yield f"{side}:tokens{_bucket(len(gap))}"
    rivals = sum(
        1
        for other in scene.mentions
        if other.first in gap and other.kind != "description" and other.anchor != mention.anchor
    )
    yield f"{side}:rivals{min(rivals, 3)}"
    between = len({scene.passage.inside[i] for i in gap} - {-1})
    if between:
        yield f"{side}:quotes-between{min(between, 2)}:same{sentences == 0}"


def _bucket(count: int) -> str:
    return (
        "0-2" if count <= 2 else "3-5" if count <= 5 else "6-10" if count <= 10 else "11-20" if count <= 20 else "21+"
    )


def _syntax(here: View, mention: Mention) -> Iterator[str]:
    token = here.scene.passage.doc[mention.anchor]
    dep = token.dep_
    role = (
        "subject"
        if dep == "nsubj"
        else "passive-subject"
        if dep == "nsubjpass"
        else "object"
        if dep in {"dobj", "dative", "iobj"}
        else "prepositional"
        if dep == "pobj"
        else "possessor"
        if dep == "poss"
        else "conjunct"
        if dep == "conj"
        else "apposition"
        if dep == "appos"
        else "root"
        if dep == "ROOT"
        else "other"
    )
    yield f"is:{role}"
    if role == "subject" and token.head.dep_ == "ROOT":
        yield "is:main-subject"
    following = (
        here.scene.passage.doc[mention.head + 1].lower_ if mention.head + 1 < len(here.scene.passage.doc) else ""
    )
    if following in {"'s", "’s", "'", "’"}:
        yield "possessive-follows"
    if following == ":":
        yield "colon-follows"
    previous = here.scene.passage.doc[mention.first - 1].text if mention.first else ""
    if previous in {"(", "["}:
        yield "in-brackets"
    if previous in {"—", "–", "-", "--"} and mention.first > 0:
        yield "behind-dash"


def _cue_relations(here: View, mention: Mention, size: str) -> Iterator[str]:
    scene = here.scene
    for cue in scene.cue_of_subject.get(mention.start, ()):
        if cue.passive:
            yield "agent-of-cue"
        near = cue is here.cue_before or cue is here.cue_after
        same = scene.sentence[cue.index] == scene.sentence[here.first if cue.index < here.first else here.last]
        side = "before" if cue.index < here.first else "after"
        yield f"subject-of:{cue.strength}:{'nearest' if near else 'same-sentence' if same else 'elsewhere'}"
        if near:
            yield f"subject-of-nearest:{side}:{here.before if side == 'before' else here.final}"
            yield f"subject-of-nearest:{side}:{size}:{cue.strength}"
        elif same:
            yield f"subject-of-same:{side}:{size}:{cue.strength}"
        else:
            yield f"subject-elsewhere:{side}:{here.before if side == 'before' else here.final}"
    yield from _adjacent(here, mention)
    yield from _above(here, mention, size)
    if _reported(here, mention):
        yield f"in-reported-clause:{size}"
    doc = scene.passage.doc
    token = doc[mention.anchor]
    verbs = {cue.index for cue in (here.cue_before, here.cue_after) if cue is not None}
    if token.dep_ in {"dobj", "dative", "iobj"} and token.head.i < mention.first and token.head.i in verbs:
        yield "object-of-cue"


def _above(here: View, mention: Mention, size: str) -> Iterator[str]:
    """Yield how the mention's clause holds the quotation: Oduya, by a speech verb, in "Oduya said he would “try”"."""
    highest = max(
        (level for level, (_, strength, _) in enumerate(here.ancestors) if strength == "speech"), default=None
    )
    for level, (_, strength, subjects) in enumerate(here.ancestors):
        if any(here.scene.by_anchor.get(subject) is mention for subject in subjects):
            yield f"subject-above:{min(level, 3)}:{size}"
            yield f"subject-above:{strength}:{size}"
            if highest is not None and level != highest:
                yield f"subject-above:{'below' if level < highest else 'beyond'}-speech:{size}"
            if level == highest:
                yield f"subject-above:highest-speech:{size}"


def _reported(here: View, mention: Mention) -> bool:
    """Tell whether the mention stands in a clause that somebody else's reporting verb governs."""
    scene = here.scene
    token = scene.passage.doc[mention.anchor]
    for _ in range(6):
        if token.head.i == token.i:
            return False
        child, token = token, token.head
        if (
            token.tag_[:2] == "VB"
            and child.dep_ in {"ccomp", "xcomp", "advcl", "pcomp"}
            and lexicon.reporting_strength(token.lower_) in {"speech", "communication"}
        ):
            subjects = [scene.by_anchor.get(subject) for subject in verb_subjects(token)]
            if subjects and subjects[0] is not None and subjects[0] is not mention:
                return True
    return False


def _adjacent(here: View, mention: Mention) -> Iterator[str]:
    """Yield the patterns of print: “…,” Oduya said / “…,” said Oduya / Oduya said, “…” / Oduya: “…”."""
    scene = here.scene
    cue = here.cue_after
    if cue is not None and cue.strength != "preposition":
        if (
            here.last < mention.first
            and mention.head < cue.index <= mention.head + 2
            and mention.first - here.last <= 6
        ):
            yield f"adjacent:quote-name-cue:{cue.strength}"
        if cue.index - here.last <= 2 and 0 < mention.head - cue.index <= 7 and mention.first > cue.index:
            rivals = any(
                cue.index < other.first < mention.first and other.kind != "description" for other in scene.mentions
            )
            yield f"adjacent:quote-cue-{'later-' if rivals else ''}name:{cue.strength}"
    cue = here.cue_before
    if cue is not None and mention.head < cue.index and here.first - cue.last <= 4 and cue.index - mention.head <= 3:
        yield f"adjacent:name-cue-quote:{cue.strength}"
    if cue is not None and cue.strength == "preposition" and cue.last < mention.first <= cue.last + 6:
        yield "adjacent:according-to"
    cue = here.cue_after
    if cue is not None and cue.strength == "preposition" and cue.last < mention.first <= cue.last + 8:
        yield "adjacent:according-to"
