"""Decide, after the parse, whether quoted words were said by the speaker found, or by nobody.

``detection/speech.py`` has set aside what text alone shows to be a title, a nickname or a word of an interface. Here
the grammar has its say: “reckless” under "called" is speech, the “two-track” in "the “two-track” system" is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes import english
from quotes.parsing import is_punctuation
from quotes.speakers.contexts import SpanContext
from quotes.speakers.standing import Standing


def describe_said(here: SpanContext, likeliest: Standing | None, confidence: float) -> list[str]:
    """Return the features that tell said from unsaid: how the words hang in the sentence, who may have said them."""
    names = [*_place_in_clause(here), *_verbs_above(here), f"confidence:{min(9, int(confidence * 10))}"]
    if likeliest is not None:
        names += [f"winner:{name}" for name in _grounds(likeliest)]
    return [f"said:{name}" for name in names]


def _grounds(standing: Standing) -> Iterator[str]:
    """Yield what speaks for a speaker."""
    reaches = {subject_of.reach for subject_of in standing.subject_of}
    if "nearest" in reaches:
        yield "subject-of-nearest"
    if "same-sentence" in reaches:
        yield "subject-of-same"
    if standing.adjacent:
        yield "adjacent"
    if standing.carried:
        yield "carried"
    if standing.paragraphs_back is not None:
        yield "earlier-paragraph"
    if standing.object_of_cue:
        yield "object-of-cue"
    yield f"kind:{standing.mention.form}"


def _place_in_clause(here: SpanContext) -> Iterator[str]:
    """Yield how the quotation's head hangs in the sentence: as a modifier, an object, a predicate."""
    passage = here.annotated.passage
    tags, lower, heads = passage.tags, passage.lower, passage.heads
    tokens = range(here.first, here.last + 1)
    root = next((i for i in tokens if heads[i] not in tokens and not is_punctuation(passage.words[i])), None)
    if root is None:
        yield "place:none"
        return
    head = heads[root]
    yield f"place:{passage.deps[root]}"
    yield f"tag:{tags[root][:2]}"
    sort = f"prep-{lower[head]}" if tags[head] == "IN" else "plain"
    sort = "noun-cue" if tags[head] != "IN" and lower[head] in english.REPORTING_NOUNS else sort
    yield f"head:{tags[head][:2]}:{english.reporting_strength(lower[head]) or sort}"
    if tags[head] == "IN" and tags[heads[head]].startswith("VB"):
        yield f"verb-of-preposition:{english.reporting_strength(lower[heads[head]]) or 'plain'}"


def _verbs_above(here: SpanContext) -> Iterator[str]:
    strengths = [verb.strength for verb in here.verbs_above]
    yield f"first-verb:{strengths[0] if strengths else 'none'}"
    yield from (f"verb-above:{strength}" for strength in sorted(set(strengths)))
    if "speech" in strengths:
        yield f"speech-above:{strengths.index('speech')}"
    elif "communication" not in strengths:
        yield "no-cue-above"
    yield f"cue-before:{here.cue_before.strength if here.cue_before else 'none'}"
    yield f"cue-after:{here.cue_after.strength if here.cue_after else 'none'}"
