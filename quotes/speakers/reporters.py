"""Find who reports a sentence at its end, where the ranking has left the words with somebody that it tells of."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.speakers.contenders import Contender
from quotes.speakers.contexts import SpanContext

_REPORTING = {"speech", "communication", "preposition", "noun"}


def reporter_behind(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return who says all of a sentence in its last clause, if the winner says nothing: "Orr was “bold”, Hale said"."""
    cue = here.cue_after
    if cue is None or cue.strength != "speech" or cue.passive or not cue.subjects or min(cue.subjects) <= here.last:
        return winner
    if winner.standing.annotated is not here.annotated or _says(here, winner):
        return winner
    above = any(verb.token == cue.index for verb in here.verbs_above)
    if not above and not _stands_behind(here, min(cue.subjects)):
        return winner
    subject = here.annotated.by_anchor.get(cue.subjects[0])
    if subject is None or here.annotated.passage.tags[subject.first - 1] == "CC":
        return winner  # "61 percent rated Orr “honest”, but a third said"
    return next((rival for rival in rivals if rival.mention is subject), winner)


def subject_before(here: SpanContext, winner: Contender, rivals: Sequence[Contender]) -> Contender:
    """Return the subject of the verb before the words, for a body in its phrase: "a lawyer for Advisa said: “…”"."""
    cue, mention = here.cue_before, winner.mention
    if cue is None or cue.strength != "speech" or not cue.subjects or mention.form not in {"organization", "name"}:
        return winner
    passage, subject = here.annotated.passage, cue.subjects[0]
    if winner.standing.annotated is not here.annotated or not subject < mention.first <= mention.head == cue.index - 1:
        return winner
    preposition = passage.heads[mention.anchor]
    if passage.deps[mention.anchor] != "pobj" or preposition <= subject or _says(here, winner):
        return winner
    other = here.annotated.by_anchor.get(subject)
    return next((rival for rival in rivals if rival.mention is other and other.form == "description"), winner)


def _says(here: SpanContext, winner: Contender) -> bool:
    """Tell whether a mention in the quotation's sentence is the subject of a verb that reports, or labels the words."""
    standing = winner.standing
    near = (one.cue.strength for one in standing.subject_of if one.reach != "elsewhere")
    return standing.is_label or standing.signs or not _REPORTING.isdisjoint(near)


def _stands_behind(here: SpanContext, subject: int) -> bool:
    """Tell whether the phrase of a subject stands right behind the quotation's comma: “bold,” the complaint states."""
    words = here.annotated.passage.words
    mention = here.annotated.by_anchor.get(subject)
    if mention is None or here.final != ",":
        return False
    first = mention.first
    return first == here.last + 1 or (first == here.last + 2 and words[first - 1] == ",")
