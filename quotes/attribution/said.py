"""Decide, after the parse, whether quoted words were said by the speaker found, or by nobody.

``detection.speech`` has set aside what text alone shows to be a title, a nickname or a word of an interface. Here the
grammar has its say: “reckless” under "called" is speech, the “two-track” in "the “two-track” system" is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes import lexicon
from quotes.attribution.scenes import View

_BASED_ON = ("subject-of-nearest", "subject-of-same", "adjacent", "carried", "earlier-paragraph", "object-of-cue")


def describe_said(here: View, winner: Sequence[str], confidence: float) -> list[str]:
    """Return the features that tell said from unsaid; ``winner`` are those of the likeliest speaker."""
    names = [*_place_in_clause(here), *_verbs_above(here), f"confidence:{min(9, int(confidence * 10))}"]
    for prefix in _BASED_ON:
        if any(name.startswith(prefix) for name in winner):
            names.append(f"winner:{prefix}")
    names += [f"winner:{name}" for name in winner if name.startswith("kind:")]
    return [f"said:{name}" for name in names]


def _place_in_clause(here: View) -> Iterator[str]:
    """Yield how the quotation's head hangs in the sentence: as a modifier, an object, a predicate."""
    tokens = here.scene.passage.doc[here.first : here.last + 1]
    outside = (t for t in tokens if not here.first <= t.head.i <= here.last and not t.is_punct)
    root = next(outside, None)
    if root is None:
        yield "place:none"
        return
    head = root.head
    yield f"place:{root.dep_}"
    yield f"tag:{root.tag_[:2]}"
    strength = lexicon.reporting_strength(head.lower_)
    sort = (
        f"prep-{head.lower_}"
        if head.tag_ == "IN"
        else "noun-cue"
        if head.lower_ in lexicon.REPORTING_NOUNS
        else "plain"
    )
    yield f"head:{head.tag_[:2]}:{strength or sort}"
    if head.tag_ == "IN" and head.head.tag_[:2] == "VB":
        yield f"verb-of-preposition:{lexicon.reporting_strength(head.head.lower_) or 'plain'}"


def _verbs_above(here: View) -> Iterator[str]:
    strengths = [strength for _, strength, _ in here.ancestors]
    yield f"first-verb:{strengths[0] if strengths else 'none'}"
    yield from (f"verb-above:{strength}" for strength in sorted(set(strengths)))
    if "speech" in strengths:
        yield f"speech-above:{strengths.index('speech')}"
    elif "communication" not in strengths:
        yield "no-cue-above"
    yield f"cue-before:{here.cue_before.strength if here.cue_before else 'none'}"
    yield f"cue-after:{here.cue_after.strength if here.cue_after else 'none'}"
