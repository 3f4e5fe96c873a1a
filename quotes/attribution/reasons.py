"""Put the features that decided into short, readable reasons."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.attribution.cues import CueWord
from quotes.attribution.features import Scene
from quotes.model import Model

_MOST = 3
_PHRASES = (
    ("subject-of", "subject of {cue}"),
    ("agent-of-cue", "agent of the passive {cue}"),
    ("adjacent:quote-name-cue", "stands between the quotation and {cue}"),
    ("adjacent:quote-cue-name", "follows the quotation and {cue}"),
    ("adjacent:quote-cue-later-name", "follows the quotation and {cue}"),
    ("adjacent:name-cue-quote", "stands before {cue} and the quotation"),
    ("adjacent:according-to", "named by {cue}"),
    ("subject-above", "subject of the clause that holds the quotation"),
    ("carried", "carries on the speaker of the quotation before"),
    ("same-bearer", "spoke the quotation before"),
    ("before:colon", "ends the sentence before the quotation with a colon"),
    ("colon-follows", "a label with a colon"),
    ("signature", "signs the quotation in a line of its own"),
    ("behind-dash", "follows a dash"),
    ("before:same", "in the same sentence, before the quotation"),
    ("after:same", "in the same sentence, after the quotation"),
    ("before:tokens0-2", "right before the quotation"),
    ("after:tokens0-2", "right after the quotation"),
    ("before:rivals0", "no other name in between"),
    ("after:rivals0", "no other name in between"),
    ("is:main-subject", "subject of its sentence"),
    ("earlier-paragraph", "the likeliest mention of the paragraphs before"),
)
_OTHERWISE = "the likeliest mention near the quotation"


def explain(features: Sequence[str], model: Model, cue: CueWord | None, scene: Scene) -> tuple[str, ...]:
    """Return up to three reasons, the weightiest first, from the features' contributions to the score."""
    cue_words = "the reporting words"
    if cue is not None:
        cue_words = f"“{scene.passage.doc[cue.index : cue.last + 1].text}”"
    weighty = sorted(features, key=lambda name: (-model.speaker.get(name, 0.0), name))
    reasons: list[str] = []
    for name in weighty:
        if model.speaker.get(name, 0.0) <= 0:
            break
        phrase = next((phrase for prefix, phrase in _PHRASES if name.startswith(prefix)), None)
        reason = phrase and phrase.format(cue=cue_words)
        if reason and reason not in reasons:
            reasons.append(reason)
        if len(reasons) == _MOST:
            break
    return tuple(reasons) or (_OTHERWISE,)
