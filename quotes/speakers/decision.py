"""Choose the speaker of every quotation of an article, in text order.

Candidates, features and decision are separate: ``contenders`` lists who could have spoken and how each stands to the
quotation; a model scores them; ``choose_speaker`` takes the best, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from quotes import english
from quotes.detection import Paragraph, QuotedSpan
from quotes.model import Model, log_odds, softmax
from quotes.parsing import Passage
from quotes.records import Method
from quotes.speakers.contenders import Contender, Preceding, contenders
from quotes.speakers.contexts import AnnotatedPassage, SpanContext, Turn, annotate, read_context
from quotes.speakers.cues import CueWord
from quotes.speakers.mention import Mention
from quotes.speakers.overruling import reporter_behind, speaker_alone, subject_before
from quotes.speakers.reasons import explain
from quotes.speakers.said_features import describe_said
from quotes.speakers.standing import Standing

_NEAREST = 14
"""Mentions weighed on each side of a quotation: bounds the work in a paragraph that is all names."""
_MANY = 2000
"""Quotations of an article, as many as in a novel; of any more, fewer mentions are weighed, so that time is bounded."""
_NEAREST_OF_MANY = 2
"""That many are weighed there on each side; chosen by hand, not tuned: so many quotations are dialogue."""
_MOST_RIVALS = 4
_LEAST_SHARE = 0.02
"""Rivals of the speaker that are kept, as many as a record has room for, and those that are worth a thought."""
_JOINT_PLACES = {"nsubj", "pobj"}
_LONGEST_GROUP = 90
"""Characters from the first to the last of several who speak together: four full names."""


class Rival(NamedTuple):
    """A mention that was ranked below the speaker's, with its share of the ranking's probability."""

    mention: Mention
    share: float


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedSpeakers:
    """How the candidates of a quotation were ranked.

    ``score`` is the sum of the winner's weights, ``odds`` the log-odds of its share as the model draws them in, and
    ``rivals`` are the next of ``candidates``, the likeliest first. ``alone`` says that the quotation's paragraph holds
    no other words than quoted ones, ``turn`` what it then follows.
    """

    score: float
    odds: float
    candidates: int
    rivals: tuple[Rival, ...]
    alone: bool
    turn: Turn | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Who spoke a quoted span: ``mention`` is None when nobody could have, ``said`` is False where nobody did.

    ``confidence`` is how sure the ranking is of the mention among its rivals, ``speech`` how likely the words were said
    at all; ``ranking`` is None where nobody was ranked. ``remembered`` is the mention that the next quotation may take
    up. ``cue_apart`` tells that the cue stands in the paragraph before, which no colon ends.
    """

    span: QuotedSpan
    mention: Mention | None = None
    cue: CueWord | None = None
    method: Method = "none"
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    said: bool = True
    speech: float = 1.0
    ranking: RankedSpeakers | None = None
    remembered: Mention | None = None
    cue_apart: bool = False


ChooseSpeaker = Callable[[SpanContext, Sequence[Contender]], Decision]


def decide(
    text: str, paragraphs: Sequence[Paragraph], passages: Iterable[Passage], choose: ChooseSpeaker
) -> list[Decision]:
    """Return the decision on every span of the passages; ``choose`` gives that on one, from its contenders."""
    body = Preceding()
    decisions: list[Decision] = []
    for passage in passages:
        annotated = annotate(text, passage)
        # A heading carries nothing on, and nothing carries on from it.
        preceding = Preceding() if passage.spans[0].in_heading else body
        for index in range(len(passage.spans)):
            nearest = _NEAREST if len(decisions) < _MANY else _NEAREST_OF_MANY
            here = read_context(text, annotated, index, nearest=nearest, previous=preceding.annotated)
            decision = choose(here, contenders(text, paragraphs, here, preceding))
            decisions.append(decision)
            preceding.remember(decision.remembered, passage.paragraph)
        preceding.annotated = annotated
    return decisions


