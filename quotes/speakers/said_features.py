"""Decide, after the parse, whether quoted words were said by the speaker found, or by nobody.

``detection.speech`` has set aside what text alone shows to be a title, a nickname or a word of an interface. Here the
grammar has its say: “reckless” under "called" is speech, the “two-track” in "the “two-track” system" is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.english import lexicon
from quotes.parsing import is_punctuation
from quotes.speakers.scenes import View

_BASED_ON = ("subject-of-nearest", "subject-of-same", "adjacent", "carried", "earlier-paragraph", "object-of-cue")


def describe_said(here: View, winner: Sequence[str], confidence: float) -> list[str]:
    """Return the features that tell said from unsaid; ``winner`` are those of the likeliest speaker."""
    names = [*_place_in_clause(here), *_verbs_above(here), f"confidence:{min(9, int(confidence * 10))}"]
    based = [name for name in winner if name.startswith(_BASED_ON)]
    names += [f"winner:{prefix}" for prefix in _BASED_ON if any(name.startswith(prefix) for name in based)]
    names += [f"winner:{name}" for name in winner if name.startswith("kind:")]
    return [f"said:{name}" for name in names]


def _place_in_clause(here: View) -> Iterator[str]:
    """Yield how the quotation's head hangs in the sentence: as a modifier, an object, a predicate."""
    passage = here.scene.passage
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
    sort = "noun-cue" if tags[head] != "IN" and lower[head] in lexicon.REPORTING_NOUNS else sort
    yield f"head:{tags[head][:2]}:{lexicon.reporting_strength(lower[head]) or sort}"
    if tags[head] == "IN" and tags[heads[head]].startswith("VB"):
        yield f"verb-of-preposition:{lexicon.reporting_strength(lower[heads[head]]) or 'plain'}"


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
