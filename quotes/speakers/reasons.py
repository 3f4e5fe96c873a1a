"""Put the features that decided into short, readable reasons."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from quotes.model import Model
from quotes.parsing import Passage
from quotes.speakers.cues import CueWord
from quotes.speakers.standing import Pattern

_MOST = 3
"""Reasons given: as many as are read in one line."""
GRAMMAR_PHRASES = (
    ("subject-of", "subject of {cue}"),
    ("agent-of-cue", "agent of the passive {cue}"),
    (f"adjacent:{Pattern.QUOTE_NAME_CUE.value}", "stands between the quotation and {cue}"),
    (f"adjacent:{Pattern.QUOTE_CUE_NAME.value}", "follows the quotation and {cue}"),
    (f"adjacent:{Pattern.QUOTE_CUE_LATER_NAME.value}", "follows the quotation and {cue}"),
    (f"adjacent:{Pattern.NAME_CUE_QUOTE.value}", "stands before {cue} and the quotation"),
    (f"adjacent:{Pattern.NAME_VERB_QUOTE.value}", "stands before a verb and the quotation"),
    (f"adjacent:{Pattern.QUOTE_NAME_VERB.value}", "stands between the quotation and a verb"),
    (f"adjacent:{Pattern.ACCORDING_TO.value}", "named by {cue}"),
    ("subject-above", "subject of the clause that holds the quotation"),
    ("attributed:source", "named as the source behind the quotation"),
    ("quoted-as:source", "quoted as saying it"),
    ("lead:", "introduced in the paragraph before"),
    ("leads-in", "subject of the sentence that leads in the quotation"),
    ("turn:in-turn", "takes turns with the speaker of the quotation before"),
    ("carried", "carries on the speaker of the quotation before"),
    ("same-bearer", "spoke the quotation before"),
    ("before:colon", "ends the sentence before the quotation with a colon"),
    ("colon-follows", "a label with a colon"),
    ("signature", "signs the quotation in a line of its own"),
    ("behind-dash", "follows a dash"),
    ("earlier-paragraph", "the likeliest mention of the paragraphs before"),
)
PLACE_PHRASES = (
    ("before:same", "in the same sentence, before the quotation"),
    ("after:same", "in the same sentence, after the quotation"),
    ("before:tokens0-2", "right before the quotation"),
    ("after:tokens0-2", "right after the quotation"),
    ("before:rivals0", "no other name in between"),
    ("after:rivals0", "no other name in between"),
    ("next:speech", "a reporting verb follows"),
    ("is:main-subject", "subject of its sentence"),
)
_OTHERWISE = "the likeliest mention near the quotation"


def explain(features: Sequence[str], model: Model, cue: CueWord | None, passage: Passage) -> tuple[str, ...]:
    """Return up to three reasons: features that raised the score, those of grammar before those of place."""
    cue_words = f"“{' '.join(passage.words[cue.index : cue.last + 1])}”" if cue is not None else ""
    weights = {name: model.speaker.get(name, 0.0) for name in features}
    weighty = sorted((name for name in weights if weights[name] > 0), key=lambda name: (-weights[name], name))
    phrases = [phrase for weak in (False, True) for name in weighty if (phrase := _phrase(name, weak))]
    reasons = [phrase.format(cue=cue_words) for phrase in phrases if cue is not None or "{cue}" not in phrase]
    return tuple(dict.fromkeys(reasons))[:_MOST] or (_OTHERWISE,)


@functools.cache
def _phrase(feature: str, weak: bool) -> str | None:
    """Return the phrase for a feature; there are some hundreds of features."""
    phrases = PLACE_PHRASES if weak else GRAMMAR_PHRASES
    return next((phrase for prefix, phrase in phrases if feature.startswith(prefix)), None)