def choose_speaker(text: str, here: SpanContext, rivals: Sequence[Contender], model: Model) -> Decision:
    """Return a model's decision on a quotation."""
    if not rivals:
        speech = _speech(here, None, model)
        reasons = ("no mention of anybody near the quotation",)
        return Decision(span=here.span, said=speech >= model.said_threshold, speech=speech, reasons=reasons)
    scores = model.speaker_scores(contender.features for contender in rivals)
    best = max(range(len(rivals)), key=lambda i: scores[i])
    shares = softmax(scores)
    confidence = model.ranking_confidence(shares[best], here.span.kind)
    winner = subject_before(here, _lifted(here, rivals[best], rivals), rivals)
    ranked = reporter_behind(here, winner, rivals)
    winner = speaker_alone(text, here, ranked, rivals)
    standing = winner.standing
    mention, cue = standing.mention, _cue_of(here, standing) if winner is ranked else None
    if standing.annotated is here.annotated:
        mention = _joint(text, mention, here.annotated)
    speech = _speech(here, standing, model)
    said = speech >= model.said_threshold
    return Decision(
        span=here.span,
        mention=mention,
        cue=cue,
        method=_method(standing, cue),
        confidence=round(confidence, 4),
        reasons=explain(winner.features, model, cue, here.annotated.passage),
        said=said,
        speech=speech,
        ranking=_ranking(here, rivals, scores[best], shares, mention),
        remembered=mention if said else None,
        cue_apart=cue is not None and cue.start < here.annotated.passage.own and not here.annotated.led_in,
    )


def _speech(here: SpanContext, likeliest: Standing | None, model: Model) -> float:
    return model.said_probability([*here.span.features, *describe_said(here, likeliest)])


def _ranking(
    here: SpanContext,
    ranked: Sequence[Contender],
    score: float,
    shares: Sequence[float],
    mention: Mention,
) -> RankedSpeakers:
    others = [
        Rival(one.mention, share)
        for one, share in zip(ranked, shares, strict=True)
        if share >= _LEAST_SHARE and not (one.mention.start < mention.end and mention.start < one.mention.end)
    ]
    return RankedSpeakers(
        score=score,
        odds=log_odds(max(shares)),
        candidates=len(ranked),
        rivals=tuple(sorted(others, key=lambda rival: -rival.share)[:_MOST_RIVALS]),
        alone=here.alone,
        turn=here.turn,
    )


def _lifted(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return the reporting subject that a winning pronoun takes up: Oduya, in "Oduya told of what he called “luck”"."""
    pronoun = winner.mention
    if pronoun.form != "pronoun" or winner.standing.annotated is not here.annotated:
        return winner
    level = next((n for n, verb in enumerate(here.verbs_above) if _is_subject(here, verb.subjects, pronoun)), None)
    if level is None or _in_own_relative(here, level):
        return winner
    for verb in here.verbs_above[level + 1 :]:
        if verb.strength != "speech":
            continue
        for rival in rivals:
            other, own = rival.mention, rival.standing.annotated is here.annotated
            if own and other.start < pronoun.start and _is_subject(here, verb.subjects, other):
                return rival if _may_be_one(pronoun, other) else winner
    return winner


def _in_own_relative(here: SpanContext, level: int) -> bool:
    """Tell whether a verb above reports in a relative clause of its own: "Orr said so, in words she called “bold”"."""
    verb = here.verbs_above[level]
    return verb.strength in {"speech", "communication"} and here.annotated.passage.deps[verb.token] == "relcl"


def _is_subject(here: SpanContext, subjects: Sequence[int], mention: Mention) -> bool:
    return any(here.annotated.by_anchor.get(subject) is mention for subject in subjects)


def _may_be_one(pronoun: Mention, other: Mention) -> bool:
    """Tell whether a pronoun may take up a mention, by number, and by gender where a given name shows it."""
    word = pronoun.words.lower()
    if word in {"he", "she"}:
        fits = english.gender_of(other.words.split()[0]) in {None, "m" if word == "he" else "f"}
        return fits and other.form in {"name", "description"} and not other.plural
    if word == "they":
        return other.plural or other.form in {"organization", "group"}
    return word == "it" and other.form in {"organization", "description"}


def _joint(text: str, mention: Mention, annotated: AnnotatedPassage) -> Mention:
    """Return the mention of all who spoke together, for one of them: "Lim and Roe said"."""
    deps, heads, children = annotated.passage.deps, annotated.passage.heads, annotated.passage.children
    first = mention.anchor
    if deps[first] == "conj" and heads[first] < first and deps[heads[first]] in _JOINT_PLACES:
        first = heads[first]
    if deps[first] not in _JOINT_PLACES:
        return mention
    members, frontier = [first], [first]
    while frontier:
        frontier = [child for token in frontier for child in children[token] if child > token and deps[child] == "conj"]
        members += frontier
    mentions = [annotated.by_anchor.get(member) for member in members]
    known = [one for one in mentions if one is not None and one.form != "pronoun"]
    if len(known) < 2 or len(known) != len(members) or mention not in known:
        return mention
    start, end = known[0].start, known[-1].end
    between = text[start:end]
    # "professor and critic Ann Orr" is one person
    single = known[-1].form == "name" and any(one.form == "description" for one in known[:-1])
    if (
        single
        or end - start > _LONGEST_GROUP
        or " and " not in between
        or any(mark in between for mark in '“”".;:()\n')
    ):
        return mention
    if text.startswith(",", known[0].end) and all(map(_is_office, known[1:])):
        return known[0]  # "said Ann Orr, Founder and Chief Executive Officer of Kell Foods"
    one = replace(known[0], end=end, words=between, head=known[-1].head)
    if len(known) == 2 and _is_of_same(*known):
        return one
    return replace(one, form="group", plural=True)


def _is_office(mention: Mention) -> bool:
    """Tell whether a mention is an office with capitals: "Chief Executive Officer", unlike "the driver"."""
    return mention.words[0].isupper() and english.is_role_noun(mention.words.split()[-1].lower())


def _is_of_same(first: Mention, second: Mention) -> bool:
    """Tell whether two descriptions are one person's: "the senator and former mayor", unlike "the driver and guest"."""
    if any(one.form != "description" or one.plural for one in (first, second)):
        return False
    return second.words.split()[0].lower() in english.FORMER


def _cue_of(here: SpanContext, winner: Standing) -> CueWord | None:
    """Return the cue that ties the winner to the quotation: the nearest in its sentence whose subject the winner is."""
    if winner.annotated is not here.annotated:
        return None
    own = [cue for cue in here.annotated.cue_of_subject.get(winner.mention.place, ()) if _reaches(here, cue)]
    if own:
        return min(own, key=lambda cue: _distance(here, cue))
    if here.cue_after is not None and any(not pattern.leads_in for pattern, _ in winner.adjacent):
        return here.cue_after
    return here.cue_before if winner.adjacent else None


def _reaches(here: SpanContext, cue: CueWord) -> bool:
    """Tell whether a cue stands in the quotation's sentence, or, where none does, in the sentence before."""
    sentence = here.annotated.sentence
    if sentence[cue.index] in {sentence[here.first], sentence[here.last]}:
        return True
    alone = here.cue_after is None and here.cue_before is None
    return (alone or here.before == ":") and sentence[cue.index] == sentence[here.first] - 1


def _distance(here: SpanContext, cue: CueWord) -> tuple[bool, bool, int]:
    above = any(verb.token == cue.index for verb in here.verbs_above)
    gap = cue.index - here.last if cue.index > here.last else here.first - cue.index
    return cue.strength == "noun", not above, gap


def _method(winner: Standing, cue: CueWord | None) -> Method:
    if winner.signs:
        return "signature"
    if cue is not None:
        if cue.strength == "preposition":
            return "according-to"
        return "passive" if cue.passive else "cue"
    if winner.is_label:
        return "label"
    return "continued" if winner.carried else "nearest"
